"""How far long work is: a line on a terminal that says what, how many and how long; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qualcode.cli.terminal_table import cut
from qualcode.text.visible import visible

QUIET_SECONDS = 0.5
SECONDS_BETWEEN = 0.1
BAR = 24
CLEAR_LINE = "\r\x1b[K"

Report = Callable[[int, int, str], None]


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Report | None]:
    """Yield a function to call with (done, total, name); None where nobody is watching.

    A total of 0 means that it is not known. The line appears after half a second and goes when the work is done.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    line = _Line(what)
    try:
        yield line.report
    finally:
        line.clear()


class _Line:
    """The line on the terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._next = self._began + QUIET_SECONDS
        self._shown = False

    def report(self, done: int, total: int, name: str) -> None:
        """Show the state, unless it was shown a moment ago."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + SECONDS_BETWEEN
        self._shown = True
        sys.stderr.write(CLEAR_LINE + progress_text(self._what, done, total, name, now - self._began))
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(CLEAR_LINE)
            sys.stderr.flush()


def progress_text(what: str, done: int, total: int, name: str, seconds: float) -> str:
    """Return the line: a bar where the end is known, the count, the time so far, the name."""
    if not total:
        return f"{what}  {done:,}  {seconds:.0f} s"
    filled = BAR * done // total
    bar = "━" * filled + "─" * (BAR - filled)
    return f"{what}  {bar}  {done:,} of {total:,}  {seconds:.0f} s  {cut(visible(name), 30)}"
