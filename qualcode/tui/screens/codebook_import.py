"""Bringing in a codebook: what it would change is shown code by code, and chosen, before anything is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from qualcode.errors import ImportRefused
from qualcode.tui.codebook_choices import Item, choices_of, summary
from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import RowList, row

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.exchange.codebook_table import CodebookTable
    from qualcode.exchange.reports import CodebookReport

HINT = "Space chooses for this code, o t b for all (ours, theirs, both) · Enter imports it, one step · Esc leaves"


class CodebookImportScreen(DialogScreen[str | None]):
    """Rehearses the import, and does it on Enter; gives in words what was done, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="codebook-import.leave"),
        Binding("enter", "import", "import", id="codebook-import.do", priority=True),
        Binding("space", "choose", "choose", id="codebook-import.choose"),
        Binding("o", "choose_all('ours')", "ours", id="codebook-import.ours"),
        Binding("t", "choose_all('theirs')", "theirs", id="codebook-import.theirs"),
        Binding("b", "choose_all('both')", "both", id="codebook-import.both"),
    ]
    DEFAULT_CSS = """
    CodebookImportScreen RowList { height: 1fr; min-height: 3; }
    CodebookImportScreen VerticalScroll { height: 7; margin: 1 0; }
    CodebookImportScreen VerticalScroll > Static { height: auto; width: 1fr; }
    """

    def __init__(self, project: Path, coder: str, source: Path) -> None:
        super().__init__()
        self._project, self._coder, self._source = project, coder, source
        self._table: CodebookTable | None = None  # read once: what is imported is what was shown
        self._items: list[Item] = []
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
        choices = choices_of(self._items)

        def bring_in(project: Project) -> CodebookReport:
            from qualcode.exchange.codebook_files import import_codebook
            from qualcode.exchange.codebook_sources import codebook_in

            table = self._table or codebook_in(self._source)
            told = import_codebook(project, table, choices, dry_run=dry_run)
            self._table = table
            return told

        def work() -> None:
            try:
                told = with_own_connection(self._project, self._coder, bring_in)
            except Exception as error:
                self.app.call_from_thread(self._failed, error)
            else:
                self.app.call_from_thread(self._rehearsed if dry_run else self._done, told)

        self.run_worker(work, thread=True, exit_on_error=False)

    def _rehearsed(self, told: CodebookReport) -> None:
        self._is_working = False
        self._items = [Item(each) for each in told.differences if each.differs]
        self.query_one("#doing", Static).update(visible(summary(told)))
        if self._items:
            self.query_one("#hint", Static).update(HINT)
            self._draw()
        else:
            self.query_one(RowList).show_rows([row(None, " Everything in it is here already.", muted=True)])

    def _draw(self) -> None:
        rows = self.query_one(RowList)
        rows.show_rows([item.row(place) for place, item in enumerate(self._items)])
        self._show(rows.place)

    def _done(self, told: CodebookReport) -> None:
        self.dismiss(told.action_summary)

    def _failed(self, error: Exception) -> None:
        self._is_working = False
        self._items = []
        self.query_one("#doing", Static).update("Nothing was imported.")
        report(self.app, error)
        if isinstance(error, ImportRefused):
            self.query_one(RowList).show_rows([row(None, f" {line}") for line in error.rows])

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show what changes in this code."""
        if isinstance(message.key, int):
            self._show(message.key)

    def _show(self, place: int) -> None:
        self.query_one("#difference", Static).update(visible_lines(self._items[place].told()))

    def action_choose(self) -> None:
        """Choose what is to become of the code one is at."""
        place = self.query_one(RowList).key
        if isinstance(place, int) and self._items and not self._is_working:
            self._items[place].choose_next()
            self._draw()

    def action_choose_all(self, way: str) -> None:
        """Choose the same for all codes that have such a choice."""
        if self._items and not self._is_working:
            for item in self._items:
                item.choose(way)
            self._draw()

    def action_import(self) -> None:
        """Do what was rehearsed and chosen."""
        if self._items and not self._is_working:
            self.query_one("#doing", Static).update("Importing …")
            self._work(dry_run=False)

    def action_leave(self) -> None:
        """Leave; what is being written is waited for, so that it is told."""
        if not self._is_working or not self._items:
            self.dismiss(None)
