"""The documents screen as it is drawn: three tabs, a filter line, one grid; and what is counted beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from qualcode.text.wording import counted
from qualcode.tui.desk import Desk
from qualcode.tui.grid.arrangement import Arrangement
from qualcode.tui.grid.documents_sheet import DocumentsSheet
from qualcode.tui.grid.participants_sheet import ParticipantsSheet
from qualcode.tui.grid.sheet import Entry, Sheet
from qualcode.tui.grid.speakers_sheet import SpeakersSheet
from qualcode.tui.grid.speaking import words_by_speaker
from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.grid.pane import GridPane
from qualcode.tui.widgets.grid.tabs import TabLine
from qualcode.tui.widgets.grid.view import GridView
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.lines import HeaderLine, StatusLine

if TYPE_CHECKING:
    from qualcode.api import Project

TYPING = "Enter saves, goes down · Tab saves, goes right · → or Tab takes what is offered · Esc leaves it as it was"
DOCUMENTS_TAB, PARTICIPANTS_TAB, SPEAKERS_TAB = range(3)


@dataclass(slots=True)
class GridMemory:
    """What is found again when one comes back: the tab, and how each is looked at."""

    tab: int = DOCUMENTS_TAB
    looks: tuple[Arrangement, Arrangement, Arrangement] = field(
        default_factory=lambda: (Arrangement(), Arrangement(), Arrangement())
    )


class FilterLine(LineInput):
    """Where the words are typed that are to stand in a row."""


class GridDrawing(PlaceScreen):
    """One grid at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.documents_sheet = DocumentsSheet(desk)
        self.participants_sheet = ParticipantsSheet(desk)
        self.speakers_sheet = SpeakersSheet(desk)
        self.memory = GridMemory()
        self._is_drawn = False

    def compose(self) -> ComposeResult:
        """Yield the tabs, the filter and the grid."""
        yield HeaderLine()
        yield TabLine(id="tabs")
        yield FilterLine(
            id="grid-filter", compact=True, max_length=LONGEST_NAME, placeholder="words that stand in the row"
        )
        yield GridPane(id="pane")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Draw the tab that was shown last."""
        self._is_drawn = True
        self.pane.save = lambda entry: self.put([entry])
        self.show_tab()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key do anything to a grid that is not there yet."""
        return self._is_drawn or action == "back"

    # -- parts

    @property
    def pane(self) -> GridPane:
        """The grid with the line for typing."""
        return self.query_one(GridPane)

    @property
    def view(self) -> GridView:
        """The grid."""
        return self.query_one(GridView)

    @property
    def sheet(self) -> Sheet:
        """What is shown."""
        return (self.documents_sheet, self.participants_sheet, self.speakers_sheet)[self.memory.tab]

    @property
    def look(self) -> Arrangement:
        """How it is looked at."""
        return self.memory.looks[self.memory.tab]

    # -- drawing

    def draw_place(self) -> None:
        """Read and draw the grid anew; the cursor, the marks and what is being typed stay."""
        if not self._is_drawn:
            return
        self.sheet.read()
        self._draw()
        editing = self.pane.editing
        if editing is not None and self.sheet.row(editing.row) is None:
            self.pane.close()
            self.query_one(StatusLine).tell(f"that {self.sheet.noun} was removed by another program")
        self.pane.place_editor()
        self._count_beside()

    def _draw(self) -> None:
        sheet, look = self.sheet, self.look
        rows = look.shown(sheet)
        advice = (
            f"Nothing here has “{look.filter}” in it.\n\nEsc shows all." if sheet.rows else sheet.advice()
        )
        self.view.show(sheet.columns, rows, look.marked, look.sorted_by, advice)
        self._draw_lines(len(rows))

    def _draw_lines(self, shown: int) -> None:
        look, sheet = self.look, self.sheet
        column = sheet.column(look.sorted_by[0]) if look.sorted_by else None
        parts = [
            f"sorted by {column.heading}" if column else "",
            f"{len(look.marked)} marked" if look.marked else "",
            f"{shown} of {len(sheet.rows)} shown" if shown < len(sheet.rows) else counted(shown, "row"),
        ]
        self.title_here("Documents and participants", *(part for part in parts if part))
        participants = len(self.desk.project.participants.all())
        speakers = self.speakers_sheet
        if self.memory.tab != SPEAKERS_TAB:
            speakers.read()
        to_link = f" ({speakers.to_link()} to link)" if speakers.to_link() else ""
        titles = (
            f"Documents {len(self.desk.study.documents)}",
            f"Participants {participants}",
            f"Speakers {len(speakers.speakers)}{to_link}",
        )
        self.query_one(TabLine).tell(titles, self.memory.tab)
        self.tell_cell()

    def tell_cell(self) -> None:
        """Say what stands in the current cell, and what can be done with it."""
        column, row = self.view.column, self.view.row_key
        if self.pane.editing is not None:
            self.query_one(StatusLine).show_here(TYPING)
            return
        if column is None or row is None:
            self.query_one(StatusLine).show_here("")
            return
        about = self.sheet.about(row, column)
        how = "type to change it" if column.editable else "counted, not typed"
        self.query_one(StatusLine).show_here(f"{self.sheet.title_of(row)} · {about} · {how}")

    def on_grid_view_moved(self) -> None:
        """Say what stands there."""
        self.look.row, self.look.column = self.view.row_key, self.view.column_key
        self.tell_cell()

    if TYPE_CHECKING:

        def put(self, entries: Sequence[Entry]) -> None:
            """Put texts into cells; see `Cells`."""

    # -- tabs

    def show_tab(self) -> None:
        """Show the tab that is chosen, as it was left."""
        look = self.look
        row, column = look.row, look.column
        self.pane.sheet = self.sheet
        self.sheet.read()
        look.arrange(self.sheet)
        self.view.cell = (0, 0)
        self._draw()
        self.view.go_to(row, column)
        line = self.query_one(FilterLine)
        line.value = look.filter
        line.set_class(bool(look.filter), "-open")
        self.set_focus(self.view)
        self.tell_cell()
        self._count_beside()

    def remembered(self) -> GridMemory:
        """Return the tab, and how each is looked at."""
        return self.memory

    def recall(self, memory: object) -> None:
        """Take that up again."""
        if isinstance(memory, GridMemory):
            self.memory = memory

    # -- what takes its time is counted beside

    def _count_beside(self) -> None:
        if self.memory.tab == DOCUMENTS_TAB and self.documents_sheet.counts_later:
            self._beside("coders", lambda project: project.codings.number_by_document_and_coder())
        elif self.memory.tab == SPEAKERS_TAB:
            missing = {
                each.document_id
                for each in self.speakers_sheet.speakers.values()
                if each.id not in self.speakers_sheet.words
            }
            if missing:
                self._beside("words", lambda project: words_by_speaker(project, missing))

    def _beside(self, what: str, count: Callable[[Project], dict[Any, int]]) -> None:
        path, coder = self.desk.project.path, self.desk.project.coder

        def work() -> None:
            try:
                numbers = with_own_connection(path, coder, count, read_only=True)
            except Exception as error:
                self.app.call_from_thread(report, self.app, error)
            else:
                self.app.call_from_thread(self._show_counted, what, numbers)

        self.run_worker(work, thread=True, exclusive=True, group=what, exit_on_error=False)

    def _show_counted(self, what: str, numbers: dict[Any, int]) -> None:
        if what == "words":
            self.speakers_sheet.words.update(numbers)
        elif numbers != self.documents_sheet.counts:
            self.documents_sheet.counts = numbers
        else:
            return
        self.sheet.read()
        self._draw()
        self.pane.place_editor()
