"""Whose words a stretch of a document is, and whether a scope leaves it in: the rule, in one place.

What a speaker says belongs to the participant linked to that speaker's label. In a document where no label is linked
to anybody, everything belongs to the participants linked to the document as a whole. What lies between turns
is nobody's (`NOBODY`), unless the document as a whole is somebody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.project.scope import Chosen

if TYPE_CHECKING:
    from qualcode.project.file import ProjectFile

NOBODY = 0  # no speaker has this row number


class Attribution:
    """The rule for one project and one scope; documents, speakers and participants are row numbers."""

    def __init__(self, project: ProjectFile, chosen: Chosen) -> None:
        self._chosen = chosen
        self._of_speaker: dict[int, int] = {}
        self._of_document: dict[int, list[int]] = {}
        self._with_linked_speaker: set[int] = set()
        for speaker in project.documents.speakers():
            if speaker.participant_id is not None:
                self._of_speaker[speaker.id] = speaker.participant_id
                self._with_linked_speaker.add(speaker.document_id)
        for document, participant in project.participants.document_links():
            self._of_document.setdefault(document, []).append(participant)

    def participants(self, document: int, speaker: int) -> list[int]:
        """Return whose words they are that a speaker (or `NOBODY`) says in a document, as far as the scope goes."""
        if document in self._with_linked_speaker:
            found = [self._of_speaker[speaker]] if speaker in self._of_speaker else []
        else:
            found = self._of_document.get(document, [])
        chosen = self._chosen.participants
        return found if chosen is None else [number for number in found if number in chosen]

    def is_kept(self, document: int, speaker: int) -> bool:
        """Whether the speakers and participants of the scope leave in what a speaker (or `NOBODY`) says."""
        chosen = self._chosen
        if chosen.speakers is not None and speaker not in chosen.speakers:
            return False
        if speaker in chosen.excluded_speakers:
            return False
        return chosen.participants is None or bool(self.participants(document, speaker))
