"""The picker's search, without a screen."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.tui.fuzzy import CodeFinder, similar_names
from qualcode.tui.picking import CREATE, new_path, picker_rows, written_path


def code(number: int, path: str, definition: str = "") -> Code:
    name = path.split(" > ")[-1]
    return Code(number, f"guid-{number}", name, path, None, path.count(" > "), "#4477aa", definition)


CODES = [
    code(1, "Welcome"),
    code(2, "Welcome > Obligation", "duty to host, shown or felt"),
    code(3, "Distance"),
    code(4, "Distance > Noblesse"),
    code(5, "Uncertainty/flexibility"),
    code(6, "[bold]x"),
]


def found(typed: str, recency: tuple[int, ...] = ()) -> list[int]:
    return [match.code.id for match in CodeFinder(CODES, recency).best_first(typed)]


def test_nothing_typed_shows_all_the_last_used_first() -> None:
    assert found("", (4, 2)) == [4, 2, 1, 3, 5, 6]


def test_names_that_begin_so_come_before_names_that_hold_it() -> None:
    assert found("obl") == [2, 4]


def test_definitions_are_searched() -> None:
    assert found("duty") == [2]


def test_words_of_a_path_may_be_typed_in_any_case() -> None:
    assert found("WEL obl") == [2]
    assert found("welcome > obl") == [2]


def test_letters_that_stand_apart_find_a_name_by_the_start_of_a_word() -> None:
    assert found("nbl") == [4]
    assert found("zzz") == []


def test_among_equals_the_last_used_is_first() -> None:
    assert found("wel", (2,)) == [1, 2]  # one begins with it, the other only has it in its path
    assert found("i", (5, 3))[0] == 5


def test_marked_letters_are_those_typed() -> None:
    (first, *_) = CodeFinder(CODES).best_first("obl")
    assert "".join(first.code.path[place] for place in first.marks) == "Obl"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Obligations", ["Obligation"]),
        ("obligation", ["Obligation"]),
        ("welcom", ["Welcome"]),
        ("Prices", []),
    ],
)
def test_near_duplicates_are_named(typed: str, near: list[str]) -> None:
    assert [each.name for each in similar_names(typed, CODES)] == near


def test_a_new_name_is_made_at_the_top_and_a_path_under_its_parent() -> None:
    assert written_path("Prices", CODES) == "Prices"
    assert written_path("welcome > Duty", CODES) == "Welcome > Duty"
    assert written_path("obligation > Shown", CODES) == "Welcome > Obligation > Shown"
    assert written_path("New > Newer", CODES) == "New > Newer"


def test_a_path_with_an_empty_name_is_refused_and_offers_nothing() -> None:
    with pytest.raises(InvalidValue):
        written_path("Welcome > ", CODES)
    assert new_path("Welcome > ", CODES) is None
    assert new_path("", CODES) is None


def test_what_is_there_is_not_offered_again() -> None:
    assert new_path("welcome > OBLIGATION", CODES) is None
    assert new_path("Obligation", CODES) == "Obligation"  # of that name there is one only under a parent


def test_rows_show_counts_marks_and_the_new_name() -> None:
    rows = picker_rows("obl", CodeFinder(CODES).best_first("obl"), CODES, {2: 19}, marked=[2])
    assert [row.key for row in rows] == [2, 4, CREATE]
    assert rows[0].right == "19"
    assert "✓" in rows[0].left[0].text
    assert "".join(piece.text for piece in rows[0].left).endswith("duty to host, shown or felt")
