"""The line of keys at the bottom: only whole ones, the most important first, help and all actions always."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer

from qualcode.tui.actions import ALWAYS_SHOWN, EDGES, EVERYWHERE, GOING, MEMO
from qualcode.tui.command import Command

ALWAYS = {*(command.action for command in ALWAYS_SHOWN), "screen.back"}
TO_PLACES = {command.action for command in GOING}
OF_EDGES = {command.action for command in EDGES}
WIDE_GAP, NARROW_GAP, NARROW_BELOW = 2, 1, 110


class KeyFooter(Footer):
    """A footer that leaves out what has no room, rather than cutting a word in two."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        """Yield the keys that fit."""
        rank = ranks(getattr(self.screen, "COMMANDS_HERE", ()))
        keys = sorted(super().compose(), key=lambda key: rank.get(getattr(key, "action", ""), len(rank)))
        if not hasattr(self.screen, "desk"):  # no project is open: there are no places to go to
            keys = [key for key in keys if getattr(key, "action", "") not in TO_PLACES]
        if not getattr(
            self.screen, "is_moving_edge", False
        ):  # over it a dialog may be asked, which allows all
            keys = [key for key in keys if getattr(key, "action", "") not in OF_EDGES]
        yield from fitting(keys, self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Choose anew what fits."""
        self.call_after_refresh(self.recompose)


def ranks(here: Iterable[Command]) -> dict[str, int]:
    """Return the place of each action in the footer of a screen with these commands.

    What was declared first is shown first, also on another key; while a memo is written, or an edge moved, those
    keys come first.
    """
    found: dict[str, int] = {}
    for command in (*MEMO, *EDGES, *here, *GOING, *EVERYWHERE):
        found.setdefault(command.action, len(found))
    return found


def fitting(keys: Iterable[Widget], width: int) -> list[Widget]:
    """Return the keys that fit into a line; those that are always shown have their room before all others."""
    keys = list(keys)
    gap = NARROW_GAP if width < NARROW_BELOW else WIDE_GAP
    room = width - sum(_cells(key) + gap for key in keys if _is_always(key))
    shown = []
    for key in keys:
        if _is_always(key):
            shown.append(key)
        elif _cells(key) + gap <= room:
            room -= _cells(key) + gap
            shown.append(key)
        else:
            room = 0  # what comes after is less important: a gap in the order would puzzle
    return shown


def _is_always(key: Widget) -> bool:
    return getattr(key, "action", "") in ALWAYS


def _cells(key: Widget) -> int:
    parts = (getattr(key, "key_display", ""), getattr(key, "description", ""))
    return sum(cell_len(part) for part in parts) + (1 if parts[1] else 0)
