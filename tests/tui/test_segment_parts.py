"""The parts of the segments screen that need no screen: marks, choices, the filter in words, the text on a card."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color

from qualcode.model import Condition
from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery
from qualcode.tui.attribute_choices import written_condition
from qualcode.tui.choosing import Choice, answering
from qualcode.tui.filter_words import CRITERIA, FilterNames, filter_told, is_set, order_told, without
from qualcode.tui.segment_filters import SegmentsMemory
from qualcode.tui.segment_marks import Marks
from qualcode.tui.visible import visible
from qualcode.tui.widgets.card_drawing import Look, set_off, text_lines

NAMES = FilterNames({1: "Irony", 2: "[b]Plov"}, {1: "P01"}, {7: "Zarina"}, {1: "Amina"})


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=8), st.integers(0, 9)
)
def test_marks_are_those_of_a_set(steps: list[tuple[int, int, bool]], toggled: int) -> None:
    marks, expected = Marks(10), set[int]()
    for first, last, on in steps:
        marks.put(first, last, on)
        rows = set(range(min(first, last), max(first, last) + 1))
        expected = expected | rows if on else expected - rows
    marks.toggle(toggled)
    expected ^= {toggled}
    assert {row for row in range(10) if row in marks} == expected
    assert len(marks) == len(expected)
    assert list(marks.of(range(100, 110))) == [100 + row for row in sorted(expected)]


@given(st.sets(st.integers(0, 9)), st.permutations(range(12)))
def test_marks_stay_on_what_is_there_still(marked: set[int], now: list[int]) -> None:
    marks = Marks(10)
    for row in marked:
        marks.toggle(row)
    before, after = array("q", range(10)), array("q", now[:8])
    assert set(marks.carried(before, after).of(after)) == marked & set(after)


def test_all_are_marked_and_none() -> None:
    marks = Marks(3)
    marks.put_all()
    assert len(marks) == 3
    marks.put_all(False)
    assert len(marks) == 0


def test_choices_are_found_by_words_in_any_order_then_by_letters() -> None:
    choices = [Choice(1, "Welcome > Hospitality"), Choice(2, "Distance > Irony"), Choice(3, "[b]hi[/b]")]

    def found(typed: str) -> list[object]:
        return [choice.key for choice in answering(choices, typed)]

    assert found("") == [1, 2, 3]
    assert found("HOSP welc") == [1]
    assert found("welcome > hosp") == [1]
    assert found("dsny") == [2]
    assert found("[b]") == [3]
    assert found("hi") == [3, 1]
    assert found("zz") == []


def test_a_condition_is_read_from_what_is_typed() -> None:
    for typed, expected in (
        ("age >= 30", Condition("age", ">=", "30")),
        ("a b!=c", Condition("a b", "!=", "c")),
        ("gender =", Condition("gender", "=", "")),
    ):
        choice = written_condition(typed)
        assert choice is not None
        assert choice.key == expected
    assert written_condition("age") is None
    assert written_condition("= 3") is None


def test_a_filter_is_told_in_words() -> None:
    full = SegmentFilter(
        any_of=(1, 2),
        all_of=(1,),
        none_of=(9,),
        same_coder=True,
        documents=(1,),
        participants=(7,),
        where=(Condition("age", ">=", "30"), Condition("place", "=", "")),
        speakers=("A",),
        coders=(1,),
        memo="why ",
        with_memo=False,
        words="plov",
    )
    assert filter_told(full, NAMES) == [
        "any of Irony, [b]Plov", "all of Irony", "none of a code that is gone", "with their sub-codes",
        "overlaps of one coder", "P01", "Zarina", "age >= 30, place: none known", "said by A", "coded by Amina",
        "“plov”", "memo with “why”", "without a memo",
    ]  # fmt: skip
    assert filter_told(SegmentFilter(with_subcodes=False, same_coder=True), NAMES) == []
    assert filter_told(SegmentFilter(any_of=(1, 2, 1, 2, 1, 2)), NAMES)[0].endswith("and 2 more")
    for criterion in CRITERIA:
        assert is_set(criterion.key, full) == (criterion.key != "with_subcodes")
        assert not is_set(criterion.key, without(criterion.key, full))


def test_every_order_and_grouping_has_words() -> None:
    told = {
        order_told(SegmentQuery(order=order, backwards=turned, grouping=grouping))
        for order in Order
        for turned in (False, True)
        for grouping in Grouping
    }
    assert len(told) == len(Order) * 2 * len(Grouping)
    assert "grouped by code, the newest first" in told


def test_memory_with_codes_asks_for_these_alone() -> None:
    kept = SegmentQuery(SegmentFilter(words="x"), Order.DATE)
    assert SegmentsMemory(query=kept).wanted() == kept
    asked = SegmentsMemory(codes=(3,), query=kept).wanted()
    assert asked == SegmentQuery(SegmentFilter(any_of=(3,)), Order.DATE)


@given(st.text(alphabet="ab c\n\x1bж漢👩🏽‍🦱", max_size=120), st.integers(8, 30))
def test_the_text_of_a_card_fits_and_begins_with_the_text(text: str, width: int) -> None:
    lines = text_lines(text, width)
    assert 1 <= len(lines) <= 2
    assert all(cell_len(line) <= width for line in lines)
    assert all("\n" not in line and "\x1b" not in line for line in lines)
    shown = "".join("".join(lines).removesuffix("…").split())
    assert "".join(visible(text.replace("\n", " ")).split()).startswith(shown)


def test_a_short_text_is_shown_whole_and_a_long_one_ends_with_an_ellipsis() -> None:
    assert text_lines("one two three", 9) == ["one two", "three"]
    assert text_lines("one two three four five", 9) == ["one two", "three…"]
    assert text_lines("", 9) == [""]


def test_words_far_into_the_text_are_brought_into_view() -> None:
    text = "word " * 60 + "Plov here and " + "more " * 40
    lines = text_lines(text, 40, "plov")
    assert lines[0].startswith("…")
    assert "Plov here" in " ".join(lines)
    look = Look(40, Style(), Color(0, 0, 0), "plov")
    marked = [
        segment.text
        for segment in set_off("a Plov, plov b", look)
        if segment.style and segment.style.underline
    ]
    assert marked == ["Plov", "plov"]
