"""Passages found again by place and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.foreign.anchoring import StoredText

LETTERS = st.text(alphabet="ab é😀שא\n", max_size=60)


@given(LETTERS, st.integers(0, 60), st.integers(0, 60))
def test_a_stated_place_is_taken_and_its_utf16_place_too(text: str, first: int, last: int) -> None:
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    words = text[start:end]
    found = StoredText(text).anchored(start, end, words)
    if start == end or not words.strip():
        assert found.how in ("stated", "lost")
        return
    assert (found.start, found.end, found.how) == (start, end, "stated")
    units = [len(text[:offset].encode("utf-16-le")) // 2 for offset in (start, end)]
    found = StoredText(text).anchored(*units, words)
    assert found.start is not None
    assert text[found.start : found.end].split() == words.split()


@given(LETTERS, LETTERS, LETTERS, st.integers(-80, 200))
def test_words_that_stand_somewhere_are_found_wherever_they_are_said_to_be(
    before: str, words: str, behind: str, start: int
) -> None:
    text = before + words + behind
    found = StoredText(text).anchored(start, start + len(words), words)
    if words.strip():
        assert found.start is not None
        assert text[found.start : found.end].split() == words.split()


@given(LETTERS, st.integers(0, 60), st.integers(0, 60))
def test_windows_line_ends_are_passed_over(text: str, first: int, last: int) -> None:
    stored = "\ufeff" + text.replace("\n", "\r\n")
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    places = [1 + len(text[:offset].replace("\n", "\r\n")) for offset in (start, end)]
    kept = StoredText(stored)
    assert kept.text == text
    assert [kept.offset(place) for place in places] == [start, end]


@pytest.mark.parametrize(
    ("words", "how"),
    [("gone", "unlike"), ("far\n  words", "moved"), ("near\nby", "moved"), ("one", "stated")],
)
def test_how_a_passage_was_found_is_told(words: str, how: str) -> None:
    text = "one  near by " + "x" * 5_000 + " far\n  words"
    assert StoredText(text).anchored(0, 3, words).how == how
