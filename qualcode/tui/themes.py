"""The themes qualcode comes with, dark and light: quiet ones with one accent, colours left to the codes; and two
in high contrast, with drawn borders instead of shades."""

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

CONTRAST_DARK = Theme(
    name="qualcode-contrast-dark",
    primary="#7fc4ff",
    secondary="#e0e0e0",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8a80",
    success="#8fe88f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    dark=True,
    variables={
        "border": "#ffffff",
        "border-blurred": "#9a9a9a",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffd75f",
        "footer-description-foreground": "#ffffff",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#333333",
        "input-selection-background": "#0057b7",
        "text-muted": "#e0e0e0",
    },
)

CONTRAST_LIGHT = Theme(
    name="qualcode-contrast-light",
    primary="#003f7d",
    secondary="#202020",
    accent="#5c3300",
    warning="#5c3300",
    error="#8b0000",
    success="#004d00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    dark=False,
    variables={
        "border": "#000000",
        "border-blurred": "#6a6a6a",
        "footer-background": "#ffffff",
        "footer-key-foreground": "#5c3300",
        "footer-description-foreground": "#000000",
        "block-cursor-background": "#00306b",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d8d8d8",
        "input-selection-background": "#a8d0ff",
        "text-muted": "#202020",
    },
)

THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)
DEFAULT_THEME = DARK.name
