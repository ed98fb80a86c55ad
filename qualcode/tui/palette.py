"""The names of the colours that codes get: a colour is never shown without its name. No screen here."""

from __future__ import annotations

from colorsys import rgb_to_hls

from qualcode.project.codes import PALETTE

NAMES = (
    "blue", "rose", "green", "yellow", "sky blue", "purple",
    "orange", "teal", "wine", "olive", "brick", "pale blue",
)  # fmt: skip
COLOUR_NAMES = dict(zip(PALETTE, NAMES, strict=True))
"""Name of each colour of the palette that stays apart for colour-blind readers."""

HUES = (
    (15, "red"), (45, "orange"), (70, "yellow"), (160, "green"), (195, "turquoise"),
    (255, "blue"), (290, "violet"), (345, "pink"), (360, "red"),
)  # fmt: skip
"""The hues (degrees, up to) by their everyday names."""


def colour_told(colour: str) -> str:
    """Return a colour in words: its name in the palette, else what it looks like; and how it is written."""
    return f"{COLOUR_NAMES.get(colour) or described(colour)} {colour}"


def described(colour: str) -> str:
    """Return what a colour (`#rrggbb`) looks like, in one or two everyday words."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if lightness > 0.95 or lightness < 0.08:
        return "white" if lightness > 0.5 else "black"
    shade = "light " if lightness > 0.72 else "dark " if lightness < 0.3 else ""
    if saturation < 0.12:
        return f"{shade}grey"
    return shade + next(name for degrees, name in HUES if hue * 360 <= degrees)
