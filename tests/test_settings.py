"""The user's settings file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import QualcodeError
from qualcode.settings import (
    as_toml,
    coder_setting,
    read_settings,
    settings_file,
    settings_folder,
    write_settings,
)

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(TEXTS, VALUES | st.dictionaries(TEXTS, VALUES, max_size=3), max_size=4))
def test_what_is_written_is_read_by_any_toml_reader(settings):
    assert tomllib.loads(as_toml(settings)) == settings


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
