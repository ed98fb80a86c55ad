"""Reading the audit trail: who did what and when, what that changed, and the earlier versions of a text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from qualcode.model import Action
from qualcode.project.database import Database, Row
from qualcode.project.document_trail import actions_on
from qualcode.project.row_changes import ChangeCount, Image, RowChange, RowChanges
from qualcode.project.standing import BACK, COVER, IS_UNDONE, covers, read_standing

COLUMNS = "id, guid, coder, at, kind, summary, reverses, {undone}, changes"
SELECT_ACTION = f"WITH {COVER} SELECT {COLUMNS.format(undone=IS_UNDONE)} FROM action"
SELECT_ACTIONS = (
    f"SELECT {COLUMNS.format(undone='NULL')} FROM action"  # what is undone is read for all at once
)

MOST_CODERS = 100
PERMANENT = {"new": "making the project", "coder": "a coder's first appearance"}


@dataclass(frozen=True, slots=True)
class Since:
    """What was done after an action: how many actions by whom, and how many undos and redos; what all that changed.

    `coders` appeared since. `last_seen` is the latest action that this tells of.
    """

    point: Action
    last_seen: int
    by_coder: Mapping[str, int]
    reversals: int
    counts: tuple[ChangeCount, ...]
    coders: tuple[str, ...]


class History:
    """The trail of one project file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes = RowChanges(database)

    def newest_first(self, limit: int | None = None) -> Iterator[Action]:
        """Yield the actions, newest first."""
        return self._actions("ORDER BY id DESC LIMIT ?", -1 if limit is None else limit)

    def find(self, action_id: int) -> Action | None:
        """Return the action of that number."""
        row = self._database.first(f"{SELECT_ACTION} WHERE id = ?2", covers(self._database), action_id)
        return None if row is None else action_of(row)

    def last(self) -> Action | None:
        """Return the latest action, undo and redo included."""
        number = self._database.value("SELECT max(id) FROM action")
        return None if number is None else self.find(number)

    def last_in_effect(self) -> Action | None:
        """Return the latest action that is no undo or redo, is not undone and can be."""
        kept = ", ".join(f"'{kind}'" for kind in PERMANENT)
        found = self._actions(
            f"WHERE (reverses IS NULL OR kind = '{BACK}') AND kind NOT IN ({kept}) ORDER BY id DESC"
        )
        return next((action for action in found if not action.undone), None)

    def matching(
        self,
        *,
        before: int | None = None,
        limit: int = 500,
        coder: str | None = None,
        kind: str | None = None,
        words: str = "",
        among: frozenset[int] | None = None,
    ) -> list[Action]:
        """Return the latest actions (before the one numbered `before`) that fit, newest first.

        Each of the words stands in the summary or is the coder's name, in any case; `among` gives the numbers of
        the actions to look at (see `touching`).
        """
        wanted = words.casefold().split()
        found = self._actions(
            "WHERE (?1 IS NULL OR id < ?1) AND (?2 IS NULL OR coder = ?2) AND (?3 IS NULL OR kind = ?3)"
            " ORDER BY id DESC",
            before,
            coder,
            kind,
        )
        fitting = (
            action
            for action in found
            if (among is None or action.id in among)
            and all(word in f"{action.summary} {action.coder}".casefold() for word in wanted)
        )
        return list(islice(fitting, limit))

    def touching(self, document_id: int) -> frozenset[int]:
        """Return the numbers of the actions that touched a document or anything that belongs to it."""
        return actions_on(self._database, document_id)

    def kinds(self) -> list[str]:
        """Return the kinds of the actions that there are, by name."""
        return [kind for (kind,) in self._database.all("SELECT DISTINCT kind FROM action ORDER BY kind")]

    def coders(self) -> list[str]:
        """Return the names of those who did something, by name."""
        return [name for (name,) in self._database.all("SELECT DISTINCT coder FROM action ORDER BY coder")]

    def number(self) -> int:
        """Return how many actions there are."""
        number: int = self._database.value("SELECT count(*) FROM action")
        return number

    def _actions(self, which: str, *parameters: object) -> Iterator[Action]:
        standing = read_standing(self._database)
        rows = self._database.stream(f"{SELECT_ACTIONS} {which}", *parameters)
        return (action_of((*row[:7], standing.is_undone(row[0]), row[8])) for row in rows)

    # -- what an action changed

    def stretch(self, action: Action) -> tuple[int, int]:
        """Return the first and the last change of an action; the last is smaller where it changed nothing."""
        first: int = self._database.value("SELECT first_change FROM action WHERE id = ?", action.id)
        return first, first + action.changes - 1

    def stretch_since(self, point: Action, until: int | None = None) -> tuple[int, int]:
        """Return the first and the last change after an action, or those before the action numbered `until`."""
        _, last_of_point = self.stretch(point)
        if until is None:
            last = self._database.value("SELECT coalesce(max(id), 0) FROM change")
        else:
            last = self._database.value("SELECT first_change FROM action WHERE id = ?", until) - 1
        return last_of_point + 1, last

    def since(self, point: Action) -> Since:
        """Return what going back to an action would take back; nothing is changed."""
        with self._database.snapshot():
            stretch = self.stretch_since(point)
            later = list(takewhile(lambda action: action.id > point.id, self.newest_first()))
            coders = self.rows(stretch, ("coder",), MOST_CODERS)
            return Since(
                point=point,
                last_seen=later[0].id if later else point.id,
                by_coder=Counter(
                    action.coder
                    for action in later
                    if action.reverses is None and not action.undone and action.kind not in PERMANENT
                ),
                reversals=sum(action.reverses is not None for action in later),
                counts=tuple(self.counts(stretch)),
                coders=tuple(str(row.after["name"]) for row in coders if row.after),
            )

    def changes_something(self, stretch: tuple[int, int]) -> bool:
        """Say whether a stretch holds more than first appearances of coders, which stay."""
        return bool(
            self._database.value(
                "SELECT 1 FROM change WHERE id BETWEEN ? AND ? AND shape_id NOT IN"
                " (SELECT id FROM row_shape WHERE table_name = 'coder') LIMIT 1",
                *stretch,
            )
        )

    def counts(self, stretch: tuple[int, int]) -> list[ChangeCount]:
        """Return how many rows of each table came, were changed and went in a stretch of changes."""
        return self._changes.counts(*stretch)

    def rows(self, stretch: tuple[int, int], tables: Sequence[str], limit: int) -> list[RowChange]:
        """Return the first so many rows of some tables that a stretch changed, before and after."""
        return self._changes.rows(*stretch, tables, limit)

    def known(self, table: str, row_id: int) -> Image | None:
        """Return a row as it is, or as it was last; None where there never was one."""
        return self._changes.known(table, row_id)

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
    reversed_, point = (None, reverses) if kind == BACK else (reverses, None)
    return Action(number, guid, coder, at, kind, summary, reversed_, bool(undone), changes, point)
