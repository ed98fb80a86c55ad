"""The transcript on the screen. It takes a text and plain records, and says with messages what the reader does.

The parts that do the work (wrapping, span index, lanes, painter, selection) know no widget; the widget is built up
in three steps: `page_view` scrolls and draws, `reading` adds the keys, `pointing` the mouse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from qualcode.model import Section, Span, TimeMark, Turn
from qualcode.text.sentences import iter_quick_sentence_spans, iter_sentence_spans
from qualcode.tui.background import begin
from qualcode.tui.garbage import these_stay
from qualcode.tui.transcript import messages
from qualcode.tui.transcript.columns import NARROWEST_TEXT, WIDEST_TEXT
from qualcode.tui.transcript.drawing import Marked
from qualcode.tui.transcript.keys import BINDINGS
from qualcode.tui.transcript.page import Page
from qualcode.tui.transcript.pointing import PointingView
from qualcode.tui.transcript.records import CodeLook, CodingMark
from qualcode.tui.transcript.selection import Selection
from qualcode.tui.transcript.span_columns import SpanColumns
from qualcode.tui.transcript.units import Units

MOST_ONE_BY_ONE = 50
"""Codings that are put in one by one when others are shown; beyond it all are laid out anew."""
SENTENCES_AFTER = 0.3
"""Seconds between showing a document and looking for its sentences with spaCy: the first paint comes first."""


class TranscriptView(PointingView):
    """A transcript with its codings, read sentence by sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    CursorMoved = messages.CursorMoved
    SelectionChanged = messages.SelectionChanged
    CodingFocused = messages.CodingFocused
    CodingClicked = messages.CodingClicked
    SentencesFound = messages.SentencesFound

    def show(
        self,
        text: str,
        turns: Sequence[Turn] = (),
        sections: Sequence[Section] = (),
        time_marks: Sequence[TimeMark] = (),
        *,
        language: str | None = None,
        sentences: Sequence[tuple[int, int]] | None = None,
        numbered: bool = True,
    ) -> None:
        """Show another document, from its start and without codings; what is no document has no line numbers.

        `sentences` are those that `SentencesFound` brought when it was shown before; without them they are
        looked for in the background (`language` is a code such as `en`), and until then found by a quick rule.
        """
        page = Page(text, turns, sections, time_marks, numbered=numbered)
        spans = iter_quick_sentence_spans(text, turns, language) if sentences is None else sentences
        self._selection = Selection(Units(text, filter(page.is_speech, spans), turns))
        self._show_page(page, Marked(cursor=self._selection.cursor, asides=self._marked.asides))
        self.post_message(self.CursorMoved(self.cursor.start, self.cursor.end))
        if sentences is None and text.strip():
            self.set_timer(SENTENCES_AFTER, lambda: self._look_for_sentences(page, language))

    def set_codings(self, codings: Iterable[CodingMark], looks: Mapping[int, CodeLook]) -> None:
        """Show these codings, each code as `looks` says. Where few have changed, only these are drawn anew."""
        wanted = {coding.id: coding for coding in codings}
        there = self._page.codings
        gone = [each.id for each in there if each.id not in wanted]
        changed = (
            [each for each in wanted.values() if there.get(each.id) != each] if there else wanted.values()
        )
        if len(gone) + len(changed) <= MOST_ONE_BY_ONE:
            for number in gone:
                self._draw_again(self._page.remove_coding(number))
            for coding in changed:
                self._draw_again(self._page.add_coding(coding))
        else:
            self._page.set_codings(wanted.values())
        self._focus(None)
        if looks != self._book.looks:
            self._set_looks(looks)
        elif len(gone) + len(changed) > MOST_ONE_BY_ONE:
            self._redraw()

    def set_looks(self, looks: Mapping[int, CodeLook]) -> None:
        """Show the codes with other names, colours or digits."""
        self._set_looks(looks)

    def add_coding(self, coding: CodingMark) -> None:
        """Show one more coding; one with the same id is replaced."""
        self._draw_again(self._page.add_coding(coding))
        self._check_focus()

    def remove_coding(self, coding_id: int) -> None:
        """Stop showing a coding."""
        self._draw_again(self._page.remove_coding(coding_id))
        self._check_focus()

    def set_hits(self, hits: Iterable[tuple[int, int]], current: tuple[int, int] | None = None) -> None:
        """Mark what a search found, and the hit the reader is at."""
        self._marked.hits = SpanColumns(hits)
        self._marked.current_hit = Span(*current) if current else None
        self._redraw()

    def go_to_hit(self, start: int, end: int) -> None:
        """Put the cursor on the sentence with a hit, which is the one the reader is at, and show the hit."""
        before, self._marked.current_hit = self._marked.current_hit, Span(start, end)
        self._draw_again([before, Span(start, end)])
        self._selection.place(start)
        self._after_move()
        self._bring_on_view(Span(start, end))

    @property
    def has_hits(self) -> bool:
        """Whether any hits are marked."""
        return len(self._marked.hits) > 0

    @property
    def current_hit(self) -> Span | None:
        """The hit the reader is at."""
        return self._marked.current_hit

    def set_asides(self, speakers: Collection[str]) -> None:
        """Set the turns of these speakers back, such as the interviewer's; `}` passes over them."""
        self._marked.asides = frozenset(speakers)
        self._redraw()

    @property
    def text(self) -> str:
        """The stored text of the document."""
        return self._page.text

    @property
    def measure(self) -> int:
        """The widest the text column gets, in cells."""
        return self._widest_text

    @measure.setter
    def measure(self, cells: int) -> None:
        self._widest_text = max(NARROWEST_TEXT, min(cells, WIDEST_TEXT))
        self._lay_out()

    @property
    def text_cells(self) -> int:
        """The width of the text column as it is drawn: there may be less room than `measure`."""
        return self._page.columns.text

    def select(self, start: int, end: int, *, head_at_start: bool = False) -> None:
        """Select `[start, end)` and show it; the keys move its end, or its start."""
        self._selection.set(start, end, head_at_start)
        self._after_move()

    def go_to(self, offset: int) -> None:
        """Put the cursor on the sentence at `offset` and show it."""
        self._selection.place(max(0, min(offset, len(self.text))))
        self._after_move()

    def resume(self, cursor: int, top: int) -> None:
        """Put the cursor on the sentence at `cursor`, with the row that holds `top` as the first on view."""
        self._selection.place(max(0, min(cursor, len(self.text))))
        self._after_move(follow=False)
        self._begin_at(max(0, min(top, len(self.text))))
        self._bring_on_view(self.cursor)

    def go_to_line(self, number: int) -> None:
        """Go to a stored line, counted from 1."""
        self.go_to(self._page.pieces.starts[self._page.pieces.of_line(number)])

    def go_to_turn(self, number: int) -> None:
        """Go to a turn, counted from 1."""
        if self._page.turns:
            self.go_to(self._page.turns[max(1, min(number, len(self._page.turns))) - 1].start)

    def focus_coding(self, coding_id: int | None) -> None:
        """Let this coding be the one that is meant."""
        self._focus(None if coding_id is None else self._page.codings.get(coding_id))

    def _look_for_sentences(self, page: Page, language: str | None) -> None:
        """Ask spaCy for the sentences, in a thread that nobody who leaves has to wait for."""

        def look() -> None:
            found = SpanColumns()
            for number, span in enumerate(iter_sentence_spans(page.text, page.turns, language)):
                if number == 0:
                    these_stay()  # spaCy is here now: half a million objects
                if page is not self._page or not self.is_attached:
                    return
                if page.is_speech(span):
                    found.append(*span)
            self.app.call_from_thread(self._take_sentences, page, found)

        if page is self._page:
            begin(self.app, look)

    def _take_sentences(self, page: Page, sentences: SpanColumns) -> None:
        if page is self._page:
            self._selection.units.take_all_sentences(sentences)
            self._selection.refresh_units()
            self._after_move(follow=False)
            self.post_message(self.SentencesFound([(span.start, span.end) for span in sentences]))
