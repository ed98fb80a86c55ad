"""Commands are about the whole study, and say so to who codes blind."""

from __future__ import annotations

import openpyxl
import pytest

from qualcode.api import Project
from qualcode.preferences import Preferences, write_preferences

NOTE = "Note: Amina codes blind, but codings of all coders are shown here."


@pytest.fixture
def blind(study):
    with Project.open(study, read_only=True) as project:
        write_preferences(project.guid, "Amina", Preferences(blind=True))


@pytest.mark.parametrize("command", [("codings", "list"), ("frequency",), ("codings", "export", "all.csv")])
def test_tables_of_all_coders_say_so_first_and_leave_nothing_out(run, study, blind, command):
    told = run(*command)
    assert told.stderr.startswith(f"{NOTE} `--coder Amina` leaves out those of others.\n")
    assert "codes blind" not in run(*command, "--coder", "Amina").stderr
    assert "Farrukh" in run("codings", "list", "--format", "csv").stdout


@pytest.mark.parametrize(
    "command",
    [
        ("documents", "show", "P07"), ("documents",), ("codebook", "show"), ("codebook", "show", "Welcome"),
        ("memo",), ("history",),
    ],
)  # fmt: skip
def test_pages_and_lists_say_so_too(run, study, blind, command):
    assert run(*command).stderr.startswith(f"{NOTE}\n")
    assert "blind" not in run(*command, "--coder", "Farrukh").stderr  # it is a choice of hers


def test_the_workbook_says_so_on_its_sheet_about(run, study, blind, folder):
    assert NOTE in run("export", "workbook", "-o", "themes.xlsx").stderr
    rows = openpyxl.load_workbook(folder / "themes.xlsx")["About"].iter_rows(values_only=True)
    assert {row[0]: row[1] for row in rows}["Remark"] == NOTE.removeprefix("Note: ")


def test_who_does_not_code_blind_is_told_nothing(run, study):
    assert "blind" not in run("codings", "list").stderr + run("documents", "show", "P07").stderr


def test_settings_that_cannot_be_read_hold_no_table_up(run, study, monkeypatch):
    from qualcode.settings import settings_folder

    settings_folder().mkdir(parents=True, exist_ok=True)
    (settings_folder() / "settings.toml").write_text("[broken")
    assert "it is not known whether Amina codes blind" in run("frequency", "--format", "csv").stderr
