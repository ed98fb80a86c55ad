"""The theme table on the screen: how often each code was used, by what she chooses, with bars."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Static

from qualcode.project.codes import split_path
from qualcode.tui.actions import TABLE
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.notices import guarded, report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.exporting import export
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.theme_table import COUNTS, GROUPINGS, PAD, Choice, Shown, frame_of, shown
from qualcode.tui.transcript.colours import ink, parse
from qualcode.tui.visible import visible
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.lines import HeaderLine

if TYPE_CHECKING:
    from qualcode.api import Project

PLAIN = "codes alone"


class TableScreen(PlaceScreen):
    """Counts anew whenever something else is chosen, in a thread of its own."""

    place = "tables"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TABLE)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = TABLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.choice = Choice()

    def compose(self) -> ComposeResult:
        """Yield the table and the sentence."""
        yield HeaderLine()
        yield DataTable(id="table", classes="panel", zebra_stripes=True, fixed_columns=1, cursor_type="row")
        yield Static("counting …", id="sentence", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Count."""
        self.query_one(DataTable).focus()
        self._count()

    def _count(self) -> None:
        self.title_here("Theme table", self.choice.title)
        path, coder, choice = self.desk.project.path, self.desk.project.coder, self.choice

        def work() -> None:
            try:
                table = with_own_connection(
                    path, coder, lambda project: shown(frame_of(project, choice), choice), read_only=True
                )
            except Exception as error:
                self.app.call_from_thread(self._failed, error)
            else:
                self.app.call_from_thread(self._show, choice, table)

        self.query_one(DataTable).loading = True
        self.run_worker(work, thread=True, exclusive=True, group="count", exit_on_error=False)

    def _failed(self, error: Exception) -> None:
        self.query_one(DataTable).loading = False
        self.query_one("#sentence", Static).update("This could not be counted.")
        report(self.app, error)

    def _show(self, choice: Choice, table: Shown) -> None:
        if choice != self.choice:
            return
        widget = self.query_one(DataTable)
        widget.loading = False
        widget.clear(columns=True)
        for heading in table.headings:
            widget.add_column(Text(visible(heading)))
        colours = {code.path: code.colour for code in self.desk.study.codes}
        behind = widget.background_colors[1]
        for path, *cells in table.rows:
            bar = ink(parse(colours.get(path, "")), behind).rich_color
            widget.add_row(
                Text(visible(indented(path))),
                *(
                    Text(visible(cell), Style(color=bar) if not heading else "")
                    for cell, heading in zip(cells, table.headings[1:], strict=True)
                ),
            )
        widget.focus()
        self.query_one("#sentence", Static).update(table.sentence)

    def draw_place(self) -> None:
        """Count anew."""
        self._count()

    def remembered(self) -> Choice:
        """Return what was chosen."""
        return self.choice

    def recall(self, memory: object) -> None:
        """Show again what was chosen."""
        if isinstance(memory, Choice):
            self.choice = memory

    # -- choosing

    @guarded
    def action_choose_by(self) -> None:
        """Choose what the columns are."""
        attributes = [each.name for each in self.desk.project.participants.attributes()]
        attributes += [each.name for each in self.desk.project.participants.attributes("document")]
        own = set(attributes)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                count = "participants" if answer in own else "codings"
                self._choose(replace(self.choice, by=None if answer == PLAIN else answer, count=count))

        self.app.push_screen(
            ChoiceScreen("Columns", list(dict.fromkeys([PLAIN, *GROUPINGS, *attributes]))), chosen
        )

    def action_next_count(self) -> None:
        """Count the next unit."""
        count = COUNTS[(COUNTS.index(self.choice.count) + 1) % len(COUNTS)]
        self._choose(replace(self.choice, count=count))

    def action_toggle_subcodes(self) -> None:
        """Count sub-codes with their parents, or not."""
        self._choose(replace(self.choice, with_subcodes=not self.choice.with_subcodes))

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice = choice
            self._count()

    @guarded
    def action_export_table(self) -> None:
        """Write exactly what is shown."""
        choice = self.choice

        def write(project: Project, path: Path, replace: bool) -> None:
            from qualcode.reports.tables import write_frame

            write_frame(frame_of(project, choice), path)

        export(self.app, self.desk.project, f"{safe_name(choice.title)}.xlsx", write)


def indented(path: str) -> str:
    """Return the name at the end of a code's path, set in as deep as it lies in the tree."""
    *above, name = split_path(path)
    return PAD * 2 * len(above) + name


def safe_name(name: str) -> str:
    """Return a name that any system takes for a file's."""
    return "".join(
        "-" if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in name
    )
