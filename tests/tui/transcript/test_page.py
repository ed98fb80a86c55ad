"""A page: headings, numbers, names and lanes where they belong; cells lead to offsets and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strange_text import texts

from qualcode.model import Section, Span, TimeMark, Turn
from qualcode.tui.transcript.drawing import Drawing
from qualcode.tui.transcript.page import Page
from qualcode.tui.transcript.records import CodeLook, CodingMark
from qualcode.tui.transcript.styles import StyleBook

TEXT = (
    "Interview 4\n\nINT: Why? [laughs]\nP07 [00:04]: Because I say so, and more than that.\n\nNo label here."
)
LOOKS = {1: CodeLook("Hospitality", "#e6194b", 1), 2: CodeLook("[b]Duty", "#ffe119")}


def turn(said: str, speaker: str | None, seconds: float | None = None) -> Turn:
    start = TEXT.index(said)
    return Turn(start, start + len(said), speaker, seconds)


TURNS = [
    turn("Why? [laughs]", "INT", 2.0),
    turn("Because I say so, and more than that.", "P07", 4.0),
    turn("No label here.", None),
]
MARK = TimeMark(TEXT.index("[00:04]"), TEXT.index("[00:04]") + 7, 4.0)


def page(width: int = 120, sections: tuple[Section, ...] = ()) -> Page:
    laid_out = Page(TEXT, TURNS, sections, [MARK])
    laid_out.set_width(width)
    return laid_out


def drawn(laid_out: Page) -> list[str]:
    drawing = Drawing(laid_out, StyleBook(LOOKS))
    return [drawing.strip(row).text for row in range(laid_out.wraps.total)]


def text_column(laid_out: Page) -> list[str]:
    return [row[laid_out.columns.text_from :].rstrip() for row in drawn(laid_out)]


def test_labels_stand_above_what_is_said() -> None:
    assert [" ".join(row.split()) for row in text_column(page())] == [
        "Interview 4",
        "",
        "INT: 00:00:02",
        "Why? [laughs]",
        "",
        "P07 [00:04]:",
        "Because I say so, and more than that.",
        "",
        "No label here.",
    ]


def test_line_and_turn_numbers() -> None:
    laid_out = page()
    columns = laid_out.columns
    start = columns.names + columns.lanes + columns.surplus
    numbers = [row[start : columns.text_from - 1].split() for row in drawn(laid_out)]
    assert numbers == [["1"], [], ["3", "1"], [], [], ["4", "2"], [], [], ["6", "3"]]


def test_a_sections_name_stands_above_it_unless_the_text_has_it() -> None:
    named = text_column(page(sections=(Section("Q1 [x]", 0, 30),)))
    assert named[0].startswith("── Q1 [x] ──")
    assert named[1] == "Interview 4"
    written = text_column(page(sections=(Section("Interview 4", 0, 30),)))
    assert written[0] == "Interview 4"


def test_names_and_lanes() -> None:
    laid_out = page()
    laid_out.set_codings(
        [
            CodingMark(
                1,
                *span(
                    "Because I say so",
                ),
                1,
                "A",
            ),
            CodingMark(2, *span("say so, and more"), 2, "B"),
        ]
    )
    row = drawn(laid_out)[6]
    assert row.startswith("1 Hospitality ")
    assert drawn(laid_out)[7].startswith("[b]Duty ")
    assert laid_out.coding_at(7, 2) == laid_out.codings.get(2)
    lanes = row[laid_out.columns.names : laid_out.columns.names + laid_out.columns.lanes]
    assert lanes.strip() == "[["
    narrow = page(30)
    narrow.set_codings(
        [CodingMark(1, *span("Because I say so, and more than that."), 1), CodingMark(2, *span("say so"), 2)]
    )
    rows = [row for row in drawn(narrow) if "H" in row[:3]]
    assert len(rows) > 1
    assert any(row[:2] == "H[" or row[:2] == "H•" for row in rows)


def span(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def test_a_coding_over_rows_opens_goes_on_and_closes() -> None:
    laid_out = page(64)
    laid_out.columns = laid_out.columns.__class__(0, 3, 2, 3, 3, 12, False)
    laid_out.wraps.set_width(12)
    laid_out.set_codings([CodingMark(1, *span("Because I say so, and more than that."), 1)])
    assert [row[0] for row in drawn(laid_out) if row[0] != " "] == ["┌", "│", "│", "└"]


def test_what_finds_no_lane_is_counted() -> None:
    laid_out = page(80)
    laid_out.set_codings([CodingMark(number, *span("Because"), 1) for number in range(5)])
    assert "[[[+2" in drawn(laid_out)[6]


def test_speech_is_neither_label_nor_time() -> None:
    laid_out = page()
    assert not laid_out.is_speech(span("INT:"))
    assert not laid_out.is_speech(span("P07 [00:04]:"))
    assert not laid_out.is_speech(span("[00:04]"))
    assert laid_out.is_speech(span("Because I say so"))
    assert laid_out.is_speech(span("Interview 4"))


def test_the_margin_leads_to_codings() -> None:
    laid_out = page()
    coding = CodingMark(1, *span("Because I say so"), 1)
    laid_out.set_codings([coding])
    columns = laid_out.columns
    assert laid_out.coding_at(6, 0) == coding
    assert laid_out.coding_at(6, columns.lanes_from) == coding
    assert laid_out.coding_at(6, columns.lanes_from + 1) is None
    assert laid_out.coding_at(3, columns.lanes_from) is None


@given(texts, st.sampled_from([24, 50, 80, 87, 140]))
def test_offset_to_place_and_back(text: str, width: int) -> None:
    laid_out = Page(text)
    laid_out.set_width(width)
    laid_out.wraps.settle(0, 10_000)
    for offset in range(len(text) + 1):
        row, x = laid_out.place_of(offset)
        found = laid_out.offset_at(row, x)
        assert found is not None
        assert found <= offset
        assert laid_out.place_of(found) == (row, x)


@given(texts, st.sampled_from([24, 50, 80, 140]), st.data())
def test_every_row_fills_the_width(text: str, width: int, data: st.DataObject) -> None:
    laid_out = Page(text, [Turn(0, len(text), "A")] if text else [])
    laid_out.set_width(width)
    laid_out.wraps.settle(0, 10_000)
    bounds = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=8))
    laid_out.set_codings(CodingMark(n, start, start + 1 + n, 1 + n % 2) for n, start in enumerate(bounds))
    drawing = Drawing(laid_out, StyleBook(LOOKS))
    drawing.marked.cursor = Span(len(text) // 3, len(text) // 2)
    for row in range(laid_out.wraps.total):
        assert drawing.strip(row).cell_length == width


@given(texts, st.data())
def test_the_text_drawn_is_the_text_stored(text: str, data: st.DataObject) -> None:
    laid_out = Page(text)
    laid_out.set_width(80)
    laid_out.wraps.settle(0, 10_000)
    start = data.draw(st.integers(0, len(text)))
    laid_out.set_codings([CodingMark(1, start, start + 7, 1)])
    drawing = Drawing(laid_out, StyleBook(LOOKS))
    for number in range(laid_out.wraps.total):
        row = laid_out.wraps.row(number)
        assert row is not None
        shown = laid_out.pieces.shown[row.start : row.end]
        assert drawing.strip(number).text[laid_out.columns.text_from :].startswith(shown.rstrip(" "))
