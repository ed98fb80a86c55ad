"""The parts of the grids that know no screen: sorting, filtering, offers, pasted blocks, widths, proposals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InvalidValue
from qualcode.exchange.survey_columns import Role, guessed_columns
from qualcode.exchange.tables import Table
from qualcode.model import Document, Participant, Speaker
from qualcode.tui.grid.arranging import by_number, in_order, matching, natural, sorted_rows
from qualcode.tui.grid.offering import names_like, other_capitals, values_like
from qualcode.tui.grid.pasting import block_of, entries_for
from qualcode.tui.grid.placing import MARK, place
from qualcode.tui.grid.sheet import Column, Entry, NewRow, SheetRow
from qualcode.tui.grid.speaker_plan import asking_speakers, divided, propose
from qualcode.tui.grid.state_columns import state_named, state_offers
from qualcode.tui.grid.survey_columns import problem_with


def rows(*texts: str) -> list[SheetRow]:
    return [SheetRow(number, (text,)) for number, text in enumerate(texts)]


def texts_of(found: list[SheetRow]) -> list[str]:
    return [row.cells[0] for row in found]


def test_numbers_in_names_are_sorted_as_numbers_and_empty_cells_come_last() -> None:
    some = rows("P10", "", "p2", "P1", " ")
    assert texts_of(sorted_rows(some, 0, natural, descending=False)) == ["P1", "p2", "P10", "", " "]
    assert texts_of(sorted_rows(some, 0, natural, descending=True)) == ["P10", "p2", "P1", "", " "]
    numbers = rows("1,200", "▸ 34", "9", "-1.5")
    assert texts_of(sorted_rows(numbers, 0, by_number, descending=False)) == ["-1.5", "9", "▸ 34", "1,200"]


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    for order in (natural, by_number):
        once = sorted_rows(rows(*texts), 0, order, descending=False)
        assert sorted(row.key for row in once) == list(range(len(texts)))  # type: ignore[type-var]
        assert sorted_rows(once, 0, order, descending=False) == once


def test_a_filter_wants_every_word_in_whatever_cell() -> None:
    some = [SheetRow(1, ("P01", "Female")), SheetRow(2, ("P02", "male"))]
    assert [row.key for row in matching(some, "female p")] == [1]
    assert [row.key for row in matching(some, "MALE")] == [1, 2]
    assert matching(some, "p01 male2") == []
    assert matching(some, " ") == some


def test_an_order_passes_over_what_is_gone_and_puts_what_is_new_last() -> None:
    assert texts_of(in_order(rows("a", "b", "c"), [2, 7, 0])) == ["c", "a", "b"]


def test_values_used_before_are_offered_and_other_capitals_pointed_out() -> None:
    used = {"female": 6, "Female": 1, "fe": 2, "male": 5}
    assert [(offer.text, offer.completes) for offer in values_like("fe", used)] == [
        ("female", True),
        ("Female", True),
    ]
    assert [(offer.text, offer.completes) for offer in values_like("ale", used)][-1] == ("Female", False)
    assert values_like("FEMALE", used)[0].note.endswith("in other capitals")
    assert [offer.text for offer in values_like("", used)] == ["female", "male", "fe", "Female"]
    assert values_like("x", used) == []
    assert other_capitals("FEMALE", used) in ("female", "Female")
    assert other_capitals("female", used) is None
    assert other_capitals("new", used) is None


def test_names_are_found_by_their_letters() -> None:
    names = [(name, name) for name in ("P07 Accountant", "P12 Waitress", "Counter", "P01 Journalist")]
    assert [offer.text for offer in names_like("count", names)] == ["Counter", "P07 Accountant"]
    assert [offer.text for offer in names_like("p1w", names)] == ["P12 Waitress"]
    assert [offer.text for offer in names_like("WAIT", names)] == ["P12 Waitress"]
    assert names_like("zz", names) == []


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a", [["a"]]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"a ""b""\n"\tc', [['a "b"\n', "c"]]),
        ('"said" she\tb', [['"said" she', "b"]]),
        ('"said"\tb', [['"said"', "b"]]),
        ("\n", [[""]]),
    ],
)
def test_a_pasted_block_is_cut_into_cells(text: str, block: list[list[str]]) -> None:
    assert block_of(text) == block


@given(st.lists(st.lists(st.text("ab c,;'é", max_size=5), min_size=2, max_size=2), min_size=1, max_size=4))
def test_plain_cells_come_back_as_they_were(block: list[list[str]]) -> None:
    assert block_of("\n".join("\t".join(cells) for cells in block)) == block


def test_a_block_larger_than_the_place_is_refused_unless_rows_may_be_made() -> None:
    columns = [Column("name", "name"), Column(1, "age")]
    block = [["Ada", "30"], ["Ben", "40"]]
    with pytest.raises(InvalidValue, match="has 2 rows, but only 1 begin at the cursor"):
        entries_for(block, ["r"], columns)
    with pytest.raises(InvalidValue, match="has 2 columns, but only 1 begin"):
        entries_for(block, ["r", "s"], columns[1:])
    made = entries_for(block, ["r"], columns, adds_rows=True)
    assert made[0] == Entry("r", "name", "Ada")
    assert made[3] == Entry(NewRow(0), 1, "40")


@given(st.integers(20, 200), st.integers(0, 300), st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_each_column_is_found_again_where_it_is_drawn(width: int, scrolled: int, lengths: list[int]) -> None:
    columns = [Column(number, "h") for number in range(len(lengths))]
    placing = place(columns, [SheetRow(0, tuple("x" * length for length in lengths))], width)
    for column in range(len(lengths)):
        at = placing.scrolled_to(column, scrolled, width)
        left = placing.left_of(column, at)
        assert placing.at(max(left, MARK if column == 0 else placing.still), at) == column
    assert placing.at(0, scrolled) is None
    assert placing.at(placing.total + 1000, 0) is None


def test_states_are_typed_in_words() -> None:
    assert state_named(" In  Progress ") == "in progress"
    assert state_named("none") is None
    assert [offer.text for offer in state_offers("c")] == ["complete"]
    assert [offer.text for offer in state_offers("")] == ["assigned", "in progress", "complete", "none"]
    with pytest.raises(
        InvalidValue, match="“done” is no state; the states are assigned, in progress, complete"
    ):
        state_named("done")


def document(number: int, name: str) -> Document:
    return Document(number, f"g{number}", name, "", "txt", None, None, 1, 1, "", "2026-01-01T00:00:00Z", "A")


def test_who_is_made_for_whom() -> None:
    documents = {1: document(1, "P01"), 2: document(2, "P02 Teacher")}
    speakers = [
        Speaker(1, 1, "INTERVIEWER"),
        Speaker(2, 1, "Sayora"),
        Speaker(3, 2, "Interviewer"),
        Speaker(4, 2, "Respondent"),
        Speaker(5, 2, "Sayora"),
        Speaker(6, 1, "Respondent"),
    ]
    people = [Participant(1, "g", "P01")]
    proposals = propose(speakers, asking_speakers(speakers), documents, people)
    told = [(each.name, [s.id for s in each.speakers], each.known, each.is_chosen) for each in proposals]
    assert told == [
        ("Sayora", [2, 5], None, True),
        ("P02 Teacher", [4], None, True),
        ("P01", [6], people[0], True),
        ("INTERVIEWER", [1], None, False),
        ("Interviewer", [3], None, False),
    ]
    two = divided(proposals, 0, documents, people)
    assert [each.name for each in two[:2]] == ["P01", "P02 Teacher"]
    assert divided(two, 1, documents, people)[0].speakers == proposals[0].speakers


def test_the_columns_of_a_survey_are_guessed() -> None:
    words = "a long answer of many words that somebody wrote down one evening"
    table = Table(
        "s.csv",
        ("Name", "Q1", "age", "note"),
        (("Ada", words, "30", ""), ("Ben", words + " x", "30", "")),
        (2, 3),
    )
    columns = guessed_columns(table)
    assert [column.role for column in columns] == [Role.ID, Role.TEXT, Role.ATTRIBUTE, Role.LEFT_OUT]
    assert columns[2].told == "integer: 30"
    assert problem_with(columns) == ""
    assert "names each person" in problem_with(columns[1:])
    assert "text to be coded" in problem_with([columns[0], columns[2]])
