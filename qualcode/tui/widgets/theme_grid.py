"""The grid of the theme table: walked with the keys of every list, also where these are one's own."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import DataTable

WALKED = {
    "list.next": ("down", "cursor_down"),
    "list.previous": ("up", "cursor_up"),
    "list.page-down": ("pagedown", "page_down"),
    "list.page-up": ("pageup", "page_up"),
    "list.first": ("home", "scroll_top"),
    "list.last": ("end", "scroll_bottom"),
}


class ThemeGrid(DataTable[object]):
    """A table whose rows are walked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, show=False, id=name) for name, (key, action) in WALKED.items()
    ]
