"""Taking the example of a code from one of its codings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible_lines
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "↑ ↓ · Enter takes these words · Esc leaves"
MOST_PASSAGES = 200
BEGINNING = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that have a code, and the document they stand in."""

    document: str
    text: str


class ExampleScreen(DialogScreen[str | None]):
    """Gives the words of the passage chosen, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="example.leave")]
    DEFAULT_CSS = """
    ExampleScreen RowList { height: 1fr; min-height: 4; }
    ExampleScreen VerticalScroll { height: 8; margin: 1 0; }
    ExampleScreen VerticalScroll > Static { height: auto; width: 1fr; color: $foreground; }
    """

    def __init__(self, title: str, passages: Sequence[Passage]) -> None:
        super().__init__()
        self._title, self._passages = title, list(passages)

    def compose(self) -> ComposeResult:
        """Yield the passages, and the current one in full."""
        with Dialog(self._title, classes="tall wide"):
            yield RowList([passage_row(place, each) for place, each in enumerate(self._passages)])
            with VerticalScroll(can_focus=False):
                yield Static(visible_lines(self._passages[0].text), id="whole", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Stand on the first passage."""
        self.query_one(RowList).focus()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the passage in full."""
        if isinstance(message.key, int):
            self.query_one("#whole", Static).update(visible_lines(self._passages[message.key].text))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Give its words."""
        if isinstance(message.key, int):
            self.dismiss(self._passages[message.key].text)


def passage_row(place: int, passage: Passage) -> Row:
    """Return a passage as a line."""
    words = " ".join(passage.text[:BEGINNING].split())
    return Row(place, (Piece(f" {passage.document}  ", muted=True), Piece(words)))
