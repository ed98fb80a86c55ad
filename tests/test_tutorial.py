"""The commands of docs/tutorial.md run in their order, and say what the tutorial shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from screen_driving import pressed, until
from textual.pilot import Pilot
from textual.screen import Screen

from qualcode.api import Project
from qualcode.cli.root import root
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.reading import ReadingScreen

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
SET_UP = "python3 run.py demo"
ACTIVATE = "source .venv/bin/activate"
SCREEN = "qualcode --coder Zuhra"
KEYS = {" ": "space", ".": "full_stop", ",": "comma", ">": "greater_than_sign", "-": "minus"}


def steps() -> Iterator[tuple[str, list[str]]]:
    """Yield each command with the lines that it is said to print."""
    for block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        command = ""
        said: list[str] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, said
                command, said = line[2:], []
            else:
                said.append(line)
        yield command, said


def call(command: str) -> Result:
    """Run a command of qualcode."""
    program, *words = shlex.split(command)
    assert program == "qualcode", command
    return CliRunner().invoke(root, words, prog_name="qualcode")


async def code_on_the_screen() -> None:
    """Press the keys of the tutorial's table."""
    with Project.open("demo.qualcode", "Zuhra") as project:
        app = QualcodeApp(project, "Zuhra")
        async with app.run_test(size=(140, 45)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
            await pressed(pilot, "slash", *keys_of("second thought was"), "enter")
            await until(pilot, lambda: is_found(app))
            await pressed(pilot, "escape", "c")
            await type_into(pilot, PickerScreen, "irony")
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
            await pressed(pilot, "m")
            await pressed(pilot, *keys_of("Ashamed, but she tells it well."))
            await pressed(pilot, "ctrl+s", "down", "1", "u", "ctrl+r", "down", "c")
            await type_into(pilot, PickerScreen, "Distance > Self-mockery")
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
            await pressed(pilot, "f6", "escape", "f8", "escape", "ctrl+q")
            await until(pilot, lambda: not app.is_running)


def is_found(app: QualcodeApp) -> bool:
    """Say whether the cursor stands on the words that were looked for."""
    screen = app.screen
    assert isinstance(screen, ReadingScreen)
    return "second thought was" in screen.view.text[screen.view.target.start : screen.view.target.end]


async def type_into(pilot: Pilot[None], screen: type[Screen[Any]], text: str) -> None:
    """Type a text into the dialog that opens, and Enter."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await pressed(pilot, *keys_of(text))
    await pressed(pilot, "enter")


def keys_of(text: str) -> list[str]:
    """Return the keys that write a text."""
    return [KEYS.get(letter, letter) for letter in text]


def is_said(line: str, printed: str) -> bool:
    """Return whether a line was printed; … stands for anything, and how wide columns are does not matter."""
    pattern = r"\s+".join(re.escape(word).replace("…", ".*?") for word in line.split())
    return re.search(pattern, printed) is not None


async def test_the_tutorial_runs_and_says_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    compared = 0
    for command, said in steps():
        if command == SCREEN:
            await code_on_the_screen()
        elif command.startswith("cd "):
            monkeypatch.chdir(command.removeprefix("cd "))
        elif command != ACTIVATE:
            result = call("qualcode demo --no-tui" if command == SET_UP else command)
            printed = result.stdout + result.stderr
            assert result.exit_code == 0, f"{command}\n{printed}"
            for line in said:
                assert is_said(line, printed), f"{command} does not say\n{line}\nbut\n{printed}"
                compared += line != "…"
    assert compared > 20
