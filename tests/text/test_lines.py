"""Line numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.lines import line_of, line_starts


@given(st.text(alphabet="ab\n\r\u2028", max_size=30), st.integers(0, 30))
def test_a_line_number_is_one_more_than_the_line_breaks_before(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert line_of(line_starts(text), offset) == text.count("\n", 0, offset) + 1


def test_lines_begin_behind_line_breaks() -> None:
    assert line_starts("") == [0]
    assert line_starts("a\n\nb\n") == [0, 2, 3, 5]
