"""Jump mode: a letter over each panel of the screen; the letter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere to go: where its letter stands on the screen, its name, and how one gets there."""

    at: Offset
    name: str
    go: Callable[[], object]


def targets(screen: Screen[Any]) -> list[Target]:
    """Return what can be jumped to on a screen, from top left to bottom right: what is on view, then what slides in."""
    shown = [widget for widget in screen.focus_chain if _is_on_view(widget, screen)]
    found = [Target(_corner(widget), _name(widget), widget.focus) for widget in shown]
    found.sort(key=lambda target: (target.at.y, target.at.x))
    return [*found, *_sliding(screen)][: len(LETTERS)]


def _sliding(screen: Screen[Any]) -> Iterator[Target]:
    """Yield the panels that are hidden where the screen is narrow: (selector, name, action) of the screen."""
    for number, (selector, name, action) in enumerate(getattr(screen, "SLIDING_PANELS", ())):
        if not screen.query_one(selector).is_on_screen:
            yield Target(Offset(1, 2 + number), name, getattr(screen, f"action_{action}"))


def _is_on_view(widget: Widget, screen: Screen[Any]) -> bool:
    return widget.is_on_screen and bool(widget.region.intersection(screen.region).area)


def _corner(widget: Widget) -> Offset:
    return Offset(max(0, widget.region.x), max(0, widget.region.y))


def _name(widget: Widget) -> str:
    """Return what a panel is called, by its title or that of the panel around it, else what is asked in it."""
    for each in (widget, widget.parent):
        if isinstance(each, Widget) and each.border_title:
            return str(Content.from_markup(each.border_title).plain)
    return str(getattr(widget, "jump_name", "") or getattr(widget, "placeholder", "") or "")


class JumpScreen(DialogScreen[Target | None]):
    """Letters over another screen, which stays in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+j", "dismiss(None)", "leave", id="jump.leave", tooltip="Stay where you are")
    ]
    DEFAULT_CSS = """
    JumpScreen { background: transparent; align: left top; layers: letters; }
    JumpScreen > .jump-letter {
        layer: letters; position: absolute; width: auto; height: 1; padding: 0 1;
        background: $accent; color: $background; text-style: bold;
    }
    """

    def __init__(self, found: list[Target]) -> None:
        super().__init__()
        self._targets = dict(zip(LETTERS, found, strict=False))

    def compose(self) -> ComposeResult:
        """Yield the letters."""
        for letter, target in self._targets.items():
            label = f"{letter} {visible(target.name)}".strip()
            sign = Static(label, markup=False, classes="jump-letter", name=letter)
            sign.styles.offset = (target.at.x, target.at.y)
            yield sign

    def on_key(self, event: events.Key) -> None:
        """Go where the letter says; any other key is left to Esc."""
        target = self._targets.get((event.character or "").lower())
        if target is not None:
            event.stop()
            self.dismiss(target)

    def on_click(self, event: events.Click) -> None:
        """Go where the letter under the mouse says; a click beside them leaves."""
        name = event.widget.name if event.widget is not None else None
        self.dismiss(self._targets.get(name or ""))
