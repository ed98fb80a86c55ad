"""Span arithmetic against the plainest possible count: a set of characters per lane."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.spans import (
    Lanes,
    characters_covered,
    clip,
    overlapped,
    spread,
    summed,
    union,
    words_covered,
)
from qualcode.text.words import word_spans

LANES = 3
LENGTH = 24
SPANS = st.lists(
    st.tuples(st.integers(0, LANES - 1), st.integers(0, LENGTH - 1), st.integers(1, 9)).map(
        lambda drawn: (drawn[0], drawn[1], min(drawn[1] + drawn[2], LENGTH))
    ),
    max_size=12,
)
TEXTS = st.lists(
    st.sampled_from(["a", "bc", "é", "e\u0301", " ", "  ", "\n", "👍🏽", "👨‍👩‍👧", "語", "ш", "\u200f"]),
    max_size=20,
).map(lambda pieces: "".join(pieces)[:LENGTH].ljust(LENGTH, "x"))


def lanes_of(spans: list[tuple[int, int, int]]) -> Lanes:
    table = np.array(spans, dtype=np.int64).reshape(-1, 3)
    return Lanes(table[:, 0], table[:, 1], table[:, 2])


def array(numbers: list[int]) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def covered_by(spans: list[tuple[int, int, int]], lane: int) -> set[int]:
    return {place for on, start, end in spans if on == lane for place in range(start, end)}


@given(SPANS)
def test_union_holds_the_same_characters_in_as_few_spans_as_can_be(spans: list[tuple[int, int, int]]) -> None:
    merged = [tuple(map(int, span)) for span in zip(*union(lanes_of(spans)), strict=True)]
    for lane in range(LANES):
        assert covered_by(merged, lane) == covered_by(spans, lane)
    assert merged == sorted(merged)
    for (lane, _, end), (next_lane, next_start, _) in itertools.pairwise(merged):
        assert lane != next_lane or end < next_start
    expected = [len(covered_by(spans, lane)) for lane in range(LANES)]
    assert characters_covered(union(lanes_of(spans)), LANES).tolist() == expected


@given(SPANS, TEXTS)
def test_a_word_counts_where_half_of_it_is_covered_by_the_union(
    spans: list[tuple[int, int, int]], text: str
) -> None:
    words = word_spans(text)
    expected = []
    for lane in range(LANES):
        covered = covered_by(spans, lane)
        expected.append(sum(2 * len(covered & set(range(start, end))) >= end - start for start, end in words))
    starts, ends = array([start for start, _ in words]), array([end for _, end in words])
    assert words_covered(union(lanes_of(spans)), LANES, starts, ends).tolist() == expected


def test_two_spans_that_each_hold_less_than_half_of_a_word_cover_it_together() -> None:
    word_start, word_end = array([0, 10]), array([8, 18])
    apart = union(lanes_of([(0, 0, 2), (0, 5, 7), (1, 0, 2), (2, 9, 12)]))
    assert words_covered(apart, 3, word_start, word_end).tolist() == [1, 0, 0]


def test_half_of_an_odd_word_is_not_enough_when_rounded_down() -> None:
    spans = lanes_of([(0, 0, 2), (1, 0, 3), (2, 1, 4)])
    assert words_covered(spans, 3, array([0]), array([5])).tolist() == [0, 1, 1]


@given(SPANS, SPANS)
def test_pieces_are_what_spans_and_places_share(
    spans: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    merged = union(lanes_of([(0, start, end) for _, start, end in others]))
    places = list(zip(merged.start.tolist(), merged.end.tolist(), strict=True))
    chosen = lanes_of(spans)
    found = sorted(zip(*(part.tolist() for part in clip(chosen.start, chosen.end, *merged[1:])), strict=True))
    expected = [
        (number, place, max(start, place_start), min(end, place_end))
        for number, (_, start, end) in enumerate(spans)
        for place, (place_start, place_end) in enumerate(places)
        if start < place_end and place_start < end
    ]
    assert found == expected


def test_a_span_between_two_places_overlaps_neither() -> None:
    first, last = overlapped(array([5, 4, 5]), array([7, 6, 8]), array([0, 7]), array([5, 9]))
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(1, 1), (0, 1), (1, 2)]


def test_spreading_ranges_lists_each_item_under_its_row() -> None:
    row, item = spread(array([2, 5, 0]), array([4, 5, 3]))
    assert row.tolist() == [0, 0, 2, 2, 2]
    assert item.tolist() == [2, 3, 0, 1, 2]


def test_sums_by_key() -> None:
    key, total = summed(array([4, 1, 4, 2]), array([1, 10, 2, 5]))
    assert key.tolist() == [1, 2, 4]
    assert total.tolist() == [10, 5, 3]


def test_nothing_in_nothing_out() -> None:
    empty = lanes_of([])
    assert len(union(empty).lane) == 0
    assert words_covered(empty, 2, array([0]), array([3])).tolist() == [0, 0]
    assert words_covered(lanes_of([(0, 0, 9)]), 2, array([]), array([])).tolist() == [0, 0]
