from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Coding, Turn
from qualcode.text.coverage import covered_share, union

TEXT = "A: " + "x" * 10 + "\nB: " + "y" * 10


def coding(start: int, end: int) -> Coding:
    return Coding(0, "", 1, 1, 1, start, end, None, "")


TURNS = [Turn(3, 13, "A"), Turn(17, 27, "B")]


def test_overlaps_count_once_and_labels_do_not_count() -> None:
    assert covered_share(TEXT, TURNS, [coding(3, 8), coding(5, 13)]) == 0.5
    assert covered_share(TEXT, TURNS, [coding(0, 3)]) == 0.0
    assert covered_share(TEXT, TURNS, [coding(0, 27)]) == 1.0
    assert covered_share(TEXT, TURNS, []) == 0.0


def test_without_turns_all_that_is_written_counts() -> None:
    assert covered_share("abcd", [], [coding(0, 1)]) == 0.25
    assert covered_share(" ab\u00a0\n\n\t\ncd\n", [], [coding(0, 3)]) == 0.5
    assert covered_share(" ab\u00a0\n\n\t\ncd\n", [], [coding(0, 3), coding(8, 10)]) == 1.0
    assert covered_share(" \n", [], []) == 0.0


SPANS = st.tuples(st.integers(0, 26), st.integers(1, 10)).map(
    lambda pair: coding(pair[0], min(27, pair[0] + pair[1]))
)


@given(st.lists(SPANS, max_size=8))
def test_the_share_is_what_counting_each_character_gives(codings: list[Coding]) -> None:
    covered = {place for each in codings for place in range(each.start, each.end)}
    said = {place for turn in TURNS for place in range(turn.start, turn.end)}
    assert covered_share(TEXT, TURNS, codings) == len(covered & said) / len(said)
    assert {place for start, end in union(codings) for place in range(start, end)} == covered
