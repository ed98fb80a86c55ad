"""`config`: the user's settings and keys, shown and set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from qualcode.cli.commands import Group
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, print_data, show_table, with_output
from qualcode.errors import InvalidValue
from qualcode.known_settings import BY_NAME, KNOWN, parsed, remarks
from qualcode.settings import read_settings, settings_file, write_settings

KEYS = "keys"


@click.group(
    "config",
    cls=Group,
    default="show",
    short_help="Show and set what belongs to you: name, colours, keys.",
    examples=("qualcode config", "qualcode config set theme qualcode-light", "qualcode config path"),
)
def command() -> None:
    """The settings of the person at the keyboard. Without a command: show."""


@command.command("path", short_help="Print where the settings file is.", examples=("qualcode config path",))
@with_session()
def path(session: Session) -> None:
    """Print the path of the settings file; it may not exist yet. It is TOML, and made to be edited."""
    print_data(f"{settings_file()}\n")


@command.command(
    "show",
    short_help="Show all settings, and what is wrong with them.",
    examples=("qualcode config show", "qualcode config show --format json"),
)
@with_output
@with_session()
def show(session: Session, output: Output) -> None:
    """Show every setting: its value, whether it is set, what it may be and what it does."""
    settings = read_settings()
    rows = [
        (
            setting.name,
            spelled(settings.get(setting.name, setting.default)),
            setting.name in settings,
            setting.may_be,
            setting.tells,
        )
        for setting in KNOWN
    ]
    headings = ("setting", "value", "set", "may be", "what it does")
    show_table(session, headings, rows, output)
    for remark in [*remarks(settings), *_key_remarks(settings)]:
        session.say(f"Note: {remark}")


@command.command(
    "set",
    short_help="Set one.",
    examples=(
        "qualcode config set coder Amina",
        "qualcode config set key_map vim",
        "qualcode config set keys.apply-again a",
    ),
)
@click.argument("name")
@click.argument("value")
@with_session()
def set_command(session: Session, name: str, value: str) -> None:
    """Set a setting; `keys.ACTION` gives an action another key, several with commas."""
    table, _, action = name.partition(".")
    if table != KEYS or not action:
        write_settings(**{name: parsed(name, value)})
    else:
        keys = {**_own_keys(), action: value}
        _refuse_bad_keys({action: value})
        write_settings(**{KEYS: keys})
    session.say(f"{name} is {value}.")
    for remark in _key_remarks(read_settings()):
        session.say(f"Note: {remark}")


@command.command(
    "unset",
    short_help="Go back to what holds without it.",
    examples=("qualcode config unset theme", "qualcode config unset keys.apply-again"),
)
@click.argument("name")
@with_session()
def unset(session: Session, name: str) -> None:
    """Take a setting out of the file."""
    table, _, action = name.partition(".")
    settings = read_settings()
    if table == KEYS and action:
        keys = _own_keys()
        if keys.pop(action, None) is None:
            raise InvalidValue(f"{name} is not set.")
        write_settings(**{KEYS: keys or None})
    elif name in settings and not isinstance(settings[name], Mapping):
        write_settings(**{name: None})
    else:
        raise InvalidValue(f"{name} is not set." if name in BY_NAME else f"There is no setting “{name}”.")
    session.say(f"{name} is not set any more.")


@command.command(
    "keys",
    short_help="List the actions of the screen and the keys they have now.",
    examples=("qualcode config keys", "qualcode config keys --format csv"),
)
@with_output
@with_session()
def keys(session: Session, output: Output) -> None:
    """List every action of the screen that can have another key, with the keys it has now."""
    from qualcode.tui.keymap import declared_keys, read_key_map, what_it_does

    settings, does = read_settings(), what_it_does()
    key_map = read_key_map(settings)
    rows = [
        (action, key_map.told(action, declared), does[action]) for action, declared in declared_keys().items()
    ]
    show_table(session, ("action", "keys", "what it does"), rows, output)
    for remark in key_map.remarks:
        session.say(f"Note: {remark}")


def spelled(value: Any) -> Any:
    """Return a value as it is written in the settings; nothing for None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {each}" for name, each in value.items())
    return "" if value is None else value


def _own_keys() -> dict[str, Any]:
    found = read_settings().get(KEYS, {})
    if not isinstance(found, Mapping):
        raise InvalidValue(f"“{KEYS}” is no table in {settings_file()}; mend it there first.")
    return dict(found)


def _refuse_bad_keys(own: Mapping[str, str]) -> None:
    from qualcode.tui.keymap import read_key_map

    found = read_key_map({KEYS: own})
    if not found.keys:
        raise InvalidValue(found.remarks[0])


def _key_remarks(settings: Mapping[str, Any]) -> tuple[str, ...]:
    from qualcode.tui.keymap import read_key_map

    if not isinstance(settings.get(KEYS, {}), Mapping):
        return ()
    return read_key_map({KEYS: settings.get(KEYS, {}), **_usable_map(settings)}).remarks


def _usable_map(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the key map where it is one; what it is not is told with the settings."""
    setting = BY_NAME["key_map"]
    return {"key_map": settings["key_map"]} if setting.fits(settings.get("key_map")) else {}
