"""The line in which a search is typed, below the text: it hides nothing of it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from qualcode.text.finding import Query
from qualcode.tui.actions import FIND_LINE
from qualcode.tui.command import bindings
from qualcode.tui.visible import visible
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput

SHORT_BELOW = 82
"""Cells: where there are fewer the ways are called by one word."""
WAYS = (  # name, key, what it is called, and where there is little room
    ("whole", "alt+w", "whole words", "words"),
    ("case", "alt+c", "case counts", "case"),
    ("pattern", "alt+r", "pattern", "pattern"),
    ("everywhere", "alt+a", "all documents", "all"),
)


class Way(Static, can_focus=True):
    """A way of searching that is on or off: a box to click, or to reach with Tab and switch with Space."""

    DEFAULT_CSS = """
    Way { width: auto; height: 1; margin-right: 2; color: $text-muted; }
    Way.-on { color: $text-accent; text-style: bold; }
    Way:focus { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,enter", "switch", "switch", show=False, id="find.switch", tooltip="Switch it on or off"
        )
    ]

    def __init__(self, name: str, key: str, told: str, short: str) -> None:
        super().__init__("", id=f"find-{name}", markup=False)
        self._key, self._told, self._short = key, told, short
        self.is_short = False
        self.is_on = False
        self._draw()

    def action_switch(self) -> None:
        """Switch."""
        self.is_on = not self.is_on
        self._draw()
        self.post_message(FindLine.Changed())

    def on_click(self, event: events.Click) -> None:
        """Switch."""
        event.stop()
        self.action_switch()

    def call_short(self, is_short: bool) -> None:
        """Call it by one word, or by all of its name."""
        self.is_short = is_short
        self._draw()

    def _draw(self) -> None:
        self.set_class(self.is_on, "-on")
        name = self._short if self.is_short else self._told
        self.update(Content(f"{'■' if self.is_on else '□'} Alt+{self._key[-1].upper()} {name}"))


class FindInput(LineInput):
    """The words that are looked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FIND_LINE[:2])
    ]  # an input has keys of its own on these

    def action_walk(self, step: int) -> None:
        """Go to the next hit or the one before."""
        self.post_message(FindLine.Walked(step))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Say whether a key is typed: with Alt it switches a way of searching."""
        return not key.startswith("alt+") and super().check_consume_key(key, character)


class FindLine(Vertical):
    """Words to find, the ways to look for them, and how many are found."""

    DEFAULT_CSS = """
    FindLine { height: auto; display: none; padding: 0 1; background: $surface; }
    FindLine.-open { display: block; }
    FindLine > Horizontal { height: 1; }
    FindLine > #find-ways { height: auto; max-height: 2; }
    FindLine FindInput, FindLine FindInput:focus {
        border: none; height: 1; padding: 0; width: 1fr; background: $panel;
    }
    FindLine #find-label { width: auto; color: $text-accent; }
    FindLine #find-count { width: auto; max-width: 60%; padding-left: 2; color: $text-muted; }
    FindLine #find-count.-wrong { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FIND_LINE),
        *(
            Binding(
                key,
                f"switch('{name}')",
                told,
                show=False,
                priority=True,  # else the input takes the letter
                id=f"find.{name}",
                tooltip=f"Find: {told}, or not",
            )
            for name, key, told, _ in WAYS
        ),
    ]

    class Changed(Message):
        """Something else is looked for."""

    class Walked(Message):
        """The reader wants the next hit, or the one before."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    class Left(Message):
        """The reader goes back to the text."""

    def compose(self) -> ComposeResult:
        """Yield the line and the ways below it."""
        with Horizontal():
            yield Static("/ ", id="find-label", markup=False)
            yield FindInput(compact=True, max_length=LONGEST_NAME, select_on_focus=True)
            yield Static("", id="find-count", markup=False)
        with Horizontal(id="find-ways"):
            for name, key, told, short in WAYS:
                yield Way(name, key, told, short)

    def on_resize(self, event: events.Resize) -> None:
        """Call the ways by what there is room for."""
        for way in self.query(Way):
            way.call_short(event.size.width < SHORT_BELOW)

    @property
    def query_typed(self) -> Query:
        """What is looked for."""
        on = {name: self.query_one(f"#find-{name}", Way).is_on for name, *_ in WAYS}
        return Query(self.query_one(FindInput).value, on["whole"], on["case"], on["pattern"])

    @property
    def everywhere(self) -> bool:
        """Whether all documents are looked through."""
        return self.query_one("#find-everywhere", Way).is_on

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    def open_line(self) -> None:
        """Show it, with what was typed last to be typed over."""
        self.add_class("-open")
        self.query_one(FindInput).focus()

    def close_line(self) -> None:
        """Hide it."""
        self.remove_class("-open")

    def show_count(self, told: str, *, is_wrong: bool = False) -> None:
        """Say how many are found, or why nothing can be."""
        count = self.query_one("#find-count", Static)
        count.set_class(is_wrong, "-wrong")
        count.update(Content(visible(told)))

    def action_switch(self, name: str) -> None:
        """Switch a way of searching."""
        self.query_one(f"#find-{name}", Way).action_switch()

    def action_walk(self, step: int) -> None:
        """Go to the next hit or the one before."""
        self.post_message(self.Walked(step))

    def action_leave(self) -> None:
        """Go back to the text."""
        self.post_message(self.Left())

    def on_input_changed(self, message: Input.Changed) -> None:
        """Look for what is typed."""
        message.stop()
        self.post_message(self.Changed())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go to the next hit."""
        message.stop()
        self.post_message(self.Walked(1))
