"""A memo in full: read, or written in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.memo import MemoEditor, MemoReadOrWritten

if TYPE_CHECKING:
    from qualcode.api import Project

MUTED = "$foreground 70%"


class MemoPage(MemoReadOrWritten):
    """Shows a memo; a click on its text asks to write."""

    DEFAULT_CSS = """
    MemoPage { width: 1fr; height: 1fr; }
    MemoPage > #about { height: auto; padding: 0 1; margin-bottom: 1; }
    MemoPage > VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    MemoPage > VerticalScroll > Static { height: auto; width: 1fr; }
    MemoPage > MemoEditor { display: none; height: 1fr; border: none; padding: 0 1; }
    MemoPage.-writing > VerticalScroll { display: none; }
    MemoPage.-writing > MemoEditor { display: block; }
    """

    class Pressed(Message):
        """The text was clicked: it is to be changed."""

    def compose(self) -> ComposeResult:
        """Yield what it is on, and the reading and the writing side."""
        yield Static("", id="about", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static("", id="memo-text", markup=False)
        yield MemoEditor(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def show(self, about: str, below: str, text: str) -> None:
        """Show what a memo is on, what else is known of it, and its text."""
        self._show_about(about, below)
        self.query_one("#memo-text", Static).update(visible_lines(text))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show_about(self, about: str, below: str) -> None:
        parts: list[str | tuple[str, str]] = [(visible(about), "$foreground bold")]
        if below:
            parts.append((f"\n{visible_lines(below)}", MUTED))
        self.query_one("#about", Static).update(Content.assemble(*parts))

    def write(self, about: str, text: str, project: Project, subject: str) -> None:
        """Let a text be written; what is typed survives a crash under this `subject`."""
        self._show_about(about, "Ctrl+S saves · Esc leaves")
        self.begin_writing(text)
        self.keeper.begin(project, subject, about, self._saved)

    def on_click(self, event: events.Click) -> None:
        """A click on the text asks to write."""
        if not self.is_writing and self.query_one(VerticalScroll).region.contains(*event.screen_offset):
            self.post_message(self.Pressed())
