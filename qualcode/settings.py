"""The user's settings: a small TOML file that belongs to the person, not to a study.

It lies in the folder that the system keeps for settings, or in `QUALCODE_CONFIG_DIR`. Keys that this version does
not know are kept when it is written.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualcode.errors import QualcodeError

FILE_NAME = "settings.toml"
FOLDER_VARIABLE = "QUALCODE_CONFIG_DIR"
CODER = "coder"


def settings_folder() -> Path:
    """Return the folder of the settings and the log; it need not exist yet."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path("qualcode", appauthor=False)


def settings_file() -> Path:
    """Return the path of the settings file; it need not exist yet."""
    return settings_folder() / FILE_NAME


def read_settings() -> dict[str, Any]:
    """Return all settings; empty when there are none. Raises `QualcodeError` for a file that is no TOML."""
    path = settings_file()
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QualcodeError(
            f"The settings in {path} cannot be read ({error}); mend or delete the file."
        ) from None


def write_settings(**changes: Any) -> None:
    """Set or (with None) take away settings; the others stay. The file is replaced as a whole.

    Values are text, numbers, yes/no, lists of these, or a mapping of names to these.
    """
    settings = read_settings() | changes
    kept = {name: value for name, value in settings.items() if value is not None}
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(as_toml(kept), encoding="utf-8")
    os.replace(draft, path)


def coder_setting() -> str | None:
    """Return the coder's name saved in the settings, if there is one."""
    name = read_settings().get(CODER)
    return name.strip() or None if isinstance(name, str) else None


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
