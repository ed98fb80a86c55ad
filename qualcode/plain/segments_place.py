"""The passages of a code, read as numbered quotes; and passages found by words. A number opens the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Code, Coding, Document, Scope
from qualcode.plain.choosing_codes import choose_one
from qualcode.plain.commands import Command, Place
from qualcode.plain.main_place import open_document
from qualcode.plain.passages import Passages
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.plain.session import Session

LONGEST = 160


class PassagesPlace(Place):
    """A list of places in documents. They keep their numbers while it is read."""

    prompt = "Number opens the place, 0 back"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: Sequence[tuple[int, int, int, str]] = ()
        """Document, start, end, and what is told with it."""
        self._open: tuple[Document, Passages] | None = None

    def read_list(self, longest: int = LONGEST) -> None:
        """Read the passages by pages."""
        self.talk.say_list(self._lines(longest), len(self.found))

    def _lines(self, longest: int) -> Iterator[str]:
        for number, (document, start, end, told) in enumerate(self.found, 1):
            name, place, text = self.told_place(document, start, end)
            more = f", {told}" if told else ""
            yield f"{number} {name}, {place}{more}: {shortened(text, longest)}"

    def told_place(self, document: int, start: int, end: int) -> tuple[str, str, str]:
        """Return the document's name, `turn 4, P07`, and the text of a passage."""
        if self._open is None or self._open[0].id != document:
            documents = self.session.study.project.documents
            record = documents.get(document)
            text, turns = documents.text(record), documents.turns(record)
            self._open = record, Passages(text, turns, (), documents.unspoken(record))
        record, passages = self._open
        part = passages.parts[passages.place_at(start)]
        place = f"{passages.noun} {part.number}" if part.number else f"line {passages.line(start)}"
        speaker = f", {part.speaker}" if part.speaker else ""
        return record.name, place + speaker, passages.text[start:end]

    def passage(self, typed: str) -> tuple[int, int, int, str]:
        """Return the passage of a number; raises `InvalidValue` where there is none."""
        if not typed.isdecimal() or not 1 <= int(typed) <= len(self.found):
            raise InvalidValue(f"There is no passage {typed} in the list.")
        return self.found[int(typed) - 1]

    def choose(self, number: int) -> None:
        """Open the document at the passage."""
        document, start, _, _ = self.passage(str(number))
        open_document(self, self.session.study.project.documents.get(document), start)


def whole_command(place: PassagesPlace, typed: str) -> None:
    """Read a passage in full, with the memos on it."""
    document, start, end, told = place.passage(
        typed or place.talk.ask_for("Which? Number, 0 for none: ", "A number.")
    )
    name, where, text = place.told_place(document, start, end)
    place.talk.say(f"{name}, {where}{', ' + told if told else ''}:")
    place.talk.say_text(text)


def list_command(place: PassagesPlace, typed: str) -> None:
    """Read the list again; with `whole` every passage in full."""
    place.read_list(10**9 if typed.casefold() == "whole" else LONGEST)


class SegmentsPlace(PassagesPlace):
    """The passages of one code, with or without those of its sub-codes."""

    about = "The passages of a code. A number opens the document there."

    def __init__(self, session: Session, code: Code) -> None:
        super().__init__(session)
        self.code = code
        self.name = f"the passages of {code.path}"
        self.with_subcodes = False

    def arrive(self) -> None:
        """Find the passages and read them."""
        self._look_up()
        below = " and its sub-codes" if self.with_subcodes else ""
        documents = len({document for document, *_ in self.found})
        self.talk.say(
            f"{self.code.path}{below}: {counted(len(self.found), 'passage')} in {counted(documents, 'document')}."
        )
        if not self.found and not self.with_subcodes and self._has_subcodes():
            self.talk.say("b reads those of its sub-codes too.")
        self.read_list()

    def _has_subcodes(self) -> bool:
        return len(self.session.study.project.codebook.subtree(self.code)) > 1

    def _look_up(self) -> None:
        from qualcode.project.scope import choose

        study = self.session.study
        project = study.project
        scope = Scope(codes=(self.code.guid,), with_subcodes=self.with_subcodes)
        rows = [Coding(*row) for row in project.tallies.rows(choose(project, scope))]
        names, coders = {code.id: code.path for code in project.codebook.all()}, study.coder_names()
        self.found = [
            (each.document_id, each.start, each.end, self._told(each, names, coders))
            for each in study.seen_codings(rows)
        ]

    def _told(self, coding: Coding, names: dict[int, str], coders: dict[int, str]) -> str:
        coder = coders[coding.coder_id]
        coder = "you" if coder == self.session.study.project.coder else coder
        weight = "" if coding.weight is None else f", weight {coding.weight}"
        code = f"{names[coding.code_id]}, " if self.with_subcodes else ""
        return f"{code}by {coder}{weight}"


def below_command(place: SegmentsPlace, typed: str) -> None:
    """Read the passages of the sub-codes too, or not."""
    place.with_subcodes = not place.with_subcodes
    place.arrive()


def other_code_command(place: SegmentsPlace, typed: str) -> None:
    """Read the passages of another code instead."""
    place.code = choose_one(place, typed, "Passages of which code")
    place.name = f"the passages of {place.code.path}"
    place.arrive()


PASSAGES = (
    Command(
        "list", "l", "[whole]", "reads the list again, with l whole every passage in full.", list_command
    ),
    Command("whole", "w", "NUMBER", "reads one passage in full.", whole_command),
)
SegmentsPlace.commands = (
    *PASSAGES,
    Command("below", "b", "", "reads those of the sub-codes too, or not.", below_command),
    Command("segments", "s", "CODE", "reads the passages of another code.", other_code_command),
)
