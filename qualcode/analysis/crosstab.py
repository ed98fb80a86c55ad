"""Codes × the values of an attribute, with people (or documents) as the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.corpus import Corpus
from qualcode.analysis.describe import describe
from qualcode.analysis.evidence import Study, study
from qualcode.analysis.frequency import widened
from qualcode.analysis.groups import Groups, group_by, present_participants
from qualcode.analysis.left_out import left_out
from qualcode.analysis.measures import Measures
from qualcode.analysis.naming import distinct_headings
from qualcode.analysis.spans import Integers
from qualcode.errors import InvalidValue
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.project.scope import choose

if TYPE_CHECKING:
    import pandas


def crosstab(
    project: ProjectFile, attribute: str, *, scope: Scope | None = None, with_subcodes: bool = False
) -> pandas.DataFrame:
    """Return for each code how many participants (or documents) of each value have at least one coding of it.

    Behind these columns stands the share of each count in all participants of that value who have text in scope;
    that number is in the column's heading, and in `attrs["base"]`. The unit is the participant, because codings
    of one participant are not independent of one another.
    Raises `UnknownName`, `AmbiguousName`, `InvalidValue`.
    """
    scope = widened(scope, with_subcodes)
    with project.tallies.snapshot():
        subject = study(project, choose(project, scope), gathers=scope.with_subcodes)
        groups = group_by(project, subject.chosen, subject.corpus, attribute)
        if groups.attribute is None:
            raise InvalidValue(f"A crosstab needs an attribute; “{attribute}” is none.")
        table = crosstab_table(subject, groups)
        table.attrs["left_out"] = left_out(subject) if groups.attribute.of == "participant" else ""
    told = describe(scope, by=attribute, count=f"{groups.attribute.of}s")
    table.attrs["about"] = f"{told} {table.attrs['left_out']}".strip()
    return table


def crosstab_table(subject: Study, groups: Groups) -> pandas.DataFrame:
    """Return the crosstab of the groups of an attribute; its columns are the counts, then the shares."""
    import pandas

    assert groups.attribute is not None
    counts = Measures(subject, groups).of(f"{groups.attribute.of}s")
    base = base_of(subject.corpus, groups)
    labels = [*groups.headings, groups.none_heading][: None if base[groups.none] else groups.none]
    table = pandas.DataFrame({"code": subject.tree.labels})
    headings = distinct_headings((label, None) for label in labels)
    for column, heading in enumerate(headings):
        table[heading] = counts[:, column]
    shares = [(f"{label} share (n = {base[column]})", None) for column, label in enumerate(labels)]
    for column, heading in enumerate(distinct_headings(shares, ("code", *headings))):
        table[heading] = counts[:, column] / max(int(base[column]), 1)
    table.attrs["base"] = {heading: int(number) for heading, number in zip(headings, base, strict=False)}
    return table


def base_of(corpus: Corpus, groups: Groups) -> Integers:
    """Return how many participants (or documents) with text in scope each group has; the last is for none."""
    if groups.source == "participant":
        units = present_participants(corpus)
    else:
        stretches = corpus.stretches
        units = np.unique(stretches.document[stretches.kept])
    _, group = groups.links.of_or(units, groups.none)
    return np.bincount(group, minlength=groups.width)
