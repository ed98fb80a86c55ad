"""The declarations of actions: each has its own id, and keys do not get in each other's way."""

from __future__ import annotations

from importlib import import_module
from itertools import chain

import pytest

from qualcode.tui import actions
from qualcode.tui.app import QualcodeApp
from qualcode.tui.command import Command, told
from qualcode.tui.keymap import declared_keys
from qualcode.tui.screens.filter_list import FilterScreen
from qualcode.tui.screens.help import group_lines
from qualcode.tui.screens.importing import ImportScreen
from qualcode.tui.screens.note import NoteScreen
from qualcode.tui.screens.path_prompt import PathPrompt
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.place import PLACES
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.several import SeveralScreen
from qualcode.tui.screens.start import StartScreen
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS
from qualcode.tui.widgets.codes import CodesList
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.filter_line import FilterLine
from qualcode.tui.widgets.here import HerePanel
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.memo import MemoPanel
from qualcode.tui.widgets.row_list import RowList
from qualcode.tui.widgets.segment_list import SegmentList
from qualcode.tui.widgets.transcript import CodingTranscript

PLACE_SCREENS = [
    getattr(import_module(module), name)
    for module, _, name in (each.partition(":") for each in PLACES.values())
]
ALL = list(chain.from_iterable(actions.GROUPS.values()))


def keys(commands: tuple[Command, ...]) -> list[str]:
    return [key for command in commands for key in command.keys.split(",")]


def test_every_action_has_an_id_of_its_own_and_an_explanation() -> None:
    ids = [command.id for command in ALL] + [binding.id for binding in TEXT_BINDINGS]
    assert len(ids) == len(set(ids))
    assert all(command.tells.endswith(".") for command in ALL)
    assert all(binding.tooltip for binding in TEXT_BINDINGS)


@pytest.mark.parametrize("group", actions.GROUPS.values(), ids=list(actions.GROUPS))
def test_no_key_means_two_things_at_once(group: tuple[Command, ...]) -> None:
    assert len(keys(group)) == len(set(keys(group)))


def test_the_keys_of_coding_are_not_those_of_moving() -> None:
    moving = {key for binding in TEXT_BINDINGS for key in binding.key.split(",")}
    assert moving.isdisjoint(keys(actions.CODING))


def test_what_works_everywhere_sits_on_keys_that_no_input_eats() -> None:
    for key in keys(actions.GOING) + keys(actions.PLACES) + keys(actions.EVERYWHERE) + keys(actions.MEMO):
        assert len(key) > 1
        assert key not in ("space", "full_stop", "enter", "tab", "ctrl+i", "ctrl+m")


@pytest.mark.parametrize("screen", [ReadingScreen, *PLACE_SCREENS, StartScreen])
def test_every_action_of_a_screen_is_carried_out_by_it(screen: type) -> None:
    for command in screen.COMMANDS_HERE:  # type: ignore[attr-defined]
        where, _, name = command.action.partition(".")
        assert where == "screen"
        assert hasattr(screen, f"action_{name.split('(')[0]}"), command.id


def test_the_transcript_has_the_keys_of_coding_and_of_moving() -> None:
    bound = {binding.id for each in CodingTranscript.__mro__ for binding in each.__dict__.get("BINDINGS", [])}
    assert {command.id for command in actions.CODING} <= bound
    assert {binding.id for binding in TEXT_BINDINGS} <= bound


MEANT_TO_OVERRIDE = {
    "ALLOW_SELECT", "BINDINGS", "COMPONENT_CLASSES", "CSS_PATH", "DEFAULT_CSS", "HORIZONTAL_BREAKPOINTS",
    "TITLE", "_fatal_error", "action_quit", "check_action", "compose", "dismiss", "get_key_display",
    "exit", "get_system_commands", "on_mount", "render", "render_line", "run_action",
}  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        QualcodeApp, ReadingScreen, *PLACE_SCREENS, StartScreen, PickerScreen, PathPrompt, ImportScreen,
        RowList, CodesList, HerePanel, MemoPanel, HeaderLine, StatusLine, Dialog, SegmentList, FilterLine, FilterScreen,
        SeveralScreen, NoteScreen,
    ],
)  # fmt: skip
def test_no_attribute_is_named_like_a_member_of_textual(made: type) -> None:
    ours = [each for each in made.__mro__ if each.__module__.startswith("qualcode.")]
    theirs = next(each for each in made.__mro__ if each.__module__.startswith("textual."))
    metaclass = set(vars(type("Empty", (theirs,), {})))
    names = {name for each in ours for name in vars(each)} - metaclass - MEANT_TO_OVERRIDE
    instance = {name for name in names if name.startswith("__")}
    assert (names - instance) & set(dir(theirs)) == set()


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+down", "Ctrl+↓"),
        ("full_stop", "."),
        ("f6", "F6"),
        ("c", "c"),
        ("escape", "Esc"),
        ("space", "Space"),
        ("delete", "Del"),
        ("ctrl+e", "Ctrl+E"),
    ],
)
def test_keys_are_written_as_people_read_them(key: str, shown: str) -> None:
    assert told(key) == shown


def test_every_key_is_told_in_letters_that_can_be_seen() -> None:
    shown = [told(key) for declared in declared_keys().values() for key in declared.split(",")]
    assert [key for key in shown if not key.strip() or not key.isprintable()] == []


def test_the_help_tells_the_digits_in_one_line() -> None:
    lines = group_lines(actions.CODING)
    assert lines[0][0] == "1 – 9"
    assert len(lines) == len(actions.CODING) - 8
