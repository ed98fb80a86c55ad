"""Undo and redo: an action's changes taken back, in an action of its own.

To undo action A is to *reverse* it; to redo A is to reverse the undo. Reversing restores the old rows that the history
kept, newest change first. It is refused when something later depends on what it would take away.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

from qualcode.errors import CannotUndo, UnknownName
from qualcode.model import Action
from qualcode.project.actions import Actions
from qualcode.project.database import Database
from qualcode.project.dependencies import (
    refuse_if_dangling,
    refuse_if_touched_later,
    refuse_if_tree_is_broken,
)
from qualcode.project.history import PERMANENT, History, Since
from qualcode.project.restoring import put_back
from qualcode.project.standing import BACK, covering, latest_application, root_of, standing_after

# Who worked here stays a fact, also when the first thing she did is taken back.
NEVER_REMOVED = "coder"
MANY_CHANGES = 10_000
PAST = {"undo": "undid", "redo": "redid"}

Run = tuple[int, int]  # the first and the last of consecutive changes


class Reversal:
    """Undoes and redoes actions of one project file."""

    def __init__(self, database: Database, actions: Actions, history: History) -> None:
        self._database = database
        self._actions = actions
        self._history = history

    def undo(self, action_id: int | None = None) -> Action:
        """Undo the last action that is in effect, or the one given; return the undoing action.

        Raises `CannotUndo` when there is nothing to undo or a later action depends on it.
        """
        return self._reverse(self._undoable(action_id), "undo")

    def redo(self, action_id: int | None = None) -> Action:
        """Redo the last action that was undone, or the one given; return the redoing action."""
        return self._reverse(self._redoable(action_id), "redo")

    def rehearse_undo(self, action_id: int | None = None) -> Action:
        """Try what `undo` would do and take it back; return the action that it would undo, or raise as it would."""
        return self._rehearse(self._undoable(action_id), "undo")

    def rehearse_redo(self, action_id: int | None = None) -> Action:
        """Try what `redo` would do and take it back; return the action that it would redo, or raise as it would."""
        return self._rehearse(self._redoable(action_id), "redo")

    def rehearse_going_back(self, action_id: int) -> Since:
        """Try what `go_back` would do and take it back; return what it would take back, or raise as it would."""
        since = self._history.since(self._target(action_id))
        self._go_back(since.point, since.last_seen, dry_run=True)
        return since

    def go_back(self, action_id: int, *, last_seen: int | None = None) -> Action:
        """Take back all that was done after an action, as one action; return that.

        The study is then what it was right after that action, whoever did what since; only who worked here stays.
        Raises `CannotUndo` when nothing that was done since is in effect, and when the last action is not
        `last_seen`: another program was quicker.
        """
        return self._target(self._go_back(self._target(action_id), last_seen))

    def _go_back(self, point: Action, last_seen: int | None, *, dry_run: bool = False) -> int:
        """Go back to an action; return the number of the action that does so."""
        if self._actions.is_open:
            raise CannotUndo("There is no going back in the middle of an action; end the action first.")
        summary = f"went back to action {point.id} ({point.summary})"
        back = self._actions.begin(BACK, summary, reverses=point.id, dry_run=dry_run)
        with self._room_since(point), back as going:
            last = self._database.value("SELECT max(id) FROM action WHERE id < ?", going.id)
            if last_seen not in (None, last):
                raise CannotUndo(
                    "Something was done in the meantime; look again at what going back would change."
                )
            stretch = self._history.stretch_since(point, going.id)
            if not self._history.changes_something(stretch):
                raise CannotUndo(f"Nothing was done after action {point.id}.")
            self._database.run("PRAGMA defer_foreign_keys = ON")
            if not put_back(self._database, *stretch, leave=NEVER_REMOVED):
                raise CannotUndo(f"The study is as it was after action {point.id} already.")
        return going.id

    def _room_since(self, point: Action) -> AbstractContextManager[None]:
        first, last = self._history.stretch_since(point)
        return self._database.roomy_cache() if last - first > MANY_CHANGES else nullcontext()

    def _undoable(self, action_id: int | None) -> Action:
        target = self._target(action_id) if action_id is not None else self.next_undo()
        if target is None:
            raise CannotUndo("There is nothing to undo.")
        if target.kind in PERMANENT:
            raise CannotUndo(f"Action {target.id} cannot be undone: it is {PERMANENT[target.kind]}.")
        if target.reverses is not None:
            raise CannotUndo(f"Action {target.id} is itself an undo or redo; name the action it was about.")
        if target.undone:
            raise CannotUndo(f"Action {target.id} ({target.summary}) is undone already.")
        self._refuse_before_going_back(target)
        return target

    def _redoable(self, action_id: int | None) -> Action:
        target = self._target(action_id) if action_id is not None else self.next_redo()
        if target is None:
            raise CannotUndo("There is nothing to redo.")
        if not target.undone:
            raise CannotUndo(f"Action {target.id} ({target.summary}) is not undone.")
        if back := covering(self._database, target.id):
            raise CannotUndo(
                f"Action {target.id} ({target.summary}) was taken back with all that was done since, by going back"
                f" (action {back}); undo that to bring it back."
            )
        self._refuse_before_going_back(target)
        return target

    def _refuse_before_going_back(self, target: Action) -> None:
        """What was done before a going back that stands is left alone: else that could not be undone any more."""
        if back := standing_after(self._database, target.id):
            raise CannotUndo(
                f"Action {target.id} ({target.summary}) was done before somebody went back (action {back}); undo that"
                " first, or go back further."
            )

    def next_undo(self) -> Action | None:
        """Return the action that `undo()` would undo."""
        return self._history.last_in_effect()

    def next_redo(self) -> Action | None:
        """Return the action that `redo()` would redo: none once something new was done after an undo."""
        reversed_since: set[int] = set()
        for number, kind, reverses in self._database.stream(
            "SELECT id, kind, reverses FROM action ORDER BY id DESC"
        ):
            if reverses is None or kind == BACK:
                return None
            if number not in reversed_since and kind == "undo":
                return self._target(root_of(self._database, number))
            reversed_since.add(reverses)
        return None

    def _target(self, action_id: int) -> Action:
        action = self._history.find(action_id)
        if action is None:
            raise UnknownName(f"There is no action {action_id}; `qualcode history` lists them.")
        return action

    def _rehearse(self, target: Action, kind: str) -> Action:
        self._reverse(target, kind, dry_run=True)
        return target

    def _reverse(self, target: Action, kind: str, *, dry_run: bool = False) -> Action:
        if self._actions.is_open:
            raise CannotUndo(f"There is no {kind} in the middle of an action; end the action first.")
        applied = self._target(latest_application(self._database, target.id))
        room = self._database.roomy_cache() if applied.changes > MANY_CHANGES else nullcontext()
        # Whose action it was is said where it was not one's own.
        whose = "" if target.coder == self._actions.coder_name else f" what {target.coder} did"
        summary = f"{PAST[kind]}{whose}: {target.summary}"
        # An action that changed nothing but who works here (or named a version) is taken back by an empty one.
        begin = self._actions.begin(kind, summary, reverses=applied.id, dry_run=dry_run, keep_empty=True)
        with room, begin as reversing:
            refuse_if_touched_later(self._database, applied, target.summary)
            self._database.run("PRAGMA defer_foreign_keys = ON")
            self._apply(self._history.stretch(applied), target.summary)
            refuse_if_dangling(self._database, target.summary, reversing.id)
            refuse_if_tree_is_broken(self._database, target.summary)
        return target if dry_run else self._target(reversing.id)

    def _apply(self, stretch: Run, about: str) -> None:
        try:
            for shape, operation, run in self._runs(*stretch):
                table, columns = self._shape(shape)
                if table == NEVER_REMOVED:
                    continue
                if operation == "insert":
                    self._remove(table, columns[0], run)
                elif operation == "delete":
                    self._bring_back(table, columns, run)
                else:
                    self._restore(table, columns, run)
        except sqlite3.IntegrityError as error:
            raise CannotUndo(
                f"“{about}” cannot be taken back alone: something of the same name has come"
                " since; undo that first."
            ) from error

    def _runs(self, first: int, last: int) -> Iterator[tuple[int, str, Run]]:
        """Yield the changes of a stretch, newest first, as runs of one operation on one table."""
        while last >= first:
            shape, operation = self._database.all(
                "SELECT shape_id, operation FROM change WHERE id = ?", last
            )[0]
            before = self._database.value(
                "SELECT id FROM change WHERE id >= ? AND id < ? AND (shape_id <> ? OR operation <> ?)"
                " ORDER BY id DESC LIMIT 1",
                first,
                last,
                shape,
                operation,
            )
            start = first if before is None else before + 1
            yield shape, operation, (start, last)
            last = start - 1

    def _shape(self, shape: int) -> tuple[str, list[str]]:
        row = self._database.first("SELECT table_name, columns FROM row_shape WHERE id = ?", shape)
        assert row is not None
        return row[0], json.loads(row[1])

    def _old_rows(self, run: Run, order: str) -> Iterator[list[object]]:
        """Yield the rows as they were before each of a run of changes, in the order of these or against it."""
        for (before,) in self._database.stream(
            f"SELECT before FROM change WHERE id BETWEEN ? AND ? ORDER BY id {order}", *run
        ):
            yield json.loads(before)

    def _remove(self, table: str, key: str, run: Run) -> None:
        self._database.run(
            f'DELETE FROM {table} WHERE "{key}" IN (SELECT row_id FROM change WHERE id BETWEEN ? AND ?)', *run
        )

    def _bring_back(self, table: str, columns: list[str], run: Run) -> None:
        self._database.insert_at_once(table, columns, self._old_rows(run, "ASC"))

    def _restore(self, table: str, columns: list[str], run: Run) -> None:
        key, *others = columns
        assignments = ", ".join(f'"{column}" = ?' for column in others)
        self._database.run_many(
            f'UPDATE {table} SET {assignments} WHERE "{key}" = ?',
            ([*row[1:], row[0]] for row in self._old_rows(run, "DESC")),
        )
