"""Who is speaking at a place of a document: the participant behind the speaker, with the attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.model import Document, Participant, Speaker, Turn

if TYPE_CHECKING:
    from qualcode.api import Project


@dataclass(slots=True)
class Voices:
    """The speakers of a document and the participants behind it."""

    turns: Sequence[Turn] = ()
    speakers: Sequence[Speaker] = ()
    participants: Sequence[Participant] = ()
    attributes: dict[int, dict[str, str]] = field(default_factory=dict)

    def at(self, offset: int) -> tuple[str, list[tuple[str, str]]]:
        """Return who speaks at an offset (a participant, else the label) and the participant's attributes.

        Where no speaker of the document stands for a participant, the one linked to it as a whole is told.
        """
        turn = next((turn for turn in self.turns if turn.start <= offset < turn.end), None)
        label = turn.speaker if turn and turn.speaker else ""
        person = self._behind(label)
        if person is None:
            return label, []
        told = person.name if label in ("", person.name) else f"{person.name} ({label})"
        return told, list(self.attributes.get(person.id, {}).items())

    def _behind(self, label: str) -> Participant | None:
        linked = {speaker.label: speaker.participant_id for speaker in self.speakers}
        wanted = linked.get(label)
        if wanted is None and not any(linked.values()) and len(self.participants) == 1:
            return self.participants[0]
        return next((each for each in self.participants if each.id == wanted), None)


def read_voices(project: Project, document: Document, turns: Sequence[Turn]) -> Voices:
    """Read who speaks in a document."""
    participants = project.participants.of_document(document)
    attributes = project.participants.values() if participants else {}
    return Voices(turns, project.documents.speakers(document), participants, attributes)
