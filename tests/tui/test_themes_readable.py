from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from textual.color import Color
from textual.theme import Theme

from qualcode.project.codes import PALETTE
from qualcode.tui.themes import CONTRAST_DARK, CONTRAST_LIGHT, THEMES
from qualcode.tui.transcript.colours import contrast, far_end, fill, ink, parse

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


@themes
@pytest.mark.parametrize("colour", PALETTE)
def test_the_colours_of_codes_are_readable_on_every_ground(theme: Theme, colour: str) -> None:
    for ground in ("background", "surface", "panel"):
        behind = Color.parse(getattr(theme, ground))
        assert contrast(ink(parse(colour), behind), behind) >= 4.5
        filled = fill(parse(colour), behind)
        assert contrast(filled, far_end(behind)) >= 4.5
        assert contrast(filled, behind) >= 1.25


@pytest.mark.parametrize("theme", [CONTRAST_DARK, CONTRAST_LIGHT], ids=["dark", "light"])
def test_high_contrast_is_high(theme: Theme) -> None:
    for ground in ("background", "surface", "panel"):
        behind = Color.parse(getattr(theme, ground))
        assert contrast(Color.parse(theme.foreground or ""), behind) >= 15
        for part in ("accent", "error", "success", "primary"):
            assert contrast(Color.parse(getattr(theme, part)), behind) >= 7, part
        assert contrast(Color.parse(theme.variables["border-blurred"]), behind) >= 4.5
    row = theme.variables
    assert (
        contrast(Color.parse(row["block-cursor-foreground"]), Color.parse(row["block-cursor-background"]))
        >= 7
    )


# How the colours of a screen reach eyes without long, middle or short cones, in linear RGB, after Machado,
# Oliveira and Fernandes (2009), severity 1.0.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def seen(colour: str, matrix: tuple[tuple[float, ...], ...] | None) -> tuple[float, float, float]:
    """Return a colour in CIE L*a*b* (D65), as it is or as a colour-blind reader sees it."""
    rgb = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in Color.parse(colour).normalized
    ]
    if matrix:
        rgb = [
            min(1.0, max(0.0, sum(part * value for part, value in zip(row, rgb, strict=True))))
            for row in matrix
        ]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(part * value for part, value in zip(row, rgb, strict=True)) for row in to_xyz)
    fx, fy, fz = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x / 0.95047, y, z / 1.08883)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
def test_the_first_colours_that_codes_get_stay_apart_for_colour_blind_readers(kind: str | None) -> None:
    matrix = BLINDNESS[kind] if kind else None
    points = [seen(colour, matrix) for colour in PALETTE[:6]]
    nearest = min(dist(one, other) for one, other in combinations(points, 2))
    assert nearest >= 10, nearest
