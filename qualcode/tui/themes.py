"""The two themes qualcode comes with: quiet grounds, one accent, colours left to the codes."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="qualcode-dark",
    primary="#5b8db8",
    secondary="#7f8c8d",
    accent="#d9a45b",
    warning="#d9a45b",
    error="#d9726b",
    success="#7fae7f",
    foreground="#d8d8d4",
    background="#16181b",
    surface="#1b1e22",
    panel="#22262b",
    dark=True,
    variables={
        "border": "#3a4048",
        "border-blurred": "#2c3138",
        "footer-background": "#16181b",
        "footer-key-foreground": "#d9a45b",
        "footer-description-foreground": "#9aa0a6",
        "block-cursor-background": "#38506b",
        "block-cursor-foreground": "#f0f0ec",
        "block-cursor-blurred-background": "#262b31",
        "input-selection-background": "#5b8db8 40%",
    },
)

LIGHT = Theme(
    name="qualcode-light",
    primary="#2f6690",
    secondary="#6b7276",
    accent="#8a5a12",
    warning="#8a5a12",
    error="#a8322a",
    success="#2f6b2f",
    foreground="#23262a",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#e9e6df",
    dark=False,
    variables={
        "border": "#bdb8ac",
        "border-blurred": "#d6d2c8",
        "footer-background": "#fbfaf7",
        "footer-key-foreground": "#8a5a12",
        "footer-description-foreground": "#5d6166",
        "block-cursor-background": "#c9d9e6",
        "block-cursor-foreground": "#15181b",
        "block-cursor-blurred-background": "#e7e4dc",
        "input-selection-background": "#2f6690 30%",
    },
)

THEMES = (DARK, LIGHT)
DEFAULT_THEME = DARK.name
