"""import and import-table, and the exit codes of what is left out."""

from __future__ import annotations

import csv
import io

import pytest

COLUMNS = ["file", "document", "words", "turns", "speakers", "encoding", "warnings", "skipped"]
SURVEY_CSV = "Name,Why,What next,age\nAnna,Because of the bread.,Nothing.,35\nOlim,No.,,51\n"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def corpora(folder):
    """A folder with two transcripts, one of them in a subfolder."""
    place = folder / "corpora"
    (place / "more").mkdir(parents=True)
    (place / "P01.txt").write_text(
        "INTERVIEWER: Why?\n\nP01: Because of the bread.\n\nINTERVIEWER: And?\n\nP01: No.\n"
    )
    (place / "more" / "P02.txt").write_text("Just a note without speakers.\n")
    return place


@pytest.fixture
def empty(run):
    """A project without anything in it."""
    run("new", "study.qualcode", "-q")


def test_a_folder_is_imported_with_a_row_for_each_file(run, corpora, empty):
    done = run("import", "corpora", "--language", "en", "--format", "csv")
    table = rows(done.stdout)
    assert list(table[0]) == COLUMNS
    assert [(row["document"], row["words"], row["turns"]) for row in table] == [
        ("P01", "7", "4"),
        ("P02", "5", "0"),
    ]
    assert table[0]["speakers"] == "INTERVIEWER; P01"
    assert done.stderr.endswith("Imported 2 documents with 12 words.\n")
    assert {row["language"] for row in rows(run("documents", "--format", "csv").stdout)} == {"en"}
    run("undo")
    assert rows(run("documents", "--format", "csv").stdout) == []


def test_the_same_content_twice_is_skipped_and_strict_says_so_by_its_code(run, corpora, empty):
    run("import", "corpora/P01.txt")
    again = run("import", "corpora", "--format", "csv")
    assert [bool(row["skipped"]) for row in rows(again.stdout)] == [True, False]
    assert "Imported 1 document with 5 words; 1 skipped." in again.stderr
    run("import", "corpora", "--strict", code=3)


def test_a_dry_run_keeps_nothing(run, corpora, empty):
    assert "Would import 2 documents" in run("import", "corpora", "--dry-run").stderr
    assert rows(run("documents", "--format", "csv").stdout) == []


def test_speakers_can_be_left_alone(run, corpora, empty):
    assert (
        rows(run("import", "corpora/P01.txt", "--speakers", "none", "--format", "csv").stdout)[0]["turns"]
        == "0"
    )


def test_a_file_that_cannot_be_read_stops_all_of_it(run, corpora, empty):
    (corpora / "broken.docx").write_bytes(b"PK\x03\x04 not a word file")
    refused = run("import", "corpora", code=1)
    assert "broken.docx" in refused.stderr
    assert rows(run("documents", "--format", "csv").stdout) == []


def test_a_path_that_is_not_there(run, empty):
    assert "nowhere.txt" in run("import", "nowhere.txt", code=1).stderr
    run("import", code=2)


def test_a_table_becomes_documents_participants_and_attributes(run, folder, empty):
    (folder / "survey.csv").write_text(SURVEY_CSV)
    done = run(
        "import-table",
        "survey.csv",
        "--id",
        "Name",
        "--text",
        "Why",
        "--text",
        "What next",
        "--format",
        "csv",
    )
    assert [row["document"] for row in rows(done.stdout)] == ["Anna", "Olim"]
    people = rows(run("participants", "--format", "csv").stdout)
    assert [(row["participant"], row["age"], row["documents"]) for row in people] == [
        ("Anna", "35", "Anna"),
        ("Olim", "51", "Olim"),
    ]
    run("code", "Anna", "Bread", "--section", "Why", "--create")
    assert "its sections are “Why”" in run("code", "Olim", "Bread", "--section", "What next", code=1).stderr


def test_a_column_that_is_not_there_is_named(run, folder, empty):
    (folder / "survey.csv").write_text(SURVEY_CSV)
    assert "Wy" in run("import-table", "survey.csv", "--id", "Name", "--text", "Wy", code=1).stderr
    run("import-table", "survey.csv", "--id", "Name", code=2)
