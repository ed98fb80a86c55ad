"""`qualcode config`: settings of the person, shown, set and checked."""

from __future__ import annotations

import json

import pytest

from qualcode.settings import read_settings, settings_file, write_settings


def test_the_path_is_told_before_there_is_a_file(run):
    assert run("config", "path").stdout == f"{settings_file()}\n"
    assert not settings_file().exists()


def test_all_settings_are_shown_with_what_holds_without_them(run):
    write_settings(coder="Amina")
    rows = {row["setting"]: row for row in json.loads(run("config", "show", "--format", "json").stdout)}
    assert rows["coder"]["value"] == "Amina"
    assert rows["theme"]["value"] == "qualcode-dark"
    assert run("config").stdout == run("config", "show").stdout


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("coder", "Farrukh N.", "Farrukh N."),
        ("theme", "qualcode-light", "qualcode-light"),
        ("key_map", "vim", "vim"),
        ("measure", "72", 72),
        ("advance_after_coding", "yes", True),
        ("dim_interviewers", "false", False),
        ("hints", "off", False),
    ],
)
def test_each_setting_can_be_set_and_unset(run, name, value, stored):
    assert run("config", "set", name, value).stderr == f"{name} is {value}.\n"
    assert read_settings() == {name: stored}
    run("config", "unset", name)
    assert read_settings() == {}


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("theme", "pink", "theme has to be the name of a theme"),
        ("measure", "7", "measure has to be a number from 60 to 90"),
        ("measure", "wide", "measure has to be"),
        ("hints", "2", "hints has to be true or false"),
        ("themes", "x", "did you mean theme?"),
        ("keys.no-such", "a", "which is no action"),
        ("keys.apply-again", "ctrl+foo", "which is none"),
        ("keys.help", "q", "types a letter"),
        ("keys", "x", "keys has to be a table"),
    ],
)
def test_what_cannot_be_set_is_refused_in_a_sentence(run, name, value, why):
    assert why in run("config", "set", name, value, code=1).stderr
    assert read_settings() == {}


def test_keys_are_set_one_by_one_and_clashes_are_told(run):
    run("config", "set", "keys.apply-again", "a,.")
    told = run("config", "set", "keys.recode", "m").stderr
    assert "gives recode the key m, which edit-memo has already" in told
    assert read_settings() == {"keys": {"apply-again": "a,.", "recode": "m"}}
    rows = {
        row["action"]: row["keys"] for row in json.loads(run("config", "keys", "--format", "json").stdout)
    }
    assert rows["apply-again"] == "a, ."
    assert rows["transcript.next-sentence"] == "↓"
    run("config", "unset", "keys.apply-again")
    run("config", "unset", "keys.recode")
    assert read_settings() == {}


def test_what_is_not_set_cannot_be_unset(run):
    assert "theme is not set" in run("config", "unset", "theme", code=1).stderr
    assert "There is no setting" in run("config", "unset", "themes", code=1).stderr
    assert "keys.undo is not set" in run("config", "unset", "keys.undo", code=1).stderr


def test_wrong_and_unknown_settings_are_told_and_kept(run):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('theme = "pink"\ncolour = 1\nmeasure = true\nkeys = 3\n[study-x]\n')
    told = run("config", "show").stderr
    assert "The setting theme has to be the name of a theme" in told
    assert "There is no setting “colour”" in told
    assert "measure has to be" in told
    assert "keys has to be a table" in told
    assert "study-x" not in told
    run("config", "set", "coder", "Amina")
    assert read_settings()["colour"] == 1


def test_a_settings_file_that_is_no_toml_is_named(run):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("coder = ")
    assert "mend or delete the file" in run("config", "show", code=1).stderr
