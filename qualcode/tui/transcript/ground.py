"""The colours of the theme that is on, taken from the widget's component styles."""

from __future__ import annotations

from textual.color import Color
from textual.widget import Widget

from qualcode.tui.transcript.styles import Ground

COMPONENTS = {"transcript--muted", "transcript--label", "transcript--selection", "transcript--hit"}
_DARK, _LIGHT = Color(0, 0, 0), Color(255, 255, 255)


def ground_of(widget: Widget) -> Ground:
    """Return the colours a transcript is drawn with. A terminal's own colours are taken for black and white."""
    background, text = (_DARK, _LIGHT) if widget.app.current_theme.dark else (_LIGHT, _DARK)
    own_background, own_text = widget.background_colors[1], widget.colors[3]
    background = background if own_background.ansi is not None else own_background
    text = text if own_text.ansi is not None else own_text

    def component(name: str, part: str, otherwise: Color) -> Color:
        style = widget.get_visual_style(f"transcript--{name}")
        colour = getattr(style, part)
        return otherwise if colour is None or colour.ansi is not None else _over(colour, background)

    return Ground(
        background=_over(background, _DARK),
        text=_over(text, background),
        muted=component("muted", "foreground", text),
        accent=component("label", "foreground", text),
        selection=component("selection", "background", Color(0, 100, 200)),
        hit=component("hit", "background", Color(200, 160, 0)),
    )


def _over(colour: Color, background: Color) -> Color:
    """Return a colour with some transparency as it looks on a background."""
    mixed = background.blend(colour, colour.a)
    return Color(mixed.r, mixed.g, mixed.b)
