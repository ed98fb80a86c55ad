"""Who codes."""

from __future__ import annotations

from qualcode.model import Coder
from qualcode.project.actions import Actions
from qualcode.project.database import Database
from qualcode.project.guids import new_guid
from qualcode.project.lookup import find


class Coders:
    """The coders of a project. A coder appears with the first thing that he or she does, and stays."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def all(self) -> list[Coder]:
        """Return the coders in the order of their appearance."""
        return [Coder(*row) for row in self._database.all("SELECT id, guid, name FROM coder ORDER BY id")]

    def find(self, reference: str) -> Coder:
        """Return the coder of that name or GUID; raises `UnknownName`, `AmbiguousName`."""
        return find("coder", reference, self.all(), "qualcode info")

    def present(self, name: str | None = None) -> Coder:
        """Return the coder of that name (by default who is working now), new if need be.

        A coder's row is never taken away again, not even by undo: who worked here is a fact of the project.
        """
        name = (name or self._actions.coder_name).strip()
        row = self._database.first("SELECT id, guid, name FROM coder WHERE name = ?", name)
        if row is None:
            with self._actions.begin("coder", f"added the coder {name}"):
                guid = new_guid()
                row = (
                    self._database.run("INSERT INTO coder (guid, name) VALUES (?, ?)", guid, name),
                    guid,
                    name,
                )
        return Coder(*row)
