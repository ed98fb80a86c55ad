"""What the reading screen draws from the desk: marks, panels, header, the line below."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from textual.timer import Timer

from qualcode.errors import QualcodeError
from qualcode.model import Code, Coding, Document, Memo, ReadingState
from qualcode.preferences import Others
from qualcode.text.wording import counted
from qualcode.tui.desk import Change, Desk
from qualcode.tui.keymap import key_of
from qualcode.tui.notices import guarded
from qualcode.tui.on_view import Sight
from qualcode.tui.transcript.margin import MEMO_SIGN
from qualcode.tui.transcript.records import MEMO, CodeLook, CodingMark
from qualcode.tui.widgets.codes import CodesList
from qualcode.tui.widgets.here import CodedHere, Here, HerePanel, NotedHere
from qualcode.tui.widgets.lines import SAVED, HeaderLine, StatusLine
from qualcode.tui.widgets.memo import MemoPanel
from qualcode.tui.widgets.panels import code_rows, document_rows
from qualcode.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.tui.widgets.transcript import CodingTranscript

    Base = Screen[None]
else:
    Base = object

MEMO_LOOK = CodeLook(f"{MEMO_SIGN} memo", "")
SETTLED_AFTER_SECONDS = 0.03
READ_SHOWN_FROM = 40
"""Cells: from this width on the list of documents says how much of each was read."""


class Drawing(Base):
    """Keeps what is shown in step with the desk."""

    desk: Desk
    share_read: float = 0.0  # of the open document, by this coder
    _settling: Timer | None = None
    _counting: Timer | None = None  # the share coded takes a while in long documents
    _looks: dict[int, CodeLook]
    _memo_marks: dict[int, CodingMark] = {}  # noqa: RUF012  (replaced, never changed)
    _looks_of: tuple[list[Code], dict[int, int]] = ([], {})  # codes and digits when the looks were made

    if TYPE_CHECKING:

        @property
        def view(self) -> CodingTranscript:
            """The transcript."""

        def open_document(self, document: Document | None) -> None:
            """Show a document."""

        def show_change(self, change: Change) -> None:
            """Show what was done."""

        def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
            """Ask about an unsaved memo; say whether there was something to ask."""

        def show_everything(self) -> None:
            """Draw everything anew."""

        def draw_change(self, change: Change) -> None:
            """Draw what became of codings."""

        def view_told(self) -> tuple[str, ...]:
            """Return what is not shown, in words."""

    def mark_of(self, coding: Coding) -> CodingMark:
        """Return a coding as the transcript draws it."""
        coder = self.desk.study.coders.get(coding.coder_id, "")
        is_dimmed = self.desk.sight(coding) is Sight.DIMMED
        return CodingMark(coding.id, coding.start, coding.end, coding.code_id, coder, is_dimmed)

    def looks(self) -> dict[int, CodeLook]:
        """Return how each code looks."""
        digits = self.desk.recent.digits()
        looks = {
            code.id: CodeLook(code.name, code.colour, digits.get(code.id)) for code in self.desk.study.codes
        }
        return looks | {MEMO: MEMO_LOOK}

    def show_codings(self) -> None:
        """Hand the codings of the document that are on view to the transcript."""
        self._looks = self.looks()
        self._memo_marks = self._passage_memo_marks()
        coders = self.desk.study.coders
        codings = [  # as `mark_of`, without a call for each: there may be 50,000
            CodingMark(
                each.id,
                each.start,
                each.end,
                each.code_id,
                coders.get(each.coder_id, ""),
                sight is Sight.DIMMED,
            )
            for each, sight in self.desk.seen()
        ]
        self.view.set_codings(chain(codings, self._memo_marks.values()), self._looks)

    def draw_passage_memos(self) -> None:
        """Draw the memos on passages that came, changed or went."""
        wanted, there = self._passage_memo_marks(), self._memo_marks
        for number in there.keys() - wanted.keys():
            self.view.remove_coding(number)
        for mark in wanted.values():
            if there.get(mark.id) != mark:
                self.view.add_coding(mark)
        self._memo_marks = wanted

    def _passage_memo_marks(self) -> dict[int, CodingMark]:
        """Return the memos on passages as the transcript draws them, by ids that no coding has."""
        marks = (
            CodingMark(-memo.id, memo.start or 0, memo.end or 0, MEMO, memo.coder)
            for memo in self.desk.passage_memos_seen()
        )
        return {mark.id: mark for mark in marks}

    def draw_all(self) -> None:
        """Draw everything around the text."""
        self.draw_looks()
        self.draw_around()

    def draw_looks(self) -> None:
        """Give the text other names, colours and digits of the codes, where they have changed."""
        seen = self.desk.study.codes, self.desk.recent.digits()
        if seen[0] is self._looks_of[0] and seen[1] == self._looks_of[1]:
            return  # thousands of codes need not be looked at for one coding
        looks, self._looks_of = self.looks(), seen
        if looks != self._looks:
            self._looks = looks
            self.view.set_looks(looks)

    @guarded
    def draw_around(self) -> None:
        """Draw the panels and the lines."""
        if getattr(self.app, "project", None) is not self.desk.project:
            return  # it was closed while this was waiting
        self.draw_documents()
        self.draw_codes()
        self.draw_here()
        self._counting = self._once_settled(self._counting, self.draw_header)

    def draw_documents(self, go_to: int | None = None) -> None:
        """Draw the list of documents, with its cursor on the one given, or where it was."""
        document = self.desk.document
        panel = self.query_one("#documents", RowList)
        rows = document_rows(
            self.desk.study, document.id if document else None, with_read=panel.size.width >= READ_SHOWN_FROM
        )
        panel.show_rows(rows, go_to)

    def draw_codes(self) -> None:
        """Draw the codebook."""
        codes = self.query_one(CodesList)
        codes.show_rows(code_rows(self.desk.study, self.desk.recent, codes.shown))
        codes.border_subtitle = "your counts" if self.desk.study.blind else ""
        documents = self.query_one("#documents", RowList)
        documents.border_subtitle = codes.border_subtitle

    @guarded
    def draw_header(self) -> None:
        """Draw the line at the top."""
        if getattr(self.app, "project", None) is not self.desk.project:
            return  # it was closed while this was waiting
        header, desk = self.query_one(HeaderLine), self.desk
        document = desk.document
        is_safe = self._told_safe()
        if document is None:
            header.left, header.right = desk.study.name, (f"{desk.project.coder} {is_safe}",)
            return
        header.left = f"{desk.study.name} ▸ {document.name}"
        header.right = (
            counted(document.words, "word"),
            f"{self.share_read:.0%} read",
            f"{desk.share_coded():.0%} coded{self._by_whom()}",
            (desk.state() or ReadingState.ASSIGNED).value if desk.state() else "not begun",
            *self.view_told(),
            f"{desk.project.coder} {is_safe}",
        )

    def _by_whom(self) -> str:
        hidden = self.desk.on_view.others is Others.HIDDEN or self.desk.is_blind_here
        return " by you" if hidden else ""

    def _told_safe(self) -> str:
        try:
            self.desk.check_place()
        except QualcodeError:
            return "file gone"
        return SAVED if os.access(self.desk.project.path, os.W_OK) else "read only"

    # -- what is coded here

    def on_transcript_view_cursor_moved(self) -> None:
        """The cursor stands elsewhere."""
        self._draw_here_soon()

    def on_transcript_view_selection_changed(self) -> None:
        """Something else is selected."""
        self._draw_here_soon()

    def on_transcript_view_coding_focused(self) -> None:
        """Another coding is meant."""
        self._draw_here_soon()

    def _draw_here_soon(self) -> None:
        """Draw once the cursor rests; while a key is held down the text alone moves."""
        self._settling = self._once_settled(self._settling, self.draw_here)

    def _once_settled(self, waiting: Timer | None, draw: Callable[[], None]) -> Timer:
        if waiting is not None:
            waiting.stop()
        return self.set_timer(SETTLED_AFTER_SECONDS, draw)

    @guarded
    def draw_here(self) -> None:
        """Tell what is coded at the cursor, in the panel and in a line, with the memo of the coding meant."""
        if getattr(self.app, "project", None) is not self.desk.project:
            return  # it was closed while this was waiting
        here = self.here()
        self.query_one(HerePanel).show(here)
        self.query_one(StatusLine).show_here(here.in_a_line())
        memo = self.query_one(MemoPanel)
        if not memo.is_writing:
            memo.show(self._memos_to_read(), self.desk.project.coder)

    def _memos_to_read(self) -> list[Memo]:
        """Return the memo on a passage that is meant, else those on the coding meant, else those on passages here."""
        memo, coding = self.memo_meant(), self.meant()
        if memo is not None:
            return [memo]
        return self.desk.memos_on(coding) if coding is not None else self.memos_here()

    def memos_here(self) -> list[Memo]:
        """Return the memos on the passage of the sentence or selection."""
        numbers = {-mark.id for mark in self.view.codings_here if mark.is_memo}
        return [memo for memo in self.desk.passage_memos if memo.id in numbers]

    def memo_meant(self) -> Memo | None:
        """Return the memo on a passage that an action is about: the one chosen, else the only one where no code is."""
        focused = self.view.focused_coding
        if focused is not None:
            number = -focused.id if focused.is_memo else 0
            return next((memo for memo in self.desk.passage_memos if memo.id == number), None)
        here = self.memos_here()
        return here[0] if len(here) == 1 and not self.codings_here() else None

    def codings_here(self) -> list[Coding]:
        """Return the codings on the sentence or selection."""
        found = (self.desk.codings.get(mark.id) for mark in self.view.codings_here)
        return [coding for coding in found if coding is not None]

    def meant(self) -> Coding | None:
        """Return the coding that an action is about: the one chosen, else the only one here."""
        focused = self.view.focused_coding
        codings = self.codings_here()
        if focused is not None and focused.id in self.desk.codings:
            return self.desk.codings[focused.id]
        if focused is not None and focused.is_memo:
            return None
        return codings[0] if len(codings) == 1 else None

    def here(self) -> Here:
        """Return what is at the cursor."""
        if self.desk.document is None:
            return Here("", (), None, "", ())
        target, meant = self.view.target, self.meant()
        person, attributes = self.desk.voices.at(target.start)
        return Here(
            self.desk.text[target.start : target.end],
            [self._coded(coding) for coding in self.codings_here()],
            meant.id if meant else None,
            person,
            attributes,
            self._hidden_told(),
            [self._noted(memo) for memo in self.memos_here()],
        )

    def _noted(self, memo: Memo) -> NotedHere:
        meant = self.memo_meant()
        return NotedHere(
            -memo.id,
            memo.coder,
            memo.created,
            memo.coder == self.desk.project.coder,
            meant is not None and meant.id == memo.id,
        )

    def _hidden_told(self) -> str:
        """Return how many codings here are not shown, and why; blind coding does not say where there are any."""
        hidden = self.desk.hidden_on(self.view.target)
        told = []
        if others := hidden.get(Sight.HIDDEN):
            told.append(f"{others} of others hidden ({key_of(self, 'others-codings')})")
        if filtered := hidden.get(Sight.FILTERED):
            told.append(f"{filtered} of other codes not shown ({key_of(self, 'highlight-codes')})")
        return ", ".join(told)

    def _coded(self, coding: Coding) -> CodedHere:
        code = self.desk.study.code(coding.code_id)
        coder = self.desk.study.coders.get(coding.coder_id, "")
        return CodedHere(
            coding.id,
            code.name if code else "?",
            code.colour if code else "",
            coder,
            coding.created,
            coding.weight,
            bool(self.desk.memos_on(coding)),
            coder == self.desk.project.coder,
            code.definition if code else "",
        )
