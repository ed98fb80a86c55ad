"""Choosing, making and opening projects, importing, and the whole road from a folder of transcripts to a table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualcode.api import Project

TRANSCRIPT = """\
INTERVIEWER: How was it when you came?

BEN: Warm. They gave us bread. We paid for nothing.

INTERVIEWER: And now?

BEN: Now we pay.
"""
SECOND = "INTERVIEWER: And you, when did you come?\n\nCY: In autumn.\n\nINTERVIEWER: Alone?\n\nCY: With my sister.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two transcripts in corpora, in which the user stands."""
    place = tmp_path / "study folder"
    (place / "corpora").mkdir(parents=True)
    (place / "corpora" / "P1.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (place / "corpora" / "P2.txt").write_text(SECOND, encoding="utf-8")
    monkeypatch.chdir(place)
    return place


def test_without_a_project_it_says_how_to_begin(folder, conversation):
    said = conversation(None, "", "1", "foo", "documents", "u")
    nothing = ["No project is open, and none was opened before. n makes one, d the demo."]
    assert said.start[1:] == said[0] == nothing
    assert said.prompts[0] == "Number or o open, n new, d demo, ? help: "
    assert said[1] == ["There is no project 1 in the list."]
    assert said[2] == ["There is no command “foo” here. Type ? for what can be typed here."]
    assert said[3] == ["There is no command “documents” here. Type ? for what can be typed here."]


def test_the_road_from_a_folder_to_a_table(folder, conversation):
    said = conversation(
        None,
        "new", "Bread", "Zuhra", "", "import corpora", "", "d", "1", "", "", "s words 1-2", "c Welcome > Gifts", "y",
        "m Who gave?", "w 70", "u", "u", "y", "y", "h", "k", "0", "t by document", "e themes.csv", "0", "h", "q",
        coder="",
    )  # fmt: skip
    assert said.prompts[1] == "Name of the study, 0 for none: "
    assert said.prompts[2].startswith("Who codes? Enter for ")
    assert said[2] == [
        "Bread: 0 documents, 0 codes, 0 codings. You are Zuhra.",
        "No transcripts yet: i brings some in.",
    ]
    assert said[5] == [
        "Reading corpora …",
        "Imported 2 documents with 32 words.",
        "u takes the import back, d lists the documents.",
    ]
    assert said[6] == [
        "2 documents:",
        "1 P1, not begun, 0 codings, 20 words",
        "2 P2, not begun, 0 codings, 12 words",
    ]
    assert said[7] == [
        "P1: 4 turns, 20 words, 0 codings, not begun.",
        "1 INTERVIEWER: How was it when you came?",
    ]
    assert said[8] == ["2 BEN: Warm."]
    assert said[9] == ["They gave us bread."]
    assert said[10] == ["Selected, 2 words: They gave"]
    assert said[12] == ["Made and applied Gifts to “They gave”."]
    assert said[15] == ["Undid: set the weight of Gifts on “They gave” in P1 to 70."]
    assert said[16] == ["Undid: wrote the memo “Who gave?”."]
    assert said[18] == ["Redid: set the weight of Gifts on “They gave” in P1 to 70."]
    assert said[19] == ["1 Welcome > Gifts, you, weight 70, memo: Who gave?"]
    assert said[22][1:3] == ["1 Welcome: none", "2 Welcome > Gifts: P1 1"]
    assert said[25][0].split(", by")[0].endswith("marked P1 as complete for Zuhra")
    with (folder / "exports" / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["code", "P1", "P2"],
            ["Welcome", "0", "0"],
            ["Welcome > Gifts", "1", "0"],
        ]
    with Project.open(folder / "Bread.qualcode", "Zuhra") as project:
        (coding,) = project.codings.all()
        text = project.documents.text(project.documents.find("P1"))
        assert (text[coding.start : coding.end], coding.weight) == ("They gave", 70)
        assert [memo.text for memo in project.memos.all()] == ["Who gave?"]


def test_projects_are_offered_opened_by_number_path_and_folder(folder, conversation):
    conversation(None, "new one", "", "project", "new two.qualcode", "Cy")
    said = conversation(
        None,
        "2",
        "project one.qualcode",
        "project",
        "open .",
        "1",
        "0",
        "o corpora",
        "open nowhere",
        "o",
        "? corpora",
        "0",
    )
    assert said.start[1:] == ["Choose a project:", f"1 two, in {folder}", f"2 one, in {folder}"]
    assert said[0][0] == said[1][0] == said[4][0] == "one: 0 documents, 0 codes, 0 codings. You are Amina."
    assert said[3] == ["1 one.qualcode", "2 two.qualcode"]
    assert said.prompts[4] == "Number, 0 for none: "
    assert said[6] == ["There is no project in corpora."]
    assert said[7] == ["There is no project nowhere; `qualcode new nowhere` makes one."]
    assert said.prompts[9] == "Project file: "
    assert said[9][1:] == [f"In {folder / 'corpora'}:", "P1.txt", "P2.txt"]
    assert said[10] == ["Nothing was done."]


def test_a_project_that_is_there_is_not_made_anew_and_a_name_is_needed(folder, conversation):
    said = conversation(None, "new bread", "", "project", "new bread", "new", "", "new", "0", "2 x")
    assert said[3] == ["bread.qualcode is there already; choose another name, or open it."]
    assert said[5] == ["A study needs a name."]
    assert said[7] == ["Nothing was done."]


def test_import_says_what_was_left_out_and_what_cannot_be_read(folder, conversation):
    (folder / "corpora" / "copy of P1.txt").write_text(TRANSCRIPT, encoding="utf-8")
    said = conversation(
        None, "new bread", "", "i corpora/P1.txt", "", "i 'corpora'", "", "import nowhere", "i", "?", "0", "u", "d",
        "i", "corpora/P2.txt", "",
    )  # fmt: skip
    assert said[3][1] == "Imported 1 document with 20 words."
    assert said[5][1] == "Imported 1 document with 12 words."
    assert len(said[5]) == 5
    assert all("left out: " in line for line in said[5][2:4])
    assert said[6] == ["There is no file or folder nowhere."]
    assert said[8][1:] == [f"In {folder}:", "corpora, a folder", "bread.qualcode"]
    assert said[9] == ["Nothing was done."]
    assert said[10] == ["Undid: imported P2."]
    assert said[14][1] == "Imported 1 document with 12 words."


def test_a_refused_import_lists_what_does_not_fit(folder, conversation):
    (folder / "corpora" / "broken.docx").write_bytes(b"no archive")
    said = conversation(None, "new bread", "", "i corpora", "", "d")
    assert said[3][0] == "Reading corpora …"
    assert "broken.docx" in " ".join(said[3])
    assert said[4] == ["No transcripts yet."]


def test_the_demo_is_made_once_and_opened(folder, conversation):
    said = conversation(None, "d", "project", "demo")
    assert said[0][-1] == said[2][-1] == "Dushanbe 2022: 12 documents, 30 codes, 381 codings. You are Amina."
    assert len(said[0]) > len(said[2]) == 1
