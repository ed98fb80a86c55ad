"""How far each coder is with each document. Not coded is not the same as not read."""

from __future__ import annotations

from qualcode.model import Coder, Document, ReadingState
from qualcode.project.actions import Actions, moment
from qualcode.project.coders import Coders
from qualcode.project.database import Database


class Progress:
    """The state of coder × document."""

    def __init__(self, database: Database, actions: Actions, coders: Coders) -> None:
        self._database = database
        self._actions = actions
        self._coders = coders

    def states(self) -> dict[tuple[int, int], ReadingState]:
        """Return (coder, document) row numbers → state; a pair that is missing is not assigned."""
        rows = self._database.all("SELECT coder_id, document_id, state FROM reading")
        return {(coder, document): ReadingState(state) for coder, document, state in rows}

    def state(self, document: Document, coder: Coder) -> ReadingState | None:
        """Return the state of one coder with one document."""
        state = self._database.value(
            "SELECT state FROM reading WHERE coder_id = ? AND document_id = ?", coder.id, document.id
        )
        return ReadingState(state) if state else None

    def set(self, document: Document, state: ReadingState, coder: str | None = None) -> None:
        """Say how far a coder (by default who is working now) is with a document."""
        who = coder or self._actions.coder_name
        with self._actions.begin("document", f"marked {document.name} as {state} for {who}"):
            coder_id = self._coders.present(coder).id
            if (
                self._database.value(
                    "SELECT state FROM reading WHERE coder_id = ? AND document_id = ?", coder_id, document.id
                )
                == state
            ):
                return
            self._database.run(
                "INSERT INTO reading (coder_id, document_id, state, changed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET state = excluded.state, changed = excluded.changed",
                coder_id,
                document.id,
                state,
                moment(),
            )
