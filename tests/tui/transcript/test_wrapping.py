"""Wrapping, against a slow oracle that tries every place a row could end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from strange_text import lines, texts

from qualcode.text.graphemes import clusters
from qualcode.text.visible import visible
from qualcode.tui.transcript.pieces import cut_pieces
from qualcode.tui.transcript.wrapping import NEVER_FIRST, WrapIndex, wrap, wrap_plain

widths = st.integers(2, 30)


def oracle(text: str, width: int) -> list[int]:
    """Take, row by row, the longest beginning that fits and ends where a row may end."""
    parts = [text[start:end] for start, end in clusters(text)]
    breaks, first = [0], 0
    while True:
        fitting = [end for end in range(first + 1, len(parts) + 1) if fits(parts[first:end], width)]
        if fitting and fitting[-1] == len(parts):
            return breaks
        good = [end for end in fitting if may_break(parts, end)]
        first = (good or fitting or [first + 1])[-1]
        if first >= len(parts):
            return breaks
        breaks.append(len("".join(parts[:first])))


def fits(parts: list[str], width: int) -> bool:
    hanging = parts[-1] == " "
    return sum(map(cell_len, parts)) <= width + hanging and (
        not hanging or len(parts) == 1 or sum(map(cell_len, parts[:-1])) <= width
    )


def may_break(parts: list[str], end: int) -> bool:
    before, behind = parts[end - 1], parts[end]
    if before[-1] in " \u200b\u3000\u2003":
        return True
    wide = cell_len(before) > 1 or cell_len(behind) > 1
    return wide and behind[0] not in NEVER_FIRST


@given(lines.map(visible), widths)
def test_wrap_is_the_oracles(text: str, width: int) -> None:
    if all(cell_len(text[start:end]) <= width for start, end in clusters(text)):
        assert wrap(text, width) == oracle(text, width)


@given(st.text(st.sampled_from("ab  -.")), widths)
def test_plain_text_wraps_the_same_by_the_short_way(text: str, width: int) -> None:
    assert wrap_plain(text, width) == oracle(text, width)


@given(lines.map(visible), widths)
def test_rows_hold_everything_and_fit(text: str, width: int) -> None:
    breaks = wrap(text, width)
    assert breaks[0] == 0
    assert breaks == sorted(set(breaks))
    for start, end in zip(breaks, [*breaks[1:], len(text)], strict=True):
        row = text[start:end]
        assert cell_len(row.removesuffix(" ")) <= width or len(list(clusters(row))) <= 2


@given(texts, widths, widths, st.data())
def test_every_offset_has_one_row(text: str, width: int, other: int, data: st.DataObject) -> None:
    index = WrapIndex(cut_pieces(text))
    index.set_width(other)
    index.settle(0, 5)
    index.set_width(width)
    for offset in range(len(text) + 1):
        number = index.row_of(offset)
        row = index.row(number)
        assert row is not None
        assert index.number_of(row) == number
        assert row.start <= offset <= row.end
    assert [index.row(number) for number in (-1, index.total)] == [None, None]


@given(texts, widths)
def test_settled_rows_follow_each_other(text: str, width: int) -> None:
    index = WrapIndex(cut_pieces(text))
    index.set_width(width)
    index.settle(0, 10_000)
    rows = [index.row(number) for number in range(index.total)]
    assert (
        "".join(
            index.pieces.shown[row.start : row.end] + "\n" * (row.end == index.pieces.ends[row.piece])
            for row in rows
            if row
        )
        == visible_with_breaks(text) + "\n"
    )


def visible_with_breaks(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


@given(texts, widths, st.data())
def test_settling_holds_the_row_at_the_top(text: str, width: int, data: st.DataObject) -> None:
    index = WrapIndex(cut_pieces(text))
    index.set_width(width)
    top = data.draw(st.integers(0, index.total - 1))
    top = index.settle(top, 2)
    before = index.row(top)
    assert index.row(index.settle(top, 30)) == before


def test_a_long_line_is_cut_into_pieces() -> None:
    text = ("word " * 3000).strip() + "\nnext"
    pieces = cut_pieces(text)
    assert max(end - start for start, end in zip(pieces.starts, pieces.ends, strict=True)) <= 2000
    assert "".join(pieces.text(piece) for piece in range(len(pieces) - 1)) == text.split("\n")[0]
    assert list(pieces.lines) == [1] * (len(pieces) - 1) + [2]
    assert list(pieces.opens_line) == [1] + [0] * (len(pieces) - 2) + [1]
