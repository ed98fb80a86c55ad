"""What became of one code: who changed which of its fields, what they were before and after. Nothing here writes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from qualcode.model import Action, Code
from qualcode.project.code_records import TEXTS
from qualcode.project.database import Database, Row
from qualcode.project.history import History

FIELDS = ("name", "colour", *TEXTS, "retired", "parent_id")
"""What is told of a code's earlier versions; its place among its siblings is not."""
MOST_VERSIONS = 500


@dataclass(frozen=True, slots=True)
class FieldVersion:
    """A field of a code before and after a change; of `parent_id` the values are row numbers."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class CodeChange:
    """An action that made or changed a code. When it made the code, there are no versions."""

    action: Action
    versions: tuple[FieldVersion, ...]


class CodeTrail:
    """Reads the trail of codes; where codes were made is looked up once for all of them."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._made: dict[int, int] = {}
        self._made_until = 0

    def of(self, code: Code) -> list[CodeChange]:
        """Return the actions that made and changed a code, newest first; at most 500 of them."""
        after = {field: getattr(code, field) for field in FIELDS}
        changes = []
        for action_id, before in self._versions(code):
            told = {field: before.get(field) for field in FIELDS}
            told["retired"] = bool(told["retired"])
            versions = tuple(
                FieldVersion(field, told[field], after[field])
                for field in FIELDS
                if told[field] != after[field]
            )
            after = told
            if versions and (action := self._history.find(action_id)):
                changes.append(CodeChange(action, versions))
        made = self._history.find(self._maker(code.id))
        return [*changes, CodeChange(made, ())] if made else changes

    def _versions(self, code: Code) -> list[tuple[int, dict[str, object]]]:
        rows: list[Row] = self._database.all(
            "SELECT action_id, before, columns FROM change JOIN row_shape ON row_shape.id = shape_id"
            " WHERE shape_id IN (SELECT id FROM row_shape WHERE table_name = 'code') AND row_id = ?"
            " AND before IS NOT NULL ORDER BY change.id DESC LIMIT ?",
            code.id,
            MOST_VERSIONS,
        )
        return [
            (number, dict(zip(json.loads(columns), json.loads(before), strict=True)))
            for number, before, columns in rows
        ]

    def _maker(self, code_id: int) -> int:
        """Return the action that made a code. No index tells it: what came new is read through, each row once."""
        last = self._database.value("SELECT coalesce(max(id), 0) FROM change")
        if last > self._made_until:
            rows = self._database.all(
                "SELECT row_id, min(action_id) FROM change WHERE id > ? AND before IS NULL AND shape_id IN"
                " (SELECT id FROM row_shape WHERE table_name = 'code') GROUP BY row_id",
                self._made_until,
            )
            self._made = dict(rows) | self._made  # a code that undo brought back was made before
            self._made_until = last
        return self._made.get(code_id, 0)
