"""Which actions stand: going back to a point of the history takes back all that was done since then at once.

An action of the kind `back` names in the column `reverses` the action gone back to. While it stands itself, it covers
all that was done between the two: none of that stands, undo and redo among it included.
"""

from __future__ import annotations

import json

from qualcode.project.database import Database

BACK = "back"

# The pairs of `covers` as a table, given as JSON as the first parameter.
COVER = "cover (point, back) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?1))"


def is_covered(column: str) -> str:
    """Return the SQL condition that an action lies in a stretch of `cover`."""
    return f"EXISTS (SELECT 1 FROM cover WHERE {column} > point AND {column} < back)"


def trail_of(start: str) -> str:
    """Return the SQL of `trail`: an action, what reverses it, what reverses that …, as far as it is not covered."""
    return (
        f"trail (id, reverses) AS (SELECT {start}, NULL UNION ALL SELECT later.id, later.reverses"
        " FROM action AS later JOIN trail ON later.reverses = trail.id"
        f" WHERE later.kind <> '{BACK}' AND NOT {is_covered('later.id')})"
    )


# Each reversal turns the state of what it reverses, so the number of them decides.
IS_UNDONE = (
    f"({is_covered('action.id')} OR"
    f" (WITH RECURSIVE {trail_of('action.id')} SELECT (count(*) - 1) % 2 FROM trail))"
)


def covers(database: Database) -> str:
    """Return [action gone back to, action of going back] for each going back that stands, as JSON."""
    standing: list[tuple[int, int]] = []
    for back, point in database.all(
        f"SELECT id, reverses FROM action WHERE reverses IS NOT NULL AND kind = '{BACK}' ORDER BY id DESC"
    ):
        sql = f"WITH {COVER} SELECT {IS_UNDONE} FROM action WHERE id = ?"
        if not database.value(sql, json.dumps(standing), back):
            standing.append((point, back))
    return json.dumps(standing)


def covering(database: Database, action_id: int) -> int | None:
    """Return the going back that took an action back with all others since then, if one did."""
    pairs: list[tuple[int, int]] = json.loads(covers(database))
    return next((back for point, back in pairs if point < action_id < back), None)


def standing_after(database: Database, action_id: int) -> int | None:
    """Return the latest going back that stands and was done after an action, if there is one."""
    pairs: list[tuple[int, int]] = json.loads(covers(database))
    return next((back for _, back in pairs if back > action_id), None)


def latest_application(database: Database, action_id: int) -> int:
    """Return the action that brought an action's effect about, or took it back, last: the one to reverse now."""
    rows = database.all(
        f"WITH RECURSIVE {COVER}, {trail_of('?2')} SELECT id, reverses FROM trail ORDER BY id DESC",
        covers(database),
        action_id,
    )
    # Latest first, so that whatever reverses an action is counted before the action itself.
    reversals = dict.fromkeys((number for number, _ in rows), 0)
    for number, reverses in rows:
        if reverses is not None:
            reversals[reverses] += reversals[number] + 1
    above: dict[int, int | None] = dict(rows)
    undone = reversals[action_id] % 2
    last: int = next(
        number for number, _ in rows if reversals[number] % 2 == 0 and _depth(number, above) % 2 == undone
    )
    return last


def _depth(number: int, above: dict[int, int | None]) -> int:
    depth, parent = 0, above[number]
    while parent is not None:
        depth, parent = depth + 1, above[parent]
    return depth
