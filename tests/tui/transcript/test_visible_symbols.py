"""What reaches the terminal: one character for one, and nothing that steers it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from rich.cells import cell_len
from strange_text import texts

from qualcode.text.graphemes import clusters
from qualcode.text.visible import visible, visible_lines


@given(texts)
def test_offsets_hold(text: str) -> None:
    assert len(visible(text)) == len(text) == len(visible_lines(text))
    assert [line == "" for line in visible_lines(text).split("\n")] == [
        line == "" for line in text.split("\n")
    ]


@given(texts)
def test_no_control_character_is_left(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2066" <= character <= "\u2069"


@given(texts)
def test_widths_add_up_cluster_by_cluster(text: str) -> None:
    shown = visible(text)
    assert cell_len(shown) == sum(cell_len(shown[start:end]) for start, end in clusters(shown))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\nb", "a␊b"),
        ("\x9b\u202e", "��"),
        ("a\tb", "a b"),
        ("[laughs]", "[laughs]"),
        ("\r", "␍"),
    ],
)
def test_symbols(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_emoji_that_join_stay_joined() -> None:
    family = "👨\u200d👩\u200d👧 ❤\ufe0f"
    assert visible(family) == family
