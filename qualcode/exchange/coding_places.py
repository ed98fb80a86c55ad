"""Where a row of a codings table points to: a span, a quote, a section or a turn of a document."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.errors import InvalidValue
from qualcode.model import Document, Section, Turn
from qualcode.project import ProjectFile
from qualcode.text.quotes import places_of, shortened

DOCUMENTS_AT_HAND = 16
CUT_IN_EXCEL = 32_000  # a text of this length that ends with an ellipsis was cut to fit a cell

LONGEST_NUMBER = 18  # digits of a number that SQLite can hold


@dataclass(frozen=True, slots=True)
class Content:
    """A document's text and how it is divided."""

    text: str
    turns: list[Turn]
    sections: list[Section]


class Places:
    """Finds spans in documents; the last few documents are kept at hand."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._at_hand: OrderedDict[int, Content] = OrderedDict()

    def span(self, document: Document, said: Mapping[str, str]) -> tuple[int, int]:
        """Return the span that a row tells of; `said` holds its non-empty cells.

        `start` and `end` come first; with them a `quote` or `text` must be what stands there. A `quote` is looked
        for inside the `section` or `turn` that is given with it. Raises `InvalidValue`; nothing is guessed.
        """
        if "start" in said or "end" in said:
            return self._numbers(document, said)
        start, end = 0, document.characters
        if "section" in said:
            start, end = self._section(document, said["section"])
        elif "turn" in said:
            start, end = self._turn(document, said["turn"])
        elif "quote" not in said:
            raise InvalidValue("has no place: give start and end, or a quote, a section or a turn")
        return self._quote(document, said["quote"], start, end) if "quote" in said else (start, end)

    def _numbers(self, document: Document, said: Mapping[str, str]) -> tuple[int, int]:
        start, end = whole_number(said.get("start", ""), "start"), whole_number(said.get("end", ""), "end")
        if not 0 <= start < end <= document.characters:
            raise InvalidValue(
                f"{start}:{end} does not fit {document.name}, whose text is 0:{document.characters}"
            )
        for column in ("quote", "text"):
            if column in said and not same_text(said[column], self._content(document).text[start:end]):
                there = shortened(self._content(document).text[start:end])
                raise InvalidValue(
                    f"the {column} is “{shortened(said[column])}”, but at {start}:{end} of {document.name} stands"
                    f" “{there}”"
                )
        return start, end

    def _quote(self, document: Document, quote: str, start: int, end: int) -> tuple[int, int]:
        text = self._content(document).text
        part = text[start:end] if end - start < len(text) else text
        places = places_of(quote.replace("\r\n", "\n").replace("\r", "\n"), part)
        if len(places) != 1:
            times = "is not" if not places else f"stands {len(places)} times"
            raise InvalidValue(f"“{shortened(quote)}” {times} in {document.name}")
        return start + places[0][0], start + places[0][1]

    def _section(self, document: Document, name: str) -> tuple[int, int]:
        sections = self._content(document).sections
        wanted = name.strip()
        matches = [section for section in sections if section.name == wanted] or [
            section for section in sections if section.name.casefold() == wanted.casefold()
        ]
        if len(matches) != 1:
            many = "has no section" if not matches else f"has {len(matches)} sections"
            raise InvalidValue(f"{document.name} {many} “{wanted}”")
        return matches[0].start, matches[0].end

    def _turn(self, document: Document, number: str) -> tuple[int, int]:
        turns = self._content(document).turns
        place = whole_number(number, "turn")
        if not 1 <= place <= len(turns):
            raise InvalidValue(f"{document.name} has no turn {place}; it has {len(turns)}")
        return turns[place - 1].start, turns[place - 1].end

    def _content(self, document: Document) -> Content:
        content = self._at_hand.get(document.id)
        if content is None:
            documents = self._project.documents
            content = Content(
                documents.text(document), documents.turns(document), documents.sections(document)
            )
            if len(self._at_hand) >= DOCUMENTS_AT_HAND:
                self._at_hand.popitem(last=False)
        self._at_hand[document.id] = content
        self._at_hand.move_to_end(document.id)
        return content


def whole_number(text: str, column: str) -> int:
    """Return a whole number from 0; raises `InvalidValue`."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_NUMBER):
        raise InvalidValue(
            f"the {column} “{shortened(text)}” is no whole number" if digits else f"has no {column}"
        )
    return int(digits)


def same_text(told: str, there: str) -> bool:
    """Whether a text in a table is the one in the document; white space may differ, as spreadsheets change it."""
    if len(told) > CUT_IN_EXCEL and told.endswith("…"):
        there = there[: len(told) - 1]
        told = told[:-1]
    return told == there or told.split() == there.split()
