"""The documents of the study."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer

from qualcode.tui.actions import DOCUMENTS
from qualcode.tui.command import Command, bindings
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.widgets.lines import HeaderLine, StatusLine


class DocumentsScreen(PlaceScreen):
    """The documents of the study."""

    place = "documents"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DOCUMENTS)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = DOCUMENTS

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield HeaderLine()
        yield StatusLine()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Draw."""
        self.draw_place()

    def draw_place(self) -> None:
        """Draw what is in the project now."""
        self.title_here("Documents")
