"""Fixtures for all tests, and the last question when they run in several processes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Tests never fail for being slow, on whatever machine.
settings.register_profile("qualcode", deadline=None)
settings.load_profile("qualcode")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", str(tmp_path / "qualcode-settings"))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("QUALCODE_PROJECT", "QUALCODE_CODER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the project; tests that need it are skipped without it."""
    place = Path(os.environ.get("QUALCODE_SHARED", SHARED))
    if not (place / "DESIGN.md").exists():
        pytest.skip(f"the reference data is not here: {place.name}/ beside the project")
    return place


# Where tests run in several processes, each tells the first what it did on the screen, and the first asks whether every
# action was carried out. In one process tests/tui/test_every_action.py asks.

RUN: set[Path] = set()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a process of several, tell; in the first of them, compare."""
    config = session.config
    if hasattr(config, "workeroutput"):
        carried_out = getattr(sys.modules.get("actions_carried_out"), "CARRIED_OUT", set())
        config.workeroutput["carried_out"] = [list(each) for each in carried_out]
        config.workeroutput["run"] = sorted({str(item.path) for item in session.items})
    elif RUN:
        actions = the_actions()
        if actions.all_were_run(RUN) and (missing := actions.not_carried_out()):
            print(f"\nNo test carries out: {', '.join(missing)}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process tells."""
    told = getattr(node, "workeroutput", {})
    if "run" in told:
        RUN.update(map(Path, told["run"]))
        the_actions().CARRIED_OUT.update(map(tuple, told["carried_out"]))


def the_actions() -> Any:
    """Return the record of the actions, which stands beside the tests of the screen."""
    beside = str(Path(__file__).parent / "tui")
    if beside not in sys.path:
        sys.path.append(beside)
    import actions_carried_out

    return actions_carried_out
