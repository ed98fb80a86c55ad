"""Bringing in a codebook: what the file would change is shown code by code before anything is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from qualcode.errors import ImportRefused
from qualcode.tui.codebook_desk import FIELD_TITLES
from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList, row

if TYPE_CHECKING:
    from qualcode.exchange.codebook_plan import CodeDifference
    from qualcode.exchange.reports import CodebookReport

FIELDS_TOLD = FIELD_TITLES | {"retired": "retired", "parent": "parent"}
MARKS = {"added": "+", "changed": "~", "moved": "→", "same": "="}


class CodebookImportScreen(DialogScreen[str | None]):
    """Rehearses the import, and does it on Enter; gives in words what was done, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="codebook-import.leave"),
        Binding("enter", "import", "import", id="codebook-import.do", priority=True),
    ]
    DEFAULT_CSS = """
    CodebookImportScreen RowList { height: 1fr; min-height: 3; }
    CodebookImportScreen VerticalScroll { height: 6; margin: 1 0; }
    CodebookImportScreen VerticalScroll > Static { height: auto; width: 1fr; }
    """

    def __init__(self, project: Path, coder: str, source: Path) -> None:
        super().__init__()
        self._project, self._coder, self._source = project, coder, source
        self._report: CodebookReport | None = None
        self._is_working = True

    def compose(self) -> ComposeResult:
        """Yield what would be done."""
        with Dialog(f"Import {self._source.name}", classes="tall wide"):
            yield Static("Reading …", id="doing", markup=False)
            yield RowList(id="differences")
            with VerticalScroll(can_focus=False):
                yield Static("", id="difference", markup=False)
            yield Static("Esc leaves", id="hint", markup=False)

    def on_mount(self) -> None:
        """Rehearse."""
        self.query_one(RowList).focus()
        self._work(dry_run=True)

    def _work(self, *, dry_run: bool) -> None:
        self._is_working = True

        def work() -> None:
            try:
                told = with_own_connection(
                    self._project,
                    self._coder,
                    lambda project: project.import_codebook(self._source, dry_run=dry_run),
                )
            except Exception as error:
                self.app.call_from_thread(self._failed, error)
            else:
                self.app.call_from_thread(self._rehearsed if dry_run else self._done, told)

        self.run_worker(work, thread=True, exit_on_error=False)

    def _rehearsed(self, told: CodebookReport) -> None:
        self._is_working = False
        differing = [each for each in told.differences if each.kinds != ("same",)]
        self.query_one("#doing", Static).update(visible(summary(told)))
        self._differences = differing
        rows = [difference_row(place, each) for place, each in enumerate(differing)]
        self.query_one(RowList).show_rows(
            rows or [row(None, " Everything in it is here already.", muted=True)]
        )
        if differing:
            self._report = told
            self.query_one("#hint", Static).update(
                "Enter imports this (one step, Ctrl+Z undoes it) · Esc leaves · ↑ ↓ what changes"
            )
            self._show(0)

    def _done(self, told: CodebookReport) -> None:
        self.dismiss(told.action_summary)

    def _failed(self, error: Exception) -> None:
        self._is_working = False
        self._report = None
        self.query_one("#doing", Static).update("Nothing was imported.")
        report(self.app, error)
        if isinstance(error, ImportRefused):
            self.query_one(RowList).show_rows([row(None, f" {line}") for line in error.rows])

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show what changes in this code."""
        if isinstance(message.key, int):
            self._show(message.key)

    def _show(self, place: int) -> None:
        self.query_one("#difference", Static).update(visible_lines(difference_told(self._differences[place])))

    def action_import(self) -> None:
        """Do what was rehearsed."""
        if self._report is not None and not self._is_working:
            self._report = None
            self.query_one("#doing", Static).update("Importing …")
            self._work(dry_run=False)

    def action_leave(self) -> None:
        """Leave; what is being written is waited for, so that it is told."""
        if not self._is_working or self._report is None:
            self.dismiss(None)


def summary(told: CodebookReport) -> str:
    """Return in a line what an import would do, and what it leaves out."""
    numbers = [f"{told.number(kind)} {kind}" for kind in ("added", "changed", "moved", "same")]
    parts = [", ".join(numbers), *told.notes]
    if told.unknown_columns:
        parts.append(f"left out, not known here: {', '.join(told.unknown_columns)}")
    return " · ".join(parts)


def difference_row(place: int, difference: CodeDifference) -> Row:
    """Return a code that would change as a line."""
    marks = "".join(MARKS[kind] for kind in difference.kinds)
    return Row(
        place, (Piece(f" {marks:<3}", strong=True), Piece(difference.path)), " and ".join(difference.kinds)
    )


def difference_told(difference: CodeDifference) -> str:
    """Return all that would change in a code."""
    lines = []
    for change in difference.changes:
        title = FIELDS_TOLD.get(change.field, change.field)
        lines.append(f"{title}: {change.old or 'nothing'} → {change.new or 'nothing'}")
    return "\n".join(lines) or difference.path
