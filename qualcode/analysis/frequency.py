"""The theme table: how often each code is used, in how many documents, by how many people, over how much text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.analysis.describe import describe
from qualcode.analysis.evidence import Study, study
from qualcode.analysis.groups import Groups, group_by
from qualcode.analysis.left_out import left_out
from qualcode.analysis.measures import MEASURES, Measures
from qualcode.analysis.naming import distinct_headings
from qualcode.errors import InvalidValue
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.project.scope import choose

if TYPE_CHECKING:
    import pandas

THEMES = ("codings", "documents", "participants", "words")


def frequency(
    project: ProjectFile,
    *,
    by: str | None = None,
    count: str | None = None,
    scope: Scope | None = None,
    with_subcodes: bool = False,
) -> pandas.DataFrame:
    """Return a row per code, in the order of the codebook, codes without codings included.

    Without `by` and `count` the columns are code, codings, documents, participants, words and share_of_words
    (words covered of the words in scope). With `count` alone there is one column of it. With `by` (document,
    participant, coder, speaker, section, or the name of an attribute) there is a column per value, and one for
    what has no value where that is needed; `count` is codings, documents, participants, words or characters.
    By default these tables count codings, but an attribute counts the participants (or documents) it describes,
    since their codings are not independent of one another.

    `scope` chooses by code, document, participant, coder, speaker and attribute. With `with_subcodes` a code
    stands for all under it as well. What the table says about itself is in its `attrs["about"]`; which codings are in
    no cell, where participants are counted, also alone in `attrs["left_out"]`.
    Raises `UnknownName`, `AmbiguousName`, `InvalidValue`.
    """
    scope = widened(scope, with_subcodes)
    check_count(count)
    with project.tallies.snapshot():
        subject = study(project, choose(project, scope), gathers=scope.with_subcodes)
        if by is None:
            table = theme_table(subject, (count,) if count else THEMES)
        else:
            groups = group_by(project, subject.chosen, subject.corpus, by)
            count = count or usual_count(groups)
            table = crossed_table(subject, groups, count)
        table.attrs["left_out"] = left_out(subject) if count == "participants" else ""
    columns = () if count else (*THEMES, "share_of_words")
    told = describe(scope, by=by, count=count, columns=columns)
    table.attrs["about"] = f"{told} {table.attrs['left_out']}".strip()
    return table


def widened(scope: Scope | None, with_subcodes: bool) -> Scope:
    """Return the scope, in which codes stand for their subtrees if either says so."""
    scope = scope or Scope()
    return replace(scope, with_subcodes=True) if with_subcodes else scope


def check_count(count: str | None) -> None:
    """Raise `InvalidValue` for what cannot be counted."""
    if count is not None and count not in MEASURES:
        raise InvalidValue(f"“{count}” cannot be counted; choose one of {', '.join(MEASURES)}.")


def usual_count(groups: Groups) -> str:
    """Return what is counted by default: people or documents where these have the attribute, else codings."""
    return f"{groups.attribute.of}s" if groups.attribute else "codings"


def theme_table(subject: Study, counts: tuple[str, ...] = THEMES) -> pandas.DataFrame:
    """Return a row per code with these counts; the usual ones end with the share of the words in scope."""
    import pandas

    measures = Measures(subject, group_by(subject.project, subject.chosen, subject.corpus, None))
    columns: dict[str, object] = {"code": subject.tree.labels}
    for count in counts:
        columns[count] = measures.of(count)[:, 0]
    table = pandas.DataFrame(columns)
    if counts == THEMES:
        in_scope = len(measures.coverage.counted_words[0])
        table["share_of_words"] = table["words"] / max(in_scope, 1)
    return table


def crossed_table(subject: Study, groups: Groups, count: str) -> pandas.DataFrame:
    """Return codes × groups, with a column for what belongs to no group where there is such."""
    import pandas

    counts = Measures(subject, groups).of(count)
    headings = groups.headings
    if groups.none_heading and counts[:, groups.none].any():
        headings = distinct_headings((name, None) for name in (*headings, groups.none_heading))
    table = pandas.DataFrame(counts[:, : len(headings)], columns=list(headings))
    table.insert(0, "code", subject.tree.labels)
    return table
