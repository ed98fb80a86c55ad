"""Code colours made readable on whatever theme is on.

Contrast is WCAG 2.2's: (lighter + 0.05) / (darker + 0.05) of relative luminances; 4.5:1 is its level AA for text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textual.color import Color, ColorParseError

READABLE = 4.5
"""The least contrast between text and what is behind it."""
SEEN = 1.25
"""The least contrast between a fill and the plain background."""
_FALLBACK = Color(128, 128, 128)
_STEPS = 20


def parse(colour: str) -> Color:
    """Return a code's colour; grey for what is none."""
    try:
        return _opaque(Color.parse(colour))
    except ColorParseError:
        return _FALLBACK


def _opaque(colour: Color) -> Color:
    return Color(colour.r, colour.g, colour.b)


def luminance(colour: Color) -> float:
    """Return the relative luminance, 0–1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1–21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def far_end(background: Color) -> Color:
    """Return black or white: whichever can be read better on `background`."""
    return max(Color(0, 0, 0), Color(255, 255, 255), key=lambda end: contrast(end, background))


@lru_cache(maxsize=4096)
def ink(colour: Color, background: Color) -> Color:
    """Return `colour` moved towards black or white until it is readable as text on `background`."""
    target = far_end(background)
    for step in range(_STEPS + 1):
        candidate = colour.blend(target, step / _STEPS)
        if contrast(candidate, background) >= READABLE:
            return candidate
    return target


@lru_cache(maxsize=4096)
def fill(colour: Color, background: Color, strength: float = 0.55) -> Color:
    """Return a background in the code's colour on which the theme's kind of text, light or dark, is readable.

    `strength` is how much of the colour is laid over the theme's background at most.
    """
    text = far_end(background)
    for step in range(_STEPS + 1):
        candidate = background.blend(colour, strength * (1 - step / _STEPS))
        if contrast(candidate, text) >= READABLE:
            break
    return candidate if contrast(candidate, background) >= SEEN else _set_off(candidate, background, text)


def _set_off(candidate: Color, background: Color, text: Color) -> Color:
    """Move a fill that would drown in the background away from it, while text stays readable."""
    for step in range(1, _STEPS):
        moved = candidate.blend(text, step / _STEPS / 2)
        if contrast(moved, text) < READABLE:
            break
        candidate = moved
        if contrast(candidate, background) >= SEEN:
            break
    return candidate


def mixed(colours: Sequence[Color]) -> Color:
    """Return the mean of some colours: what an overlap is filled with, before it is made readable."""
    count = len(colours)
    return Color(
        sum(colour.r for colour in colours) // count,
        sum(colour.g for colour in colours) // count,
        sum(colour.b for colour in colours) // count,
    )
