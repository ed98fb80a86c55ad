"""The memos of the study."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from qualcode.tui.actions import MEMOS
from qualcode.tui.command import Command, bindings
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.lines import HeaderLine, StatusLine


class MemosScreen(PlaceScreen):
    """The memos of the study."""

    place = "memos"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MEMOS)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = MEMOS

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield HeaderLine()
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Draw."""
        self.draw_place()

    def draw_place(self) -> None:
        """Draw what is in the project now."""
        self.title_here("Memos")
