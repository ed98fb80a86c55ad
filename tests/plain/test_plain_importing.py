"""Importing by words: language, speakers and encoding where they are asked for, and the columns of a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.api import Project

TABLE = (
    "Name;Why;Age;Nothing\n"
    "Anna;They came with bread and tea and sat with us for many hours and told stories of home.;34;\n"
    "Ben;No.;41;\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the user stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_language_speakers_and_encoding_are_asked_for_where_they_are_wanted(folder, conversation):
    (folder / "old.txt").write_bytes("АННА> Да.\n\nБЕН> Нет.\n".encode("cp866"))
    said = conversation(
        None, "new bread", "", "i old.txt", "what", "o", "^(?P<speaker>[А-Я]+)>", "?", "Klingonisch", "russian",
        "cp866", "1",
    )  # fmt: skip
    assert (
        said.prompts[3] == "Enter reads it as recognised, o for language, speakers and encoding, 0 for none: "
    )
    assert said[3] == ["Enter alone is right for most files. Type o to say how it is to be read, or 0."]
    assert said.prompts[5] == "Speakers, Enter to recognise them, none, or an expression: "
    assert said.prompts[6] == "Language, Enter to leave it open: "
    assert said[6] == said[7] != []
    assert said[9][1] == "Imported 1 document with 2 words."
    assert said[10] == ["old: 2 turns, 2 words, 0 codings, not begun.", "1 АННА: Да."]
    with Project.open(folder / "bread.qualcode") as project:
        assert project.documents.find("old").language == "ru"


def test_a_wrong_expression_or_encoding_is_refused_and_nothing_is_there(folder, conversation):
    (folder / "P1.txt").write_text("A: Yes.\n", encoding="utf-8")
    said = conversation(
        None, "new bread", "", "i P1.txt", "o", "(", "", "", "i P1.txt", "o", "none", "", "moon", "d", "i P1.txt",
        "0",
    )  # fmt: skip
    assert said[6][0] == "Reading P1.txt …"
    assert len(said[6]) == 2
    assert "moon" in said[11][1]
    assert said[12] == ["No transcripts yet."]
    assert said[14] == ["Nothing was done."]


def test_the_columns_of_a_table_are_asked_with_a_guess_that_enter_takes(folder, conversation):
    (folder / "survey.csv").write_text(TABLE, encoding="utf-8")
    said = conversation(None, "new bread", "", "i survey.csv", "", "", "", "", "d")
    assert said[3] == [
        "2 rows, 4 columns:",
        "1 Name, text: Anna, Ben",
        "2 Why, 2 answers of 10 words on average",
        "3 Age, integer: 34, 41",
        "4 Nothing, empty",
    ]
    assert said.prompts[4] == "Column that names each person, Enter for 1 Name: "
    assert said.prompts[6] == "Columns that are attributes, Enter for 3 Age: "
    assert said[6][1] == "Imported 2 documents with 19 words."
    assert said[7][0] == "2 documents:"


def test_columns_are_chosen_by_number_or_heading(folder, conversation):
    (folder / "survey.csv").write_text(TABLE, encoding="utf-8")
    said = conversation(
        None, "new bread", "", "i survey.csv", "o", ";", "utf-8", "name", "2, Nothing", "age", "1",
        "0", "i survey.csv", "", "Nobody",
    )  # fmt: skip
    assert said[8][1] == "Imported 2 documents with 19 words."
    assert said[9][0].startswith("Anna: 1 paragraph, 18 words")
    assert said[13] == ["There is no column “Nobody”; nothing was imported."]
    with Project.open(folder / "bread.qualcode") as project:
        assert [each.name for each in project.participants.attributes()] == ["Age"]
        assert [each.name for each in project.participants.all()] == ["Anna", "Ben"]


def test_the_sheet_of_a_workbook_is_chosen(folder, conversation):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["x"])
    answers = book.create_sheet("Answers")
    for row in (["ID", "Why"], ["A1", "Because they asked us to come and we came."], ["A2", "No."]):
        answers.append(row)
    book.save(folder / "survey.xlsx")
    said = conversation(None, "new bread", "", "i survey.xlsx", "answers", "", "2", "")
    assert said[2] == ["1 Notes", "2 Answers"]
    assert said.prompts[3] == "Sheet, Enter for 1 Notes: "
    assert said[5][1] == "Imported 2 documents with 10 words."
