"""The running text of a word processor's file while it is read, with what its typography tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers import captions
from qualcode.readers.cues import read_cues
from qualcode.readers.request import Request
from qualcode.text.headings import Heading, heading_name
from qualcode.text.rows import Cell, Row
from qualcode.text.turns import recognise_turns


@dataclass(slots=True)
class LeftOut:
    """What stands in the file but is no talk, counted for the report."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    notes: int = 0
    hidden: int = 0

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each kind that occurs."""
        found = []
        if self.insertions or self.deletions:
            found.append(
                f"Tracked changes: {_count(self.insertions, 'insertion')} kept, "
                f"{_count(self.deletions, 'deletion')} left out."
            )
        for number, one in (
            (self.comments, "comment"),
            (self.notes, "footnote"),
            (self.hidden, "hidden passage"),
        ):
            if number:
                found.append(f"{_count(number, one)} left out.")
        return tuple(found)


@dataclass(slots=True)
class Flow:
    """Text in order: paragraphs end with a line end, the cells of a table's row are parted by tabs."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    _cells: list[Cell] = field(default_factory=list)
    _in_table: int = 0

    def write(self, text: str, bold: bool = False) -> None:
        """Add characters; line ends within them are line breaks, not paragraphs."""
        if not text:
            return
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        if bold and text.strip():
            self.bold.append((self.length, self.length + len(text)))
        self.parts.append(text)
        self.length += len(text)

    def begin_paragraph(self) -> int:
        """Note that a paragraph begins; returns its offset."""
        self.paragraphs.append(self.length)
        return self.length

    def end_paragraph(self, start: int, level: int | None = None) -> None:
        """End the paragraph that began at `start`; with a `level` it was a heading."""
        if level is not None and self.length > start:
            name = heading_name(self._since(start))
            if name:
                self.headings.append(Heading(start, self.length, level, name))
        self.write("\n")

    def begin_row(self) -> None:
        """Begin a row of a table; rows of tables within tables are plain paragraphs."""
        self._in_table += 1
        if self._in_table == 1:
            self._cells = []
            self.paragraphs.append(self.length)

    def end_cell(self, start: int, columns: int = 1) -> None:
        """End a cell that began at `start` and spans so many columns; the line end it ended with goes."""
        self._drop_line_ends(start)
        if self._in_table == 1:
            self._cells += [(start, self.length)] + [(self.length, self.length)] * (columns - 1)
        self.write("\t")

    def end_row(self) -> None:
        """End a row."""
        if self.parts and self.parts[-1] == "\t":
            self.parts.pop()
            self.length -= 1
        if self._in_table == 1 and self._cells:
            self.rows.append(tuple(self._cells))
        self._in_table -= 1
        self.write("\n")

    def transcript(self, request: Request, format: str) -> Transcript:
        """Recognise what was written; raises ReadingError when there are no words."""
        text = "".join(self.parts)
        end = len(text.rstrip("\n"))
        text = text[: end + 1]
        if not text.strip():
            raise ReadingError(f"{request.name} holds no text: there is nothing to import.")
        cues = read_cues(text)
        if cues is not None and cues.cues:
            found = captions.build(cues, request)
            return Transcript(
                found.text, format, found.turns, time_marks=found.time_marks,
                warnings=self.left_out.sentences() + found.warnings,
            )  # fmt: skip
        recognised = recognise_turns(
            text, speakers=request.speakers, bold=self.bold, headings=self._sections(),
            paragraphs=self.paragraphs, rows=self.rows,
        )  # fmt: skip
        return Transcript(
            text, format, recognised.turns, recognised.sections, recognised.time_marks, recognised.layout,
            warnings=self.left_out.sentences() + recognised.warnings,
        )  # fmt: skip

    def _sections(self) -> list[Heading]:
        """The headings, unless they come back: then they name speakers."""
        names = [heading.name for heading in self.headings]
        return self.headings if len(set(names)) * 2 > len(names) else []

    def _since(self, start: int) -> str:
        taken: list[str] = []
        place = self.length
        for part in reversed(self.parts):
            if place <= start:
                break
            taken.append(part)
            place -= len(part)
        return "".join(reversed(taken))[start - place :]

    def _drop_line_ends(self, start: int) -> None:
        while self.parts and self.length > start and self.parts[-1].endswith("\n"):
            last = self.parts.pop()
            self.length -= len(last)
            kept = last[:-1]
            if kept:
                self.parts.append(kept)
                self.length += len(kept)


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
