"""Codes as zeros and ones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.api import Project
from qualcode.errors import InvalidValue
from qualcode.model import Scope, Section, Transcript, Turn
from qualcode.reports import matrix as written

TEXT = "A: One two.\n\nB: Three four.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two coders, a tree of codes with one that is unused and one called as a column, and an uncoded document."""
    project = Project.create(tmp_path / "m.qualcode", coder="Amina")
    turns = (Turn(3, 11, "A"), Turn(16, 27, "B"))
    first = project.documents.add("P01", Transcript(TEXT, "txt", turns, (Section("Q1", 0, 12),)))
    project.documents.add("P02", Transcript("Whole.", "txt"))
    anna = project.participants.add("Anna")
    project.participants.link_speaker(project.documents.speakers(first)[0], anna)
    hospitality = project.codebook.add_path("Welcome > Hospitality")
    start = project.codebook.add("start")
    project.codebook.add("Unused")
    project.codings.apply(first, hospitality, 3, 6)
    project.codings.apply(first, start, 3, 6)
    project.codings.apply(first, hospitality, 3, 6, coder="Farrukh")
    project.codings.apply(first, start, 16, 21)
    return project


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(path.open(encoding="utf-8-sig", newline="")))


def test_documents_by_codes_with_zeros_for_what_is_not(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    assert project.export_matrix(path) == 2
    assert table(path) == [
        ["document", "participant", "Welcome", "Welcome > Hospitality", "start", "Unused"],
        ["P01", "Anna", "0", "1", "1", "0"],
        ["P02", "", "0", "0", "0", "0"],
    ]
    told = (tmp_path / "m.csv.about.txt").read_text(encoding="utf-8")
    assert "A row for each document; 1 where it has at least one coding" in told
    assert "Everything in the project." in told


def test_a_code_above_counts_what_is_below_with_subcodes(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    project.export_matrix(path, Scope(with_subcodes=True))
    assert table(path)[1] == ["P01", "Anna", "1", "1", "1", "0"]
    project.export_matrix(path, Scope(codes=("Welcome",), with_subcodes=True), long=True)
    assert table(path)[1:] == [
        ["P01", "Anna", "Welcome", "1", "2"], ["P01", "Anna", "Welcome > Hospitality", "1", "2"],
        ["P02", "", "Welcome", "0", "0"], ["P02", "", "Welcome > Hospitality", "0", "0"],
    ]  # fmt: skip


def test_segments_by_codes_keep_coders_apart(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    assert project.export_matrix(path, by="segment") == 3
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert rows[0][4:] == (
        "start",
        "end",
        "coder",
        "text",
        "Welcome",
        "Welcome > Hospitality",
        "code start",
        "Unused",
    )
    assert rows[1:] == [
        ("P01", "Anna", "A", "Q1", 3, 6, "Amina", "One", 0, 1, 1, 0),
        ("P01", "Anna", "A", "Q1", 3, 6, "Farrukh", "One", 0, 1, 0, 0),
        ("P01", None, "B", None, 16, 21, "Amina", "Three", 0, 0, 1, 0),
    ]


def test_filters_choose_rows_and_columns(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    project.export_matrix(path, Scope(codes=("start",), participants=("Anna",)))
    assert table(path) == [["document", "participant", "start"], ["P01", "Anna", "1"]]
    project.export_matrix(path, Scope(codes=("start",), coders=("Farrukh",), documents=("P01",)))
    assert table(path)[1:] == [["P01", "Anna", "0"]]
    project.export_matrix(path, Scope(exclude_speakers=("A",)), by="segment")
    assert [row[5:8] for row in table(path)[1:]] == [["21", "Amina", "Three"]]


def test_the_matrix_agrees_with_the_theme_table(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    project.export_matrix(path)
    headings, *rows = table(path)
    sums = {code: sum(int(row[place]) for row in rows) for place, code in enumerate(headings) if place > 1}
    themes = project.frequency()
    assert {row["code"]: row["documents"] for _, row in themes.iterrows()}.items() <= sums.items()
    assert set(sums) >= set(themes["code"])


def test_what_cannot_be_is_refused(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidValue, match="its suffix must be one of"):
        project.export_matrix(tmp_path / "m.md")
    with pytest.raises(InvalidValue, match="by document or by segment, not by “turn”"):
        project.export_matrix(tmp_path / "m.csv", by="turn")
    with pytest.raises(InvalidValue, match="codings export"):
        project.export_matrix(tmp_path / "m.csv", by="segment", long=True)
    monkeypatch.setattr(written, "MOST_COLUMNS", 4)
    with pytest.raises(InvalidValue, match="columns of a sheet"):
        project.export_matrix(tmp_path / "m.xlsx")
    assert not list(tmp_path.glob("m.[cx]*"))
