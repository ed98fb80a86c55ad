"""What can be set, and what is wrong with what was set: told in a sentence each, and never a reason not to start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from qualcode.errors import InvalidValue
from qualcode.preferences import STUDY


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it may be (said in words and tested), what holds without it, and what it does."""

    name: str
    may_be: str
    fits: Callable[[Any], bool]
    default: Any
    tells: str


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _is_width(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 60 <= value <= 90


def _one_of(names: Callable[[], Sequence[str]]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in names()


def theme_names() -> list[str]:
    """Return the names of the themes, qualcode's own first."""
    from textual.theme import BUILTIN_THEMES

    from qualcode.tui.themes import THEMES

    return [*(theme.name for theme in THEMES), *BUILTIN_THEMES]


def key_map_names() -> list[str]:
    """Return the names of the key maps."""
    from qualcode.tui.keymap import MAPS

    return list(MAPS)


KNOWN = (
    Setting("coder", "a name", _is_text, None, "who codes; the login name where it is not set"),
    Setting(
        "theme",
        "the name of a theme, as qualcode-dark or qualcode-light",
        _one_of(theme_names),
        "qualcode-dark",
        "the colours of the screen",
    ),
    Setting("key_map", "default or vim", _one_of(key_map_names), "default", "which keys do what"),
    Setting(
        "advance_after_coding",
        "true or false",
        _is_yes_or_no,
        False,
        "whether the cursor goes to the next sentence once a code was applied",
    ),
    Setting("measure", "a number from 60 to 90", _is_width, 80, "the width of the text, in cells"),
    Setting(
        "dim_interviewers", "true or false", _is_yes_or_no, True, "whether what interviewers say is set back"
    ),
    Setting("hints", "true or false", _is_yes_or_no, True, "whether the line with the first keys is shown"),
    Setting(
        "keys",
        "a table of actions and their keys",
        lambda value: isinstance(value, Mapping),
        None,
        "other keys for single actions; `qualcode config keys` lists the actions",
    ),
)
BY_NAME = {setting.name: setting for setting in KNOWN}


def remarks(settings: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each setting that is unknown or has a value it cannot have."""
    found = []
    for name, value in settings.items():
        setting = BY_NAME.get(name)
        if setting is None and not name.startswith(STUDY):
            found.append(f"There is no setting “{name}”{_near(name)}; it is passed over.")
        elif setting is not None and not setting.fits(value):
            found.append(f"The setting {name} has to be {setting.may_be}, not “{value}”; it is passed over.")
    return found


def parsed(name: str, text: str) -> Any:
    """Return what was written on a command line as the value of a setting. Raises `InvalidValue`."""
    setting = BY_NAME.get(name)
    if setting is None:
        raise InvalidValue(f"There is no setting “{name}”{_near(name)}; `qualcode config show` lists them.")
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    candidates = [text, words.get(text.lower()), int(text) if text.isdigit() and len(text) < 10 else None]
    value = next((each for each in candidates if each is not None and setting.fits(each)), None)
    if value is None:
        raise InvalidValue(f"{name} has to be {setting.may_be}, not “{text}”.")
    return value


def _near(name: str) -> str:
    near = get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    return f" (did you mean {near[0]}?)" if near else ""
