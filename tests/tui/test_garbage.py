"""Garbage is looked for when nobody waits, and what stays for long is left out."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from qualcode.garbage import garbage_later
from qualcode.tui import garbage
from qualcode.tui.garbage import SearchWhenQuiet, long_lived


class Ring:
    """Something that only a search for garbage can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()
    gc.enable()


def test_nothing_is_looked_for_within_the_block_and_all_is_as_before_after_it() -> None:
    with garbage_later():
        assert not gc.isenabled()
        with garbage_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    with garbage_later():
        pass
    assert not gc.isenabled()


def test_what_is_left_out_is_freed_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "SEARCHED_EVERY", 2)
    with long_lived():
        ring = weakref.ref(Ring())
    if ring() is not None:  # the first block of the two was not the one that searches
        gc.collect()
        assert ring() is not None
        with long_lived():
            pass
    assert ring() is None


def old_ring() -> weakref.ref[Ring]:
    """Return a ring that grew old before it was dropped: a search among the youngest does not find it."""
    ring = Ring()
    gc.collect()
    return weakref.ref(ring)


def test_the_search_comes_once_when_the_screen_is_at_rest() -> None:
    ring = old_ring()
    search = SearchWhenQuiet()
    search.look()
    assert ring() is not None, "nothing was made since: no search is worth it"
    for _ in range(garbage.WORTH_A_SEARCH):
        gc.collect(0)
    search.look()
    assert ring() is not None, "something was made since the last look"
    search.look()
    assert ring() is None
    another = old_ring()
    search.look()
    search.look()
    assert another() is not None, "once is enough"
