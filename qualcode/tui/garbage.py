"""Python's search for garbage is kept from looking at a whole study again and again.

A search through all objects takes a tenth of a second with 50,000 codings open, and comes every few keys: the screen
stands still for it. So it waits while many objects are made, what stays for long is left out of it, and it comes when
nothing else is to be done.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from qualcode.garbage import garbage_later

SEARCHED_EVERY = 10
"""Of so many times that long-lived objects are replaced, one is followed by a search through everything."""

YOUNG, OLDER, ALL = 2_000, 10, 100_000
"""Objects made between two searches among the youngest, and how many of those until one goes further: to all, never."""
WORTH_A_SEARCH = 50
"""Searches among the youngest after which one through everything is worth the while."""

_replaced = count(1)


@contextmanager
def long_lived() -> Iterator[None]:
    """Leave what the block made, and all that was there before, out of the searches to come.

    What is no longer referred to is freed at once, as always; only objects that refer to each other in a circle
    wait, for one of these blocks in ten to end.
    """
    with garbage_later():
        yield
        gc.unfreeze()
        if next(_replaced) % SEARCHED_EVERY == 0:
            gc.collect()
        these_stay()


def these_stay() -> None:
    """Leave all that is there now out of the searches to come."""
    gc.freeze()


class SearchWhenQuiet:
    """Searches through everything when the screen has come to rest, rather than between two keys."""

    def __init__(self) -> None:
        gc.set_threshold(YOUNG, OLDER, ALL)
        self._seen = self._searched = _searches_among_youngest()

    def look(self) -> None:
        """Search, if nothing much was made since the last look and enough before; to be called every second or so."""
        searches = _searches_among_youngest()
        if searches == self._seen and searches - self._searched >= WORTH_A_SEARCH:
            gc.collect()
            self._searched = searches
        self._seen = searches


def _searches_among_youngest() -> int:
    number: int = gc.get_stats()[0]["collections"]
    return number
