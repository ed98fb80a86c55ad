"""Stretches of a row: overlap is seen without colour, characters keep one style, text is never markup."""

from __future__ import annotations

from qualcode.model import Span
from qualcode.tui.transcript.painter import Layers, paint
from qualcode.tui.transcript.records import CodeLook, CodingMark
from qualcode.tui.transcript.styles import Kind, State, StyleBook

BOOK = StyleBook({1: CodeLook("One", "#e6194b"), 2: CodeLook("Two", "#4363d8")})


def stretches(text: str, start: int, layers: Layers) -> list[tuple[str, bool, bool]]:
    """Return the text, whether it is underlined and whether it is filled, per stretch."""
    return [
        (
            segment.text,
            bool(segment.style and segment.style.underline),
            segment.style != BOOK.text(Kind.SPEECH),
        )
        for segment in paint(text, start, layers, BOOK)
    ]


def test_overlap_is_underlined() -> None:
    layers = Layers([CodingMark(1, 0, 106, 1), CodingMark(2, 103, 200, 2)])
    assert stretches("abcdefghi", 100, layers) == [
        ("abc", False, True),
        ("def", True, True),
        ("ghi", False, True),
    ]


def test_no_marks_one_stretch() -> None:
    assert stretches("[laughs] [/b]", 7, Layers()) == [("[laughs] [/b]", False, False)]
    assert stretches("", 7, Layers()) == []


def test_marks_elsewhere_do_not_show() -> None:
    layers = Layers([CodingMark(1, 0, 5, 1), CodingMark(2, 9, 12, 2)], [(Span(9, 12), State.CURSOR)])
    assert stretches("我们去", 5, layers) == [("我们去", False, False)]


def test_a_character_has_one_style() -> None:
    layers = Layers([CodingMark(1, 2, 3, 1)])
    assert [text for text, _, _ in stretches("ae\u0301b", 0, layers)] == ["a", "e\u0301", "b"]


def test_states_differ_without_colour() -> None:
    def attributes(state: State) -> tuple[bool, bool, bool]:
        style = BOOK.text(Kind.SPEECH, (), state)
        return bool(style.bold), bool(style.underline), bool(style.reverse)

    assert attributes(State.CURSOR) == (True, False, False)
    assert attributes(State.HIT) == (False, True, False)
    assert attributes(State.EDGE | State.SELECTED) == (True, False, True)
