"""Which codings an action changed, where it changed few and nothing that is shown but them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from qualcode.model import Action, Coding

if TYPE_CHECKING:
    from qualcode.api import Project

FEW = 200
BESIDE_CODINGS = {"coding", "memo", "reading"}
"""Tables of which the desk keeps nothing but codings and the states of reading: memos are read when they are shown."""

CodingChange = tuple[Coding | None, Coding | None]  # before and after; None where it was not there


def codings_changed(project: Project, action: Action) -> list[CodingChange] | None:
    """Return the codings that an action changed; None where it changed many rows, or something else."""
    if action.changes > FEW:
        return None
    history = project.history
    stretch = history.stretch(action)
    if not {count.table for count in history.counts(stretch)} <= BESIDE_CODINGS:
        return None
    rows = history.rows(stretch, ("coding",), FEW)
    return [(_coding(row.before), _coding(row.after)) for row in rows]


def _coding(image: Mapping[str, object] | None) -> Coding | None:
    return Coding(**cast(dict[str, Any], image)) if image is not None else None
