"""Bringing in a survey table: what its columns are, what would come of it, and then at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qualcode.errors import ImportRefused
from qualcode.exchange.survey_columns import Role, SurveyColumn, guessed_columns
from qualcode.text.wording import counted
from qualcode.tui.grid.survey_columns import problem_with
from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.screens.importing import remarks
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.exchange.reports import ImportReport

CHOOSING = "i names each person · t text to code · a attribute · x left out · Space next · Enter goes on · Esc leaves"
PREVIEW = "Nothing has been brought in yet · Enter brings it in, as one action · Esc back to the columns"
WAITING = "…"


class TableImport(DialogScreen[bool]):
    """Two steps: the columns, then what would come of them. Gives whether something was brought in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="survey.leave"),
        Binding("enter", "go_on", "go on", show=False, id="survey.go-on", priority=True, tooltip="Go on"),
        Binding("space", "next_role", show=False, id="survey.next", tooltip="Make the column something else"),
        Binding("i", "role('id')", show=False, id="survey.id", tooltip="This column names each person"),
        Binding("t", "role('text')", show=False, id="survey.text", tooltip="This column is text to be coded"),
        Binding("a", "role('attribute')", show=False, id="survey.attribute", tooltip="This is an attribute"),
        Binding("s", "other_sheet", show=False, id="survey.sheet", tooltip="Read another sheet"),
        Binding("x", "role('left out')", show=False, id="survey.out", tooltip="Leave this column out"),
    ]

    def __init__(self, project: Path, coder: str, source: Path) -> None:
        super().__init__()
        self._project, self._coder, self._source = project, coder, source
        self._columns: list[SurveyColumn] = []
        self._sheet: str | None = None
        self._sheets: tuple[str, ...] = ()
        self._step = WAITING

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Dialog(f"Survey table {self._source.name}", classes="tall wide"):
            yield Static("reading …", id="doing", markup=False)
            yield RowList(id="survey")
            yield Static("", id="remark", markup=False)
            yield Static("Esc leaves", id="hint", markup=False)

    def on_mount(self) -> None:
        """Read the table."""
        self.query_one(RowList).focus()
        self._read()

    def _read(self) -> None:
        from qualcode.exchange.tables import read_table

        sheet = self._sheet
        self._in_thread(lambda: read_table(self._source, sheet=sheet), self._choose)

    # -- the columns

    def _choose(self, table: Any) -> None:
        self._columns = guessed_columns(table)
        self._number = len(table.rows)
        self._sheets = table.sheets
        self._show_columns()

    def _show_columns(self) -> None:
        self._step = CHOOSING
        wide = max((len(column.heading) for column in self._columns), default=0)
        rows = [
            Row(
                number,
                (
                    Piece(f" {column.role:<10}", strong=column.role in (Role.ID, Role.TEXT)),
                    Piece(f"{column.heading:<{min(wide, 30)}}  "),
                    Piece(column.told, muted=True),
                ),
                muted=column.role is Role.LEFT_OUT,
            )
            for number, column in enumerate(self._columns)
        ]
        self.query_one(RowList).show_rows(rows)
        where = f"sheet {self._sheet or self._sheets[0]} (s: another), " if len(self._sheets) > 1 else ""
        self._tell(
            f"{where}{counted(self._number, 'row')}: each becomes a document and a participant",
            problem_with(self._columns),
        )

    def _tell(self, doing: str, remark: str = "") -> None:
        self.query_one("#doing", Static).update(visible(doing))
        self.query_one("#remark", Static).update(visible(remark))
        self.query_one("#hint", Static).update(self._step)

    def action_role(self, name: str) -> None:
        """Make the current column the id, text, an attribute, or nothing."""
        place = self.query_one(RowList).place
        if self._step != CHOOSING or place >= len(self._columns):
            return
        role = Role(name)
        if role is Role.ID:
            self._columns = [
                replace(each, role=Role.ATTRIBUTE) if each.role is Role.ID else each for each in self._columns
            ]
        self._columns[place] = replace(self._columns[place], role=role)
        self._show_columns()

    def action_next_role(self) -> None:
        """Make the current column the next of what it can be."""
        place = self.query_one(RowList).place
        if self._step == CHOOSING and place < len(self._columns):
            roles = list(Role)
            self.action_role(roles[(roles.index(self._columns[place].role) + 1) % len(roles)])

    def action_other_sheet(self) -> None:
        """Choose another sheet of the spreadsheet."""
        if self._step != CHOOSING or len(self._sheets) < 2:
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._sheet = name
                self._read()

        self.app.push_screen(ChoiceScreen(f"Which sheet of {self._source.name}?", self._sheets), chosen)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click makes the column the next of what it can be."""
        self.action_next_role()

    # -- what would come of it, and bringing it in

    def action_go_on(self) -> None:
        """Show what would come of it; then bring it in; then close."""
        if self._step == CHOOSING:
            if problem_with(self._columns):  # it is told below the columns
                self.app.bell()
            else:
                self._begin("trying …", dry_run=True)
        elif self._step == PREVIEW:
            self._begin("bringing it in …", dry_run=False)

    def _begin(self, doing: str, *, dry_run: bool) -> None:
        self._step = WAITING
        self._tell(doing)

        def work(project: Project) -> ImportReport:
            return project.import_table(
                self._source,
                id_column=self._named(Role.ID)[0],
                text_columns=self._named(Role.TEXT),
                attribute_columns=self._named(Role.ATTRIBUTE),
                sheet=self._sheet,
                dry_run=dry_run,
            )

        self._in_thread(
            lambda: with_own_connection(self._project, self._coder, work),
            self._show_preview if dry_run else self._finished,
        )

    def _named(self, role: Role) -> list[str]:
        return [column.heading for column in self._columns if column.role is role]

    def _show_preview(self, told: ImportReport) -> None:
        self._step = PREVIEW
        rows = [
            Row(
                number,
                (
                    Piece(f" {row.document or '–'}", strong=row.document is not None),
                    Piece(f"  {remarks(row)}", muted=True),
                ),
                counted(row.words, "word") if row.document else "",
            )
            for number, row in enumerate(told.rows)
        ]
        self.query_one(RowList).show_rows(rows)
        self._tell(
            f"{counted(len(told.imported), 'document')} would come, {counted(len(told.left_out), 'row')} without one",
            " ".join(told.notes),
        )

    def _finished(self, told: ImportReport) -> None:
        self.dismiss(True)

    # -- within

    def _in_thread(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def work() -> None:
            try:
                result = job()
            except Exception as error:
                self.app.call_from_thread(self._failed, error)
            else:
                self.app.call_from_thread(then, result)

        self.run_worker(work, thread=True, exclusive=True, exit_on_error=False)

    def _failed(self, error: Exception) -> None:
        report(self.app, error)
        if not self._columns:
            self.dismiss(False)
            return
        self._show_columns()
        if isinstance(error, ImportRefused) and error.rows:
            self.query_one("#remark", Static).update(visible(" · ".join(error.rows[:3])))

    def action_leave(self) -> None:
        """Go back to the columns, or leave."""
        if self._step == PREVIEW:
            self._show_columns()
        elif self._step == CHOOSING:
            self.dismiss(False)
