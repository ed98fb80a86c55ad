"""The segments screen on a project of a million codings: `PROJECT` prints a line of JSON for each figure.

First rows are timed from the key that arrives until cards of what was asked for are drawn, all rows until the
count is exact. Meanwhile the event loop is asked every five milliseconds whether it still answers.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from textual.strip import Strip

from benchmarks.measure import megabytes
from qualcode.api import Project
from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.segments import SegmentsScreen
from qualcode.tui.widgets.segment_list import SegmentList

FIRST_SECONDS, FILTER_SECONDS, MEGABYTES, HELD_UP_SECONDS = 0.5, 1.0, 400, 0.1
TICK = 0.005


class Drawn(SegmentList):
    """The list, noting when a card of what was asked for was drawn."""

    at = 0.0

    def render_line(self, y: int) -> Strip:
        """Note the moment."""
        strip = super().render_line(y)
        screen: Any = self.screen
        if self.ids and screen._shown == screen.query_now:
            Drawn.at = perf_counter()
        return strip


def tell(what: str, measured: float, limit: float, unit: str, note: str) -> None:
    """Print a figure."""
    print(json.dumps([what, measured, limit, unit, note]), flush=True)


def queries(project: Project) -> Iterator[tuple[str, SegmentQuery]]:
    """Yield what is asked for one after the other, by name."""
    roots = [code.id for code in project.codebook.all() if code.parent_id is None]
    speaker = project.documents.speakers()[0].label
    for name, filter in (
        ("any of a code", SegmentFilter(any_of=tuple(roots[:1]))),
        ("all of two codes", SegmentFilter(all_of=tuple(roots[:2]))),
        ("none of two codes", SegmentFilter(none_of=tuple(roots[:2]))),
        ("one speaker", SegmentFilter(speakers=(speaker,))),
        ("words", SegmentFilter(words="people")),
        ("nothing", SegmentFilter()),
    ):
        yield f"filter: {name}", SegmentQuery(filter)
    for order in (Order.CODE, Order.LENGTH, Order.DATE):
        yield f"sorted by {order}", SegmentQuery(order=order)
    yield "grouped by code", SegmentQuery(grouping=Grouping.CODE)


async def measure(path: Path) -> None:
    """Drive the screen and print the figures."""
    import qualcode.tui.screens.segments as module

    module.SegmentList = Drawn  # type: ignore[misc]
    app = QualcodeApp(Project.open(path, "Amina"), "Amina")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        began = perf_counter()
        app.action_go_to("segments")
        await settled(app, began, "first rows of 1,000,000", FIRST_SECONDS)
        screen: Any = app.screen
        for name, query in queries(app.project):  # type: ignore[arg-type]
            began = perf_counter()
            screen.show_query(replace(query))
            await settled(app, began, name, FILTER_SECONDS)
        began = perf_counter()
        screen.segments.mark_all()
        await asyncio.sleep(0)
        tell("  marking all", perf_counter() - began, HELD_UP_SECONDS, "s", "0.1 s")
    peak = megabytes(resource.getrusage(resource.RUSAGE_SELF))
    tell("memory of it all", peak, MEGABYTES, "MB", "400 MB")


async def settled(app: QualcodeApp, began: float, name: str, limit: float) -> None:
    """Wait for the first rows and for all of them; print both, and how long the loop was held up."""
    first, held_up = 0.0, 0.0
    while not (isinstance(app.screen, SegmentsScreen) and app.screen._is_whole and first):
        before = perf_counter()
        await asyncio.sleep(TICK)
        held_up = max(held_up, perf_counter() - before - TICK)
        if not first and Drawn.at > began:
            first = Drawn.at - began
    number = len(app.screen.segments.ids)
    tell(name, first, limit, "s", f"{limit} s; all {number:,} after {perf_counter() - began:.2f} s")
    tell("  the screen held up meanwhile", held_up, HELD_UP_SECONDS, "s", "0.1 s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUALCODE_CONFIG_DIR"] = folder
        asyncio.run(measure(Path(sys.argv[1])))
