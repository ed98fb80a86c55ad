"""Codings that say the same once two codes are one: same coder, same passage. They may become one."""

from __future__ import annotations

from qualcode.project.database import Database

SAME_PLACE = """
SELECT one.id, min(other.id) FROM coding AS one JOIN coding AS other
    ON other.document_id = one.document_id AND other.start = one.start AND other."end" = one."end"
    AND other.coder_id = one.coder_id
WHERE one.code_id = ? AND other.code_id = ?
    AND (one.weight IS NULL OR other.weight IS NULL OR one.weight = other.weight)
GROUP BY one.id ORDER BY one.id
"""

WITH_MEMO = "SELECT id FROM coding WHERE code_id = ? AND id IN (SELECT coding_id FROM memo WHERE coding_id IS NOT NULL)"

Double = tuple[int, int, int | None]
"""A coding, the one of the other code that says the same, and the weight that both have together."""


def doubles_of(database: Database, source_id: int, target_id: int) -> list[Double]:
    """Return the codings of `source` that can become one with a coding of `target`.

    Two different weights are not the same thing said twice: such codings are left out.
    """
    weights: dict[int, int | None] = dict(
        database.all("SELECT id, weight FROM coding WHERE code_id IN (?, ?)", source_id, target_id)
    )
    doubles = []
    for one, other in database.all(SAME_PLACE, source_id, target_id):
        if weights[other] is None:
            weights[other] = weights[one]
        if weights[one] in (
            None,
            weights[other],
        ):  # the other may have taken its weight from a third just now
            doubles.append((one, other, weights[other]))
    return doubles


def unite_doubles(database: Database, source_id: int, target_id: int) -> int:
    """Make one of each coding of `source` and its double, which keeps the weight and the memos of both.

    A coder's memos on the two become one (see `unite_memos`).
    Returns how many codings of `source` are gone. To be called inside an action.
    """
    from qualcode.project.memo_uniting import unite_memos

    doubles = doubles_of(database, source_id, target_id)
    run = database.run_many
    bringing = {number for (number,) in database.all(WITH_MEMO, source_id)}
    run("UPDATE memo SET coding_id = ?2 WHERE coding_id = ?1", ((one, other) for one, other, _ in doubles))
    unite_memos(database, {other: None for one, other, _ in doubles if one in bringing})
    run(
        "UPDATE coding SET weight = ?2 WHERE id = ?1 AND weight IS NOT ?2",
        ((other, weight) for _, other, weight in doubles),
    )
    run("DELETE FROM coding WHERE id = ?", ((one,) for one, _, _ in doubles))
    return len(doubles)
