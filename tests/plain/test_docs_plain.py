"""docs/plain.md says what happens: its session word for word, and every command."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from qualcode.plain.codebook_place import CodebookPlace
from qualcode.plain.everywhere import IN_A_PROJECT
from qualcode.plain.main_place import MainPlace
from qualcode.plain.reading_commands import READING
from qualcode.plain.segments_place import SegmentsPlace
from qualcode.plain.start import StartPlace
from qualcode.plain.table_place import TablePlace

SCRIPT = Path(__file__).with_name("documented_session.py")


def session():
    """Return the module of the documented session."""
    spec = importlib.util.spec_from_file_location("documented_session", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documented_session_is_what_is_said(tmp_path):
    documented = session()
    assert documented.documented().splitlines() == documented.record(tmp_path / "demo").splitlines()


@pytest.mark.parametrize(
    "commands",
    [StartPlace.commands, MainPlace.commands, READING, CodebookPlace.commands, TablePlace.commands,
     SegmentsPlace.commands, IN_A_PROJECT],
)  # fmt: skip
def test_every_command_is_documented(commands):
    text = session().DOCS.read_text(encoding="utf-8")
    for command in commands:
        shown = f"`{command.letter}`, `{command.name}`" if command.letter else f"`{command.name}`"
        assert shown in text, shown
