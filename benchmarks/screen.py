"""The whole screen on a 1 MB transcript with 10,000 codings at 120×40, against the limits of the coding screen.

A step is timed from the key that arrives until the lines of the transcript are drawn; the same key in an app that only
refreshes an empty view shows what of that is the event loop's and Textual's own. Everything else that a key
sets off (panels, header) is drawn after the text, and timed as well: until nothing is left to do.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import random
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot

from benchmarks.transcript_view import Bare, Sample, Watched, sample
from qualcode.api import Project
from qualcode.model import Document, Transcript
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.transcript.records import CodingMark

WIDTH, HEIGHT = SIZE = (120, 40)
STEPS = 40
Figure = tuple[str, float, float, str]  # what, seconds, the limit in seconds, what the limit is


def figures(project_of_m: str) -> Iterator[Figure]:
    """Yield each measured figure with its limit; `project_of_m` is the path of a project with M's transcripts."""
    yield from start_figures(project_of_m)
    material = sample(10_000, 20_000, (6, 16))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUALCODE_CONFIG_DIR"] = folder
        loop = asyncio.run(bare_seconds())
        yield from asyncio.run(step_figures(Path(folder), material, loop))


# -- process start


def start_figures(project: str) -> Iterator[Figure]:
    """From process start to the first transcript painted: 1.5 × a bare app, and 0.25 s."""
    bare = min(seconds_to_bare() for _ in range(5))
    done = min(seconds_to_text(project) for _ in range(5))
    limit = 1.5 * bare + 0.25
    yield (
        "start to the first transcript painted (M)",
        done,
        limit,
        f"1.5 × a bare app ({bare:.2f} s) + 0.25 s",
    )


def seconds_to_bare() -> float:
    """Return how long a bare app takes to its first paint."""
    told, tell = os.pipe()
    with in_terminal("-m", "benchmarks.bare.screen", str(tell), keep=(tell,)) as terminal:
        while not select.select([told], [], [], 0)[0]:
            terminal.read(0.002)
        seconds = perf_counter() - terminal.started
    os.close(told)
    os.close(tell)
    return seconds


def seconds_to_text(project: str) -> float:
    """Return how long qualcode takes until words of the transcript arrive at the terminal."""
    with Project.open(project, read_only=True) as opened:
        first = opened.documents.text(opened.documents.all()[0])
    words = max(first[:300].split(), key=len).encode()
    with in_terminal("-m", "qualcode", project) as terminal:
        while words not in terminal.seen:
            terminal.read(0.5)
        return perf_counter() - terminal.started


class Terminal:
    """A pseudo-terminal of the size measured, with a Python process in it."""

    def __init__(self, arguments: tuple[str, ...], keep: tuple[int, ...]) -> None:
        self._mine, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.seen = b""
        self.started = perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
            pass_fds=keep, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._mine)

    def read(self, seconds: float) -> None:
        """Take what the process has written, waiting so long for it."""
        if perf_counter() - self.started > 60:
            raise TimeoutError(self.seen[-2000:].decode(errors="replace"))
        if select.select([self._mine], [], [], seconds)[0]:
            self.seen += os.read(self._mine, 1 << 16)


def in_terminal(*arguments: str, keep: tuple[int, ...] = ()) -> Terminal:
    """Start Python in a terminal of its own."""
    return Terminal(arguments, keep)


# -- steps


class BareStage(App[None]):
    """An empty view that is refreshed by a key."""

    def compose(self) -> ComposeResult:
        yield Bare()

    def key_down(self) -> None:
        self.query_one(Bare).refresh()


async def bare_seconds() -> float:
    """Return the median of a key that refreshes an empty view."""
    app = BareStage()
    async with app.run_test(size=SIZE) as pilot:
        watched = Watched()
        watched.watch(app.query_one(Bare))
        return median([await seconds_of(pilot, watched, "down") for _ in range(STEPS)])


async def seconds_of(pilot: Pilot[None], watched: Watched, key: str, character: str | None = None) -> float:
    """Return how long it takes from a key until lines are drawn."""
    event = events.Key(key, character)
    event.set_sender(pilot.app)
    return await watched.seconds(lambda: pilot.app.post_message(event))


async def step_figures(folder: Path, material: Sample, loop: float) -> list[Figure]:
    """Measure the steps in the whole app."""
    project = Project.create(folder / "study.qualcode", coder="Amina")
    plain = stored(project, "P01", material)
    rng = random.Random(3)
    stored(project, "P02", Sample(material.text, material.turns, many(material, 50_000, rng), material.looks))
    project.close()
    app = QualcodeApp(Project.open(folder / "study.qualcode", coder="Amina"), "Amina")
    found: list[Figure] = []
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        found += await document_figures(pilot, screen, plain, loop, "")
        heavy = next(each for each in screen.desk.study.documents if each.id != plain.id)
        opening = [
            await opened(pilot, screen, heavy),
        ]
        found.append(("open a document with 50,000 codings", min(opening), 0.5, "0.5 s"))
        found += await document_figures(pilot, screen, heavy, loop, ", 50,000 codings", reopen=False)
    return found


async def document_figures(
    pilot: Pilot[None],
    screen: ReadingScreen,
    document: Document,
    loop: float,
    label: str,
    reopen: bool = True,
) -> list[Figure]:
    """Measure moving, scrolling, selecting, applying and resizing in one document."""
    if reopen:
        await opened(pilot, screen, document)
    await settled(pilot, 3.0)
    watched = Watched()
    watched.watch(screen.view)
    found: list[Figure] = []
    for name, key, character in (
        ("move the cursor", "down", None),
        ("scroll a page", "pagedown", None),
        ("move the selection", "shift+down", None),
        ("apply a code, to repaint", "full_stop", "."),
    ):
        if character:
            await pilot.press("1")
            await settled(pilot)
        times = []
        for _ in range(STEPS):
            if character:
                await pilot.press("down")
            await settled(pilot)
            times.append(await seconds_of(pilot, watched, key, character) - loop)
        found.append(
            (f"{name}{label}: median", median(times), 0.015, f"15 ms beyond the loop ({loop * 1000:.1f} ms)")
        )
        found.append((f"{name}{label}: slowest of {STEPS}", max(times), 0.060, "60 ms beyond the loop"))
    resizes = []
    for width in (80, 140, 100, 120) * 3:
        await settled(pilot)
        event = events.Resize(Size(width, HEIGHT), Size(width, HEIGHT))
        resizes.append(await watched.seconds(partial(pilot.app.post_message, event)))
    found.append((f"resize{label}: slowest of {len(resizes)}", max(resizes), 0.150, "150 ms"))
    return found


async def opened(pilot: Pilot[None], screen: ReadingScreen, document: Document) -> float:
    """Open a document; return the seconds until its lines are drawn."""
    watched = Watched()
    watched.watch(screen.view)
    return await watched.seconds(lambda: screen.open_document(document))


async def settled(pilot: Pilot[None], seconds: float = 0.12) -> None:
    """Let everything come to rest that a key set off."""
    await pilot.pause()
    await asyncio.sleep(seconds)
    await pilot.pause()


def stored(project: Project, name: str, material: Sample) -> Document:
    """Put a sample into a project, with its codings under sixty codes."""
    document = project.documents.add(name, Transcript(material.text, "txt", tuple(material.turns)))
    codes = project.codebook.all() or [project.codebook.add(f"Code {number}") for number in range(60)]
    coder = project.coders.present()
    project.codings.apply_many(
        ((document.id, codes[mark.code_id].id, coder.id, mark.start, mark.end) for mark in material.codings),
        "coded",
    )
    return document


def many(material: Sample, number: int, rng: random.Random) -> list[CodingMark]:
    """Return so many codings, evenly over the text."""
    marks = list(material.codings)
    while len(marks) < number:
        start = rng.randrange(len(material.text) - 500)
        marks.append(CodingMark(len(marks), start, start + rng.randint(20, 400), rng.randrange(60)))
    return marks
