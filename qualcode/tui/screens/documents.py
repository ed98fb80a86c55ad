"""The documents of the study, its participants, and who of them speaks where."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from qualcode.tui.actions import DOCUMENTS
from qualcode.tui.command import Command, bindings
from qualcode.tui.screens.documents_files import Files


class DocumentsScreen(Files):
    """Three grids behind tabs. What is done in them stands in the screen's parts; here they meet."""

    place = "documents"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DOCUMENTS)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = DOCUMENTS

    def action_undo(self) -> None:
        """Take back the last thing done; while a cell is typed into, what is typed."""
        if self.pane.editing is not None:
            self.pane.close()
        else:
            super().action_undo()

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        if self.settled():
            super().action_redo()

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Save what is being typed; where it is refused, stay."""
        return self._is_drawn and not self.settled()
