"""The memo on the coding here: read below the panel, written in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static, TextArea

from qualcode.model import Memo
from qualcode.text.edited import edited
from qualcode.tui.actions import MEMO
from qualcode.tui.command import bindings
from qualcode.tui.draft_keeping import DraftKeeper
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.line_input import pasted, shown_safely


class MemoText(TextArea):
    """Where a text of several lines is written; it takes no control characters and shows none raw."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text without its control characters."""
        event.stop()
        event.prevent_default()
        done = self.replace(pasted(event.text), *self.selection, maintain_selection_offset=False)
        self.move_cursor(done.end_location)

    def render_line(self, y: int) -> Strip:
        """Return a line with control characters as symbols."""
        return shown_safely(super().render_line(y))


class MemoEditor(MemoText):
    """Where a memo is written."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MEMO)]


class MemoReadOrWritten(Vertical):
    """A memo that is read, or written in the same place; what is typed is kept in a draft as well."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._saved = ""
        self._loaded = ("", "")  # what the editor began with, and how it shows it
        self.keeper = DraftKeeper(self, lambda: self.text)

    @property
    def is_writing(self) -> bool:
        """Whether a memo is being written."""
        return self.has_class("-writing")

    @property
    def text(self) -> str:
        """What is written now; where nothing was touched it is as it is stored, not as it is shown."""
        return edited(*self._loaded, self.query_one(MemoEditor).text)

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self.is_writing and self.text != self._saved

    def begin_writing(self, text: str) -> None:
        """Let a text be written, starting from `text`."""
        self._saved = text
        self.add_class("-writing")
        self._load(text)
        self.screen.set_focus(self.query_one(MemoEditor))  # at once: what is typed next belongs to the memo

    def take_up(self, text: str) -> None:
        """Go on with a text that is not saved, in place of the saved one."""
        self._load(text)
        self.keeper.keep_at_once()  # before the draft that it was taken from goes

    def stop_writing(self) -> None:
        """Go back to reading; what was written is saved or dropped."""
        self.keeper.end()
        self.remove_class("-writing")

    def on_text_area_changed(self) -> None:
        """Keep what is written in a draft."""
        self.keeper.changed()

    def _load(self, text: str) -> None:
        editor = self.query_one(MemoEditor)
        shown = visible_lines(text)  # a raw control character must not reach the terminal
        self._loaded = (text, shown)
        editor.load_text(shown)
        editor.move_cursor(editor.document.end)


class MemoPanel(MemoReadOrWritten):
    """Shows the memos on a coding, or lets one be written."""

    DEFAULT_CSS = """
    MemoPanel { height: 12; background: $surface; }
    MemoPanel > VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; height: 1fr; }
    MemoPanel > MemoEditor { display: none; height: 1fr; border: none; padding: 0 1; }
    MemoPanel.-writing > VerticalScroll { display: none; }
    MemoPanel.-writing > MemoEditor { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.coding_id: int | None = None

    def compose(self) -> ComposeResult:
        """Yield the reading and the writing side."""
        with VerticalScroll(can_focus=False):
            yield Static("", markup=False)
        yield MemoEditor(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def show(self, memos: Sequence[Memo], me: str) -> None:
        """Show memos to be read; others' with their name."""
        parts: list[str | tuple[str, str]] = []
        for memo in memos:
            if memo.coder != me:
                parts.append((f"{visible(memo.coder)}: ", "$foreground 70%"))
            parts.append(f"{visible_lines(memo.text)}\n")
        self.query_one(Static).update(Content.assemble(*parts))

    def write(self, coding_id: int, text: str) -> None:
        """Let the memo on a coding be written, starting from `text`."""
        self.coding_id = coding_id
        self.begin_writing(text)

    def stop_writing(self) -> None:
        """Go back to reading."""
        super().stop_writing()
        self.coding_id = None
