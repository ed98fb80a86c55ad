"""Lanes: no two codings of one lane overlap or meet in a row, whatever comes and goes."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.transcript.lanes import ROOM, Lanes
from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.span_index import SpanIndex

TEXT = ("x" * 70 + "\n" + "y" * 250 + "\n") * 4
marks = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 200)), max_size=25).map(
    lambda drawn: [
        CodingMark(number, start, start + length, 1) for number, (start, length) in enumerate(drawn)
    ]
)


def check(lanes: Lanes, codings: list[CodingMark]) -> None:
    for one, other in combinations(codings, 2):
        if lanes[one.id] == lanes[other.id]:
            first, second = sorted((one, other), key=lambda coding: coding.start)
            assert first.end <= second.start
            assert second.start - first.end >= ROOM or "\n" in TEXT[first.end : second.start + 1]


@given(marks, st.lists(st.integers(0, 24), max_size=10))
def test_codings_of_a_lane_never_meet(drawn: list[CodingMark], gone: list[int]) -> None:
    index = SpanIndex(drawn[:12])
    lanes = Lanes(TEXT, index)
    for coding in drawn[12:]:
        index.add(coding)
        lanes.add(coding)
    check(lanes, drawn)
    for coding_id in gone:
        if coding := index.remove(coding_id):
            lanes.remove(coding)
    check(lanes, list(index))


def test_the_lowest_free_lane_is_taken() -> None:
    codings = [CodingMark(1, 0, 50, 1), CodingMark(2, 10, 20, 2), CodingMark(3, 75, 90, 3)]
    lanes = Lanes(TEXT, SpanIndex(codings))
    assert [lanes[coding.id] for coding in codings] == [0, 1, 0]


def test_who_had_no_room_moves_down_when_there_is() -> None:
    codings = [CodingMark(number, 0, 40 - number, number) for number in range(1, 5)]
    index = SpanIndex(codings)
    lanes = Lanes(TEXT, index)
    gone = index.remove(1)
    assert gone is not None
    moved = lanes.remove(gone)
    assert [coding.id for coding in moved] == [2, 3, 4]
    assert [lanes[number] for number in (2, 3, 4)] == [0, 1, 2]
