"""A list of segments as cards, under headings where they are grouped. Only what is on view is read and drawn."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

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

from qualcode.exchange.segment_cards import Card
from qualcode.project.segments import Found, Group
from qualcode.text.wording import counted
from qualcode.tui.segment_marks import Marks
from qualcode.tui.transcript.margin import fitted
from qualcode.tui.visible import visible
from qualcode.tui.widgets.card_drawing import Look, card_height, card_lines

HEADING_LINES = 2
AHEAD = 30  # cards read at once
MOST_KNOWN, MOST_DRAWN = 1_500, 500

ReadCards = Callable[[Sequence[int]], Mapping[int, Card | None]]


def _key(keys: str, action: str, name: str, tooltip: str) -> Binding:
    """Return a binding; what walks any list has the id it has there, so that one's own keys act here too."""
    walks = {"Next": "next", "Before": "previous", "Page down": "page-down", "Page up": "page-up",
             "First": "first", "Last": "last"}  # fmt: skip
    id = f"list.{walks[name]}" if name in walks else f"cards.{name.lower().replace(' ', '-')}"
    return Binding(keys, action, name, show=False, id=id, tooltip=tooltip)


class SegmentList(ScrollView, can_focus=True):
    """Cards to walk through, to mark and to open. `read` gives the cards of row numbers."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down", "walk(1)", "Next", "Go to the next segment"),
        _key("up", "walk(-1)", "Before", "Go to the segment before"),
        _key("pagedown", "page(1)", "Page down", "Go one page down"),
        _key("pageup", "page(-1)", "Page up", "Go one page up"),
        _key("home", "walk(-1000000000)", "First", "Go to the first segment"),
        _key("end", "walk(1000000000)", "Last", "Go to the last segment"),
        _key("right_parenthesis", "walk_groups(1)", "Next group", "Go to the next group"),
        _key("left_parenthesis", "walk_groups(-1)", "Group before", "Go to the group before"),
        _key("shift+down", "stretch(1)", "Mark down", "Mark this segment and the next one"),
        _key("shift+up", "stretch(-1)", "Mark up", "Mark this segment and the one before"),
        _key("shift+pagedown", "stretch_page(1)", "Mark page down", "Mark a page of segments downwards"),
        _key("shift+pageup", "stretch_page(-1)", "Mark page up", "Mark a page of segments upwards"),
        _key("shift+end", "stretch(1000000000)", "Mark to the last", "Mark from here to the last segment"),
        _key(
            "shift+home", "stretch(-1000000000)", "Mark to the first", "Mark from here to the first segment"
        ),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"cards--here", "cards--heading"}
    DEFAULT_CSS = """
    SegmentList {
        background: $background; color: $foreground; height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden;
        & > .cards--here { background: $panel; }
        & > .cards--heading { background: $surface; color: $text-accent; }
    }
    """

    place: reactive[int] = reactive(0)

    class Moved(Message):
        """Another segment is the current one, or others are marked."""

    class Opened(Message):
        """A segment is to be opened in its transcript."""

    def __init__(self, read: ReadCards, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._read = read
        self.ids: Sequence[int] = ()
        self.marks = Marks()
        self.groups: list[Group] = []
        self._starts: list[int] = []
        self._heading_of: Callable[[Group], str] = lambda group: ""
        self._is_whole = True
        self._words = ""
        self._empty = ""
        self._anchor: int | None = None
        self._known: dict[int, Card | None] = {}
        self._drawn: dict[tuple[int, bool, Look], list[Strip]] = {}

    # -- what is shown

    def show_found(
        self,
        found: Found,
        heading_of: Callable[[Group], str],
        words: str,
        *,
        coding: int | None = None,
        keep_place: bool = False,
    ) -> None:
        """Show what was found; marks stay on what is there still.

        The cursor goes to a coding if it is among it, else it keeps its place, or goes to the first one.
        """
        before, now = self.ids, found.ids
        self.marks = self.marks.carried(before, now)
        self.ids, self.groups, self._is_whole = now, found.groups, found.is_whole
        self._starts = [group.start for group in found.groups]
        self._heading_of, self._words, self._anchor = heading_of, words, None
        self.forget_cards()
        self.set_reactive(SegmentList.place, self.validate_place(self._row_of(coding, keep_place)))
        self._show_place()
        self.post_message(self.Moved())

    def say_empty(self, sentence: str) -> None:
        """Say this where there are no cards."""
        if sentence != self._empty:
            self._empty = sentence
            self.refresh()

    def _row_of(self, coding: int | None, keep_place: bool) -> int:
        if coding is not None and coding in self.ids:
            return self.ids.index(coding)
        return self.place if keep_place else 0

    def forget_cards(self) -> None:
        """Read and draw all cards anew."""
        self._known.clear()
        self._drawn.clear()
        self.virtual_size = Size(0, self._line_of(len(self.ids)))
        self.refresh()

    @property
    def coding(self) -> int | None:
        """The coding on which the cursor is."""
        return self.ids[self.place] if 0 <= self.place < len(self.ids) else None

    @property
    def card(self) -> Card | None:
        """The card on which the cursor is."""
        return None if self.coding is None else self._card(self.place)

    def _card(self, row: int) -> Card | None:
        number = self.ids[row]
        if number not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known.update(self._read(self.ids[max(0, row - AHEAD // 3) : row + AHEAD]))
        return self._known[number]

    # -- lines and rows

    @property
    def _card_height(self) -> int:
        return card_height(self.scrollable_content_region.width)

    def _line_of(self, row: int) -> int:
        """Return the line on which a row's card begins."""
        return row * self._card_height + HEADING_LINES * bisect_right(self._starts, row)

    def _row_at(self, line: int) -> tuple[int, int]:
        """Return the row on a line and the line of its card; a negative one is of the heading above it."""
        group = bisect_right(range(len(self._starts)), line, key=self._line_of_group) - 1
        if group < 0:
            return divmod(line, self._card_height)
        inside = line - self._line_of_group(group)
        if inside < HEADING_LINES:
            return self._starts[group], inside - HEADING_LINES
        row, part = divmod(inside - HEADING_LINES, self._card_height)
        return self._starts[group] + row, part

    def _line_of_group(self, group: int) -> int:
        return self._starts[group] * self._card_height + HEADING_LINES * group

    def validate_place(self, place: int) -> int:
        """Keep the cursor on a card."""
        return max(0, min(place, len(self.ids) - 1))

    def watch_place(self, old: int, new: int) -> None:
        """Show the card and tell of it."""
        if old != new:
            self._show_place()
            self.refresh()
            self.post_message(self.Moved())

    def _show_place(self) -> None:
        heading = HEADING_LINES if self.place in self._starts[:1] or self._begins_group(self.place) else 0
        top = self._line_of(self.place) - heading
        region = Region(0, max(0, top), 1, self._card_height + heading)
        self.scroll_to_region(region, animate=False, force=True)

    def _begins_group(self, row: int) -> bool:
        at = bisect_right(self._starts, row) - 1
        return at >= 0 and self._starts[at] == row

    def on_resize(self) -> None:
        """The cards are as wide as the list."""
        self.forget_cards()
        self.call_after_refresh(self._show_place)

    # -- keys

    def action_walk(self, step: int) -> None:
        """Go so many cards down, or up."""
        self._anchor = None
        self.place += step

    def action_page(self, direction: int) -> None:
        """Go a page down or up."""
        self.action_walk(direction * self._page)

    @property
    def _page(self) -> int:
        return max(1, self.size.height // self._card_height - 1)

    def action_walk_groups(self, direction: int) -> None:
        """Go to the first card of the next group, or of this one, or of the one before."""
        at = bisect_right(self._starts, self.place) - 1
        back = at if at >= 0 and self._starts[at] < self.place else at - 1
        wanted = at + 1 if direction > 0 else back
        if 0 <= wanted < len(self._starts):
            self.action_walk(self._starts[wanted] - self.place)

    def action_stretch(self, step: int) -> None:
        """Mark from where one began to mark to a card so many further, and go there."""
        if not self.ids:
            return
        begin = self.place if self._anchor is None else self._anchor
        self.marks.put(begin, self.place, False)
        self.place += step
        self._anchor = begin
        self.marks.put(begin, self.place)
        self._marked()

    def action_stretch_page(self, direction: int) -> None:
        """Mark a page of cards."""
        self.action_stretch(direction * self._page)

    def mark(self) -> None:
        """Mark this card, or take its mark away, and go on to the next."""
        if self.ids:
            self.marks.toggle(self.place)
            self._anchor = None
            self.place += 1
            self._marked()

    def mark_all(self) -> None:
        """Mark all segments; where all are marked, none."""
        self.marks.put_all(len(self.marks) < len(self.ids))
        self._marked()

    def unmark(self) -> None:
        """Take all marks away."""
        self.marks.put_all(False)
        self._anchor = None
        self._marked()

    def _marked(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    # -- mouse

    def on_click(self, event: events.Click) -> None:
        """Go to a card; with Shift mark as far as it; with Ctrl, or at the edge, mark it; twice opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row, _ = self._row_at(offset.y + self.scroll_offset.y)
        if not 0 <= row < len(self.ids):
            return
        if event.shift:
            self.action_stretch(row - self.place)
        elif event.ctrl or offset.x < 4:
            self.action_walk(row - self.place)
            self.marks.toggle(row)
            self._marked()
        else:
            self.action_walk(row - self.place)
            if event.chain == 2:
                self.post_message(self.Opened())

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is on view."""
        width = self.scrollable_content_region.width
        if not self.ids:
            return self._empty_line(y, width)
        row, part = self._row_at(y + self.scroll_offset.y)
        if not 0 <= row < len(self.ids):
            return Strip.blank(width, self.rich_style)
        if part < 0:
            return self._heading(row, part, width)
        return self._strips(row, width)[part]

    def _empty_line(self, y: int, width: int) -> Strip:
        """Return a line of what is said where there are no cards, below an empty one and set for the width."""
        lines = ["", *textwrap.wrap(self._empty, max(10, width - 4))]
        return Strip(
            [Segment(f"  {lines[y]}" if y < len(lines) else "", self.rich_style)]
        ).adjust_cell_length(width, self.rich_style)

    def _strips(self, row: int, width: int) -> list[Strip]:
        here, marked = row == self.place, row in self.marks
        look = self._look(width, here)
        key = (row, marked, look)
        if key not in self._drawn:
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.clear()
            lines = card_lines(self._card(row), look, here=here, marked=marked)
            self._drawn[key] = [Strip(line, width) for line in lines]
        return self._drawn[key]

    def _look(self, width: int, here: bool) -> Look:
        style = self.get_component_rich_style("cards--here") if here else self.rich_style
        behind = Color.from_rich_color(style.bgcolor) if style.bgcolor else self.background_colors[1]
        return Look(width, style, behind, self._words)

    def _heading(self, row: int, part: int, width: int) -> Strip:
        if part == -1:
            return Strip.blank(width, self.rich_style)
        at = bisect_right(self._starts, row) - 1
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.ids)
        is_known = self._is_whole or at + 1 < len(self._starts)
        told = counted(end - row, "segment") if is_known else "…"
        right = f" {told} "
        style = self.get_component_rich_style("cards--heading")
        left = fitted(f" {visible(self._heading_of(self.groups[at]))}", max(1, width - len(right)))
        return Strip([Segment(left, style + Style(bold=True)), Segment(right, style)], width)
