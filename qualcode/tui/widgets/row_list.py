"""A list of rows, each one line: a text at the left, a number at the right. Only rows on view are drawn."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.transcript.colours import ink, parse
from qualcode.tui.transcript.margin import fitted
from qualcode.tui.visible import visible

MUTING = 0.45
"""How far muted text goes towards the background."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row: a colour (`#rrggbb`, made readable on the list's background), strong, muted or plain."""

    text: str
    colour: str = ""
    strong: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list. `key` says what it stands for; a row without one cannot be chosen."""

    key: Hashable | None
    left: tuple[Piece, ...]
    right: str = ""
    muted: bool = False


def row(key: Hashable | None, text: str, right: str = "", *, muted: bool = False) -> Row:
    """Return a row of one plain text."""
    return Row(key, (Piece(text, muted=muted),), right)


class RowList(ScrollView, can_focus=True):
    """Rows to walk through and choose from."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", "Next row", show=False, id="list.next", tooltip="Go to the next row"),
        Binding(
            "up", "walk(-1)", "Row before", show=False, id="list.previous", tooltip="Go to the row before"
        ),
        Binding(
            "pagedown", "page(1)", "Page down", show=False, id="list.page-down", tooltip="Go one page down"
        ),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up", tooltip="Go one page up"),
        Binding(
            "home",
            "walk(-1000000000)",
            "First row",
            show=False,
            id="list.first",
            tooltip="Go to the first row",
        ),
        Binding(
            "end", "walk(1000000000)", "Last row", show=False, id="list.last", tooltip="Go to the last row"
        ),
        Binding("enter", "choose", "Choose", show=False, id="list.choose", tooltip="Choose this row"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--here"}
    DEFAULT_CSS = """
    RowList {
        background: $surface;
        color: $foreground;
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .rows--here { background: $block-cursor-blurred-background; }
        &:focus > .rows--here { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    place: reactive[int] = reactive(0)

    class Moved(Message):
        """Another row is the current one."""

        def __init__(self, rows: RowList, key: Hashable | None) -> None:
            self.rows, self.key = rows, key
            super().__init__()

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    class Chosen(Moved):
        """A row was chosen, by Enter or by a click."""

    def __init__(
        self, rows: Sequence[Row] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = list(rows)

    @property
    def rows(self) -> list[Row]:
        """The rows, in order."""
        return self._rows

    @property
    def key(self) -> Hashable | None:
        """What the current row stands for."""
        return self._rows[self.place].key if 0 <= self.place < len(self._rows) else None

    def show_rows(self, rows: Sequence[Row], key: Hashable | None = None) -> None:
        """Show other rows, with the cursor on the row of `key`, or else of the key it was on, or else where it was."""
        wanted, line = self.key if key is None else key, self.place - round(self.scroll_y)
        self._rows = list(rows)
        self.virtual_size = Size(0, len(self._rows))
        found = next(
            (n for n, each in enumerate(self._rows) if each.key == wanted and wanted is not None), None
        )
        self.place = self.place if found is None else found
        if key is None and found is not None and 0 <= line < self.size.height:
            self.scroll_to(
                y=self.place - line, animate=False, immediate=True
            )  # the row stays where the eye is
        self._show_place()
        self.refresh()

    def validate_place(self, place: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(place, len(self._rows) - 1))

    def watch_place(self, old: int, new: int) -> None:
        """Show the row and tell of it."""
        if old != new:
            self._show_place()
            self.refresh()
            self.post_message(self.Moved(self, self.key))

    def on_mount(self) -> None:
        """Give the list its height."""
        self.virtual_size = Size(0, len(self._rows))

    def _show_place(self) -> None:
        self.scroll_to_region(Region(0, self.place, 1, 1), animate=False, force=True)

    def action_walk(self, step: int) -> None:
        """Go so many rows down, or up."""
        self.place += step

    def action_page(self, direction: int) -> None:
        """Go a page down or up."""
        self.place += direction * max(1, self.size.height - 1)

    def action_choose(self) -> None:
        """Choose the current row."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def place_under(self, event: events.MouseEvent) -> int | None:
        """Return the number of the row under the mouse; None on the border."""
        offset = event.get_content_offset(self)
        return None if offset is None else offset.y + self.scroll_offset.y

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse, and choose it."""
        place = self.place_under(event)
        if place is not None and 0 <= place < len(self._rows):
            self.place = place
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the list."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if number >= len(self._rows):
            return Strip.blank(width, base)
        here = number == self.place
        style = self.get_component_rich_style("rows--here") if here else base
        return Strip(list(self._segments(self._rows[number], width, style))).adjust_cell_length(width, style)

    def _segments(self, shown: Row, width: int, style: Style) -> list[Segment]:
        right = f" {visible(shown.right)} " if shown.right else " "
        room = max(1, width - cell_len(right))
        segments = []
        for number, piece in enumerate(shown.left):
            text = visible(piece.text)
            last = number == len(shown.left) - 1
            if last or cell_len(text) > room:
                segments.append(Segment(fitted(text, room), self._style(piece, shown.muted, style)))
                break
            room -= cell_len(text)
            segments.append(Segment(text, self._style(piece, shown.muted, style)))
        segments.append(Segment(right, self._style(Piece("", muted=True), shown.muted, style)))
        return segments

    def _style(self, piece: Piece, muted: bool, style: Style) -> Style:
        behind = Color.from_rich_color(style.bgcolor) if style.bgcolor else self.background_colors[1]
        if piece.colour:
            return style + Style(color=ink(parse(piece.colour), behind).rich_color, bold=piece.strong)
        if piece.strong:
            return style + Style(bold=True)
        if muted or piece.muted:
            colour = Color.from_rich_color(style.color) if style.color else Color(128, 128, 128)
            return style + Style(color=ink(colour.blend(behind, MUTING), behind).rich_color)
        return style
