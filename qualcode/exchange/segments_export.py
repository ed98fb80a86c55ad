"""Segments written out as they are listed, exactly these in this order: a table, or quotes in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from qualcode.errors import ReadingError
from qualcode.exchange.codebook_markdown import plain
from qualcode.exchange.codings_export import unmistakable
from qualcode.exchange.places import written_whole
from qualcode.exchange.segment_cards import Card, SegmentCards
from qualcode.exchange.tables import WRITTEN, Cell, write_table
from qualcode.project import ProjectFile
from qualcode.text.visible import visible_lines

COLUMNS = (
    "guid", "document", "participant", "speaker", "section", "turn", "line", "start", "end", "code", "coder", "weight",
    "memo", "created", "text",
)  # fmt: skip
SUFFIXES = (".csv", ".tsv", ".xlsx", ".md")
AT_ONCE = 500

Headings = Sequence[tuple[int, str]]


def write_segments(
    project: ProjectFile, path: Path, numbers: Iterable[int], *, title: str, headings: Headings = ()
) -> int:
    """Write codings by row number to a .csv, .tsv, .xlsx or .md file, streamed; return how many.

    `headings` are (place of the first coding under it, heading) in Markdown. A document or code whose name is not
    the only one of its kind is named by its GUID in a table. What is gone meanwhile is left out. Raises
    `ReadingError`, and `InvalidValue` for a text that no cell of .xlsx can hold.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadingError(f"{path.name} cannot be written: segments are {', '.join(SUFFIXES)} files.")
    with project.tallies.snapshot():
        if suffix in WRITTEN:
            return write_table(path, COLUMNS, segment_rows(project, numbers), shortened={"text"})
        with written_whole(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
            written = 0
            for part in quotes(cards(project, numbers), title, headings):
                file.write(part)
                written += part.startswith(">")
        return written


def cards(project: ProjectFile, numbers: Iterable[int]) -> Iterator[Card | None]:
    """Yield the cards of codings, holding some hundreds in memory."""
    reader, waiting = SegmentCards(project), iter(numbers)
    while chunk := list(islice(waiting, AT_ONCE)):
        found = reader.read(chunk)
        yield from (found[number] for number in chunk)


def segment_rows(project: ProjectFile, numbers: Iterable[int]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows under `COLUMNS`."""
    documents = unmistakable((each.id, each.name, each.guid) for each in project.documents.all())
    codes = unmistakable((code.id, code.path, code.guid) for code in project.codebook.all())
    for card in cards(project, numbers):
        if card is not None:
            coding, owners = card.coding, card.owners
            yield (
                coding.guid, documents[coding.document_id], owners.participants, owners.speakers, owners.sections,
                card.turn, card.line, coding.start, coding.end, codes[coding.code_id], card.coder, coding.weight,
                "\n\n".join(card.memos), coding.created, card.text,
            )  # fmt: skip


def quotes(found: Iterable[Card | None], title: str, headings: Headings) -> Iterator[str]:
    """Yield a Markdown text in parts: each quote with whose words they are, document, line, code and coder."""
    yield f"# {plain(visible_lines(title))}\n\n"
    waiting = list(headings)[::-1]
    for place, card in enumerate(found):
        while waiting and waiting[-1][0] <= place:
            yield f"## {plain(visible_lines(waiting.pop()[1]))}\n\n"
        if card is not None:
            yield _quote(card)


def _quote(card: Card) -> str:
    lines = "".join(f"> {line}\n" for line in plain(visible_lines(card.text)).split("\n"))
    told = plain(visible_lines(source_of(card)))
    memos = "".join(f"> *Memo:* {plain(' '.join(visible_lines(memo).split()))}\n>\n" for memo in card.memos)
    return f"{lines}>\n{memos}> — {told}\n\n"


def source_of(card: Card) -> str:
    """Return where a segment stands, in words: whose words, document, line and turn, code, coder, weight."""
    who = card.owners.participants or card.owners.speakers
    turn = f"turn {card.turn}" if card.turn else ""
    weight = "" if card.coding.weight is None else f"weight {card.coding.weight}"
    place = ", ".join(part for part in (who, card.document.name, f"line {card.line}", turn) if part)
    return " · ".join(part for part in (place, card.code.path, card.coder, weight) if part)
