"""A question that first tells in full what each answer would do."""

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
from qualcode.tui.widgets.row_list import RowList, row

HINT = "↑ ↓ other answers · Enter takes it · Esc leaves everything as it is"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and what it would do."""

    key: str
    label: str
    told: str


class ConsequencesScreen(DialogScreen[str | None]):
    """Gives the key of the answer, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", id="consequences.leave")
    ]
    DEFAULT_CSS = """
    ConsequencesScreen VerticalScroll { height: auto; max-height: 60vh; margin-bottom: 1; }
    ConsequencesScreen VerticalScroll > Static { height: auto; width: 1fr; }
    """

    def __init__(self, question: str, answers: Sequence[Answer], hint: str = HINT) -> None:
        super().__init__()
        self._question, self._answers, self._hint = question, list(answers), hint

    def compose(self) -> ComposeResult:
        """Yield what is told, and the answers."""
        with Dialog(self._question):
            with VerticalScroll(can_focus=False):
                yield Static(visible_lines(self._answers[0].told), id="told", markup=False)
            yield RowList([row(place, f" {each.label}") for place, each in enumerate(self._answers)])
            yield Static(self._hint, id="hint", markup=False)

    def on_mount(self) -> None:
        """Make room for all answers."""
        rows = self.query_one(RowList)
        rows.styles.height = len(self._answers)
        rows.focus()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell what this answer would do."""
        if isinstance(message.key, int):
            self.query_one("#told", Static).update(visible_lines(self._answers[message.key].told))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Give the answer."""
        if isinstance(message.key, int):
            self.dismiss(self._answers[message.key].key)
