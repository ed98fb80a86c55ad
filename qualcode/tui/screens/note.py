"""Writing a text of several lines in a dialog: the memo on a segment, or on many."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from qualcode.text.edited import edited
from qualcode.tui.draft_keeping import DraftKeeper
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.screens.memo_writing import DROP, GO_ON, SAVE
from qualcode.tui.visible import visible_lines
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.memo import MemoEditor

if TYPE_CHECKING:
    from qualcode.api import Project

HINT = "Ctrl+S saves · Esc leaves"


class NoteScreen(DialogScreen[str | None]):
    """Gives the text, or None when it is left. With a `subject` what is written survives a crash."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, title: str, text: str = "", *, project: Project | None = None, subject: str = ""
    ) -> None:
        super().__init__()
        self._title, self._saved, self._shown = title, text, visible_lines(text)
        self._project, self._subject = project, subject

    def compose(self) -> ComposeResult:
        """Yield the text."""
        with Dialog(self._title, id="note"):
            yield MemoEditor(self._shown, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the end of what is there."""
        editor = self.query_one(MemoEditor)
        editor.move_cursor(editor.document.end)
        editor.focus()
        self._keeper = DraftKeeper(self, lambda: self.text)
        if self._project is not None and self._subject:
            self._keeper.begin(self._project, self._subject, self._title, self._saved)

    @property
    def text(self) -> str:
        """What is written now; where nothing was touched it is as it was given, not as it is shown."""
        return edited(self._saved, self._shown, self.query_one(MemoEditor).text)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keep what is written."""
        self._keeper.changed()

    def action_save_memo(self) -> None:
        """Give the text."""
        self._keeper.end()
        self.dismiss(self.text)

    def action_leave_memo(self) -> None:
        """Leave; what was written is asked about."""
        if self.text == self._saved:
            self._drop()
            return

        def answered(answer: str | None) -> None:
            if answer == SAVE:
                self.action_save_memo()
            elif answer == DROP:
                self._drop()

        self.app.push_screen(ChoiceScreen("The memo is not saved yet.", [SAVE, DROP, GO_ON]), answered)

    def _drop(self) -> None:
        self._keeper.end()
        self.dismiss(None)
