"""Versions of the codebook: states in time that somebody gave a name.

The history tells what the codebook was after any action, so a version is no copy of it: it is an action that changes
nothing and holds the name. What was undone, or gone back behind, is no version any more; redo brings it back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Action, Code
from qualcode.project.actions import Actions
from qualcode.project.codebook import in_tree_order
from qualcode.project.codes import checked_name
from qualcode.project.database import Database, Row
from qualcode.project.history import History
from qualcode.project.lookup import unknown

KIND = "version"
NAMED = "named this state of the codebook: "
COLUMNS = (
    "id", "guid", "parent_id", "name", "colour", "definition", "when_to_use", "when_not_to_use", "example",
    "retired",
)  # fmt: skip
CODE_SHAPES = "(SELECT id FROM row_shape WHERE table_name = 'code')"


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A state of the codebook: its name, and the action by which it got that."""

    name: str
    action: Action


class CodebookVersions:
    """Names states of the codebook of one project, and tells what it was then."""

    def __init__(self, database: Database, actions: Actions, history: History) -> None:
        self._database = database
        self._actions = actions
        self._history = history

    def add(self, name: str) -> CodebookVersion:
        """Name the codebook as it is now; raises `InvalidValue` where another version has that name."""
        name = checked_version_name(name)
        if self._actions.is_open:
            raise InvalidValue("A version cannot be named in the middle of an action; end the action first.")
        with self._actions.begin(KIND, NAMED + name, keep_empty=True) as action:
            # Asked inside the action: before it, another program may still take the name.
            others = (each.name.casefold() for each in self.all() if each.action.id != action.id)
            if name.casefold() in others:
                raise InvalidValue(f"There is a version “{name}” already; choose another name.")
        done = self._history.find(action.id)
        assert done is not None
        return CodebookVersion(name, done)

    def all(self) -> list[CodebookVersion]:
        """Return the versions, the earliest first."""
        return [
            CodebookVersion(action.summary.removeprefix(NAMED), action)
            for action in reversed(self._history.matching(kind=KIND, limit=1_000_000))
            if not action.undone and action.summary.startswith(NAMED)
        ]

    def find(self, name: str) -> CodebookVersion:
        """Return the version of that name, in any case; raises `UnknownName`.

        Of two of one name, which redo can bring about, the later one.
        """
        wanted, versions = name.strip().casefold(), self.all()
        for version in reversed(versions):
            if version.name.casefold() == wanted:
                return version
        names = (version.name for version in versions)
        raise UnknownName(unknown("version of the codebook", name, names, "qualcode codebook versions"))

    def codes(self, version: CodebookVersion) -> list[Code]:
        """Return the codes as they were then, in the order of the tree; row numbers are those of then."""
        with self._database.snapshot():
            first, _ = self._history.stretch(version.action)
            rows = {row[0]: (row[1], row[2:]) for row in self._now()}
            for code_id, columns, before in self._first_changes(first):
                if before is None:
                    rows.pop(code_id, None)
                else:
                    old = dict(zip(json.loads(columns), json.loads(before), strict=True))
                    rows[code_id] = (old["position"], tuple(old[column] for column in COLUMNS))
        ordered = sorted(rows.items(), key=lambda row: (row[1][0], row[0]))
        return in_tree_order(row for _, (_, row) in ordered)

    def _now(self) -> list[Row]:
        return self._database.all(f"SELECT id, position, {', '.join(COLUMNS)} FROM code")

    def _first_changes(self, first: int) -> list[Row]:
        """Return of each code that was touched since what it was before the first time; None where it came then."""
        return self._database.all(
            "SELECT change.row_id, columns, before FROM"
            f" (SELECT min(id) AS id FROM change WHERE id >= ? AND shape_id IN {CODE_SHAPES} GROUP BY row_id)"
            " AS earliest JOIN change ON change.id = earliest.id JOIN row_shape ON row_shape.id = shape_id",
            first,
        )


def checked_version_name(name: str) -> str:
    """Return a version's name on one line, without space around it; raises `InvalidValue` when nothing is left."""
    try:
        return checked_name(name)
    except InvalidValue:
        raise InvalidValue("A version needs a name, for example “after pilot”.") from None
