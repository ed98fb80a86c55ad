"""The theme table on the screen: how often each code was used, by what she chooses, with bars."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset
from textual.widgets import DataTable, Static

from qualcode.analysis.naming import code_labels
from qualcode.errors import InvalidValue
from qualcode.tui.actions import TABLE
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.notices import guarded, report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.scope_words import is_limited, segment_filter
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.exporting import export
from qualcode.tui.screens.table_choosing import TableChoosing
from qualcode.tui.segment_filters import SegmentsMemory
from qualcode.tui.theme_cells import PAD, Cell, Shown, indented, last_names, shown
from qualcode.tui.theme_table import CODE, Choice, frame_of
from qualcode.tui.transcript.colours import ink, parse
from qualcode.tui.visible import visible
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.theme_grid import ThemeGrid

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.model import Code

EXPORTS = {
    "a spreadsheet (.xlsx)": ".xlsx",
    "a table as text (.csv)": ".csv",
    "a page for the browser (.html)": ".html",
    "Markdown (.md)": ".md",
}
NARROWEST_PATH = 28  # cells
NO_CODES = "No codes yet, so there is nothing to count. F3 makes codes; c in the text applies one."
BLIND = "You code blind: only what you coded yourself is counted."


class TableScreen(TableChoosing):
    """Counts anew whenever something else is chosen, in a thread of its own."""

    place = "tables"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TABLE)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = TABLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table: Shown | None = None
        self._at: str | None = None  # the code one is at, by its label

    def compose(self) -> ComposeResult:
        """Yield the table and the sentence."""
        yield HeaderLine()
        yield ThemeGrid(
            id="table",
            classes="panel",
            zebra_stripes=True,
            fixed_columns=1,
            cursor_type="row",
            cursor_foreground_priority="renderable",  # the bars keep their colours
        )
        yield Static("counting …", id="sentence", markup=False)
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Count."""
        self.query_one(DataTable).focus()
        self.count()

    def columns(self) -> tuple[str, ...]:
        """Return the columns that are shown, the code's first."""
        return self._table.columns if self._table else (CODE,)

    def seen_choice(self) -> Choice:
        """Return the choice as it is counted: who codes blind counts what is her own."""
        scope = self.choice.scope
        if self.desk.on_view.blind:
            scope = replace(scope, coders=(self.desk.project.coder,))
        return replace(self.choice, scope=scope)

    # -- counting

    @guarded
    def count(self) -> None:
        """Count what is chosen."""
        limited = ("limited",) if is_limited(self.choice.scope) else ()
        self.title_here("Theme table", *limited, self.choice.title)
        path, coder, choice = self.desk.project.path, self.desk.project.coder, self.seen_choice()

        def work() -> None:
            try:
                table = with_own_connection(
                    path, coder, lambda project: shown(frame_of(project, choice), choice), read_only=True
                )
            except Exception as error:
                self.app.call_from_thread(self._failed, choice, error)
            else:
                self.app.call_from_thread(self._show, choice, table)

        self.query_one(DataTable).loading = True
        self.run_worker(work, thread=True, exclusive=True, group="count", exit_on_error=False)

    def _failed(self, choice: Choice, error: Exception) -> None:
        if not self.is_attached or choice != self.seen_choice():
            return
        self.query_one(DataTable).loading = False
        self.query_one("#sentence", Static).update("This could not be counted.")
        report(self.app, error)

    @guarded
    def _show(self, choice: Choice, table: Shown) -> None:
        if not self.is_attached or choice != self.seen_choice():
            return
        self._table = table
        widget = self.query_one(DataTable)
        widget.loading = False
        at, scrolled = self._at, widget.scroll_offset if self._at is not None else Offset(0, 0)
        widget.clear(columns=True)
        for heading, column in zip(table.headings, table.columns, strict=True):
            widget.add_column(Text(visible(heading)), key=column)
        colours = {label: code.colour for label, code in self._codes().items()}
        behind = widget.background_colors[1]
        room = max(NARROWEST_PATH, self.size.width // 3)
        for label, cells in zip(table.labels, table.rows, strict=True):
            bar = Style(color=ink(parse(colours.get(label, "")), behind).rich_color)
            name = indented(label) if choice.is_tree else last_names(label, room)
            widget.add_row(Text(visible(name)), *(cell_text(cell, bar) for cell in cells), key=label)
        self._come_to(at)
        widget.scroll_to(scrolled.x, scrolled.y, animate=False)
        self.query_one("#sentence", Static).update(visible(self._sentence(table)))

    def _sentence(self, table: Shown) -> str:
        told = table.sentence if self.desk.study.codes else NO_CODES
        return f"{told} {BLIND}" if self.desk.on_view.blind else told

    def _come_to(self, label: str | None) -> None:
        widget = self.query_one(DataTable)
        if self._table is not None and label in self._table.labels:
            widget.move_cursor(row=self._table.labels.index(label), animate=False)
        if self.app.screen is self:
            widget.focus()

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        """Keep in mind which code one is at."""
        if message.row_key.value is not None:
            self._at = message.row_key.value

    def _codes(self) -> dict[str, Code]:
        """Return label → code, as the table of the analysis labels them."""
        labels = code_labels(self.desk.study.codes)
        return {labels[code.id]: code for code in self.desk.study.codes}

    def draw_place(self) -> None:
        """Count anew."""
        self.count()

    def remembered(self) -> tuple[Choice, str | None]:
        """Return what was chosen, and the code one was at."""
        return self.choice, self._at

    def recall(self, memory: object) -> None:
        """Show again what was chosen."""
        if isinstance(memory, tuple):
            self.choice, self._at = memory

    def choose(self, choice: Choice) -> None:
        """Show another choice; another order is read from its top."""
        if (choice.sorted_by, choice.descending) != (self.choice.sorted_by, self.choice.descending):
            self._at = None
        super().choose(choice)

    # -- sorting by a click, going on

    def on_data_table_header_selected(self, message: DataTable.HeaderSelected) -> None:
        """A click on a heading sorts by its column."""
        if message.column_key.value is not None:
            self.choose(self.choice.sorting(message.column_key.value))

    def on_data_table_row_selected(self) -> None:
        """Enter, or a click, opens the segments of a code."""
        self.action_open_segments()

    @guarded
    def action_open_segments(self) -> None:
        """Open the segments that are counted in the row one is at."""
        code = self._codes().get(self._at or "")
        if code is None:
            raise InvalidValue("There is no code here; ↑ and ↓ go to one.")
        memory = SegmentsMemory()
        choice = self.seen_choice()
        found = segment_filter(self.desk.project, choice.scope, code.id, with_subcodes=choice.with_subcodes)
        self.qualcode.remember_for("segments", replace(memory, query=replace(memory.query, filter=found)))
        self.qualcode.go_to_from_here("segments")

    def action_back(self) -> None:
        """Close the notices, or go back to the text."""
        if not self.closed_notices():
            super().action_back()

    # -- taking out

    @guarded
    def action_export_table(self) -> None:
        """Write exactly what is shown."""
        choice = self.seen_choice()

        def write(project: Project, path: Path, replace: bool) -> object:
            from qualcode.reports.tables import write_frame

            return write_frame(frame_of(project, choice), path)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                name = f"{safe_name(choice.title)}{EXPORTS[answer]}"
                export(self.app, self.desk.project, name, write)

        self.app.push_screen(ChoiceScreen("Export this table as …", list(EXPORTS)), chosen)


def cell_text(cell: Cell, bar: Style) -> Text:
    """Return a cell: the number, and the bar in the colour of the code."""
    text = Text(visible(cell.number))
    if cell.bar:
        text.append(f"{PAD}{cell.bar}", bar)
    return text


def safe_name(name: str) -> str:
    """Return a name that any system takes for a file's."""
    return "".join(
        "-" if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in name
    )
