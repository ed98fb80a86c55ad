"""The text of the settings file: TOML in which one setting can be changed without touching the lines around it.

What a person wrote there by hand, with her comments, stays as it is; only the lines of what changes are written anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

_HEADER = re.compile(r"\s*\[")


def changed_text(text: str, changes: Mapping[str, Any]) -> str:
    """Return the text with some settings set, or (with None) taken away. `text` must be TOML.

    Where the lines are not as simple as they look (a value over several lines, say), all is written anew and
    comments are lost; the values never are.
    """
    before = tomllib.loads(text)
    wanted = {name: value for name, value in ({**before, **changes}).items() if value is not None}
    lines = text.split("\n")
    for name, value in changes.items():
        if before.get(name) != value:
            lines = _without(lines, name) if value is None else _with(lines, name, value)
    changed = "\n".join(lines).strip("\n") + "\n"
    plain = tomllib.loads(as_toml(wanted))
    return changed if _read(changed) == plain else as_toml(wanted)


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _with(lines: list[str], name: str, value: Any) -> list[str]:
    """Put a setting where it stood, or else after the others of its kind."""
    if isinstance(value, Mapping):
        start, end = _table(lines, name)
        gap = [""] if end < len(lines) else []
        return [
            *lines[:start],
            *_lead(lines[:start]),
            *as_toml({name: value}).splitlines(),
            *gap,
            *lines[end:],
        ]
    line = f"{toml_key(name)} = {toml_value(value)}"
    first_table = next((n for n, each in enumerate(lines) if _HEADER.match(each)), len(lines))
    place = _place(lines, name)
    if place is not None:
        return [*lines[:place], line, *lines[place + 1 :]]
    while first_table > 0 and not lines[first_table - 1].strip():
        first_table -= 1
    return [*lines[:first_table], line, *lines[first_table:]]


def _without(lines: list[str], name: str) -> list[str]:
    start, end = _table(lines, name)
    if start < end:
        return [*lines[:start], *lines[end:]]
    place = _place(lines, name)
    return lines if place is None else [*lines[:place], *lines[place + 1 :]]


def _place(lines: list[str], name: str) -> int | None:
    """Return the number of the line that sets a plain value."""
    for number, line in enumerate(lines):
        if _HEADER.match(line):
            return None
        if re.match(rf"\s*{re.escape(toml_key(name))}\s*=", line):
            return number
    return None


def _table(lines: list[str], name: str) -> tuple[int, int]:
    """Return the lines of a table with its header; an empty stretch at the end where there is none."""
    header = re.compile(rf"\s*\[\s*{re.escape(toml_key(name))}\s*\]\s*(#.*)?$")
    start = next((n for n, line in enumerate(lines) if header.match(line)), len(lines))
    end = next((n for n in range(start + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    return start, max(start, end)


def _lead(before: list[str]) -> list[str]:
    return [""] if before and before[-1].strip() else []


def as_toml(settings: Mapping[str, Any]) -> str:
    """Return settings as TOML: plain values first, then one table for each mapping (one level deep)."""
    plain = {name: value for name, value in settings.items() if not isinstance(value, Mapping)}
    tables = {name: value for name, value in settings.items() if isinstance(value, Mapping)}
    lines = [f"{toml_key(name)} = {toml_value(value)}" for name, value in plain.items()]
    for title, table in tables.items():
        lines += ["", f"[{toml_key(title)}]"]
        lines += [f"{toml_key(name)} = {toml_value(value)}" for name, value in table.items()]
    return "\n".join(lines).lstrip("\n") + "\n"


def toml_key(name: str) -> str:
    """Return a key, quoted where it is not a bare one."""
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else toml_string(name)


def toml_value(value: Any) -> str:
    """Return a value in TOML's spelling; raises `TypeError` for what it cannot hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{toml_key(name)} = {toml_value(item)}' for name, item in value.items())}}}"
    if isinstance(value, (int, float)) or hasattr(value, "isoformat"):
        return value.isoformat() if hasattr(value, "isoformat") else repr(value)
    raise TypeError(f"settings cannot hold {type(value).__name__}")


def toml_string(text: str) -> str:
    """Return a basic string of TOML: quotes, backslashes and control characters are escaped."""
    escaped = "".join(
        f"\\u{ord(character):04x}" if ord(character) < 0x20 or ord(character) == 0x7F else character
        for character in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
