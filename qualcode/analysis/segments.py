"""A row for each coding: where it stands, who said it, what is known of them, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from qualcode.analysis.attribution import attributions, described_by
from qualcode.analysis.describe import describe
from qualcode.analysis.frequency import widened
from qualcode.analysis.naming import code_labels, distinct_headings
from qualcode.analysis.spans import numbers
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.project.scope import choose

if TYPE_CHECKING:
    import pandas

BEFORE_ATTRIBUTES = ("guid", "document", "participant")
AFTER_ATTRIBUTES = (
    "speaker", "section", "turn", "line", "start", "end", "code", "coder", "weight", "memo", "created", "text",
)  # fmt: skip

Row = tuple[Any, ...]


def segments(project: ProjectFile, scope: Scope | None = None) -> pandas.DataFrame:
    """Return the codings in scope with their texts, in the order of the texts.

    Columns: guid, document, participant, each attribute of participants and documents, speaker, section, turn and
    line (numbers from 1, where the segment starts), start, end (characters), code, coder, weight, memo, created,
    text. Several participants, speakers or sections are joined with `; `; those that the scope leaves out are not
    named. Raises `UnknownName`, `AmbiguousName`.
    """
    import pandas

    with streamed_segments(project, scope) as (headings, rows, about):
        table = pandas.DataFrame(list(rows), columns=list(headings), dtype=object)
    for column in ("turn", "line", "start", "end", "weight"):
        table[column] = table[column].astype("Int64")
    table.attrs["about"] = about
    return table


@contextmanager
def streamed_segments(
    project: ProjectFile, scope: Scope | None = None
) -> Iterator[tuple[tuple[str, ...], Iterator[Row], str]]:
    """Give the columns of `segments`, its rows one by one, and what the table says about itself.

    The rows are read from one state of the project while the context lasts.
    """
    scope = widened(scope, False)
    with project.tallies.snapshot():
        yield segment_headings(project), segment_rows(project, scope), describe(scope, count="segments")


def segment_headings(project: ProjectFile) -> tuple[str, ...]:
    """Return the columns of the rows; an attribute named as a column of its own gets a number."""
    taken = (*BEFORE_ATTRIBUTES, *AFTER_ATTRIBUTES)
    names = [(attribute.name, None) for attribute in described_by(project)]
    return (*BEFORE_ATTRIBUTES, *distinct_headings(names, taken), *AFTER_ATTRIBUTES)


def segment_rows(project: ProjectFile, scope: Scope) -> Iterator[Row]:
    """Yield the rows, holding the codings of one document in memory at a time."""
    chosen = choose(project, scope)
    paths = code_labels(project.codebook.all())
    coders = {coder.id: coder.name for coder in project.coders.all()}
    memos = project.memos.of_codings()
    waiting = attributions(project, chosen)
    # Codings and attributions come in the same order of documents.
    for number, group in groupby(project.tallies.rows(chosen), itemgetter(2)):
        attribution = next(each for document, each in waiting if document == number)
        ((_, text),) = project.tallies.texts([number])
        rows = list(group)
        start, end = numbers((row[5:7] for row in rows), 2)
        for row, said in zip(rows, attribution.of_spans(text, start, end), strict=True):
            if said is not None:
                coding, guid, _, code, coder, first, last, weight, created = row
                yield (
                    guid, *said, first, last, paths[code], coders[coder], weight, memos.get(coding, ""), created,
                    text[first:last],
                )  # fmt: skip
