"""Offset → cell → offset in texts of the size and kind that break screens: 4,000-character lines, 20,000 lines."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strange_text import lines

from qualcode.model import Turn
from qualcode.tui.transcript.page import Page

LONG_LINE, MANY_LINES = 4000, 20_000
widths = st.integers(20, 200)
slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.data_too_large])


def long_line(pieces: list[str]) -> str:
    """Return a line of at least 4,000 characters, made of some pieces again and again."""
    once = "".join(pieces) or "x"
    return once * (LONG_LINE // len(once) + 1)


def leads_back(page: Page, offset: int) -> None:
    """The cell at which an offset is drawn leads to the start of its character, and that to the same cell."""
    row, x = page.place_of(offset)
    found = page.offset_at(row, x)
    assert found is not None
    assert found <= offset
    assert page.place_of(found) == (row, x)
    drawn = page.wraps.row(row)
    assert drawn is not None
    assert drawn.start <= found <= drawn.end
    # Nothing but what belongs to the same character as it is seen lies between the two.
    assert page.pieces.at(found) == page.pieces.at(offset)


@given(st.lists(lines, min_size=1, max_size=3), widths, widths, st.data())
@slow
def test_long_lines(pieces: list[str], width: int, other: int, data: st.DataObject) -> None:
    text = f"A: {long_line(pieces)}\n{long_line(pieces[::-1])}"
    page = Page(text, [Turn(3, len(text), "A")])
    for cells in (width, other):  # and again after a change of width
        page.set_width(cells)
        page.wraps.settle(0, 10_000)
        for _ in range(40):
            leads_back(page, data.draw(st.integers(0, len(text))))
        rows = [page.wraps.row(number) for number in range(page.wraps.total)]
        shown = [page.pieces.shown[row.start : row.end] for row in rows if row and row.lead is None]
        assert "".join(shown) == page.pieces.shown.replace("\n", "")


@given(st.lists(lines, min_size=1, max_size=12), widths, st.data())
@slow
def test_many_lines(some: list[str], width: int, data: st.DataObject) -> None:
    text = "\n".join(some * (MANY_LINES // len(some) + 1))
    page = Page(text)
    page.set_width(width)
    for _ in range(40):
        offset = data.draw(st.integers(0, len(text)))
        page.wraps.settle(page.wraps.row_of(offset), 40)  # as the screen does before it draws
        leads_back(page, offset)
    last = page.wraps.row(page.wraps.row_of(len(text)))
    assert last is not None
    assert last.end == len(text)


@given(st.lists(lines, min_size=1, max_size=6), widths)
@slow
def test_lines_are_numbered_as_they_are_stored(some: list[str], width: int) -> None:
    text = "\n".join(some * 50)
    page = Page(text)
    page.set_width(width)
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        piece = page.pieces.of_line(number)
        assert page.pieces.starts[piece] == start
        assert page.pieces.lines[piece] == number
        assert page.pieces.opens_line[piece]
        start += len(line) + 1
