"""The user's settings file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import QualcodeError
from qualcode.settings import (
    coder_setting,
    read_settings,
    settings_file,
    settings_folder,
    write_settings,
)
from qualcode.settings_text import as_toml, changed_text

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(TEXTS, VALUES | st.dictionaries(TEXTS, VALUES, max_size=3), max_size=4))
def test_what_is_written_is_read_by_any_toml_reader(settings):
    assert tomllib.loads(as_toml(settings)) == settings


PLAIN = TEXTS | st.booleans() | st.integers() | st.dictionaries(TEXTS, TEXTS | st.integers(), max_size=3)
NAMES = st.sampled_from(["coder", "theme", "keys", "study-1", "a b", "[x]", "é"])


@given(st.dictionaries(NAMES, PLAIN), st.dictionaries(NAMES, PLAIN | st.none()))
def test_a_change_changes_nothing_else(before, changes):
    wanted = {name: value for name, value in (before | changes).items() if value is not None}
    assert tomllib.loads(changed_text(as_toml(before), changes)) == wanted


HAND_WRITTEN = """\
# how I like it
coder = "Amina"  # me

theme = "qualcode-dark"

[keys]
# on the left hand
apply-again = "a"

[study-1]
Amina = {pinned = ["x"]}
"""


def test_comments_stay_where_they_are():
    changed = changed_text(HAND_WRITTEN, {"theme": "qualcode-light", "measure": 70})
    wanted = HAND_WRITTEN.replace("qualcode-dark", "qualcode-light").replace(
        'light"\n', 'light"\nmeasure = 70\n'
    )
    assert changed == wanted
    without = changed_text(HAND_WRITTEN, {"study-1": None, "coder": None})
    assert "# on the left hand" in without
    assert tomllib.loads(without) == {"theme": "qualcode-dark", "keys": {"apply-again": "a"}}


def test_a_value_over_several_lines_is_changed_as_well():
    text = 'recent = [\n  "a",\n  "b",\n]\nnote = """\ncoder = 1\n"""\n'
    assert tomllib.loads(changed_text(text, {"recent": ["c"]})) == {"recent": ["c"], "note": "coder = 1\n"}
    assert tomllib.loads(changed_text(text, {"coder": "x"})) == tomllib.loads(text) | {"coder": "x"}


def test_a_settings_file_that_is_a_link_stays_one(tmp_path):
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text('coder = "Amina"\n', encoding="utf-8")
    settings_folder().mkdir(parents=True)
    settings_file().symlink_to(elsewhere)
    write_settings(coder="Olim")
    assert settings_file().is_symlink()
    assert "Olim" in elsewhere.read_text(encoding="utf-8")


def test_without_a_file_there_are_no_settings():
    assert read_settings() == {}
    assert coder_setting() is None


def test_settings_are_set_one_by_one_and_taken_away():
    write_settings(coder="Amina", theme="dark")
    write_settings(theme=None, recent=["a b.qualcode", "в.qualcode"])
    assert read_settings() == {"coder": "Amina", "recent": ["a b.qualcode", "в.qualcode"]}
    assert coder_setting() == "Amina"
    assert [path.name for path in settings_folder().iterdir()] == ["settings.toml"]


def test_what_a_newer_version_wrote_is_kept():
    settings_folder().mkdir(parents=True)
    settings_file().write_text('coder = "Amina"\n[keys]\napply = "c"\n', encoding="utf-8")
    write_settings(coder="Olim")
    assert read_settings() == {"coder": "Olim", "keys": {"apply": "c"}}


@pytest.mark.parametrize("content", [b"coder = ", b'coder = "\xff"'])
def test_a_broken_file_is_named_and_left_alone(content):
    settings_folder().mkdir(parents=True)
    settings_file().write_bytes(content)
    with pytest.raises(QualcodeError, match="mend or delete"):
        read_settings()
    with pytest.raises(QualcodeError):
        write_settings(coder="Olim")
    assert settings_file().read_bytes() == content


@pytest.mark.parametrize("value", ["", "   ", 7])
def test_a_coder_without_a_name_is_none(value):
    write_settings(coder=value)
    assert coder_setting() is None


def test_the_folder_is_that_of_the_system_unless_told(monkeypatch):
    monkeypatch.delenv("QUALCODE_CONFIG_DIR")
    assert settings_folder().name == "qualcode"
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", "~/somewhere")
    assert settings_folder() == Path.home() / "somewhere"
