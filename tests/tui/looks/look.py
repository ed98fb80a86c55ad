"""What a screen looks like, as text that a person can compare: the characters, and below them the styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.strip import Strip


class Looks(SingleFileSnapshotExtension):
    """One text file for each look."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def look(app: App[Any]) -> str:
    """Return the rows on the screen, and for each row its stretches of equal style: cells, ink on ground, signs."""
    strips = app.screen._compositor.render_strips()
    rows = [strip.text.rstrip() for strip in strips]
    styles: dict[str, str] = {}
    lines = []
    for number, strip in enumerate(strips):
        runs = " ".join(
            f"{start}-{end}{styles.setdefault(told, letter(len(styles)))}"
            for start, end, told in stretches(strip)
        )
        lines.append(f"{number:2} {runs}")
    legend = [f"{name} {told}" for told, name in styles.items()]
    return "\n".join([*rows, "", "styles", *legend, "", "cells", *lines, ""])


def letter(number: int) -> str:
    """Return a name of letters for a number: a, b … z, aa, ab …"""
    name = chr(ord("a") + number % 26)
    return name if number < 26 else letter(number // 26 - 1) + name


def stretches(strip: Strip) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of a row that look the same: first cell, cell behind the last, style."""
    place, begun, before = 0, 0, None
    for text, style, _ in strip:
        told = in_words(style)
        if told != before and before is not None:
            yield begun, place, before
            begun = place
        before = told
        place += cell_len(text)
    if before is not None:
        yield begun, place, before


def in_words(style: Style | None) -> str:
    """Return a style in words."""
    if style is None:
        return "plain"
    signs = ("bold", "dim", "italic", "underline", "reverse", "strike", "underline2")
    on = [sign for sign in signs if getattr(style, sign)]
    ink = style.color.name if style.color else "-"
    ground = style.bgcolor.name if style.bgcolor else "-"
    return " ".join([f"{ink} on {ground}", *on])
