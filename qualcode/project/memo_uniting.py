"""Memos of one coder on one coding made one: when two codings become one, each brings its own."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.project.actions import moment
from qualcode.project.database import Database
from qualcode.text.moments import local_time

Written = tuple[int, str, str]
"""A memo's row number, its text and the moment when it was written."""


def unite_memos(database: Database, codings: Iterable[int]) -> None:
    """Leave each coder one memo on each of these codings; to be called inside an action.

    The memo written first stays, with its GUID and date. The others' texts go under it in the order of writing,
    each under the date when it was written; a text that stands there word for word is not repeated. Earlier texts
    stay readable, and undo brings every memo back.
    """
    for coding in codings:
        by_coder: dict[int, list[Written]] = {}
        for coder, *memo in database.all(
            "SELECT coder_id, id, text, created FROM memo WHERE coding_id = ? ORDER BY created, id", coding
        ):
            by_coder.setdefault(coder, []).append((memo[0], memo[1], memo[2]))
        for memos in by_coder.values():
            if len(memos) > 1:
                _unite(database, memos)


def _unite(database: Database, memos: list[Written]) -> None:
    (stays, before, _), *others = memos
    database.run_many("DELETE FROM memo WHERE id = ?", [(number,) for number, _, _ in others])
    if (text := one_text(memos)) != before:
        database.run("UPDATE memo SET text = ?, modified = ? WHERE id = ?", text, moment(), stays)


def one_text(memos: Iterable[Written]) -> str:
    """Return several memos as one text, in their order; a text that is there already is not repeated."""
    dated: dict[str, str] = {}
    for _, text, when in memos:
        dated.setdefault(text, when)
    return next(iter(dated)) if len(dated) == 1 else "\n\n".join(map(_dated, dated, dated.values()))


def _dated(text: str, when: str) -> str:
    """Return a text under its date, in the coder's own time; one that was dated so before stays as it is."""
    heading = f"{local_time(when)}\n"
    return text if text.startswith(heading) else heading + text
