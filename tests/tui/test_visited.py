"""Stretches that were read: together they hold what was added, in order and apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.visited import Visited

stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=20)


@given(stretches)
def test_what_was_added_is_what_is_there(added: list[tuple[int, int]]) -> None:
    visited = Visited()
    there: set[int] = set()
    for start, end in added:
        is_new = bool(set(range(start, end)) - there)
        assert visited.add(start, end) == is_new
        there |= set(range(start, end))
    assert {place for span in visited.spans for place in range(span.start, span.end)} == there
    assert all(one.end < other.start for one, other in pairwise(visited.spans))
    assert all(span.start < span.end for span in visited.spans)
    assert Visited((span.start, span.end) for span in visited.spans).spans == visited.spans
