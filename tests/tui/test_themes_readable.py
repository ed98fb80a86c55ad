from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from qualcode.tui.themes import THEMES
from qualcode.tui.transcript.colours import contrast

themes = pytest.mark.parametrize("theme", THEMES, ids=[theme.name for theme in THEMES])


@themes
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_text_and_signs_are_readable_on_every_ground(theme: Theme, ground: str) -> None:
    behind = Color.parse(getattr(theme, ground))
    for part, least in (("foreground", 7.0), ("accent", 4.5), ("error", 4.5), ("success", 4.5)):
        assert contrast(Color.parse(getattr(theme, part)), behind) >= least, part


@themes
def test_the_row_with_the_cursor_and_the_footer_are_readable(theme: Theme) -> None:
    colours = theme.variables
    for text, ground in (
        ("block-cursor-foreground", "block-cursor-background"),
        ("footer-key-foreground", "footer-background"),
        ("footer-description-foreground", "footer-background"),
    ):
        assert contrast(Color.parse(colours[text]), Color.parse(colours[ground])) >= 4.5, text


@themes
def test_muted_text_is_still_readable(theme: Theme) -> None:
    behind = Color.parse(theme.surface or "")
    muted = behind.blend(Color.parse(theme.foreground or ""), 0.7)
    assert contrast(muted, behind) >= 4.5
