"""The segments of the study: found by a filter, walked as cards, opened in their texts, changed many at once."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from qualcode.errors import InvalidValue
from qualcode.exchange.segment_cards import Card, SegmentCards
from qualcode.model import Span
from qualcode.project.segment_query import Grouping, SegmentQuery
from qualcode.project.segments import Found, Group
from qualcode.text.wording import counted
from qualcode.tui.actions import SEGMENTS
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.filter_words import filter_told, order_told
from qualcode.tui.keymap import with_keys
from qualcode.tui.notices import guarded, report
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.exporting import export
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.screens.segment_changing import SegmentChanging
from qualcode.tui.screens.segment_filtering import SegmentFiltering
from qualcode.tui.screens.table import safe_name
from qualcode.tui.screens.visiting import visit
from qualcode.tui.seeking import Seeking
from qualcode.tui.segment_filters import SegmentsMemory
from qualcode.tui.study import own_coder
from qualcode.tui.visible import visible
from qualcode.tui.widgets.filter_line import FilterLine
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.segment_list import SegmentList

if TYPE_CHECKING:
    from qualcode.api import Project

KINDS = {
    "a table for spreadsheets (.xlsx)": ".xlsx",
    "a table as text (.csv)": ".csv",
    "quotes with participant and line (.md)": ".md",
}
NOTHING_CODED = (
    "Nothing is coded yet. {segments-back} goes back to the text; there {pick-code} or a digit codes the sentence at"
    " the cursor."
)
ACT_ON_MARKED = (
    "{segments-recode}, {segments-weight}, {segments-memo}, {segments-remove} act on all of them;"
    " {segments-back} takes the marks away"
)
NOTHING_FOUND = (
    "No segment fits this filter. {segments-filter} changes it, {segments-clear-filter} takes it away."
)


class SegmentsScreen(SegmentFiltering, SegmentChanging, PlaceScreen):
    """A list of segments. Every search runs in a thread of its own; a newer one ends the one before."""

    place = "segments"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SEGMENTS)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = SEGMENTS

    class Came(Message):
        """A search found something."""

        def __init__(self, seeking: Seeking, found: Found) -> None:
            self.seeking, self.found = seeking, found
            super().__init__()

    class Failed(Message):
        """A search came to no end."""

        def __init__(self, seeking: Seeking, error: Exception) -> None:
            self.seeking, self.error = seeking, error
            super().__init__()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query_now = SegmentQuery()
        self._cards = SegmentCards(desk.project)
        self._seeking: Seeking | None = None
        self._wanted: int | None = None  # the coding to be found again once all is there
        self._shown: SegmentQuery | None = None  # what the list shows now
        self._is_whole = False

    def compose(self) -> ComposeResult:
        """Yield the filter, the cards, and the line below."""
        yield HeaderLine()
        yield FilterLine()
        yield SegmentList(self.read_cards, id="segments")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Search."""
        self.segments.focus()
        self.draw_place()

    def on_unmount(self) -> None:
        """End the search, and the file is let go."""
        if self._seeking is not None:
            self._seeking.stop()
            self._seeking.wait()

    @property
    def segments(self) -> SegmentList:
        """The list."""
        return self.query_one(SegmentList)

    def read_cards(self, numbers: Sequence[int]) -> Mapping[int, Card | None]:
        """Return the cards of some codings."""
        return self._cards.read(numbers)

    # -- state

    def remembered(self) -> SegmentsMemory:
        """Return the query, and the coding one was at."""
        coding = self.segments.coding if self._wanted is None else self._wanted
        return SegmentsMemory(query=self.query_now, coding=coding)

    def recall(self, memory: object) -> None:
        """Take up a query, and the coding to go to."""
        if isinstance(memory, SegmentsMemory):
            self.query_now, self._wanted = memory.wanted(), memory.coding

    # -- searching

    @guarded
    def draw_place(self) -> None:
        """Search again; the cursor stays on its coding, marks stay."""
        self._cards.forget()
        if self._shown is not None and self._wanted is None:
            self._wanted = self.segments.coding
        self._seek()

    @guarded
    def show_query(self, query: SegmentQuery) -> None:
        """Search for something else, from the first segment on."""
        self.query_now, self._wanted, self._shown = query, None, None
        self._seek()

    def _seek(self) -> None:
        if self._seeking is not None:
            self._seeking.stop()
        coder = own_coder(self.desk.project) if self.desk.on_view.blind else None
        seen_by = (coder.id if coder else 0) if self.desk.on_view.blind else None
        query = replace(self.query_now, seen_by=seen_by)
        seeking = self._seeking = Seeking(self.desk.project.path, self.desk.project.coder, query)
        self._is_whole = False
        self._draw_lines()

        def came(
            found: Found,
        ) -> None:  # a message does not wait for the screen, which may be waiting for the end
            self.post_message(self.Came(seeking, found))

        def failed(error: Exception) -> None:
            self.post_message(self.Failed(seeking, error))

        self.run_worker(lambda: seeking.run(came, failed), thread=True, group="seeking", exit_on_error=False)

    def on_segments_screen_came(self, message: Came) -> None:
        """Show what was found, unless that would take the cursor from where it is to be."""
        found = message.found
        if message.seeking is not self._seeking:
            return
        self._is_whole = found.is_whole
        keeps_place = self._shown is not None or self._wanted is not None
        if found.is_whole or not keeps_place or self._wanted in found.ids:
            same = self._shown == self.query_now
            wanted = self._wanted if self._wanted is not None or not same else self.segments.coding
            self.segments.show_found(
                found,
                self._heading,
                self.query_now.filter.words,
                coding=wanted,
                keep_place=keeps_place or same,
            )
            self._shown = self.query_now
            if found.is_whole or self._wanted in found.ids:
                self._wanted = None
        self._draw_lines()

    def on_segments_screen_failed(self, message: Failed) -> None:
        """Tell why nothing could be found."""
        if message.seeking is self._seeking:
            self._is_whole = True
            self.segments.show_found(Found(), self._heading, "")
            self._draw_lines()
            report(self.app, message.error)

    def _heading(self, group: Group) -> str:
        study = self.desk.study
        match self.query_now.grouping:
            case Grouping.CODE:
                code = study.code(group.key[0])
                return code.path if code else "a code that is gone"
            case Grouping.DOCUMENT:
                return next((each.name for each in study.documents if each.id == group.key[0]), "")
            case Grouping.CODER:
                return study.coders.get(group.key[0], "")
        names = {each.id: each.name for each in self.desk.project.participants.all()}
        return "; ".join(names.get(each, "") for each in group.key) or "no participant"

    # -- the lines around the list

    def on_segment_list_moved(self) -> None:
        """Tell of the segment at the cursor."""
        self._draw_lines()

    def _draw_lines(self) -> None:
        shown = self.segments
        number = len(shown.ids)
        told = counted(number, "segment") if self._is_whole else f"{number:,} and more …"
        at = f"{shown.place + 1:,} of {told}" if number else told
        marked = len(shown.marks)
        self.title_here("Segments", *([f"{marked:,} marked"] if marked else []), at)
        parts = filter_told(self.query_now.filter, self.names())
        self.query_one(FilterLine).show_filter(parts, order_told(self.query_now))
        told = self._told_here()
        shown.say_empty(told)
        self.query_one(StatusLine).show_here(told if shown.ids else "")

    def _told_here(self) -> str:
        shown = self.segments
        if not shown.ids:
            if not self._is_whole:
                return "looking …"
            is_limited = filter_told(self.query_now.filter, self.names())
            return with_keys(self, NOTHING_FOUND if is_limited else NOTHING_CODED)
        marked = len(shown.marks)
        if marked:
            return f"{counted(marked, 'segment')} marked: {with_keys(self, ACT_ON_MARKED)}"
        card = shown.card
        return " · ".join(" ".join(memo.split()) for memo in card.memos) if card else ""

    def on_filter_line_pressed(self) -> None:
        """A click on the filter line changes the filter."""
        self.action_edit_filter()

    # -- the list

    @guarded
    def action_mark_segment(self) -> None:
        """Mark this segment."""
        if self.segments.coding is None:
            raise InvalidValue(self._told_here())
        self.segments.mark()

    @guarded
    def action_mark_all(self) -> None:
        """Mark all segments, once all are there."""
        if self._is_whole and self.segments.coding is None:
            raise InvalidValue(self._told_here())
        if self._is_whole:
            self.segments.mark_all()
        else:
            self.query_one(StatusLine).tell("not all segments are found yet; try again in a moment")

    def action_back(self) -> None:
        """Take the marks away; with none, go back to the text."""
        if len(self.segments.marks):
            self.segments.unmark()
        else:
            super().action_back()

    def on_segment_list_opened(self) -> None:
        """Open the segment that was double-clicked."""
        self.action_open_segment()

    @guarded
    def action_open_segment(self) -> None:
        """Open the place in its transcript."""
        card = self.segments.card
        if card is None:
            raise InvalidValue(self._told_here())
        coding = card.coding
        visit(self.qualcode, card.document, Span(coding.start, coding.end), coding.id, "segments")

    # -- out

    @guarded
    def action_export_segments(self) -> None:
        """Write exactly what is shown."""
        if not self._is_whole:
            self.query_one(StatusLine).tell("not all segments are found yet; try again in a moment")
            return
        shown, title = self.segments, self._title()
        numbers = array("q", shown.ids)
        headings = [(group.start, self._heading(group)) for group in shown.groups]

        def write(project: Project, path: Path, replace: bool) -> None:
            from qualcode.exchange.segments_export import write_segments

            write_segments(project, path, numbers, title=title, headings=headings)

        def answered(kind: str | None) -> None:
            if kind is not None:
                export(self.app, self.desk.project, f"{safe_name(title)[:80].strip()}{KINDS[kind]}", write)

        question = f"Write {counted(len(numbers), 'segment')} as …"
        self.app.push_screen(ChoiceScreen(question, list(KINDS)), answered)

    def _title(self) -> str:
        parts = filter_told(self.query_now.filter, self.names())
        return visible(", ".join(["segments", *parts]))
