"""Help: every key that does something here, from the same declarations as the keys themselves."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.tui.actions import DIGITS, EVERYWHERE, GOING, GROUPS, MEMO
from qualcode.tui.command import Command
from qualcode.tui.keymap import KeyMap, declared_keys
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog

FIRST_KEYS = (
    "The cursor is a sentence: {next} and {previous} move it, and what you do acts on it. "
    "{code} codes it, {memo} writes a memo on a coding, {undo} takes anything back. Everything is saved at once."
)
NAMED = {
    "next": "transcript.next-sentence",
    "previous": "transcript.previous-sentence",
    "code": "pick-code",
    "memo": "edit-memo",
    "undo": "undo",
}
TEXT_GROUP = "Moving and selecting (while the text has the focus)"
KEY_CELLS = 24
INDENT = 2
Lines = list[tuple[str, str]]
Parts = list[str | tuple[str, str]]


class HelpScreen(DialogScreen[None]):
    """All keys, those of the screen it was called from first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss(None)", "close", id="help.close")
    ]

    DEFAULT_CSS = "HelpScreen VerticalScroll { scrollbar-gutter: stable; }"

    def __init__(
        self,
        commands_here: Sequence[Command],
        text_bindings: Iterable[Binding] = (),
        key_map: KeyMap | None = None,
    ) -> None:
        super().__init__()
        self._here, self._text = set(commands_here), list(text_bindings)
        self._keys = key_map or KeyMap()

    def compose(self) -> ComposeResult:
        """Yield the table of keys."""
        with Dialog("Help · Esc closes", classes="tall wide"), VerticalScroll():
            yield Static(markup=False, id="keys")

    def on_resize(self, event: events.Resize) -> None:
        """Set the table anew for the width there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        self.query_one("#keys", Static).update(self._content(max(30, width)))

    def _content(self, width: int) -> Content:
        parts: Parts = [f"{textwrap.fill(first_keys(self._keys), width)}\n"]
        for name, lines in self._groups():
            parts += ["\n", (f"{textwrap.fill(name, width)}\n", "bold $text-accent")]
            parts += [part for keys, tells in lines for part in line(keys, tells, width)]
        return Content.assemble(*parts)

    def _groups(self) -> list[tuple[str, Lines]]:
        """Return what works here, under headings: first what the screen has, the memo and everywhere last."""
        here = [
            (name, group_lines(group, self._keys))
            for name, group in GROUPS.items()
            if self._here & set(group) and group is not MEMO
        ]
        if self._text:
            told = [
                (self._keys.told(binding.id or "", binding.key), binding.tooltip or binding.description)
                for binding in self._text
            ]
            here.insert(1, (TEXT_GROUP, told))
        last = [
            (name, group_lines(group, self._keys))
            for name, group in GROUPS.items()
            if group in (GOING, EVERYWHERE) or (group is MEMO and self._here & set(MEMO))
        ]
        return [*here, *last]


def first_keys(keys: KeyMap) -> str:
    """Return the sentence for a first-time reader, with the keys as they are."""
    declared = declared_keys()
    named = {name: keys.told(action, declared[action]).partition(", ")[0] for name, action in NAMED.items()}
    return FIRST_KEYS.format(**named)


def group_lines(group: Iterable[Command], keys: KeyMap | None = None) -> Lines:
    """Return keys and explanation of each command; the nine digits are told as one, unless one has another key."""
    keys = keys or KeyMap()
    as_one = set(DIGITS) <= set(group) and not any(command.id in keys.keys for command in DIGITS)
    lines = [
        (keys.told(command.id, command.keys), command.tells)
        for command in group
        if not (as_one and command in DIGITS)
    ]
    if as_one:
        lines.insert(0, ("1 – 9", "Apply the code that carries this digit in the codebook."))
    return lines


def line(keys: str, tells: str, width: int) -> Parts:
    """Return a line of the table; what is too long goes on below itself."""
    column = min(KEY_CELLS, width // 3)
    sentence = textwrap.wrap(tells, max(10, width - column - INDENT)) or [""]
    room = column - 1
    beside = cell_len(keys) <= room
    first = f"{' ' * INDENT}{keys}{' ' * (column - cell_len(keys)) if beside else ''}"
    below = "\n".join(f"{' ' * (column + INDENT)}{each}" for each in (sentence[1:] if beside else sentence))
    parts: Parts = [(first, "bold"), f"{sentence[0]}\n" if beside else "\n"]
    return [*parts, f"{below}\n"] if below else parts
