"""Memos on passages in the text: `m` writes one where nothing is coded, and changes or takes away what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Document, Memo, Span
from qualcode.tui.notices import before_typing, guarded
from qualcode.tui.screens.memo_writing import MemoWriting
from qualcode.tui.widgets.memo import MemoPanel

if TYPE_CHECKING:
    from qualcode.tui.drafts import Draft


@dataclass(frozen=True, slots=True)
class Passage:
    """What is being noted: a passage, and the coder's own memo that is on it already."""

    document: Document
    span: Span
    memo: Memo | None = None


class PassageMemos(MemoWriting):
    """The reading screen's part that writes memos on passages."""

    _passage: Passage | None = None

    @before_typing
    def action_edit_memo(self) -> None:
        """Write a memo on the coding here; where none is, on the sentence or selection itself."""
        target = self._target()
        meant = self.memo_meant()
        if meant is None and self.codings_here():
            self._passage = None
            self._write_memo(self._meant_or_shortest())
        else:
            self._note(self._own_memo_on(meant, target), target if meant is None else span_of(meant))

    @guarded
    def action_save_memo(self) -> None:
        """Save the memo and go back to the text."""
        passage, panel = self._passage, self.query_one(MemoPanel)
        if passage is None or not panel.is_writing:
            super().action_save_memo()
            return
        change = None
        if panel.is_changed:
            change = self.desk.write_passage_memo(passage.document, passage.span, passage.memo, panel.text)
        self._stop_writing()
        if change is not None:
            self.show_change(change)

    @guarded
    def action_remove_coding(self) -> None:
        """Remove the coding here; or the memo on the passage, where that is what is meant."""
        memo = self.memo_meant()
        if memo is None:
            super().action_remove_coding()
            return
        if memo.coder != self.desk.project.coder:
            raise InvalidValue(f"This memo is {memo.coder}'s; only who wrote it removes it here.")
        document = next(each for each in self.desk.study.documents if each.id == memo.document_id)
        self.show_change(self.desk.write_passage_memo(document, span_of(memo), memo, ""))

    def restore_draft(self, draft: Draft) -> None:
        """Go on with a memo that a crash interrupted. Raises `QualcodeError` when what it is on is gone."""
        if draft.kind != "passage":
            super().restore_draft(draft)
            return
        document, span = self._passage_of(draft.guid)
        if self.desk.document is None or self.desk.document.id != document.id:
            self.open_document(document)
        self.view.select(span.start, span.end)
        self._note(self._own_memo_on(None, span), span)
        self.query_one(MemoPanel).take_up(draft.text)

    def _own_memo_on(self, meant: Memo | None, target: Span) -> Memo | None:
        """Return her own memo that `m` changes: the one meant; on a selection the one on just that; on a sentence the
        shortest that touches it.
        """
        mine = [each for each in self.desk.passage_memos_seen() if each.coder == self.desk.project.coder]
        if meant is not None:
            target = span_of(meant)
        if meant is not None or self.view.selection is not None:
            return next((each for each in mine if span_of(each) == target), None)
        touching = [each for each in mine if touches(each, target)]
        return min(touching, key=lambda each: (each.end or 0) - (each.start or 0), default=None)

    def _note(self, memo: Memo | None, span: Span) -> None:
        document = self.desk.document
        if document is None:
            return
        span = span_of(memo) if memo else span
        self._passage = Passage(document, span, memo)
        self.open_panel("right")
        panel = self.query_one(MemoPanel)
        panel.begin_writing(memo.text if memo else "")
        subject = f"passage:{document.guid}/{span.start}/{span.end}"
        panel.keeper.begin(self.desk.project, subject, f"a passage of {document.name}", panel.text)

    def _passage_of(self, told: str) -> tuple[Document, Span]:
        """Return the passage that a draft names. Raises `InvalidValue` when the document is gone."""
        guid, *bounds = told.split("/")
        document = next((each for each in self.desk.study.documents if each.guid == guid), None)
        if document is None or len(bounds) != 2 or not all(each.isdecimal() for each in bounds):
            raise InvalidValue("The passage is no longer there.")
        start, end = map(int, bounds)
        if not start < end <= document.characters:
            raise InvalidValue("The passage is no longer there.")
        return document, Span(start, end)

    def _stop_writing(self) -> None:
        self._passage = None
        super()._stop_writing()


def span_of(memo: Memo) -> Span:
    """Return the passage a memo is on."""
    return Span(memo.start or 0, memo.end or 0)


def touches(memo: Memo, span: Span) -> bool:
    """Say whether a memo is on some of a stretch of text."""
    place = span_of(memo)
    return place.start < span.end and place.end > span.start
