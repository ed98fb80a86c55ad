"""How far each coder is with each document. Not coded is not the same as not read."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model import Coder, Document, ReadingState
from qualcode.project.actions import Actions, moment
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.text.wording import counted


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
        self.put([document], state, coder)

    def put(self, documents: Sequence[Document], state: ReadingState | None, coder: str | None = None) -> int:
        """Say how far a coder is with several documents (None: not assigned), as one action.

        The coder is by default who is working now. Return how many changed.
        """
        who = coder or self._actions.coder_name
        if state is None and who.strip() not in {each.name for each in self._coders.all()}:
            return 0  # she has read nothing here; to say so does not make her one of the coders
        what = documents[0].name if len(documents) == 1 else counted(len(documents), "document")
        with self._actions.begin("document", f"marked {what} as {state or 'not assigned'} for {who}"):
            coder_id = self._coders.present(coder).id
            keys = [(coder_id, document.id) for document in documents]
            if state is None:
                return self._database.run_many(
                    "DELETE FROM reading WHERE coder_id = ? AND document_id = ?", keys
                )
            return self._database.run_many(
                "INSERT INTO reading (coder_id, document_id, state, changed) VALUES (?1, ?2, ?3, ?4)"
                " ON CONFLICT DO UPDATE SET state = excluded.state, changed = excluded.changed"
                " WHERE state <> excluded.state",
                [(*key, state, moment()) for key in keys],
            )
