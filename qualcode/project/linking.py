"""Which participants stand behind the speakers of documents, and behind documents as wholes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model import Document, Participant, Speaker
from qualcode.project.actions import Actions
from qualcode.project.database import Database
from qualcode.text.wording import counted


class Linking:
    """Ties speakers and documents to participants."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def link_speaker(self, speaker: Speaker, participant: Participant | None) -> None:
        """Say which participant a speaker label of a document stands for (None: nobody)."""
        self.link_speakers([speaker], participant)

    def link_speakers(self, speakers: Sequence[Speaker], participant: Participant | None) -> int:
        """Say which participant several speaker labels stand for (None: nobody), as one action.

        Return how many links changed.
        """
        who = participant.name if participant else "nobody"
        labels = speakers[0].label if len(speakers) == 1 else ""
        what = f"the speaker {labels}" if labels else counted(len(speakers), "speaker")
        number = participant.id if participant else None
        with self._actions.begin("participant", f"linked {what} to {who}"):
            return self._database.run_many(
                "UPDATE speaker SET participant_id = ?1 WHERE id = ?2 AND participant_id IS NOT ?1",
                [(number, speaker.id) for speaker in speakers],
            )

    def link_document(self, document: Document, participant: Participant) -> None:
        """Say that a document as a whole comes from a participant."""
        with self._actions.begin("participant", f"linked {document.name} to {participant.name}"):
            self._database.run(
                "INSERT INTO document_participant (document_id, participant_id) SELECT ?1, ?2 WHERE NOT EXISTS"
                " (SELECT 1 FROM document_participant WHERE document_id = ?1 AND participant_id = ?2)",
                document.id,
                participant.id,
            )

    def unlink_document(self, document: Document, participant: Participant) -> None:
        """Take back `link_document`."""
        with self._actions.begin("participant", f"unlinked {document.name} from {participant.name}"):
            self._database.run(
                "DELETE FROM document_participant WHERE document_id = ? AND participant_id = ?",
                document.id,
                participant.id,
            )

    def document_links(self) -> list[tuple[int, int]]:
        """Return (document, participant) row numbers of documents linked as a whole."""
        rows = self._database.all(
            "SELECT document_id, participant_id FROM document_participant ORDER BY document_id, id"
        )
        return [(document, participant) for document, participant in rows]

    def of_document(self, document: Document) -> Sequence[Participant]:
        """Return the participants behind a document: by its speakers, or linked to it as a whole."""
        rows: Iterable[tuple[int, str, str]] = self._database.all(
            "SELECT DISTINCT participant.id, guid, name FROM participant WHERE id IN"
            " (SELECT participant_id FROM speaker WHERE document_id = ?1"
            "  UNION SELECT participant_id FROM document_participant WHERE document_id = ?1) ORDER BY id",
            document.id,
        )
        return [Participant(*row) for row in rows]
