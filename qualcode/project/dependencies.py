"""Whether something later depends on an action that is to be taken back; each check raises `CannotUndo`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qualcode.errors import CannotUndo
from qualcode.model import Action
from qualcode.project.database import Database, Row
from qualcode.project.schema import TRACKED
from qualcode.project.standing import REVERSED, covers, root_of


def refuse_if_touched_later(database: Database, applied: Action, about: str) -> None:
    """Refuse when a row that the action changed was changed again since, with a lasting effect."""
    first = database.value("SELECT first_change FROM action WHERE id = ?", applied.id)
    following = first + applied.changes
    if not database.value("SELECT 1 FROM change WHERE id >= ? LIMIT 1", following):
        return
    later = database.all(
        f"SELECT DISTINCT action.id, {REVERSED}, action.summary, action.coder"
        " FROM change AS mine CROSS JOIN change AS theirs"
        "  ON theirs.shape_id = mine.shape_id AND theirs.row_id = mine.row_id"
        "  AND theirs.before IS NOT NULL AND theirs.id >= ?"
        " JOIN action ON action.id = theirs.action_id"
        " WHERE mine.id >= ? AND mine.id < ? ORDER BY action.id DESC",
        following,
        first,
        following,
    )
    lasting = without_covered(database, with_partners(database, later, applied.id))
    for _, _, summary, coder in without_cancelled_pairs(lasting):
        raise CannotUndo(
            f"“{about}” cannot be taken back alone, because {coder} changed the same thing"
            f" later ({summary}); undo that first."
        )


def with_partners(database: Database, rows: list[Row], after: int) -> list[Row]:
    """Add, newest first, what reverses one of `rows` or is reversed by one, as far as it was done after `after`.

    An action that brings a row back leaves no old row by which it would be found.
    """
    found = {row[0]: row for row in rows}
    waiting = (
        database.all(
            f"SELECT id, {REVERSED}, summary, coder FROM action WHERE reverses IS NOT NULL AND id > ?", after
        )
        if found
        else []
    )
    number = 0
    while number != len(found):
        number = len(found)
        reversed_by = {row[1] for row in found.values()}
        found |= {row[0]: row for row in waiting if row[1] in found or row[0] in reversed_by}
    return [found[number] for number in sorted(found, reverse=True)]


def without_covered(database: Database, rows: list[Row]) -> list[Row]:
    """Drop what was taken back by going back to a point before it, and the going back: together they do nothing."""
    pairs = json.loads(covers(database))
    return [row for row in rows if not any(point < row[0] <= back for point, back in pairs)]


def without_cancelled_pairs(rows: list[Row]) -> Iterator[Row]:
    """Drop each action that a later one of `rows` reverses, and that later one; newest first in and out.

    What was done and undone again since has no lasting effect, so nothing depends on it.
    """
    numbers = {row[0] for row in rows}
    cancelled: set[int] = set()
    for number, reverses, *_ in rows:
        if number not in cancelled and reverses in numbers:
            cancelled.update((number, reverses))
    return (row for row in rows if row[0] not in cancelled)


def refuse_if_dangling(database: Database, about: str, reversing: int) -> None:
    """Refuse when the reversal left a row that refers to one that is not there.

    Only rows that the reversal itself touched are looked at, so the check costs nothing for a single coding
    in a project of a million.
    """
    first = database.value("SELECT first_change FROM action WHERE id = ?", reversing)
    for child, column, parent in references():
        lacking = brought_back_without_parent(database, first, child, column, parent)
        if lacking is not None:
            remedy = what_took_away(database, parent, lacking, reversing)
        elif (row := left_without_parent(database, first, child, column, parent)) is not None:
            remedy = f"{whose(database, child, row, reversing)}; undo that first"
        else:
            continue
        raise CannotUndo(
            f"“{about}” cannot be taken back alone: a {child.replace('_', ' ')} needs the"
            f" {parent.replace('_', ' ')}{remedy}."
        )


def brought_back_without_parent(
    database: Database, first: int, child: str, column: str, parent: str
) -> int | None:
    """Return the parent that is gone of a row of `child` that came back since change `first`."""
    key = TRACKED[child].split()[0]
    parent_id: int | None = database.value(
        f'SELECT child."{column}" FROM change CROSS JOIN {child} AS child ON child.{key} = change.row_id'
        " WHERE change.id >= ? AND operation <> 'delete' AND shape_id = ?"
        f' AND child."{column}" IS NOT NULL'
        f' AND NOT EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = child."{column}") LIMIT 1',
        first,
        shape_of(database, child),
    )
    return parent_id


def left_without_parent(database: Database, first: int, child: str, column: str, parent: str) -> int | None:
    """Return a row of `child` whose parent was taken away since change `first`."""
    key = TRACKED[child].split()[0]
    row: int | None = database.value(
        f'SELECT child.{key} FROM change CROSS JOIN {child} AS child ON child."{column}" = change.row_id'
        " WHERE change.id >= ? AND operation = 'delete' AND shape_id = ?"
        f" AND NOT EXISTS (SELECT 1 FROM {parent} WHERE id = change.row_id) LIMIT 1",
        first,
        shape_of(database, parent),
    )
    return row


def refuse_if_tree_is_broken(database: Database, about: str) -> None:
    """Refuse when a code would stand under itself: two moves can each be fine and together a ring."""
    reachable = database.value(
        "WITH RECURSIVE tree (id) AS (SELECT id FROM code WHERE parent_id IS NULL"
        " UNION SELECT code.id FROM code JOIN tree ON code.parent_id = tree.id)"
        " SELECT count(*) FROM tree"
    )
    if reachable != database.value("SELECT count(*) FROM code"):
        raise CannotUndo(
            f"“{about}” cannot be taken back alone: with later moves in the codebook a code"
            " would stand under itself; undo those first."
        )


def references() -> Iterator[tuple[str, str, str]]:
    """Yield (table, column, the table it refers to) for the tracked tables; coders never go away."""
    for table, columns in TRACKED.items():
        for column in columns.split():
            if column == "parent_id":
                yield table, column, "code"
            elif column.endswith("_id") and column != "coder_id":
                yield table, column, column.removesuffix("_id")


def shape_of(database: Database, table: str) -> int:
    """Return the number under which changes of a table are recorded at present."""
    number: int = database.value("SELECT max(id) FROM row_shape WHERE table_name = ?", table)
    return number


def what_took_away(database: Database, table: str, row_id: int, before_action: int) -> str:
    """Return by what a row went last, and what brings it back, as the end of a sentence."""
    row = database.first(
        "SELECT action.id, kind, coder, summary FROM change JOIN action ON action.id = action_id"
        " WHERE shape_id IN (SELECT id FROM row_shape WHERE table_name = ?) AND row_id = ?"
        " AND operation = 'delete' AND action_id < ? ORDER BY change.id DESC LIMIT 1",
        table,
        row_id,
        before_action,
    )
    if row is None:
        return ", which is not there any more"
    number, kind, coder, summary = row
    remedy = f"redo action {root_of(database, number)} first" if kind == "undo" else "undo that first"
    return f", which went when {coder} {summary}; {remedy}"


def whose(database: Database, table: str, row_id: int, before_action: int) -> str:
    """Return who made a row, and how, in brackets; empty when the trail does not tell."""
    row = database.first(
        "SELECT coder, summary FROM change JOIN action ON action.id = action_id"
        " WHERE shape_id IN (SELECT id FROM row_shape WHERE table_name = ?) AND row_id = ?"
        f" AND action_id < ? AND {REVERSED} IS NULL ORDER BY change.id DESC LIMIT 1",
        table,
        row_id,
        before_action,
    )
    return f" ({row[0]} {row[1]})" if row else ""
