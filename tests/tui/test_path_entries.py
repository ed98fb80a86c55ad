from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.tui.path_entries import common_start, entries_for


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "P01 [laughs].txt").write_text("x")
    (tmp_path / "corpora" / "P02.docx").write_text("x")
    (tmp_path / "corpora" / "picture.png").write_text("x")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(text: str) -> list[str]:
    return [entry.typed for entry in entries_for(text, {".txt", ".docx"})]


def test_folders_come_first_and_hidden_ones_only_when_asked(folder: Path) -> None:
    assert typed("") == ["corpora/", "notes.txt"]
    assert typed(".h") == [".hidden/"]


def test_only_files_of_the_kinds_wanted(folder: Path) -> None:
    assert typed("corpora/") == ["corpora/P01 [laughs].txt", "corpora/P02.docx"]
    assert typed("CORPORA") == ["corpora/"]


def test_a_full_path_works_and_a_missing_folder_offers_nothing(folder: Path) -> None:
    assert typed(f"{folder}/corpora/p02") == [f"{folder}/corpora/P02.docx"]
    assert typed("nowhere/") == []


def test_the_common_start_is_what_tab_may_add(folder: Path) -> None:
    assert common_start(entries_for("corpora/P", {".txt", ".docx"})) == "corpora/P0"
    assert common_start([]) == ""
