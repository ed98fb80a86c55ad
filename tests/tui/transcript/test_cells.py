"""Offsets ↔ cells: there and back, and always Rich's widths."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size
from strange_text import lines

from qualcode.text.visible import visible
from qualcode.tui.transcript.cells import PLAIN_CHARACTERS, cell_of, is_plain, offset_at, stops

rows = lines.map(visible)


@given(rows)
def test_stops_cover_a_row_and_add_up_to_its_width(row: str) -> None:
    found = stops(row)
    assert "".join(row[stop.start : stop.end] for stop in found) == row
    cell = 0
    for stop in found:
        assert stop.cell == cell
        cell += stop.cells
    assert cell == cell_len(row)


@given(rows)
def test_offset_to_cell_and_back(row: str) -> None:
    for stop in stops(row):
        if stop.cells:
            assert cell_of(row, stop.start) == stop.cell
            assert offset_at(row, stop.cell) == stop.start
    if cell_len(row):
        assert offset_at(row, cell_of(row, len(row))) == len(row)


@given(rows, st.data())
def test_within_a_stop_everything_is_at_its_start(row: str, data: st.DataObject) -> None:
    for stop in stops(row):
        offset = data.draw(st.integers(stop.start, stop.end - 1))
        assert cell_of(row, offset) == stop.cell
        if stop.cells:
            assert offset_at(row, stop.cell + stop.cells - 1) == stop.start


@given(rows)
def test_beyond_the_ends(row: str) -> None:
    assert offset_at(row, 10_000) == (len(row) if cell_len(row) else 0)
    assert offset_at(row, -3) == 0


@given(st.text(st.sampled_from("abc Дй…é“0[")))
def test_plain_rows_need_no_stops(row: str) -> None:
    assert is_plain(row)
    for offset in range(len(row) + 1):
        assert cell_of(row, offset) == offset
        assert offset_at(row, offset) == offset


def test_plain_characters_are_one_cell_and_one_cluster() -> None:
    plain = [chr(code) for code in range(0x10000) if re.fullmatch(f"[{PLAIN_CHARACTERS}]", chr(code))]
    assert len(plain) > 1000
    for character in plain:
        assert get_character_cell_size(character) == 1
        assert len(regex.findall(r"\X", f"👩{character}a{character}")) == 4
        assert visible(character) == character


@pytest.mark.parametrize(
    ("row", "offset", "cell"),
    [("我们x", 2, 4), ("ae\u0301x", 3, 2), ("👨\u200d👩\u200d👧x", 5, 2), ("ab", 2, 2), ("", 0, 0)],
)
def test_known_cells(row: str, offset: int, cell: int) -> None:
    assert cell_of(row, offset) == cell
    assert offset_at(row, cell) == offset
