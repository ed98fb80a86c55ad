"""Which actions stand: going back to a point of the history takes back all that was done since then at once.

An action of the kind `back` names in the column `reverses` the action gone back to. While it stands itself, it covers
all that was done between the two: none of that stands, undo and redo among it included.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from qualcode.project.database import Database

BACK = "back"

# The pairs of `covers` as a table, given as JSON as the first parameter.
COVER = "cover (point, back) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?1))"

# Going back reverses no single action: it names the one gone back to.
REVERSED = f"CASE action.kind WHEN '{BACK}' THEN NULL ELSE action.reverses END"


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a whole history: `covers` (point, going back), and how often each action is reversed.

    The covers are in the order of the history backwards, and none reaches into another.
    """

    covers: tuple[tuple[int, int], ...]
    reversals: Mapping[int, int]

    def is_undone(self, action_id: int) -> bool:
        """Say what `IS_UNDONE` says of an action."""
        place = bisect_left(self.covers, -action_id, key=lambda cover: -cover[1])  # those that end later
        covered = place > 0 and self.covers[place - 1][0] < action_id
        return covered or self.reversals.get(action_id, 0) % 2 == 1


def read_standing(database: Database) -> Standing:
    """Read what stands in one pass over all that reverses something, the latest first.

    Whatever reverses or covers an action comes after it. A going back that was read already covers all that follows
    here down to its point, so the lowest point decides.
    """
    covers, reversals = [], Counter[int]()
    lowest: float = inf
    for number, reverses, kind in database.all(
        "SELECT id, reverses, kind FROM action WHERE reverses IS NOT NULL ORDER BY id DESC"
    ):
        if number > lowest:
            continue
        if kind != BACK:
            reversals[reverses] += reversals[number] + 1
        elif reversals[number] % 2 == 0:
            covers.append((reverses, number))
            lowest = min(lowest, reverses)
    return Standing(tuple(covers), reversals)


def covers(database: Database) -> str:
    """Return [action gone back to, action of going back] for each going back that stands, as JSON."""
    if not database.value(f"SELECT 1 FROM action WHERE reverses IS NOT NULL AND kind = '{BACK}' LIMIT 1"):
        return "[]"
    return json.dumps(read_standing(database).covers)


def root_of(database: Database, action_id: int) -> int:
    """Return the action that an undo or redo is about in the end."""
    root: int = database.value(
        f"WITH RECURSIVE above (id, reverses) AS (SELECT id, {REVERSED} FROM action WHERE id = ?"
        f" UNION ALL SELECT action.id, {REVERSED} FROM above JOIN action ON action.id = above.reverses)"
        " SELECT min(id) FROM above",
        action_id,
    )
    return root


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
