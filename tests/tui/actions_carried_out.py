"""Which actions the tests of the screen really carry out: recorded as they run, compared at the end."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.tui.app import QualcodeApp

CARRIED_OUT: set[tuple[str, str]] = set()
"""Name of the screen that was shown, and the action as its key names it."""


@pytest.fixture(autouse=True)
def _actions_are_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    run_action = QualcodeApp.run_action

    async def recorded(self: QualcodeApp, action: Any, *places: Any, **named: Any) -> bool:
        if isinstance(action, str) and self.screen_stack:
            CARRIED_OUT.add((type(self.screen).__name__, action))
        return await run_action(self, action, *places, **named)

    monkeypatch.setattr(QualcodeApp, "run_action", recorded)
