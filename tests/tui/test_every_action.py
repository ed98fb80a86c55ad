"""The list of actions that no test carries out is empty."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest
from actions_carried_out import CARRIED_OUT

from qualcode.tui.actions import EVERYWHERE, GOING
from qualcode.tui.command import Command
from qualcode.tui.screens.place import PLACES
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.start import StartScreen
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS


def on_screens() -> list[tuple[str | None, str, str]]:
    """Return screen (None for any), action and id of everything that a key does."""
    screens = [ReadingScreen, StartScreen]
    for module, _, name in (place.partition(":") for place in PLACES.values()):
        screens.append(getattr(import_module(module), name))
    found: list[tuple[str | None, str, str]] = []
    for screen in screens:
        commands: tuple[Command, ...] = screen.COMMANDS_HERE
        found += [(screen.__name__, command.action, command.id) for command in commands]
    found += [("ReadingScreen", binding.action, binding.id or "") for binding in TEXT_BINDINGS]
    found += [(None, command.action, command.id) for command in (*EVERYWHERE, *GOING)]
    return found


def test_every_action_was_carried_out_by_a_test(request: pytest.FixtureRequest) -> None:
    here = Path(__file__).parent
    run = {item.path for item in request.session.items}
    if os.environ.get("PYTEST_XDIST_WORKER") or not set(here.rglob("test_*.py")) <= run:
        pytest.skip("only a run of all tests of the screen, in one process, can tell")
    actions = {action for _, action in CARRIED_OUT}
    missing = [
        f"{name} ({screen or 'anywhere'})"
        for screen, action, name in on_screens()
        if (screen is None and action not in actions) or (screen and (screen, action) not in CARRIED_OUT)
    ]
    assert missing == []
