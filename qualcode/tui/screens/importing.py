"""Bringing transcripts in: what is being read, and at the end what became of each file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, ProgressBar, Static

from qualcode.errors import ImportRefused, QualcodeError
from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.option_words import on_screen
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from qualcode.exchange.reports import ImportReport, ImportRow

COLUMNS = ("file", "words", "turns", "speakers", "encoding", "remarks")
LONGEST_SPEAKERS = 40


class Stopped(QualcodeError):
    """The import was stopped by the researcher; nothing of it is kept."""


class ImportScreen(DialogScreen[None]):
    """Imports at once, in a thread of its own; says how far it is, and what it did."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "stop / close", id="import.leave"),
        Binding("enter", "close", "close", id="import.close", show=False, priority=True),
    ]

    def __init__(self, project: Path, coder: str, source: Path) -> None:
        super().__init__()
        self._project, self._coder, self._source = project, coder, source
        self._is_running = True
        self._stop = False
        self._remarks: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield progress and result."""
        with Dialog("Import", classes="tall wide"):
            yield Static(visible(f"Reading {self._source} …"), id="doing", markup=False)
            yield ProgressBar(id="progress", show_eta=True)
            yield DataTable(id="result", cursor_type="row", zebra_stripes=True)
            yield Static("", id="remark", markup=False)
            yield Static("Esc stops; nothing is kept then", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self.query_one(DataTable).display = False
        self.run_worker(self._import, thread=True, exit_on_error=False)

    def _import(self) -> None:
        began = time.monotonic()
        try:
            told = with_own_connection(
                self._project,
                self._coder,
                lambda project: project.import_files(self._source, progress=self._progress),
            )
        except Exception as error:
            self.app.call_from_thread(self._failed, error)
        else:
            self.app.call_from_thread(self._finished, told, time.monotonic() - began)

    def _progress(self, done: int, total: int, name: str) -> None:
        if self._stop:
            raise Stopped("The import was stopped; nothing of it was kept.")
        self.app.call_from_thread(self._show_progress, done, total, name)

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self.query_one(ProgressBar).update(total=total or None, progress=done)
        self.query_one("#doing", Static).update(visible(f"{done} of {total} · {name}"))

    def _finished(self, told: ImportReport, seconds: float) -> None:
        self._end(f"{told.action_summary or 'nothing was imported'} · {seconds:.1f} s")
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        self._remarks = [f"{Path(row.file).name}: {remarks(row)}" for row in told.rows]
        if any(row.warnings or row.skipped for row in told.rows):
            self.query_one("#hint", Static).update(
                "↑ ↓ the remarks on each file, whole · Enter or Esc closes"
            )
        for row in told.rows:
            table.add_row(*cells(row))
        table.display = True
        table.focus()
        for note in told.notes:
            self.notify(visible_lines(on_screen(note)), markup=False)

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        """Show the remarks on the current file in full: they may be longer than the column."""
        if 0 <= message.cursor_row < len(self._remarks):
            self.query_one("#remark", Static).update(visible(self._remarks[message.cursor_row]))

    def _failed(self, error: Exception) -> None:
        self._end("Nothing was imported.")
        report(self.app, error)
        if isinstance(error, ImportRefused) and error.rows:
            table = self.query_one(DataTable)
            table.add_columns("what does not fit")
            for line in error.rows:
                table.add_row(Text(visible(line)))
            table.display = True
            table.focus()

    def _end(self, sentence: str) -> None:
        self._is_running = False
        self.query_one(ProgressBar).display = False
        self.query_one("#doing", Static).update(visible(sentence))
        self.query_one("#hint", Static).update("Enter or Esc closes")

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Stop the import, so that quitting need not wait for it; there is nothing to ask."""
        self._stop = True
        return False

    def action_leave(self) -> None:
        """Stop the import, or close when it is done."""
        if self._is_running:
            self._stop = True
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close, once it is done."""
        if not self._is_running:
            self.dismiss(None)


def cells(row: ImportRow) -> list[Text]:
    """Return a row of the report as cells; names from files are never markup."""
    speakers = ", ".join(row.speakers)
    speakers = speakers if len(speakers) <= LONGEST_SPEAKERS else speakers[: LONGEST_SPEAKERS - 1] + "…"
    return [
        Text(visible(Path(row.file).name)),
        Text(f"{row.words:,}" if row.document else "–", justify="right"),
        Text(str(row.turns) if row.document else "–", justify="right"),
        Text(visible(speakers)),
        Text(visible(row.encoding or "")),
        Text(visible(remarks(row)) if row.skipped or row.warnings else ""),
    ]


def remarks(row: ImportRow) -> str:
    """Return why a file was left out, and the warnings about it, with the ways of the screen."""
    left_out = [f"left out: {row.skipped}"] if row.skipped else []
    told = [*left_out, *row.warnings] or ["nothing to remark"]
    return " ".join(on_screen(part) + ("" if part.endswith((".", "?", "!")) else ".") for part in told)
