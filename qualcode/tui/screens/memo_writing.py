"""Writing a memo on the coding here, in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Coding
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.edges import Edges
from qualcode.tui.widgets.memo import MemoPanel

if TYPE_CHECKING:
    from qualcode.tui.drafts import Draft

SAVE, DROP, GO_ON = "Save the memo", "Drop what was written", "Go on writing"


class MemoWriting(Edges):
    """The memo panel's part of the reading screen."""

    def _write_memo(self, coding: Coding) -> None:
        mine = self.desk.own_memo(coding)
        self.view.focus_coding(coding.id)
        self.open_panel("right")
        panel = self.query_one(MemoPanel)
        panel.write(coding.id, mine.text if mine else "")
        code = self.desk.study.code(coding.code_id)
        about = (
            f"{code.name if code else 'a coding'} in {self.desk.document.name if self.desk.document else '?'}"
        )
        panel.keeper.begin(self.desk.project, f"coding:{coding.guid}", about, panel.text)

    def restore_draft(self, draft: Draft) -> None:
        """Go on with a memo on a coding that a crash interrupted. Raises `QualcodeError` when the coding is gone."""
        coding = self.desk.project.codings.find(draft.guid)
        if self.desk.document is None or self.desk.document.id != coding.document_id:
            self.open_document(self.desk.project.documents.get(coding.document_id))
        self.view.go_to(coding.start)
        self._write_memo(coding)
        self.query_one(MemoPanel).take_up(draft.text)

    @guarded
    def action_save_memo(self) -> None:
        """Save the memo and go back to the text."""
        panel = self.query_one(MemoPanel)
        if not panel.is_writing or panel.coding_id is None:
            raise InvalidValue("No memo is being written; m begins one.")
        if not panel.is_changed:
            self._stop_writing()
            return
        coding = self.desk.project.codings.get(panel.coding_id)  # it may be of a document left since
        change = self.desk.write_memo(coding, panel.text)
        self._stop_writing()
        self.show_change(change)

    def action_leave_memo(self) -> None:
        """Go back to the text; what is not saved is asked about."""
        if self.query_one(MemoPanel).is_changed:
            self.ask_about_memo(self._stop_writing)
        else:
            self._stop_writing()

    def ask_about_memo(self, then: Callable[[], object]) -> None:
        """Ask what to do with an unsaved memo; go on with `then` unless she goes on writing."""

        def answered(answer: str | None) -> None:
            if answer == SAVE:
                self.action_save_memo()
            elif answer == DROP:
                self._stop_writing()
            if answer in (SAVE, DROP) and not self.query_one(MemoPanel).is_writing:
                then()

        self.app.push_screen(ChoiceScreen("The memo is not saved yet.", [SAVE, DROP, GO_ON]), answered)

    def _stop_writing(self) -> None:
        self.query_one(MemoPanel).stop_writing()
        self.close_panels()
        self.to_text()
        self.draw_here()
