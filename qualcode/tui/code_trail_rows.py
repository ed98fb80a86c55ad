"""The history of a code in lines, and an earlier version of it in words. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from qualcode.project.code_trail import CodeChange, FieldVersion
from qualcode.tui.codebook_desk import FIELD_TITLES
from qualcode.tui.palette import colour_told
from qualcode.tui.widgets.row_list import Piece, Row, row

TO_BRING_BACK = tuple(FIELD_TITLES)
"""The fields that an earlier version can be brought back of."""


def trail_rows(trail: Sequence[CodeChange]) -> list[Row]:
    """Return a row for each action: when, who, and which fields it changed."""
    if not trail:
        return [row(None, " nothing is told of it", muted=True)]
    return [
        Row(
            place,
            (
                Piece(f" {when(change.action.at)}  ", muted=True),
                Piece(f"{change.action.coder}  ", strong=True),
                Piece(what(change)),
            ),
        )
        for place, change in enumerate(trail)
    ]


def what(change: CodeChange) -> str:
    """Return what an action did to the code."""
    if not change.versions or change.action.reverses is not None:
        return change.action.summary
    told = {each.field: each for each in change.versions}
    if set(told) == {"name"}:
        return f"renamed it from {told['name'].before} to {told['name'].after}"
    if set(told) == {"colour"}:
        return f"changed the colour from {told['colour'].before} to {told['colour'].after}"
    if set(told) <= set(FIELD_TITLES):
        return f"changed the {', '.join(FIELD_TITLES[field] for field in told)}"
    return change.action.summary


def version_told(change: CodeChange, path_of: Callable[[int], str]) -> str:
    """Return an action's changes in full, before and after; `path_of` tells a code of its number."""
    lines = [f"{when(change.action.at)} · {change.action.coder} · {change.action.summary}", ""]
    if not change.versions:
        lines.append("With this the code came into the codebook.")
    for each in change.versions:
        title = {"parent_id": "under", "retired": "retired"}.get(each.field) or FIELD_TITLES[each.field]
        lines += [
            f"{title[:1].upper()}{title[1:]}",
            f"before: {_value(each, each.before, path_of)}",
            f"after: {_value(each, each.after, path_of)}",
            "",
        ]
    return "\n".join(lines).rstrip()


def _value(version: FieldVersion, value: object, path_of: Callable[[int], str]) -> str:
    if version.field == "parent_id":
        return path_of(value) if isinstance(value, int) else "at the top of the codebook"
    if version.field == "retired":
        return "yes" if value else "no"
    if version.field == "colour":
        return colour_told(str(value))
    return str(value) or "nothing"


def when(moment: str) -> str:
    """Return a moment in local time, to the minute."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
