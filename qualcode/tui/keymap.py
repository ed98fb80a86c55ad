"""Which key does what: the keys declared with the actions, a shipped map over them, and the user's own over that.

In the settings: `key_map = "vim"` chooses the map, the table `[keys]` gives single actions other keys
(`apply-again = "a"`, several with commas). What cannot be taken from there is told in a sentence and passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from textual.binding import Binding, BindingsMap
from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys, key_to_character
from textual.message_pump import MessagePump

from qualcode.tui.actions import (
    CODES_PANEL,
    DOCUMENTS,
    EDGES,
    EVERYWHERE,
    FIND_LINE,
    GOING,
    GROUPS,
    MEMO,
    PLACES,
)
from qualcode.tui.command import told
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS
from qualcode.tui.vim_keys import VIM
from qualcode.tui.widgets.codes import CodesList
from qualcode.tui.widgets.row_list import RowList

KEY_MAP, KEYS = "key_map", "keys"
MAPS: dict[str, Mapping[str, str]] = {"default": {}, "vim": VIM}
MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
SHARED = {"escape"}
"""Keys that lead out, one step at a time: they mean something at each level."""
WITH_TEXT = "while the text has the focus"
EXAMPLE = 'apply-again = "a"'
LISTS = [
    binding
    for made in (RowList, CodesList)
    for binding in made.BINDINGS
    if isinstance(binding, Binding) and (binding.id or "").startswith(("list.", "codes."))
]


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Action → keys where they are not the declared ones, and what could not be taken from the settings."""

    keys: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def told(self, action: str, declared: str) -> str:
        """Return the keys of an action as a person reads them."""
        return ", ".join(told(key) for key in self.keys.get(action, declared).split(","))

    def key(self, action: str, *, while_typing: bool = False) -> str:
        """Return the first key of an action as a person reads it; while she types, the first that is no letter."""
        keys = self.keys.get(action, declared_keys()[action]).split(",")
        if while_typing:
            keys = [key for key in keys if key_to_character(key) is None] or keys
        return told(keys[0])


def read_key_map(settings: Mapping[str, Any]) -> KeyMap:
    """Return the keys that the settings ask for."""
    remarks: list[str] = []
    name = settings.get(KEY_MAP, "default")
    if name not in MAPS:
        remarks.append(f"There is no key map “{name}”; there are {' and '.join(MAPS)}.")
        name = "default"
    own = settings.get(KEYS, {})
    if not isinstance(own, Mapping):
        remarks.append(f"“{KEYS}” is a table in the settings: [{KEYS}], and below it lines as {EXAMPLE}.")
        own = {}
    keys = dict(MAPS[name])
    if own:
        taken = dict(_usable(own, remarks))
        before = set(clashes({**declared_keys(), **keys}))
        keys |= taken
        found = clashes({**declared_keys(), **keys})
        remarks += [_told_clash(*clash, taken) for clash in found if clash not in before]
    return KeyMap(keys, tuple(remarks))


def _usable(own: Mapping[str, Any], remarks: list[str]) -> Iterator[tuple[str, str]]:
    """Yield action and keys of the lines that can be taken; tell of the others."""
    known = declared_keys()
    for action, value in own.items():
        if action not in known:
            remarks.append(
                f"[{KEYS}] names “{action}”, which is no action; `qualcode config keys` lists them."
            )
            continue
        written = value if isinstance(value, list) else str(value).split(",")
        keys = [normal_key(str(key)) for key in written if str(key).strip()]
        if not keys or not isinstance(value, (str, list)):
            remarks.append(f"[{KEYS}] gives {action} no key; write for example {EXAMPLE}.")
        elif unknown := next((key for key in keys if not is_key(key)), None):
            remarks.append(f"[{KEYS}] gives {action} the key “{unknown}”, which is none.")
        elif typed := next((key for key in keys if key_to_character(key) and action in _ANYWHERE), None):
            remarks.append(
                f"[{KEYS}] gives {action} the key “{told(typed)}”, which types a letter where it has to work;"
                " choose a function key, or one with Ctrl."
            )
        else:
            yield action, ",".join(keys)


_ANYWHERE = {command.id for group in (PLACES, GOING, EVERYWHERE, MEMO) for command in group}


def normal_key(key: str) -> str:
    """Return a key in Textual's name for it: `?` as `question_mark`, `Ctrl+A` as `ctrl+a`, `shift+a` as `A`."""
    *modifiers, last = key.strip().split("+") if len(key.strip()) > 1 else [key.strip()]
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    last = last.strip()
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    if len(last) == 1 and not modifiers:
        return next(iter(BindingsMap([(last, "", "")]).key_to_bindings))
    return "+".join([*modifiers, last.lower()])


def is_key(key: str) -> bool:
    """Say whether that is the name of a key."""
    *modifiers, last = key.split("+")
    names = {each.value for each in Keys} | set(KEY_TO_UNICODE_NAME) | set(REPLACED_KEYS)
    known = len(last) == 1 or last in names or key_to_character(last) is not None
    return known and set(modifiers) <= MODIFIERS


def with_keys(node: MessagePump, sentence: str) -> str:
    """Return a sentence in which each `{action}` is the key that it is bound to now; never a text from the study."""
    return re.sub(r"\{([a-z.-]+)\}", lambda found: key_of(node, found[1]), sentence)


def key_of(node: MessagePump, action: str) -> str:
    """Return the key that an action is bound to now, as a person reads it: for every sentence that names one."""
    key_map: KeyMap = getattr(node.app, "key_map", None) or KeyMap()
    return key_map.key(action)


@cache
def declared_keys() -> dict[str, str]:
    """Return every action that can have other keys → its declared ones."""
    commands = {command.id: command.keys for group in GROUPS.values() for command in group}
    bound = {binding.id: binding.key for binding in (*TEXT_BINDINGS, *LISTS) if binding.id}
    return commands | bound


def what_it_does() -> dict[str, str]:
    """Return every action that can have other keys → what it does, in a sentence."""
    commands = {command.id: command.tells for group in GROUPS.values() for command in group}
    bound = {
        binding.id: f"{(binding.tooltip or binding.description).rstrip('.')}."
        for binding in (*TEXT_BINDINGS, *LISTS)
        if binding.id
    }
    return commands | bound


def clashes(keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (key, action, other action) wherever a key would mean two things in the same place, in order."""
    found: dict[tuple[str, str, str], None] = {}
    for together in spheres():
        meaning: dict[str, list[str]] = defaultdict(list)
        for action in together:
            for key in keys.get(action, "").split(","):
                meaning[key].append(action)
        for key, actions in meaning.items():
            for other in actions[1:]:
                if key not in SHARED and actions[0] != other:
                    found[(key, actions[0], other)] = None
    return list(found)


def spheres() -> list[list[str]]:
    """Return the actions that are in force together, sphere by sphere: their keys must differ."""
    anywhere = [command.id for command in (*GOING, *EVERYWHERE)]
    reading = [*(command.id for command in PLACES), *anywhere]
    lists = [binding.id for binding in LISTS if binding.id and binding.id.startswith("list.")]
    branches = [binding.id for binding in LISTS if binding.id and binding.id.startswith("codes.")]
    text = [binding.id for binding in TEXT_BINDINGS if binding.id]
    of_text = [command.id for name, group in GROUPS.items() if WITH_TEXT in name for command in group]
    found = [[*text, *of_text, *reading], [*lists, *reading]]
    for name, group in GROUPS.items():
        own = [command.id for command in group]
        if group is CODES_PANEL:
            found.append([*own, *lists, *branches, *reading])
        elif group in (MEMO, EDGES, FIND_LINE, DOCUMENTS):
            found.append([*own, *anywhere])  # no list has the focus there
        elif WITH_TEXT not in name and group not in (PLACES, GOING, EVERYWHERE):
            found.append([*own, *lists, *anywhere])
    return found


def _told_clash(key: str, one: str, other: str, taken: Mapping[str, str]) -> str:
    wins = one if one in taken else other
    loses = other if wins == one else one
    return f"[{KEYS}] gives {wins} the key {told(key)}, which {loses} has already; give that one another key."
