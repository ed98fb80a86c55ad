"""What the palette offers: what can be done now on the screen one is on, every place, and what works everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen

from qualcode.tui.actions import EVERYWHERE, GOING
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

NEVER_OFFERED = {"palette", "dismiss-notices"}


def offered(app: QualcodeApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield the actions with the keys that do them."""
    from qualcode.tui.screens.reading import ReadingScreen

    for command in (*getattr(screen, "COMMANDS_HERE", ()), *GOING, *EVERYWHERE):
        if command.id in NEVER_OFFERED:
            continue
        if not can_act(screen, command.action):
            continue
        title = screen.palette_title(command) if isinstance(screen, ReadingScreen) else command.palette_title
        if title:
            keys = app.key_map.told(command.id, command.keys)
            yield SystemCommand(f"{title} ({keys})", command.tells, _does(app, command.action, screen))
    if isinstance(screen, ReadingScreen) and screen.desk.document is not None:
        for binding in TEXT_BINDINGS:
            if not can_act(screen.view, binding.action):
                continue
            keys = app.key_map.told(binding.id or "", binding.key)
            yield SystemCommand(
                f"{binding.description} ({keys})", binding.tooltip, _does(app, binding.action, screen.view)
            )
    yield SystemCommand("Theme…", "Choose dark or light, or another set of colours.", app.action_change_theme)
    yield SystemCommand(
        "Show the first keys",
        "A line with the keys that matter first, until they were used.",
        app.action_show_hints,
    )
    yield SystemCommand(
        "Hide the first keys", "Send the line with the first keys away.", app.action_hide_hints
    )


def can_act(node: DOMNode, action: str) -> bool:
    """Say whether an action of a screen or widget can be carried out now; those of the app always can."""
    where, _, name = action.rpartition(".")
    return where == "app" or bool(node.check_action(name.partition("(")[0], ()))


def _does(app: QualcodeApp, action: str, node: DOMNode) -> Any:
    return partial(app.call_later, app.run_action, action, node)
