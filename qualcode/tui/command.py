"""One thing a person can do on the screen: its key, its name in footer, palette and help, and who carries it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import key_to_character


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do on the screen."""

    id: str
    keys: str
    action: str
    label: str
    tells: str
    in_footer: bool = False
    key_shown: str | None = None
    title: str = ""
    in_dialogs: bool = False

    @property
    def palette_title(self) -> str:
        """The name of the action in the palette and in the help."""
        return self.title or self.label[:1].upper() + self.label[1:]

    @property
    def keys_told(self) -> str:
        """The keys as a person reads them."""
        return ", ".join(told(key) for key in self.keys.split(","))

    def binding(self) -> Binding:
        """Return the key binding of this command."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.in_footer,
            priority=self.in_dialogs,  # else a dialog keeps the keys of the app from it
            key_display=self.key_shown,
            tooltip=self.tells,
            id=self.id,
        )


KEY_NAMES = {
    "full_stop": ".",
    "right_parenthesis": ")",
    "left_parenthesis": "(",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "plus": "+",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "delete": "Del",
    "backspace": "Backspace",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def told(key: str) -> str:
    """Return a key as a person reads it: `ctrl+down` as `Ctrl+↓`."""
    *modifiers, last = key.strip().split("+")
    name = KEY_NAMES.get(last) or (None if modifiers else key_to_character(last)) or last.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """Return the bindings of some commands, in their order."""
    return [command.binding() for command in commands]
