"""The fields of a code's form: a line, texts that grow with what is written, and what is pressed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static, TextArea

from qualcode.text.edited import edited
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput, pasted, shown_safely


class FieldLeft(Message):
    """The focus left a field: what was typed is to be saved."""


class NameField(LineInput):
    """The name of a code. Enter saves it."""

    def __init__(self, field: str) -> None:
        super().__init__("", id=f"code-{field}", compact=True, max_length=LONGEST_NAME, select_on_focus=False)
        self.code_field = field
        self._stored = self._put_back = ""
        self.raw = ""  # as the file has it

    @property
    def written(self) -> str:
        """What is written now; where nothing was touched it is as it is stored."""
        return edited(self.raw, self._stored, self.value)

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self.value != self._stored

    def put(self, text: str) -> None:
        """Show what is stored."""
        self.raw = text
        shown = visible(text)
        if shown != self._stored or self.is_changed:
            self._put_back = ""
            self.value = self._stored = shown
            self.cursor_position = len(shown)

    def saved(self) -> None:
        """What is written is stored now."""
        self.raw, self._stored = self.written, self.value

    def restore(self) -> None:
        """Put back what is stored."""
        self._put_back = self.value
        self.value = self._stored
        self.cursor_position = len(self.value)

    def bring_back(self) -> bool:
        """Bring back what was typed before it was put back; say whether there is such."""
        typed, self._put_back = self._put_back, ""
        if typed:
            self.value = typed
        return bool(typed)

    def on_blur(self) -> None:
        """Let what was typed be saved."""
        self.post_message(FieldLeft())


class TextField(TextArea):
    """A text of a code. It is as high as what is written, within bounds; Ctrl+Z first takes back what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # A TextArea has keys of its own on these, which are ways to other places here.
        Binding("f6", "app.go_to('tables')", show=False, id="codebook-field.tables"),
        Binding("f7", "app.go_to('memos')", show=False, id="codebook-field.memos"),
    ]

    def __init__(self, field: str, placeholder: str) -> None:
        super().__init__(
            "",
            id=f"code-{field}",
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=Content(placeholder),
            highlight_cursor_line=False,
        )
        self.code_field = field
        self._stored = ""
        self.raw = ""  # as the file has it
        self._is_restored = False

    @property
    def written(self) -> str:
        """What is written now; where nothing was touched it is as it is stored."""
        return edited(self.raw, self._stored, self.text)

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self.text != self._stored

    def put(self, text: str) -> None:
        """Show what is stored."""
        shown = visible_lines(text)
        if shown != self._stored or self.is_changed:
            self.load_text(shown)
            self._is_restored = False
        self.raw = text
        self._stored = self.text  # as the editor gives it back: rare line ends become plain ones

    def saved(self) -> None:
        """What is written is stored now."""
        self.raw, self._stored = self.written, self.text

    def restore(self) -> None:
        """Put back what is stored; Ctrl+Z in the field brings back what was typed."""
        self.replace(self._stored, (0, 0), self.document.end)
        self._is_restored = True

    def bring_back(self) -> bool:
        """Bring back what was typed before it was put back; say whether there is such."""
        was_put_back, self._is_restored = self._is_restored, False
        if was_put_back:
            self.undo()
        return was_put_back

    def action_undo(self) -> None:
        """Take back what was typed; where nothing was, the last thing done in the study."""
        if self.is_changed or self._is_restored:
            self._is_restored = False
            self.undo()
        else:
            self.screen.action_undo()  # type: ignore[attr-defined]

    def action_redo(self) -> None:
        """Bring back what was typed, or what was undone in the study."""
        before = self.text
        self.redo()
        if self.text == before:
            self.screen.action_redo()  # type: ignore[attr-defined]

    def on_blur(self) -> None:
        """Let what was typed be saved."""
        self.post_message(FieldLeft())

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text without its control characters."""
        event.stop()
        event.prevent_default()
        done = self.replace(pasted(event.text), *self.selection, maintain_selection_offset=False)
        self.move_cursor(done.end_location)

    def render_line(self, y: int) -> Strip:
        """Return a line with control characters as symbols."""
        return shown_safely(super().render_line(y))


class PressField(Static, can_focus=True):
    """A line that does something when it is pressed: by Enter, Space or a click."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    def __init__(self, action: str, *, id: str, tooltip: str) -> None:
        super().__init__("", id=id, markup=False)
        self._does = action
        self.tooltip = Content(tooltip)

    async def action_press(self) -> None:
        """Do it."""
        await self.run_action(self._does)

    async def on_click(self) -> None:
        """Do it."""
        await self.run_action(self._does)
