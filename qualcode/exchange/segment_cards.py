"""What is known of a coding, read for a few codings at a time: its place, whose words they are, its memos, its text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.exchange.attribution import DocumentPlaces, Owners
from qualcode.model import Code, Coding, Document
from qualcode.project import ProjectFile
from qualcode.project.attribution import Attribution
from qualcode.project.scope import Chosen
from qualcode.text.lines import line_of, line_starts

MOST_CHARACTERS = 12_000_000  # of texts kept in memory
MOST_CARDS = 2_000


@dataclass(frozen=True, slots=True)
class Card:
    """A coding with what a reader wants to see of it; `line` and `turn` are where it begins, from 1."""

    coding: Coding
    document: Document
    code: Code
    coder: str
    owners: Owners
    turn: int | None
    line: int
    memos: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document that is kept open."""

    places: DocumentPlaces
    lines: list[int]


class SegmentCards:
    """Reads cards over one connection. What was read is kept until `forget`."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self.forget()

    def forget(self) -> None:
        """Read everything anew from now on: something was changed."""
        self._cards: OrderedDict[int, Card | None] = OrderedDict()
        self._opened: OrderedDict[int, _Opened] = OrderedDict()
        self._characters = 0
        self._documents: dict[int, Document] = {}

    def read(self, numbers: Sequence[int]) -> dict[int, Card | None]:
        """Return row number → card; None for a coding that is gone."""
        self._know_names()
        missing = [number for number in numbers if number not in self._cards]
        if missing:
            codings = self._project.many_codings.get(missing)
            memos = self._project.many_codings.with_memos(missing)
            for number in missing:
                coding = codings.get(number)
                self._cards[number] = None if coding is None else self._card(coding, memos.get(number, []))
        found = {number: self._cards[number] for number in numbers}
        while len(self._cards) > max(MOST_CARDS, len(numbers)):
            self._cards.popitem(last=False)
        return found

    def _know_names(self) -> None:
        if self._documents:
            return
        project = self._project
        self._documents = {each.id: each for each in project.documents.all()}
        self._codes = {each.id: each for each in project.codebook.all()}
        self._coders = {each.id: each.name for each in project.coders.all()}
        self._participants = {each.id: each.name for each in project.participants.all()}
        self._rule = Attribution(project, Chosen())

    def _card(self, coding: Coding, memos: list[str]) -> Card:
        opened = self._open(coding.document_id)
        owners = opened.places.owners(coding.start, coding.end)
        assert owners is not None  # nothing is left out here
        return Card(
            coding,
            self._documents[coding.document_id],
            self._codes[coding.code_id],
            self._coders[coding.coder_id],
            owners,
            opened.places.turn_number(coding.start, coding.end),
            line_of(opened.lines, coding.start),
            tuple(memos),
            opened.places.text[coding.start : coding.end],
        )

    def _open(self, number: int) -> _Opened:
        """Return a document, keeping the last used ones as long as there is room."""
        if number in self._opened:
            self._opened.move_to_end(number)
            return self._opened[number]
        document = self._documents[number]
        places = DocumentPlaces(self._project, document, self._rule, self._participants)
        opened = self._opened[number] = _Opened(places, line_starts(places.text))
        self._characters += document.characters
        while self._characters > MOST_CHARACTERS and len(self._opened) > 1:
            oldest, _ = self._opened.popitem(last=False)
            self._characters -= self._documents[oldest].characters
        return opened
