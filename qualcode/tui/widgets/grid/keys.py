"""The keys by which one walks through a grid."""

from __future__ import annotations

from textual.binding import Binding, BindingType

FAR = 1_000_000


def _walking(key: str, action: str, name: str, tells: str) -> Binding:
    return Binding(key, action, tells, show=False, id=f"grid.{name}", tooltip=f"{tells}.")


WALKING: list[BindingType] = [
    _walking("down", "walk(1, 0)", "down", "Go one row down"),
    _walking("up", "walk(-1, 0)", "up", "Go one row up"),
    _walking("right", "walk(0, 1)", "right", "Go one column to the right"),
    _walking("left", "walk(0, -1)", "left", "Go one column to the left"),
    _walking("tab", "step(1)", "next", "Go to the next cell"),
    _walking("shift+tab", "step(-1)", "previous", "Go to the cell before"),
    _walking("pagedown", "page(1)", "page-down", "Go one page down"),
    _walking("pageup", "page(-1)", "page-up", "Go one page up"),
    _walking("home", f"walk(0, -{FAR})", "first-column", "Go to the first column"),
    _walking("end", f"walk(0, {FAR})", "last-column", "Go to the last column"),
    _walking("ctrl+home", f"walk(-{FAR}, 0)", "first-row", "Go to the first row"),
    _walking("ctrl+end", f"walk({FAR}, 0)", "last-row", "Go to the last row"),
]
