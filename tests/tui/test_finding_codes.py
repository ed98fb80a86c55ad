"""The picker's search, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.project.near_names import similar_names
from qualcode.tui.fuzzy import CodeFinder
from qualcode.tui.picking import AT_TOP, CREATE, Naming, picker_rows, weight_of


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
    naming = Naming(CODES)
    assert naming.path("Prices") == "Prices"
    assert naming.path("welcome > Duty") == "Welcome > Duty"
    assert naming.path("obligation > Shown") == "Welcome > Obligation > Shown"
    assert naming.path("New > Newer") == "New > Newer"


def test_a_name_alone_goes_under_the_parent_of_the_code_in_the_tree() -> None:
    naming = Naming(CODES, CODES[0])
    assert naming.path("Prices") == "Welcome > Prices"
    assert naming.path("> Prices") == "Prices"
    assert naming.path("Distance > Cold") == "Distance > Cold"
    assert naming.path_at_top("Prices") == "Prices"
    assert made("Prices", naming) == {CREATE: "Welcome > Prices", AT_TOP: "Prices"}
    assert made("Distance > Cold", naming) == {CREATE: "Distance > Cold"}
    assert made("Welcome", naming) == {CREATE: "Welcome > Welcome"}


def made(typed: str, naming: Naming) -> dict[object, str]:
    return {row.key: row.left[1].text for row in naming.rows(typed)}


def test_a_path_with_an_empty_name_is_refused_and_offers_nothing() -> None:
    naming = Naming(CODES)
    with pytest.raises(InvalidValue):
        naming.path("Welcome > ")
    assert naming.rows("Welcome > ") == []
    assert naming.rows("") == []
    assert naming.rows(" > ") == []


def test_what_is_there_is_not_offered_again() -> None:
    assert Naming(CODES).rows("welcome > OBLIGATION") == []
    # of that name there is one only under a parent
    assert made("Obligation", Naming(CODES)) == {CREATE: "Obligation"}


def test_rows_show_counts_and_marks() -> None:
    rows = picker_rows(CodeFinder(CODES).best_first("obl"), 3, {2: 19}, marked=[2])
    assert [row.key for row in rows] == [2, 4, None]
    assert rows[0].right == "19"
    assert "✓" in rows[0].left[0].text
    assert "".join(piece.text for piece in rows[0].left).endswith("duty to host, shown or felt")
    assert "3 more" in rows[2].left[0].text


@given(st.lists(st.sampled_from(["ob", "l", " ", "wel", ">", "fl", "x", "[", "e", "du", "n"]), max_size=6))
def test_letter_by_letter_finds_what_all_letters_at_once_find(pieces: list[str]) -> None:
    typing, typed = CodeFinder(CODES), ""
    for piece in pieces:
        typed += piece
        assert typing.best_first(typed) == CodeFinder(CODES).best_first(typed)


def test_only_so_many_are_returned_and_all_are_counted() -> None:
    answer = CodeFinder(CODES).find("", 2)
    assert len(answer.matches) == 2
    assert answer.number == len(CODES)


@pytest.mark.parametrize(("typed", "weight"), [("", None), (" 0 ", 0), ("100", 100)])
def test_weights_are_whole_numbers_up_to_a_hundred(typed: str, weight: int | None) -> None:
    assert weight_of(typed) == weight
    with pytest.raises(InvalidValue, match="no weight"):
        weight_of(typed + "x")
    with pytest.raises(InvalidValue, match="no weight"):
        weight_of("101")
