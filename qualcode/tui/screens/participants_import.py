"""Bringing in a table of participants: what would change is shown first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qualcode.errors import ImportRefused
from qualcode.text.wording import counted
from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList, row

if TYPE_CHECKING:
    from qualcode.exchange.reports import ParticipantsReport

PREVIEW = "Nothing has been changed yet · Enter brings it in, as one action · Esc leaves"


class ParticipantsImport(DialogScreen[bool]):
    """Tries the import, tells what it would do, and does it on Enter. Gives whether it was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "leave", id="people.leave"),
        Binding(
            "enter", "bring_in", "bring in", show=False, id="people.bring-in", priority=True, tooltip="Do it"
        ),
    ]

    def __init__(self, project: Path, coder: str, source: Path) -> None:
        super().__init__()
        self._project, self._coder, self._source = project, coder, source
        self._may_begin = False

    def compose(self) -> ComposeResult:
        """Yield what would change."""
        with Dialog(f"Table of participants {self._source.name}", classes="tall wide"):
            yield Static("trying …", id="doing", markup=False)
            yield RowList(id="people")
            yield Static("Esc leaves", id="hint", markup=False)

    def on_mount(self) -> None:
        """Try it."""
        self.query_one(RowList).focus()
        self._run(dry_run=True)

    def _run(self, *, dry_run: bool) -> None:
        def work() -> None:
            try:
                told = with_own_connection(
                    self._project,
                    self._coder,
                    lambda project: project.import_participants(self._source, dry_run=dry_run),
                )
            except Exception as error:
                self.app.call_from_thread(self._failed, error)
            else:
                self.app.call_from_thread(self._show_preview if dry_run else self._finished, told)

        self.run_worker(work, thread=True, exclusive=True, exit_on_error=False)

    def _show_preview(self, told: ParticipantsReport) -> None:
        self._may_begin = True
        rows = [
            Row(f"{what} {name}", (Piece(f" {what:<10}", muted=True), Piece(name)))
            for what, names in (("new", told.added), ("changed", told.changed), ("the same", told.same))
            for name in names
        ]
        self.query_one(RowList).show_rows(rows)
        new = f"; new attributes: {', '.join(told.attributes)}" if told.attributes else ""
        self._tell(
            f"{len(told.added)} new, {len(told.changed)} changed, {len(told.same)} unchanged; "
            f"{counted(told.links, 'new link')}{new} {' '.join(told.notes)}",
            PREVIEW,
        )

    def _tell(self, doing: str, hint: str) -> None:
        self.query_one("#doing", Static).update(visible(doing))
        self.query_one("#hint", Static).update(hint)

    def _failed(self, error: Exception) -> None:
        report(self.app, error)
        rows = error.rows if isinstance(error, ImportRefused) else ()
        self.query_one(RowList).show_rows([row(line, f" {line}") for line in rows])
        self._tell("This table does not fit; nothing was changed.", "Esc leaves")

    def _finished(self, told: ParticipantsReport) -> None:
        self.dismiss(True)

    def action_bring_in(self) -> None:
        """Bring it in, once it was tried."""
        if self._may_begin:
            self._may_begin = False
            self._tell("bringing it in …", "")
            self._run(dry_run=False)
