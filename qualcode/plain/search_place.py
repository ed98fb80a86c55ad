"""Words found in all documents, read as numbered places with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.plain.segments_place import PASSAGES, PassagesPlace
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.plain.session import Session

AROUND = 60
"""Characters told on each side of what was found."""


class SearchPlace(PassagesPlace):
    """The places of some words, in the order of the documents."""

    about = "What was found. A number opens the document there."
    commands = PASSAGES

    def __init__(self, session: Session, words: str) -> None:
        super().__init__(session)
        self.words = words
        self.name = f"the places of “{words}”"

    def arrive(self) -> None:
        """Find the words and read where they stand."""
        self.found = list(self._places())
        if not self.found:
            raise InvalidValue(f"“{self.words}” stands in no document.")
        documents = len({document for document, *_ in self.found})
        self.talk.say(
            f"“{self.words}”: {counted(len(self.found), 'place')} in {counted(documents, 'document')}."
        )
        self.read_list()

    def _places(self) -> Iterator[tuple[int, int, int, str]]:
        from qualcode.text.finding import Finder, Query

        finder = Finder(Query(self.words))
        project = self.session.study.project
        for document in project.documents.all():
            for start, end in finder.hits(project.documents.text(document)):
                yield document.id, start, end, ""

    def told_place(self, document: int, start: int, end: int) -> tuple[str, str, str]:
        """Return the document's name, the turn, and the words with what stands around them in it."""
        name, place, _ = super().told_place(document, start, end)
        assert self._open is not None
        passages = self._open[1]
        part = passages.parts[passages.place_at(start)]
        before, behind = passages.text[part.start : start], passages.text[end : part.end]
        return name, place, f"{last_words(before)}{passages.text[start:end]}{first_words(behind)}"


def first_words(text: str) -> str:
    """Return the beginning of a text, cut behind a word."""
    if len(text) <= AROUND:
        return text
    cut = text[: AROUND + 1].rsplit(None, 1)[0] if " " in text[: AROUND + 1].strip() else text[:AROUND]
    return f"{cut[:AROUND]}…"


def last_words(text: str) -> str:
    """Return the end of a text, cut before a word."""
    return "".join(reversed(first_words("".join(reversed(text)))))
