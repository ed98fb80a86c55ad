"""Code colours can be read on every theme Textual brings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from qualcode.tui.transcript.colours import READABLE, SEEN, contrast, far_end, fill, ink, parse

GROUNDS = [
    Color.parse(theme.to_color_system().generate()["background"])
    for name, theme in BUILTIN_THEMES.items()
    if not name.startswith("ansi")
]
channel = st.integers(0, 255)
colours = st.tuples(channel, channel, channel).map(lambda channels: Color(*channels))


@given(colours, st.sampled_from(GROUNDS))
def test_ink_is_readable(colour: Color, background: Color) -> None:
    assert contrast(ink(colour, background), background) >= READABLE


@given(colours, st.sampled_from(GROUNDS))
def test_text_on_a_fill_is_readable_and_the_fill_is_seen(colour: Color, background: Color) -> None:
    behind = fill(colour, background)
    assert contrast(far_end(background), behind) >= READABLE
    assert contrast(ink(Color(128, 128, 128), behind), behind) >= READABLE
    assert contrast(behind, background) >= SEEN


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)


def test_what_is_no_colour_is_grey() -> None:
    assert parse("no colour") == parse("") == Color(128, 128, 128)
    assert parse("#12345680") == Color(0x12, 0x34, 0x56)
