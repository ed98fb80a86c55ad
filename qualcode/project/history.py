"""Reading the audit trail: who did what and when, and the earlier versions of a text."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qualcode.model import Action
from qualcode.project.database import Database, Row

# An action is undone when an action that reverses it is not itself undone; undo and redo alternate, so the number
# of reversals in the chain decides.
SELECT_ACTION = """
SELECT id, guid, coder, at, kind, summary, reverses, (
    WITH RECURSIVE chain (id, length) AS (
        SELECT action.id, 0
        UNION ALL SELECT later.id, length + 1 FROM action AS later JOIN chain ON later.reverses = chain.id
    ) SELECT max(length) % 2 FROM chain
), changes FROM action
"""


class History:
    """The trail of one project file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest_first(self, limit: int | None = None) -> Iterator[Action]:
        """Yield the actions, newest first."""
        rows = self._database.stream(
            SELECT_ACTION + " ORDER BY id DESC LIMIT ?", -1 if limit is None else limit
        )
        return (action_of(row) for row in rows)

    def find(self, action_id: int) -> Action | None:
        """Return the action of that number."""
        row = self._database.first(SELECT_ACTION + " WHERE id = ?", action_id)
        return action_of(row) if row else None

    def last(self) -> Action | None:
        """Return the latest action, undo and redo included."""
        return next(self.newest_first(limit=1), None)

    def earlier_versions(self, table: str, row_id: int) -> list[tuple[Action, dict[str, object]]]:
        """Return what a row was before each change, newest first, with the action that changed it."""
        rows = self._database.all(
            "SELECT action_id, before, columns FROM change JOIN row_shape ON row_shape.id = shape_id"
            " WHERE shape_id IN (SELECT id FROM row_shape WHERE table_name = ?) AND row_id = ?"
            " AND before IS NOT NULL ORDER BY change.id DESC",
            table,
            row_id,
        )
        versions = []
        for number, before, columns in rows:
            action = self.find(number)
            assert action is not None
            versions.append((action, dict(zip(json.loads(columns), json.loads(before), strict=True))))
        return versions


def action_of(row: Row) -> Action:
    """Return the action in a row of `SELECT_ACTION`."""
    number, guid, coder, at, kind, summary, reverses, undone, changes = row
    return Action(number, guid, coder, at, kind, summary, reverses, bool(undone), changes)
