"""The transcript view on a 1 MB transcript with 10,000 codings at 120×40, beside a bare `ScrollView`.

`python -m benchmarks.transcript_view [--codings N] [--paragraphs]` prints medians and the slowest of each. A step
is timed from the call that changes something until the lines on view are drawn; the bare view, which draws empty
lines and refreshes all of them, shows what of that is Textual's own.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model import Turn
from qualcode.tui.transcript.records import CodeLook, CodingMark
from qualcode.tui.transcript.view import TranscriptView

SIZE = (120, 40)
STEPS = 60
ODD = [
    "今天天气很好",
    "กำลังไปตลาด",
    "e\u0301a\u0300",
    "👨\u200d👩\u200d👧",
    "Мы-жили",
    "שלום",
    "\x1b[31m",
    "🇺🇦",
    "क्षत्रिय",
]
WORDS = [
    "the",
    "of",
    "and",
    "people",
    "because",
    "about",
    "would",
    "then",
    "time",
    "work",
    "together",
    "kitchen",
]


@dataclass
class Sample:
    text: str
    turns: list[Turn]
    codings: list[CodingMark]
    looks: dict[int, CodeLook]


def sample(codings: int, lines: int, words: tuple[int, int], seed: int = 1) -> Sample:
    """Make a transcript in which one line in ten holds other scripts, emoji or control characters."""
    rng = random.Random(seed)
    parts, turns, offset = [], [], 0
    for number in range(lines):
        label = f"{'INTERVIEWER' if number % 2 else 'P07'}: "
        spoken = sentences(rng, rng.randint(*words))
        turns.append(Turn(offset + len(label), offset + len(label) + len(spoken), label[:-2]))
        parts.append(label + spoken)
        offset += len(parts[-1]) + 1
    text = "\n".join(parts)
    looks = {
        n: CodeLook(f"Code {n}", f"#{rng.randrange(1 << 24):06x}", n if n < 10 else None) for n in range(60)
    }
    starts = [rng.randrange(len(text) - 500) for _ in range(codings)]
    marks = [CodingMark(n, s, s + rng.randint(20, 400), rng.randrange(60)) for n, s in enumerate(starts)]
    return Sample(text, turns, marks, looks)


def sentences(rng: random.Random, count: int) -> str:
    words = rng.choices(WORDS, k=count)
    if rng.random() < 0.1:
        words[rng.randrange(count)] = rng.choice(ODD)
    return " ".join(" ".join(words[start : start + 7]).capitalize() + "." for start in range(0, count, 7))


class Bare(ScrollView, can_focus=True):
    """What a `ScrollView` costs that draws nothing."""

    def on_mount(self) -> None:
        self.virtual_size = Size(80, 20_000)

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width)


class Watched:
    """Says when lines have been drawn."""

    def __init__(self) -> None:
        self.drawn = asyncio.Event()

    def watch(self, view: ScrollView) -> None:
        draw = view.render_lines

        def render_lines(crop: Region) -> list[Strip]:
            strips = draw(crop)
            self.drawn.set()
            return strips

        view.render_lines = render_lines  # type: ignore[method-assign]

    async def seconds(self, change: Callable[[], object]) -> float:
        """Return how long it takes from a change until its lines are drawn."""
        await asyncio.sleep(0.03)
        self.drawn.clear()
        started = perf_counter()
        change()
        await asyncio.wait_for(self.drawn.wait(), 5)
        return perf_counter() - started


class Stage(App[None]):
    def __init__(self, view: ScrollView) -> None:
        super().__init__()
        self.view = view

        self.sentences = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield self.view

    def on_transcript_view_sentences_found(self) -> None:
        self.sentences.set()


def report(name: str, times: list[float]) -> None:
    print(f"{name:40}{median(times) * 1000:9.1f} ms{max(times) * 1000:9.1f} ms")


async def bare() -> None:
    view = Bare()
    app = Stage(view)
    async with app.run_test(size=SIZE):
        watched = Watched()
        watched.watch(view)
        report("bare: refresh", [await watched.seconds(view.refresh) for _ in range(STEPS)])
        page = [
            await watched.seconds(lambda: view.scroll_to(y=view.scroll_y + 38, animate=False))
            for _ in range(STEPS)
        ]
        report("bare: page down", page)


async def transcript(material: Sample) -> None:
    view = TranscriptView()
    app = Stage(view)
    async with app.run_test(size=SIZE) as pilot:
        view.focus()
        watched = Watched()
        watched.watch(view)

        def first() -> None:
            view.show(material.text, material.turns, language="en")
            view.set_codings(material.codings, material.looks)

        report("show, with codings", [await watched.seconds(first)])
        await steps(view, watched, material, ", spaCy at work")
        await asyncio.wait_for(app.sentences.wait(), 60)
        await steps(view, watched, material, "")
        widths = [80, 140, 100, 120] * 3
        resizes = []
        for width in widths:
            watched.drawn.clear()
            started = perf_counter()
            await pilot.resize_terminal(width, 40)
            resizes.append(perf_counter() - started)
        report("resize (with the pilot's waiting)", resizes)


async def steps(view: TranscriptView, watched: Watched, material: Sample, label: str) -> None:
    async def timed(name: str, change: Callable[[int], object]) -> None:
        report(name + label, [await watched.seconds(lambda n=n: change(n)) for n in range(STEPS)])

    await timed("next sentence", lambda n: view.action_move("sentence", 1))
    await timed("grow the selection", lambda n: view.action_extend("sentence", 1))
    await timed("page down", lambda n: view.action_page(1))
    await timed("scroll a row", lambda n: view.scroll_to(y=view.scroll_y + 1, animate=False))
    far = [random.Random(2).randrange(len(material.text)) for _ in range(STEPS)]
    await timed("go to anywhere", lambda n: view.go_to((far[n] + n * 7919) % len(material.text)))
    start = len(material.codings)
    await timed(
        "apply a code", lambda n: view.add_coding(CodingMark(start + n, *_bounds(view), n % 60, "Amina"))
    )
    await timed("remove a coding", lambda n: view.remove_coding(start + n))


def _bounds(view: TranscriptView) -> tuple[int, int]:
    return view.target.start, view.target.end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=10_000)
    parser.add_argument(
        "--paragraphs", action="store_true", help="2,000 long paragraphs instead of 20,000 lines"
    )
    options = parser.parse_args()
    material = sample(options.codings, *((2_000, (90, 130)) if options.paragraphs else (20_000, (6, 16))))
    print(
        f"{len(material.text):,} characters, {len(material.turns):,} turns, {len(material.codings):,} codings"
    )
    print(f"{'':40}{'median':>12}{'slowest':>12}")
    asyncio.run(bare())
    asyncio.run(transcript(material))


if __name__ == "__main__":
    main()
