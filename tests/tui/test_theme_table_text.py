from __future__ import annotations

import pytest

from qualcode.model import Scope
from qualcode.tui.theme_cells import PAD, aligned, bars_of, indented, last_names, written
from qualcode.tui.theme_table import Choice, sentence


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


def test_numbers_stand_at_the_right() -> None:
    assert aligned(["7", "·", "1,200"], "codings") == [6 * PAD + "7", 6 * PAD + "·", 2 * PAD + "1,200"]
    assert aligned(["7"], "日本") == [3 * PAD + "7"]


def test_a_column_sorts_the_most_first_then_the_least_then_not_at_all() -> None:
    first = Choice().sorting("codings")
    assert (first.sorted_by, first.descending) == ("codings", True)
    second = first.sorting("codings")
    assert (second.sorted_by, second.descending) == ("codings", False)
    assert second.sorting("codings").sorted_by is None
    by_name = Choice().sorting("code")
    assert (by_name.sorted_by, by_name.descending) == ("code", False)
    assert by_name.sorting("code").descending
    assert by_name.counting("words").sorted_by == "code"
    assert first.counting("words").sorted_by is None


def test_shares_are_counted_where_there_are_some() -> None:
    assert "share" in Choice().counts()
    assert "share" in Choice(by="gender").counts()
    assert "share" not in Choice(by="document").counts()
    assert Choice(by="document", count="characters").following().count == "codings"
    assert Choice(count="characters").following().count == "share"


def test_the_sentence_says_unit_scope_and_order() -> None:
    scope = Scope(documents=("P01",), exclude_speakers=("INTERVIEWER",))
    told = sentence(Choice("document", "words", True, scope, "P01", False, True))
    for part in (
        "words of which at least half is covered by the union of the code's spans, by document.",
        "any code under it, nothing twice.",
        "Only the document “P01”.",
        "Left out: what “INTERVIEWER” said",
        "Codes of which nothing is counted are left out.",
        "Sorted by P01, the least first.",
    ):
        assert part in told
    assert "Everything in the project." in sentence(Choice())


def test_a_code_is_set_in_as_deep_as_it_lies() -> None:
    assert indented("Welcome > Hospitality") == 2 * PAD + "Hospitality"
    assert indented(r"a \> b") == "a > b"


def test_a_long_path_loses_its_first_names() -> None:
    assert last_names("A > B > Long name", 40) == "A > B > Long name"
    assert last_names("Aaaaaaa > B > Long name", 18) == "… > B > Long name"
    assert last_names("Aaaaaaa > B > Long name", 13) == "… > Long name"
    assert last_names("Aaaaaaa > B > Long name", 3) == "… > Long name"


def test_the_sentence_tells_what_is_left_out() -> None:
    told = sentence(Choice("gender", "participants"), "Left out: 2 of 4 codings.")
    assert "Left out: 2 of 4 codings." in told
    assert "  " not in sentence(Choice("gender", "participants"))
