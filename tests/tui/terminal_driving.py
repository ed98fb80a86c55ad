"""A real terminal for tests and captures: tmux, driven by keys and read back; and the road that is walked in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

TRANSCRIPT = """\
INTERVIEWER: How did people around you react when they arrived?

P07: First we were surprised. [laughs] Then my aunt cooked plov for the whole staircase. Let them see how hospitable \
we are. She said it twice. [/b]

INTERVIEWER: And you?

P07: If twenty thousand come here and each tells ten others, that is something. One day they will remember it.
"""

RESTS_FOR_SECONDS = 0.6


@dataclass(frozen=True, slots=True)
class Step:
    """Keys to press (tmux's names; text is typed as it is), what must then be on the screen, and the capture's name."""

    keys: tuple[str, ...]
    then: str
    capture: str = ""


ROAD = (
    Step((), "begin a study of your own", "01-start"),
    Step(("n",), "Name of the study"),
    Step(("text:study", "Enter", "C-u", "text:Amina"), "Amina", "02-new-project"),
    Step(("Enter",), "No transcripts yet", "03-empty-project"),
    Step(("F9", "text:corpora/"), "this whole folder", "04-import"),
    Step(("Enter",), "Enter or Esc closes", "05-imported"),
    Step(("Enter",), "plov", "06-reading"),
    Step(("Down", "Down", "Down", "S-Down"), "┃", "07-selected"),
    Step(("c", "text:Welcome > Hospitality"), "+ create", "08-picker"),
    Step(("Enter",), "made and applied Hospitality", "09-applied"),
    Step(("m", "text:performance? compare P11 [/b]"), "performance?", "10-memo"),
    Step(("C-s",), "memo on Hospitality saved", "11-memo-saved"),
    Step(("Down", "1"), "applied Hospitality to"),
    Step(("u",), "undid: applied", "12-undone"),
    Step(("C-r",), "redid: applied", "13-redone"),
    Step(("F6",), "█", "14-theme-table"),
    Step(("Escape", "C-e"), "Wrote exports/", "15-exported"),
    Step(("F8",), "wrote the memo", "16-history"),
    Step(("Escape", "F1"), "Choose codes for the sentence", "17-help"),
    Step(("Escape",), "here: Hospitality (you)"),
)


class Terminal:
    """A tmux session of its own, in which one command runs."""

    def __init__(self, folder: Path, settings: Path, size: tuple[int, int] = (140, 45)) -> None:
        self._socket = f"qualcode-{uuid4().hex[:8]}"
        environment = {"QUALCODE_CONFIG_DIR": str(settings), "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        command = f'"{sys.executable}" -m qualcode'
        width, height = size
        self._tmux(
            "-f", os.devnull, "new-session", "-d", "-s", "road", "-c", str(folder),
            "-x", str(width), "-y", str(height), command, environment=environment,
        )  # fmt: skip

    def _tmux(self, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
        full = {**os.environ, **(environment or {}), "TERM": "xterm-256color"}
        for name in ("TMUX", "QUALCODE_PROJECT", "QUALCODE_CODER", "NO_COLOR"):
            full.pop(name, None)
        done = subprocess.run(
            ["tmux", "-u", "-L", self._socket, *arguments],
            capture_output=True,
            text=True,
            env=full,
            encoding="utf-8",
        )
        return done.stdout

    def press(self, key: str) -> None:
        """Press one key, or type `text:…` as it is."""
        if key.startswith("text:"):
            self._tmux("send-keys", "-t", "road", "-l", key.removeprefix("text:"))
        else:
            self._tmux("send-keys", "-t", "road", key)

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "road")

    def wait_for(self, text: str, seconds: float = 60.0) -> str:
        """Wait until a text is on the screen, and return the screen; raise `AssertionError` when it never comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in (shown := self.screen()):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"“{text}” never came; on the screen:\n{self.screen()}")

    def at_rest(self, seconds: float = 60.0) -> str:
        """Return the screen once it stays as it is for longer than the screen puts anything off."""
        end = time.monotonic() + seconds
        before, since = self.screen(), time.monotonic()
        while time.monotonic() - since < RESTS_FOR_SECONDS:
            if time.monotonic() > end:
                raise AssertionError(f"it never came to rest; on the screen:\n{before}")
            time.sleep(0.05)
            if (shown := self.screen()) != before:
                before, since = shown, time.monotonic()
        return before

    def is_running(self) -> bool:
        """Say whether the command still runs."""
        return "road" in self._tmux("list-sessions")

    def close(self) -> None:
        """End the session."""
        self._tmux("kill-server")


def prepare(folder: Path) -> None:
    """Lay out a new folder with one small transcript."""
    (folder / "corpora").mkdir(parents=True)
    (folder / "corpora" / "P07 Accountant.txt").write_text(TRANSCRIPT, encoding="utf-8")


def walk(terminal: Terminal) -> Iterator[tuple[Step, str]]:
    """Walk the road, step by step; yield each with the screen after it."""
    for step in ROAD:
        for key in step.keys:
            terminal.press(key)
            # Faster than a hand; but what follows Esc within a tenth of a second is taken for Alt with that key.
            time.sleep(0.15 if key == "Escape" else 0.04)
        yield step, terminal.wait_for(step.then)
