"""The grid: only the cells on view are drawn; headings and the first column hold still."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.grid.placing import MARK, Placing, place
from qualcode.tui.grid.sheet import Column, SheetRow
from qualcode.tui.transcript.margin import fitted
from qualcode.tui.visible import visible
from qualcode.tui.widgets.grid.at_once import carry_out
from qualcode.tui.widgets.grid.keys import WALKING
from qualcode.tui.widgets.line_input import pasted

Cell = tuple[int, int]
SORTED = {False: "▲", True: "▼"}


class GridView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows × columns with one current cell. It changes nothing: it tells what was done to it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = WALKING
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--heading", "grid--odd", "grid--line", "grid--cell", "grid--counted",
    }  # fmt: skip

    cell: reactive[Cell] = reactive((0, 0))

    class Moved(Message):
        """Another cell is the current one."""

    class Pasted(Message):
        """A text was pasted on a cell."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class Pressed(Message):
        """A cell, a mark (column None) or a heading (row None) was clicked, `times` times in a row."""

        def __init__(self, row: int | None, column: int | None, times: int) -> None:
            self.row, self.column, self.times = row, column, times
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: list[Column] = []
        self.lines: list[SheetRow] = []
        self.marked: Collection[Hashable] = ()
        self.sorted_by: tuple[Hashable, bool] | None = None
        self.placing = Placing()
        self.advice = ""
        self.take_key: Callable[[str, str | None], bool] = lambda key, character: False

    # -- what is shown

    def show(
        self,
        columns: Sequence[Column],
        rows: Sequence[SheetRow],
        marked: Collection[Hashable] = (),
        sorted_by: tuple[Hashable, bool] | None = None,
        advice: str = "",
    ) -> None:
        """Show rows and columns; the current cell stays with its row and column where they are still there."""
        row, column = self.row_key, self.column_key
        self.columns, self.lines = list(columns), list(rows)
        self.marked, self.sorted_by, self.advice = marked, sorted_by, advice
        self._place()
        self.go_to(row, column)
        self.refresh()

    def go_to(self, row: Hashable | None, column: Hashable | None) -> None:
        """Go to the cell of a row and column, as far as they are there."""
        down, across = self.cell
        down = next((n for n, each in enumerate(self.lines) if each.key == row and row is not None), down)
        across = next((n for n, each in enumerate(self.columns) if each.key == column), across)
        self.cell = (down, across)
        self.show_cell()

    @property
    def row_key(self) -> Hashable | None:
        """What the current row stands for; None without rows."""
        return self.lines[self.cell[0]].key if self.cell[0] < len(self.lines) else None

    @property
    def column_key(self) -> Hashable | None:
        """The key of the current column."""
        return self.columns[self.cell[1]].key if self.cell[1] < len(self.columns) else None

    @property
    def column(self) -> Column | None:
        """The current column."""
        return self.columns[self.cell[1]] if self.cell[1] < len(self.columns) else None

    def region_of(self, cell: Cell) -> Region:
        """Return where a cell is drawn, within the grid."""
        row, column = cell
        left = self.placing.left_of(column, round(self.scroll_x))
        return Region(left, row + 1 - round(self.scroll_y), self.placing.widths[column], 1)

    def validate_cell(self, cell: Cell) -> Cell:
        """Keep the current cell within the grid."""
        return (
            max(0, min(cell[0], len(self.lines) - 1)),
            max(0, min(cell[1], len(self.columns) - 1)),
        )

    def watch_cell(self, old: Cell, new: Cell) -> None:
        """Show the cell and tell of it."""
        if old != new:
            self.show_cell()
            self.refresh()
            self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Give the columns their widths anew."""
        self._place()
        self.show_cell()

    def _place(self) -> None:
        self.placing = place(self.columns, self.lines, self.size.width or 80)
        self.virtual_size = Size(self.placing.total, len(self.lines) + 1)

    def show_cell(self) -> None:
        """Scroll to the current cell, no further than needed."""
        if not self.columns:
            return
        row, column = self.cell
        region = self.scrollable_content_region
        height = max(1, region.height - 1)
        x = self.placing.scrolled_to(column, round(self.scroll_x), region.width)
        y = min(row, max(round(self.scroll_y), row - height + 1))
        self.scroll_to(x, y, animate=False, force=True, immediate=True)

    # -- keys and mouse

    def action_walk(self, down: int, across: int) -> None:
        """Go so many rows down and columns to the right."""
        self.cell = (self.cell[0] + down, self.cell[1] + across)

    def action_page(self, direction: int) -> None:
        """Go a page down or up."""
        self.cell = (self.cell[0] + direction * max(1, self.size.height - 2), self.cell[1])

    def action_step(self, across: int) -> None:
        """Go to the cell at the right or left; from the end of a row to the next one."""
        down, column = divmod(self.cell[1] + across, max(1, len(self.columns)))
        if 0 <= self.cell[0] + down < len(self.lines):
            self.cell = (self.cell[0] + down, column)

    async def on_key(self, event: events.Key) -> None:
        """A letter begins editing; what other keys do stands in the bindings."""
        if self.take_key(event.key, event.character if event.is_printable else None):
            event.stop()
            event.prevent_default()
        else:
            await carry_out(event, self, self.screen)

    def on_paste(self, event: events.Paste) -> None:
        """Take a block from a spreadsheet."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Pasted(pasted(event.text)))

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = self.placing.at(offset.x, round(self.scroll_x))
        row = offset.y - 1 + round(self.scroll_y)
        if offset.y == 0 and column is not None:
            self.post_message(self.Pressed(None, column, event.chain))
        elif offset.y > 0 and row < len(self.lines) and (column is not None or offset.x < MARK):
            self.post_message(self.Pressed(row, column, event.chain))

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the grid."""
        width = self.scrollable_content_region.width
        if y == 0 and self.columns:
            return self._headings(width)
        number = y - 1 + round(self.scroll_y)
        if number < len(self.lines):
            return self._line(number, width)
        if not self.lines and 1 < y <= self.advice.count("\n") + 2:
            return Strip(
                [Segment(f"  {self.advice.splitlines()[y - 2]}", self.rich_style)]
            ).adjust_cell_length(width, self.rich_style)
        return Strip.blank(width, self.rich_style)

    def _headings(self, width: int) -> Strip:
        style = self.get_component_rich_style("grid--heading")
        here = style + Style(bold=True)
        parts = []
        for number, column in enumerate(self.columns):
            is_sorted = self.sorted_by is not None and self.sorted_by[0] == column.key
            sign = SORTED[self.sorted_by[1]] if is_sorted and self.sorted_by else " "
            text = aligned(column.heading, self.placing.widths[number] - 2, right=column.right)
            parts.append(Segment(f" {text}{sign}", here if number == self.cell[1] else style))
        return self._assembled(Segment(" " * MARK, style), parts, width, style)

    def _line(self, number: int, width: int) -> Strip:
        row = self.lines[number]
        is_here = number == self.cell[0]
        name = "grid--line" if is_here else "grid--odd" if number % 2 else ""
        base = self.get_component_rich_style(name) if name else self.rich_style
        is_marked = row.key in self.marked
        base += Style(bold=is_marked)
        counted = Style(color=self.get_component_rich_style("grid--counted").color)
        parts = []
        for place_of, column in enumerate(self.columns):
            text = aligned(row.cells[place_of], self.placing.widths[place_of] - 2, right=column.right)
            style = base if column.editable else base + counted
            if is_here and place_of == self.cell[1]:
                style = self.get_component_rich_style("grid--cell") + Style(bold=is_marked)
            parts.append(Segment(f" {text} ", style))
        return self._assembled(Segment("● " if is_marked else "  ", base), parts, width, base)

    def _assembled(self, mark: Segment, parts: list[Segment], width: int, style: Style) -> Strip:
        """Return a line: mark and first part where they are, the others as far as they are scrolled."""
        still = Strip([mark, *parts[:1]])
        scrolled = round(self.scroll_x)
        room = max(0, width - still.cell_length)
        moving = Strip(parts[1:]).crop(scrolled, scrolled + room)
        return Strip.join([still, moving]).adjust_cell_length(width, style)


def aligned(text: str, cells: int, *, right: bool) -> str:
    """Return a text in exactly so many cells, numbers at the right."""
    shown = fitted(visible(text), cells)
    if not right:
        return shown
    stripped = shown.rstrip(" ")
    return " " * (len(shown) - len(stripped)) + stripped
