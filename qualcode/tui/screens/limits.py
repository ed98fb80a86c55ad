"""Everything that what is shown can be limited by, a line each, with what is chosen now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.widgets import Static

from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Row, RowList


class Limit(Protocol):
    """One thing to limit by: what it is called, and what it does."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def tells(self) -> str: ...  # noqa: D102


class LimitsScreen(DialogScreen[None]):
    """Changes the limits while what is shown below follows. `told` says what is chosen, empty for nothing."""

    LIMITS_HERE: ClassVar[Sequence[Limit]] = ()
    DIALOG_TITLE = ""
    DIALOG_ID = ""
    HINT_LINE = ""

    def __init__(
        self,
        told: Callable[[str], str],
        change: Callable[[str, Callable[[], None]], None],
        clear: Callable[[str | None], None],
    ) -> None:
        super().__init__()
        self._told, self._change, self._clear = told, change, clear

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        with Dialog(self.DIALOG_TITLE, id=self.DIALOG_ID):
            yield RowList()
            yield Static("", id="remark", markup=False)
            yield Static(self.HINT_LINE, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show what is chosen."""
        rows = self.query_one(RowList)
        rows.styles.height = len(self.LIMITS_HERE)
        rows.focus()
        self.draw()

    def line_of(self, limit: Limit, told: str) -> Row:
        """Return a limit as a line. Each kind of list has its own look."""
        return Row(limit.key, ())

    def draw(self) -> None:
        """Show what is chosen now."""
        rows = [self.line_of(limit, self._told(limit.key)) for limit in self.LIMITS_HERE]
        self.query_one(RowList).show_rows(rows)
        self._remark()

    def on_row_list_moved(self) -> None:
        """Explain the line."""
        self._remark()

    def _remark(self) -> None:
        limit = self.LIMITS_HERE[self.query_one(RowList).place]
        self.query_one("#remark", Static).update(visible(limit.tells))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Change what the line says."""
        self._change(str(message.key), self.draw)

    def action_clear(self) -> None:
        """Take one limit away."""
        self._clear(str(self.query_one(RowList).key))
        self.draw()

    def action_clear_all(self) -> None:
        """Take all limits away."""
        self._clear(None)
        self.draw()
