"""The earlier versions of a text, newest first, each with who changed it and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.project.memos import EarlierText
from qualcode.text.moments import local_time
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.dialog import Dialog

HINT = "↑ ↓ PgDn PgUp read on · Enter or Esc leaves"


class EarlierTextsScreen(DialogScreen[None]):
    """Shows the texts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "leave", id="earlier.leave")
    ]

    def __init__(self, title: str, now: str, earlier: Sequence[EarlierText]) -> None:
        super().__init__()
        self._title, self._now, self._earlier = title, now, earlier

    def compose(self) -> ComposeResult:
        """Yield the texts."""
        with Dialog(self._title, classes="wide"):
            with VerticalScroll(id="texts"):
                yield Static(self._texts(), markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def _texts(self) -> Content:
        parts: list[str | tuple[str, str]] = [("now", "bold"), f"\n{visible_lines(self._now)}\n"]
        for each in self._earlier:
            by = each.changed_by
            parts.append((f"\nuntil {local_time(by.at)}, when {visible(by.coder)} changed it", "bold"))
            parts.append(f"\n{visible_lines(each.text)}\n")
        return Content.assemble(*parts)
