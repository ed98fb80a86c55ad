"""The span index against looking at every span."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.span_index import SpanIndex, text_order

marks = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120), st.integers(1, 3)), max_size=30).map(
    lambda drawn: [
        CodingMark(number, start, start + length, code) for number, (start, length, code) in enumerate(drawn)
    ]
)


@given(marks, st.sets(st.integers(0, 29)), st.integers(0, 300), st.integers(0, 150))
def test_overlapping(drawn: list[CodingMark], gone: set[int], start: int, length: int) -> None:
    index = SpanIndex(drawn[:15], bucket=16)
    for mark in drawn[15:]:
        index.add(mark)
    for mark_id in gone:
        index.remove(mark_id)
    left = [mark for mark in drawn if mark.id not in gone]
    end = start + length
    expected = sorted((m for m in left if m.start < end and m.end > start and length), key=text_order)
    assert index.overlapping(start, end) == expected
    assert index.any_in(start, end) == bool(expected) or not length
    assert list(index) == sorted(left, key=text_order)
    assert len(index) == len(left)


@given(marks, st.integers(0, 300))
def test_after_and_before(drawn: list[CodingMark], offset: int) -> None:
    index = SpanIndex(drawn, bucket=64)
    ordered = sorted(drawn, key=text_order)
    assert index.after((offset,)) == next((mark for mark in ordered if mark.start >= offset), None)
    assert index.before((offset,)) == next((mark for mark in reversed(ordered) if mark.start < offset), None)
    for one, other in pairwise(ordered):
        assert index.after(text_order(one)) == other
        assert index.before(text_order(other)) == one


def test_one_id_is_there_once() -> None:
    index = SpanIndex([CodingMark(1, 0, 5, 1)])
    index.add(CodingMark(1, 10, 20, 2))
    assert index.overlapping(0, 5) == []
    assert list(index) == [CodingMark(1, 10, 20, 2)]
    assert index.remove(7) is None
