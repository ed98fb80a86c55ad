"""What all places of a study have in common: a header, undo, a way back, and being drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from qualcode.tui.command import Command
from qualcode.tui.desk import Change, Desk
from qualcode.tui.screens.reversing import Reversing
from qualcode.tui.widgets.lines import HeaderLine, StatusLine

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

PLACES = {
    "codebook": "qualcode.tui.screens.codebook:CodebookScreen",
    "documents": "qualcode.tui.screens.documents:DocumentsScreen",
    "segments": "qualcode.tui.screens.segments:SegmentsScreen",
    "tables": "qualcode.tui.screens.table:TableScreen",
    "memos": "qualcode.tui.screens.memos:MemosScreen",
    "history": "qualcode.tui.screens.history:HistoryScreen",
}
"""Where each place is built; it is loaded when someone goes there."""


class PlaceScreen(Reversing, Screen[None]):
    """A place of the study, on top of the reading screen. Its state is kept while the project is open."""

    place: ClassVar[str] = ""
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (Textual's own way)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def qualcode(self) -> QualcodeApp:
        """The app."""
        return self.app  # type: ignore[return-value]

    def draw_place(self) -> None:
        """Draw what is in the project now; cursor and choices stay. Each place has its own."""

    def remembered(self) -> object:
        """Return what is to be found again when one comes back here (filters, the row one was at)."""
        return None

    def recall(self, memory: object) -> None:
        """Take up what `remembered` returned; called before the place is shown."""

    def show_change_elsewhere(self) -> None:
        """Another program did something, and the desk was read anew."""
        self.draw_place()

    def title_here(self, name: str, *parts: str) -> None:
        """Say in the header where one is, and the facts at its right."""
        header = self.query_one(HeaderLine)
        header.left = f"{self.desk.study.name} ▸ {name}"
        header.right = parts

    def show_done(self, told: str) -> None:
        """Read and draw everything anew after something was done here, and tell it with the way back."""
        self.desk.refresh()
        self.tell_done(told)

    def tell_done(self, told: str, way_back: str | None = None) -> None:
        """Draw anew after something was done here that the desk knows already, and tell it with the way back."""
        self.draw_place()
        self.app.clear_notifications()
        self.query_one(StatusLine).tell(told, way_back or self.undoes)

    def show_reversed(self, change: Change, way_back: str) -> None:
        """Draw what was taken back or brought back, and tell it."""
        self.tell_done(change.told, way_back)

    def action_back(self) -> None:
        """Go back to where one came from: another place, or the text."""
        self.qualcode.go_back()
