from __future__ import annotations

import pytest

from qualcode.tui.theme_table import Choice, bars_of, written


def test_bars_are_in_proportion_and_nothing_that_is_there_vanishes() -> None:
    bars = bars_of([40, 20, 1, 0, 1e-9], cells=8)
    assert bars[0] == "█" * 8
    assert bars[1] == "█" * 4
    assert bars[3] == ""
    assert bars[2] != ""
    assert bars[4] == "▏"


def test_no_bars_where_nothing_is_counted() -> None:
    assert bars_of([0, 0]) == ["", ""]
    assert bars_of([]) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234, "1,234"),
        (0, "·"),
        (0.0, "·"),
        (0.256, "25.6%"),
        (float("nan"), "·"),
        ("A > [b]", "A > [b]"),
        (12.0, "12"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert written(value) == text


def test_the_title_says_what_is_chosen() -> None:
    assert Choice().title == "themes, codings"
    assert Choice("gender", "participants", True).title == "themes by gender, participants, with sub-codes"
