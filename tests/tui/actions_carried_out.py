"""Which actions the tests of the screen really carry out: recorded as they run, compared when all have run.

The tests may run in several processes; each hands what it recorded to the first.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from qualcode.tui.actions import EVERYWHERE, GOING
from qualcode.tui.screens.place import PLACES
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.start import StartScreen
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS

CARRIED_OUT: set[tuple[str, str]] = set()
"""Name of the screen that was shown, and the action as its key names it."""


@pytest.fixture(autouse=True)
def _actions_are_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    run_action = App.run_action

    async def recorded(self: App[Any], action: Any, *places: Any, **named: Any) -> bool:
        if isinstance(action, str) and self.screen_stack:
            CARRIED_OUT.add((type(self.screen).__name__, action))
        return await run_action(self, action, *places, **named)

    monkeypatch.setattr(App, "run_action", recorded)


def all_were_run(paths: set[Path]) -> bool:
    """Say whether tests of every module of the screen are among those run."""
    return set(Path(__file__).parent.rglob("test_*.py")) <= paths


def not_carried_out() -> list[str]:
    """Return the ids of actions that no test carried out, with the screen they belong to."""
    actions = {action for _, action in CARRIED_OUT}
    return [
        f"{name} ({screen or 'anywhere'})"
        for screen, action, name in on_screens()
        if (screen is None and action not in actions) or (screen and (screen, action) not in CARRIED_OUT)
    ]


def on_screens() -> list[tuple[str | None, str, str]]:
    """Return screen (None for any), action and id of everything that a key does."""
    screens: list[Any] = [ReadingScreen, StartScreen]
    for module, _, name in (place.partition(":") for place in PLACES.values()):
        screens.append(getattr(import_module(module), name))
    found: list[tuple[str | None, str, str]] = []
    for screen in screens:
        found += [(screen.__name__, command.action, command.id) for command in screen.COMMANDS_HERE]
    found += [(None, binding.action, binding.id or "") for binding in TEXT_BINDINGS]  # some on the text alone
    found += [(None, command.action, command.id) for command in (*EVERYWHERE, *GOING)]
    return found
