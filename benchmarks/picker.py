"""The picker with 5,000 codes: from a key until its row of codes is drawn, beside the bare event loop.

`python -m benchmarks.picker` prints the median and the slowest key in milliseconds; `--json` prints them for the table.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from qualcode.model import Code
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.picker import PickerInput, PickerScreen
from qualcode.tui.widgets.row_list import RowList

CODES = 5_000
SIZE = (120, 40)
TYPED = ["obligation", "hospitality to", "war me", "new name that is not there", "e", "xq", "work > prices"]
WORDS = [
    "hospitality", "obligation", "compassion", "resentment", "hierarchy", "irony", "memory", "war", "departure",
    "price", "rent", "work", "wage", "language", "tone", "caution", "nostalgia", "city", "neighbour", "table",
    "gift", "help", "daily", "life", "reciprocity", "police", "paper", "role",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keys:
    """Milliseconds a key took: the median and the slowest, in the picker and in a bare line."""

    median: float
    slowest: float
    bare: float


def codebook(number: int = CODES, seed: int = 1) -> list[Code]:
    """Return made-up codes: fifty branches, names of two to four words, a definition each."""
    rng = random.Random(seed)
    codes: list[Code] = []
    top = Code(0, "", "", "", None, 0, "")
    for place in range(1, number + 1):
        name = f"{' '.join(rng.choices(WORDS, k=rng.randint(2, 4))).capitalize()} {place}"
        is_top = place % (number // 50) == 1
        path = name if is_top else f"{top.path} > {name}"
        definition = " ".join(rng.choices(WORDS, k=30))
        code = Code(
            place, f"g{place}", name, path, None if is_top else top.id, 1 - is_top, "#4477aa", definition
        )
        top = code if is_top else top
        codes.append(code)
    return codes


class Drawn:
    """Says when a widget has been drawn."""

    def __init__(self, widget: Widget) -> None:
        self._event = asyncio.Event()
        draw = widget.render_lines

        def render_lines(crop: Region) -> list[Strip]:
            strips = draw(crop)
            self._event.set()
            return strips

        widget.render_lines = render_lines  # type: ignore[method-assign]

    async def milliseconds(self, line: Input, letter: str) -> float:
        """Return how long it takes from a letter until the widget is drawn."""
        await asyncio.sleep(0.02)
        self._event.clear()
        started = perf_counter()
        line.post_message(events.Key("space" if letter == " " else letter, letter))
        await asyncio.wait_for(self._event.wait(), 5)
        return (perf_counter() - started) * 1000


async def typed(line: Input, watched: Widget) -> list[float]:
    """Type each text letter by letter; return the milliseconds of each letter."""
    drawn, times = Drawn(watched), []
    for text in TYPED:
        line.value = ""
        await asyncio.sleep(0.2)
        times += [await drawn.milliseconds(line, letter) for letter in text]
    return times


class BareLine(App[None]):
    """A line to type in and nothing else."""

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Input()


async def measure() -> Keys:
    """Measure the picker and the bare line in the same run."""
    bare = BareLine()
    async with bare.run_test(size=SIZE):
        line = bare.query_one(Input)
        bare_times = await typed(line, line)
    app = QualcodeApp()
    codes = codebook()
    async with app.run_test(size=SIZE) as pilot:
        counts = {code.id: code.id % 90 for code in codes}
        screen = PickerScreen("Code “x”", codes, counts, [code.id for code in codes[:300]])
        await app.push_screen(screen)
        await pilot.pause()
        times = await typed(screen.query_one(PickerInput), screen.query_one(RowList))
    return Keys(median(times), max(times), median(bare_times))


def main() -> None:
    """Print what was measured."""
    keys = asyncio.run(measure())
    if "--json" in sys.argv:
        print(json.dumps(asdict(keys)))
    else:
        print(
            f"{CODES:,} codes: {keys.median:.1f} ms a key, slowest {keys.slowest:.1f} ms; bare {keys.bare:.1f} ms"
        )


if __name__ == "__main__":
    main()
