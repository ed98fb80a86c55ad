"""Help: every key that does something here, from the same declarations as the keys themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.tui.actions import DIGITS, EVERYWHERE, GOING, GROUPS
from qualcode.tui.command import Command
from qualcode.tui.keymap import KeyMap
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog

FIRST_KEYS = (
    "The cursor is a sentence: ↓ and ↑ move it, and what you do acts on it. "
    "c codes it, m writes a memo on a coding, u takes anything back. Everything is saved at once."
)
KEY_CELLS = 24


class HelpScreen(DialogScreen[None]):
    """All keys, those of the screen it was called from first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss(None)", "close", id="help.close")
    ]

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
            yield Static(self._content(), markup=False)

    def _content(self) -> Content:
        parts: list[str | tuple[str, str]] = [f"{FIRST_KEYS}\n"]
        shown = [
            (name, group)
            for name, group in GROUPS.items()
            if self._here & set(group) or group in (EVERYWHERE, GOING)
        ]
        for name, group in shown or list(GROUPS.items()):
            parts += ["\n", (f"{name}\n", "bold $text-accent")]
            parts += [part for keys, tells in group_lines(group, self._keys) for part in line(keys, tells)]
        if self._text:
            parts += ["\n", ("Moving and selecting (while the text has the focus)\n", "bold $text-accent")]
            parts += [
                part
                for binding in self._text
                for part in line(
                    self._keys.told(binding.id or "", binding.key), binding.tooltip or binding.description
                )
            ]
        return Content.assemble(*parts)


def group_lines(group: Iterable[Command], keys: KeyMap | None = None) -> list[tuple[str, str]]:
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


def line(keys: str, tells: str) -> tuple[tuple[str, str], str]:
    """Return a line of the table."""
    return (f"  {keys:<{KEY_CELLS}}", "bold"), f"{tells}\n"
