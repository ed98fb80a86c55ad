"""The user's settings: a small TOML file that belongs to the person, not to a study.

It lies in the folder that the system keeps for settings, or in `QUALCODE_CONFIG_DIR`. Keys that this version does
not know are kept when it is written, and so are comments. `known_settings` says what each setting means.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
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
    """Set or (with None) take away settings; the others stay, and what is written around them.

    Values are text, numbers, yes/no, lists of these, or a mapping of names to these. The file is replaced as a
    whole. Raises `QualcodeError` for a file that is no TOML, and `OSError`.
    """
    from qualcode.settings_text import changed_text

    path = settings_file()
    read_settings()
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    text = changed_text(before, changes)
    path = path.resolve()  # where it is a link into a folder of dot files, the link stays
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix="settings.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def coder_setting() -> str | None:
    """Return the coder's name saved in the settings, if there is one."""
    name = read_settings().get(CODER)
    return name.strip() or None if isinstance(name, str) else None
