from __future__ import annotations

import pytest

from qualcode.tui.screens.table import indented
from qualcode.tui.theme_table import PAD, Choice, aligned, bars_of, written


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


def test_numbers_stand_at_the_right_and_bars_at_the_left() -> None:
    headings, rows = aligned(
        ["code", "codings", "", "words"], [["A", "7", "██", "1,200"], ["B", "·", "", "3"]]
    )
    assert headings == ("code", "codings", "", "words")
    spaced = [[cell.replace(PAD, " ") for cell in row] for row in rows]
    assert spaced == [["A", "      7", "██", "1,200"], ["B", "      ·", "", "    3"]]


def test_a_code_is_set_in_as_deep_as_it_lies() -> None:
    assert indented("Welcome > Hospitality") == 2 * PAD + "Hospitality"
    assert indented(r"a \> b") == "a > b"
