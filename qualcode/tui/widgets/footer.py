"""The line of keys at the bottom: only whole ones, the most important first, help and all actions always."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.screen import Screen
from textual.widget import Widget

from qualcode.tui.actions import ALWAYS_SHOWN, EDGES, EVERYWHERE, FIND_LINE, GOING, MEMO
from qualcode.tui.command import Command

ALWAYS = {
    *(command.action for command in ALWAYS_SHOWN),
    "screen.back",
    "screen.step_back",
    "screen.undo",
    "screen.find",
}
TO_PLACES = {command.action for command in GOING}
OF_EDGES = {command.action for command in EDGES}
WIDE_GAP, NARROW_GAP, NARROW_BELOW = 2, 1, 110


@dataclass(frozen=True)
class ShownKey:
    """One key of the line, with what it does."""

    key: str
    display: str
    description: str
    action: str
    enabled: bool = True
    tooltip: str = ""

    @property
    def cells(self) -> int:
        """Return how many cells of the line it takes, without the gap after it."""
        between = 1 if self.description else 0
        return cell_len(self.display) + between + cell_len(self.description)


class KeyFooter(Widget):
    """The keys that can be pressed now, in one line; a click presses them.

    It is drawn as one line, because a widget for each key (as in Textual's own footer) takes longer to lay out than the
    whole transcript, at each move of the focus.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--description", "footer--pointed"}
    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom;
        height: 1;
        color: $footer-foreground;
        background: $background;
        .footer--key { color: $footer-key-foreground; text-style: bold; }
        .footer--description { color: $footer-description-foreground; }
        .footer--pointed { color: $footer-key-foreground; background: $block-hover-background; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[ShownKey, ...] = ()
        self._pointed: ShownKey | None = None

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self.show_keys_of)

    def on_resize(self) -> None:
        """Choose anew what fits."""
        self.show_keys_of(self.screen)

    def show_keys_of(self, screen: Screen[Any]) -> None:
        """Show the keys that can be pressed on the screen now, as many as fit."""
        if screen is not self.screen or not self.app.app_focus:
            return
        keys = fitting(in_order(pressable(screen), screen), self.size.width)
        if keys != self.keys:
            self.keys = keys
            self._pointed = None
            self.refresh()

    def render(self) -> Text:
        """Return the line."""
        of_key, of_description, of_pointed = (
            self.get_component_rich_style(name, partial=True)
            for name in ("footer--key", "footer--description", "footer--pointed")
        )
        line = Text(no_wrap=True, end="")
        for shown in self.keys:
            start = len(line)
            line.append(shown.display, of_key)
            if shown.description:
                line.append(" ").append(shown.description, of_description)
            if not shown.enabled:
                line.stylize("dim", start)
            if shown is self._pointed:
                line.stylize(of_pointed, start)
            line.append(" " * gap_in(self.size.width))
        return line

    def key_at(self, column: int) -> ShownKey | None:
        """Return the key drawn in a column of the line."""
        start = 0
        for shown in self.keys:
            if start <= column < start + shown.cells:
                return shown
            start += shown.cells + gap_in(self.size.width)
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        if shown := self.key_at(event.x):
            if shown.enabled:
                self.app.simulate_key(shown.key)
            else:
                self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the key under the mouse is for."""
        self._point_at(self.key_at(event.x))

    def on_leave(self) -> None:
        """Point at nothing."""
        self._point_at(None)

    def _point_at(self, shown: ShownKey | None) -> None:
        if shown != self._pointed:
            self._pointed = shown
            self.tooltip = (shown.tooltip or None) if shown else None
            self.refresh()


def pressable(screen: Screen[Any]) -> list[ShownKey]:
    """Return the keys that act on the screen as it is, one for each action."""
    found: dict[str, ShownKey] = {}
    for _node, binding, enabled, tooltip in screen.active_bindings.values():
        if binding.show and binding.action not in found:
            display = screen.app.get_key_display(binding)
            found[binding.action] = ShownKey(
                binding.key, display, binding.description, binding.action, enabled, tooltip
            )
    return list(found.values())


def in_order(keys: Iterable[ShownKey], screen: Screen[Any]) -> list[ShownKey]:
    """Return the keys in the order of their importance, without those that lead nowhere from this screen."""
    rank = ranks(getattr(screen, "COMMANDS_HERE", ()))
    left_out: set[str] = set(getattr(screen, "kept_from_footer", ()))
    if not hasattr(screen, "desk"):  # no project is open: there are no places to go to
        left_out |= TO_PLACES
    if not getattr(screen, "is_moving_edge", False):  # over it a dialog may be asked, which allows all
        left_out |= OF_EDGES
    keys = [shown for shown in keys if shown.action not in left_out]
    return sorted(keys, key=lambda shown: rank.get(shown.action, len(rank)))


def ranks(here: Iterable[Command]) -> dict[str, int]:
    """Return the place of each action in the footer of a screen with these commands.

    What was declared first is shown first, also on another key; while a memo or words to find are written, or an
    edge moved, those keys come first.
    """
    found: dict[str, int] = {}
    for command in (*MEMO, *EDGES, *FIND_LINE, *here, *GOING, *EVERYWHERE):
        found.setdefault(command.action, len(found))
    return found


def fitting(keys: Iterable[ShownKey], width: int) -> tuple[ShownKey, ...]:
    """Return the keys that fit into a line; those that are always shown have their room before all others."""
    keys = list(keys)
    gap = gap_in(width)
    room = width - sum(shown.cells + gap for shown in keys if shown.action in ALWAYS)
    fit = []
    for shown in keys:
        if shown.action in ALWAYS:
            fit.append(shown)
        elif shown.cells + gap <= room:
            room -= shown.cells + gap
            fit.append(shown)
        else:
            room = 0  # what comes after is less important: a gap in the order would puzzle
    return tuple(fit)


def gap_in(width: int) -> int:
    """Return how many cells are left free after a key in a line of this width."""
    return NARROW_GAP if width < NARROW_BELOW else WIDE_GAP
