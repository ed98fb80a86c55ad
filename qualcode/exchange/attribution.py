"""Whose words a coding lies on, in words: participants, speakers and sections, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qualcode.model import Document, Section, Turn
from qualcode.project import ProjectFile
from qualcode.project.attribution import NOBODY, Attribution

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Owners:
    """Participants, speakers and sections of a coding, each joined with `; ` in the order of the text."""

    participants: str
    speakers: str
    sections: str


class DocumentPlaces:
    """Tells whose words the codings of one document lie on, and which of them a scope leaves in."""

    def __init__(
        self, project: ProjectFile, document: Document, rule: Attribution, names: dict[int, str]
    ) -> None:
        self.text = project.documents.text(document)
        self._document = document.id
        self._rule = rule
        self._names = names
        self._turns: list[Turn] = project.documents.turns(document)
        self._turn_ends = [turn.end for turn in self._turns]
        self._turn_starts = [turn.start for turn in self._turns]
        self._sections: list[Section] = project.documents.sections(document)
        self._speakers: dict[str | None, int] = {
            speaker.label: speaker.id for speaker in project.documents.speakers(document)
        }

    def owners(self, start: int, end: int) -> Owners | None:
        """Return whose words `[start, end)` are; None when the scope leaves none of them in."""
        turns = self._turns[self._turns_on(start, end)]
        labels = [turn.speaker for turn in turns] or [None]
        kept = dict.fromkeys(
            label for label in labels if self._rule.is_kept(self._document, self._row(label))
        )
        if not kept:
            return None
        participants = dict.fromkeys(
            self._names[number]
            for label in kept
            for number in self._rule.participants(self._document, self._row(label))
        )
        sections = dict.fromkeys(
            section.name for section in self._sections if section.start < end and section.end > start
        )
        speakers = [label for label in kept if label is not None]
        return Owners(BETWEEN.join(participants), BETWEEN.join(speakers), BETWEEN.join(sections))

    def turn_number(self, start: int, end: int) -> int | None:
        """Return the number, from 1, of the first turn that `[start, end)` overlaps; None between turns."""
        turns = self._turns_on(start, end)
        return turns.start + 1 if turns.start < turns.stop else None

    def _turns_on(self, start: int, end: int) -> slice:
        first = bisect_right(self._turn_ends, start)
        return slice(first, max(first, bisect_left(self._turn_starts, end)))

    def _row(self, label: str | None) -> int:
        return self._speakers.get(label, NOBODY)
