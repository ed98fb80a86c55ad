"""new, info, and which project a command works on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.settings import write_settings


def test_new_makes_a_project_that_info_describes(run, folder):
    made = run("new", "bread.qualcode", "--name", "Bread and rent")
    assert "Made the empty project bread.qualcode" in made.stderr
    assert made.stdout == ""
    (record,) = json.loads(run("info", "--format", "json").stdout)
    assert record["project"] == "Bread and rent"
    assert (record["documents"], record["coders"], record["changed_by"]) == (0, "Amina", "Amina")
    assert record["bytes"] == (folder / "bread.qualcode").stat().st_size


def test_new_adds_the_suffix_by_which_projects_are_found(run, folder):
    run("new", "study.2024")
    assert [path.name for path in folder.iterdir()] == ["study.2024.qualcode"]


def test_new_never_overwrites(run, study):
    before = study.read_bytes()
    refused = run("new", "study.qualcode", code=1)
    assert "is there already" in refused.stderr
    assert study.read_bytes() == before


def test_info_counts_for_people(run, study):
    lines = run("info").stdout.splitlines()
    assert "documents     2" in lines
    assert "codings       3" in lines
    assert "coders        Amina; Farrukh" in lines


def test_the_only_project_in_the_folder_is_meant(run, study):
    assert "Bread" in run("info").stdout
    run("backup", "-o", "study.before-upgrade-from-1.qualcode")  # what an upgrade keeps is not meant
    assert "Bread" in run("info").stdout


def test_several_projects_are_named_and_none_is_guessed(run, study):
    run("new", "other.qualcode")
    refused = run("info", code=1)
    assert (
        refused.stderr
        == "There are several projects here: other.qualcode, study.qualcode; name one with -p.\n"
    )
    assert "Bread" in run("info", "-p", "study.qualcode").stdout
    assert "Bread" in run("-p", "study.qualcode", "info").stdout


def test_without_a_project_the_remedy_is_named(run):
    assert "make one: `qualcode new`" in run("info", code=1).stderr


def test_the_variable_names_the_project(run, study, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("QUALCODE_PROJECT", str(study))
    assert "Bread" in run("info").stdout


def test_a_missing_project_is_one_sentence(run):
    missing = run("info", "-p", "nowhere.qualcode", code=1)
    assert (
        missing.stderr == "There is no project nowhere.qualcode; `qualcode new nowhere.qualcode` makes one.\n"
    )


@pytest.mark.parametrize(
    ("option", "variable", "setting", "expected"),
    [
        ("Olim", "Farrukh", "Sara", "Olim"),
        (None, "Farrukh", "Sara", "Farrukh"),
        (None, None, "Sara", "Sara"),
    ],
)
def test_who_is_working(run, study, monkeypatch, option, variable, setting, expected):
    monkeypatch.delenv("QUALCODE_CODER")
    if variable:
        monkeypatch.setenv("QUALCODE_CODER", variable)
    write_settings(coder=setting)
    run("codebook", "add", "New", *(["--coder", option] if option else []))
    (last,) = json.loads(run("history", "--limit", "1", "--format", "json").stdout)
    assert last["coder"] == expected


def test_the_login_name_comes_last(run, study, monkeypatch):
    monkeypatch.delenv("QUALCODE_CODER")
    monkeypatch.setattr("getpass.getuser", lambda: "amina-laptop")
    run("codebook", "add", "New")
    assert "amina-laptop" in run("history", "--limit", "1", "--format", "csv").stdout


def test_settings_that_are_no_toml_are_one_sentence(run, study, monkeypatch):
    monkeypatch.delenv("QUALCODE_CODER")
    write_settings(coder="Amina")
    from qualcode.settings import settings_file

    settings_file().write_text("coder = ", encoding="utf-8")
    assert "mend or delete the file" in run("info", code=1).stderr


def test_a_project_in_a_synced_folder_is_warned_about(run, folder, monkeypatch):
    synced = folder / "Dropbox"
    synced.mkdir()
    made = run("new", str(synced / "study.qualcode"))
    assert "Dropbox syncs" in made.stderr
    path = str(Path("Dropbox") / "study.qualcode")
    assert "Dropbox syncs" in run("codebook", "add", "A", "-p", path).stderr
    assert run("codebook", "add", "B", "-p", path, "--quiet").stderr == ""


def test_quiet_leaves_data_and_errors(run, study):
    assert run("new", "other.qualcode", "--quiet").stderr == ""
    assert run("--quiet", "new", "third.qualcode").stderr == ""
    assert run("info", "-q", code=1).stderr != ""
