"""Transcripts from files and folders: all or nothing, each content once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qualcode import Project
from qualcode.errors import ImportRefused, InvalidValue

ONE = "ANNA: How are you?\n\nBEKZOD: Well, thank you.\n\nANNA: Good.\n\nBEKZOD: And you?\n"
TWO = "ANNA: And now?\n\nCHOLPON: The same as ever.\n\nANNA: I see.\n\nCHOLPON: Well.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    (folder / "deeper").mkdir(parents=True)
    (folder / "b.txt").write_text(TWO, encoding="utf-8")
    (folder / "deeper" / "a.txt").write_text(ONE, encoding="utf-8")
    return folder


def test_a_folder_is_one_action_and_told_file_by_file(project: Project, folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    report = project.import_files(folder, progress=lambda *step: seen.append(step))
    assert [(row.document, row.words, row.turns, row.speakers, row.encoding) for row in report.rows] == [
        ("b", 9, 4, ("ANNA", "CHOLPON"), "utf-8"),
        ("a", 9, 4, ("ANNA", "BEKZOD"), "utf-8"),
    ]
    assert [row.file for row in report.rows] == ["b.txt", os.path.join("deeper", "a.txt")]
    assert seen == [(1, 2, "b.txt"), (2, 2, os.path.join("deeper", "a.txt"))]
    assert report.action_summary == "imported 2 documents"
    action = project.history.last()
    assert action is not None
    assert action.summary == "imported 2 documents"
    assert {speaker.label for speaker in project.documents.speakers()} == {"ANNA", "BEKZOD", "CHOLPON"}
    assert project.participants.all() == []
    project.undo()
    assert project.documents.all() == []


def test_the_same_content_is_taken_once_whatever_its_name(project: Project, folder: Path) -> None:
    (folder / "copy of b.txt").write_bytes(b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode())
    report = project.import_files(folder)
    assert [(row.document, row.skipped) for row in report.rows] == [
        ("b", None),
        (None, "b has the same content"),
        ("a", None),
    ]
    again = project.import_files([folder / "b.txt", folder])
    assert again.imported == ()
    assert len(again.left_out) == 4
    last = project.history.last()
    assert last is not None
    assert last.summary == "imported 2 documents"  # the second import changed nothing


def test_names_come_from_stems_and_taken_ones_get_a_number(project: Project, folder: Path) -> None:
    (folder / "deeper" / "b.md").write_text(ONE + "\nANNA: Something else.\n", encoding="utf-8")
    project.import_files(folder)
    assert [document.name for document in project.documents.all()] == ["b", "a", "b (2)"]


def test_in_a_folder_what_is_no_transcript_is_skipped_and_told(project: Project, folder: Path) -> None:
    (folder / "survey.csv").write_text("a,b\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text(ONE, encoding="utf-8")
    (folder / "~$b.docx").write_bytes(b"\x05Amina")
    (folder / "deeper" / "ReadMe.md").write_text("About these interviews.\n", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "c.txt").write_text(ONE, encoding="utf-8")
    report = project.import_files(folder)
    assert {row.file: row.skipped for row in report.left_out} == {
        ".hidden.txt": "hidden",
        os.path.join("deeper", "ReadMe.md"): "a README, not a transcript",
        "photo.jpg": "of no known format (.jpg)",
        "survey.csv": "a table: bring it in with `qualcode import-table`",
        "~$b.docx": "Word's mark that a document is open",
    }
    assert len(report.imported) == 2


def test_a_folder_without_transcripts_is_no_error(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = project.import_files([tmp_path / "empty"])
    assert (report.rows, report.action_summary) == ((), "imported 0 documents")


def test_whatever_cannot_be_read_stops_the_call_and_all_of_it_is_listed(
    project: Project, folder: Path
) -> None:
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut")
    (folder / "empty.txt").write_bytes(b"")
    before = list(project.dump())
    with pytest.raises(ImportRefused, match="4 files cannot be imported; nothing was imported") as caught:
        project.import_files([folder, folder / "none.txt", project.path])
    told = caught.value.rows
    assert len(told) == 4
    for name in ("broken.docx", "empty.txt", "none.txt", "study.qualcode"):
        assert any(name in row for row in told)
    assert list(project.dump()) == before


def test_one_file_that_cannot_be_read_is_told_in_one_sentence(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"  \n")
    with pytest.raises(ImportRefused, match=r"empty\.txt is empty.*Nothing was imported"):
        project.import_files(tmp_path / "empty.txt")


@pytest.mark.parametrize("options", [{"speakers": "("}, {"encoding": "klingon"}])
def test_a_wrong_option_is_told(project: Project, folder: Path, options: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        project.import_files(folder, **options)  # type: ignore[arg-type]
    assert project.documents.all() == []


def test_a_dry_run_tells_the_same_and_keeps_nothing(project: Project, folder: Path) -> None:
    before, history = list(project.dump()), list(project.history.newest_first())
    rehearsed = project.import_files(folder, dry_run=True)
    assert list(project.dump()) == before
    assert list(project.history.newest_first()) == history
    assert project.import_files(folder) == rehearsed


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "symlink"), reason="needs links and names of any bytes"
)
def test_links_to_folders_are_told_and_odd_names_are_text(project: Project, folder: Path) -> None:
    os.symlink(folder, folder / "deeper" / "loop")
    odd = os.path.join(os.fsencode(folder), b"c\xff.txt")
    with open(odd, "w", encoding="utf-8") as file:
        file.write(ONE + "ANNA: More.\n")
    report = project.import_files(folder)
    assert [row.skipped for row in report.left_out] == ["a link to a folder"]
    assert "c\ufffd" in {document.name for document in project.documents.all()}
    assert project.check() == []
