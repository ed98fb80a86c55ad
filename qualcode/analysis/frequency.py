"""The theme table: how often each code is used, in how many documents, by how many people, over how much text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.analysis.describe import describe
from qualcode.analysis.evidence import Study, study
from qualcode.analysis.groups import Groups, distinct_headings, group_by
from qualcode.analysis.measures import MEASURES, Measures
from qualcode.errors import InvalidValue
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.project.scope import choose

if TYPE_CHECKING:
    import pandas

    from qualcode.analysis.spans import Integers

PLAIN = ("codings", "documents", "participants", "words")


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
    stands for all under it as well. What the table says about itself is in its `attrs["about"]`.
    Raises `UnknownName`, `AmbiguousName`, `InvalidValue`.
    """
    scope = scope or Scope()
    if with_subcodes:
        scope = replace(scope, with_subcodes=True)
    if count is not None and count not in MEASURES:
        raise InvalidValue(f"“{count}” cannot be counted; choose one of {', '.join(MEASURES)}.")
    with project.tallies.snapshot():
        subject = study(project, choose(project, scope), gathers=scope.with_subcodes)
        groups = group_by(project, subject.chosen, subject.corpus, by)
        measures = Measures(subject, groups)
        if by is None:
            table = _plain(measures, (count,) if count else PLAIN)
        else:
            count = count or _usual(groups)
            table = _crossed(subject, groups, measures.of(count))
    table.attrs["about"] = describe(scope, by=by, count=count)
    return table


def _usual(groups: Groups) -> str:
    """Return what is counted by default: people or documents where these have the attribute, else codings."""
    return f"{groups.attribute.of}s" if groups.attribute else "codings"


def _plain(measures: Measures, counts: tuple[str, ...]) -> pandas.DataFrame:
    import pandas

    columns: dict[str, object] = {"code": [code.path for code in measures.study.tree.codes]}
    for count in counts:
        columns[count] = measures.of(count)[:, 0]
    table = pandas.DataFrame(columns)
    if counts == PLAIN:
        in_scope = len(measures.coverage.counted_words[0])
        table["share_of_words"] = table["words"] / max(in_scope, 1)
    return table


def _crossed(subject: Study, groups: Groups, counts: Integers) -> pandas.DataFrame:
    import pandas

    headings = groups.headings
    if groups.none_heading and counts[:, groups.none].any():
        headings = distinct_headings((name, None) for name in (*headings, groups.none_heading))
    table = pandas.DataFrame(counts[:, : len(headings)], columns=list(headings))
    table.insert(0, "code", [code.path for code in subject.tree.codes])
    return table
