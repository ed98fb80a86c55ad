from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.newlines import normalise_newlines, split_lines


def test_only_carriage_returns_and_the_mark_are_rewritten() -> None:
    assert (
        normalise_newlines("\ufeffa\r\nb\rc\n\r\nd\u2028e\x0bf\x85g\ufeff ")
        == "a\nb\nc\n\nd\u2028e\x0bf\x85g\ufeff "
    )


def test_every_sign_that_ends_a_line_ends_one_for_recognition() -> None:
    text = "a\nb\u2028c\u2029d\x85e\x0bf\x0cg"
    assert [line.text for line in split_lines(text)] == list("abcdefg")
    assert [line.blank for line in split_lines("x\n \t\n\ufeff\n")] == [False, True, True, True]


@given(st.text())
def test_lines_are_where_they_say(text: str) -> None:
    stored = normalise_newlines(text)
    lines = split_lines(stored)
    assert all(stored[line.start : line.end] == line.text for line in lines)
    assert sum(len(line.text) + 1 for line in lines) == len(stored) + 1
