"""Whose words a coding lies on: the turns it overlaps, their speakers, the participants behind these, the sections.

A coding belongs to the participants of the turns it overlaps. In a document where no speaker is linked to anybody
it belongs to the participants linked to the document as a whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qualcode.model import Document, Section, Turn
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Attribution:
    """Participants, speakers and sections of a coding, each joined with `; ` in the order of the text."""

    participants: str
    speakers: str
    sections: str


class DocumentPlaces:
    """Attributes codings of one document, and tells which of them a scope leaves in."""

    def __init__(
        self, project: ProjectFile, document: Document, chosen: Chosen, names: dict[int, str]
    ) -> None:
        self.text = project.documents.text(document)
        self._chosen = chosen
        self._names = names
        self._turns: list[Turn] = project.documents.turns(document)
        self._turn_ends = [turn.end for turn in self._turns]
        self._turn_starts = [turn.start for turn in self._turns]
        self._sections: list[Section] = project.documents.sections(document)
        speakers = project.documents.speakers(document)
        self._speaker_of = {speaker.label: speaker for speaker in speakers}
        self._linked = any(speaker.participant_id is not None for speaker in speakers)
        self._whole = [
            participant
            for number, participant in project.participants.document_links()
            if number == document.id
        ]

    def attribution(self, start: int, end: int) -> Attribution | None:
        """Return whose words `[start, end)` are; None when the scope leaves none of them in."""
        first = bisect_right(self._turn_ends, start)
        turns = self._turns[first : max(first, bisect_left(self._turn_starts, end))]
        kept = [turn for turn in turns if self._is_kept(turn.speaker)]
        if not (kept if turns else self._is_kept(None)):
            return None
        participants: dict[str, None] = {}
        for label in [turn.speaker for turn in kept] if turns else [None]:
            for number in self._participants(label):
                if self._chosen.participants is None or number in self._chosen.participants:
                    participants[self._names[number]] = None
        speakers = dict.fromkeys(turn.speaker for turn in kept if turn.speaker is not None)
        sections = dict.fromkeys(
            section.name for section in self._sections if section.start < end and section.end > start
        )
        return Attribution(BETWEEN.join(participants), BETWEEN.join(speakers), BETWEEN.join(sections))

    def _participants(self, label: str | None) -> list[int]:
        if not self._linked:
            return self._whole
        speaker = self._speaker_of.get(label) if label is not None else None
        return [speaker.participant_id] if speaker and speaker.participant_id is not None else []

    def _is_kept(self, label: str | None) -> bool:
        chosen = self._chosen
        speaker = self._speaker_of[label].id if label is not None else 0
        if chosen.speakers is not None and speaker not in chosen.speakers:
            return False
        if speaker in chosen.excluded_speakers:
            return False
        return chosen.participants is None or any(
            number in chosen.participants for number in self._participants(label)
        )
