"""Counting, in sentences and rows; the passages of a code; words in all documents; history; writing files."""

from __future__ import annotations

import csv

import openpyxl

FAREWELL = ["", "Everything is saved. Goodbye."]
ABOUT = "Everything in the project."


def test_the_table_in_sentences_and_rows(study, conversation):
    said = conversation(study, "t", "r", "o", "", "2", "0")
    assert said[0] == [
        "Themes.",
        "1 Welcome: no codings",
        "2 Welcome > Hospitality: 1 coding in 1 document",
        "3 Rent, prices/housing: 1 coding in 1 document",
        ABOUT,
    ]
    assert said.prompts[1] == "b by, c count, s sub-codes, e export, 0 back, ? help: "
    assert said[1] == [
        "code; codings; documents; participants; words; share of words",
        "Welcome; 0; 0; 0; 0; 0.0%",
        "Welcome > Hospitality; 1; 1; 1; 7; 26.9%",
        "Rent, prices/housing; 1; 1; 1; 6; 23.1%",
    ]
    assert said[2][1] == said[3][1] == "2 Welcome > Hospitality: 1 coding in 1 document"
    assert said[2][3] == "1 Welcome: no codings"
    assert said[4][0] == "Welcome > Hospitality: 1 passage in 1 document."
    assert said[5] == ["Back in the theme table: Themes. Enter reads it."]


def test_by_attribute_by_document_with_subcodes_and_other_counts(study, conversation):
    said = conversation(
        study, "table by gender", "s", "b doc", "c words", "b nothing", "c docu", "b x", "b", "coder", "c x"
    )
    assert said[0] == [
        "Themes by gender, participants.",
        "1 Welcome: none",
        "2 Welcome > Hospitality: female 1",
        "3 Rent, prices/housing: female 1",
        f"Unit: participants with at least one coding, by gender. {ABOUT}",
    ]
    assert said[1][:2] == ["Themes by gender, participants, with sub-codes.", "1 Welcome: female 1"]
    assert said[2][:2] == ["Themes by document, codings, with sub-codes.", "1 Welcome: P07 1"]
    assert said[3][:2] == ["Themes by document, words, with sub-codes.", "1 Welcome: P07 7"]
    assert said[4][0] == "Themes, with sub-codes."
    assert said[5][:2] == ["Themes, documents, with sub-codes.", "1 Welcome: 1 documents"]
    names = "document, participant, coder, speaker, section, gender, nothing"
    assert said[6] == [f"Type by and one of: {names}."]
    assert said.prompts[8] == f"By {names}: "
    assert said[8][3] == "3 Rent, prices/housing: Farrukh 1"
    assert said[9] == ["Type count and one of: codings, documents, participants, words, characters."]


def test_the_table_is_written_to_a_file_and_never_over_one_unasked(study, conversation):
    said = conversation(study, "t", "e", "e", "b", "e", "0", "e", "r", "e themes.csv", "e here.xyz", "e", "x")
    folder = study.parent / "exports"
    assert said[1] == ["Wrote exports/Themes.xlsx."]
    assert said[2] == ["exports/Themes.xlsx is there already."]
    assert said.prompts[3] == "r replaces it, b writes Themes (2).xlsx beside it, 0 leaves it: "
    assert said[3] == ["Wrote exports/Themes (2).xlsx."]
    assert said[5] == said[11] == ["Nothing was done."]
    assert said[7] == ["Wrote exports/Themes.xlsx."]
    assert said[9] == [
        "here.xyz cannot be written: its suffix must be one of .csv .tsv .json .xlsx .md .html."
    ]
    with (folder / "themes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2][:3] == ["Welcome > Hospitality", "1", "1"]


def test_the_workbook(study, conversation):
    said = conversation(study, "e", f"export {study.parent / 'other.xlsx'}", "e nowhere/x.xlsx")
    target = study.parent / "exports" / "themes.xlsx"
    assert said[0] == ["Writing exports/themes.xlsx …", "Wrote exports/themes.xlsx."]
    assert said[2][-1] == "The folder nowhere does not exist; make it first."
    assert openpyxl.load_workbook(target).sheetnames == openpyxl.load_workbook("other.xlsx").sheetnames


def test_the_passages_of_a_code(study, conversation):
    said = conversation(study, "s rent", "0")
    assert said == [
        ["1 code fits “rent”:", "3 Rent, prices/housing, 1 coding"],
        ["Nothing was done."],
        FAREWELL,
    ]
    quote = "1 P07, turn 2, P07, by Farrukh, weight 40: Rent went up. Rent went up"
    said = conversation(
        study, "s 3", "1", "0", "w 1", "l whole", "w 5", "9", "s 1", "b", "b", "0", "segments", "0"
    )  # fmt: skip
    assert said[0] == ["Rent, prices/housing: 1 passage in 1 document.", quote]
    assert said[1] == [
        "P07: 4 turns, 21 words, 2 codings, not begun.",
        "2 P07: Rent went up.",
        "Here: Rent, prices/housing (Farrukh).",
    ]
    assert said[2] == ["Back in the passages of Rent, prices/housing."]
    assert said[3] == ["P07, turn 2, P07, by Farrukh, weight 40:", "Rent went up. Rent went up"]
    assert said[4] == [quote]
    assert said[5] == ["There is no passage 5 in the list."]
    assert said[7] == ["Welcome: 0 passages in 0 documents.", "b reads those of its sub-codes too."]
    assert said[8] == [
        "Welcome and its sub-codes: 1 passage in 1 document.",
        "1 P07, turn 2, P07, Welcome > Hospitality, by you: Let them see how hospitable we are.",
    ]
    assert said[9] == said[7]
    assert said[12] == ["Nothing was done."]


def test_words_in_all_documents(study, conversation):
    said = conversation(study, "f THE", "2", "0", "1", "0", "0", "search zebra", "f", "0", "f bread", "l")
    assert said[0] == [
        "“THE”: 3 places in 2 documents.",
        "1 P07, line 1: Recorded in the yard.",
        "2 P07, turn 2, P07: Let them see how hospitable we are. Rent went up. Rent went up…",
        "3 P12, paragraph 1: Because of the bread.",
    ]
    assert said[1][-2:] == ["2 P07: Let them see how hospitable we are.", "Here: Hospitality (you)."]
    assert said[2] == ["Back in the places of “THE”."]
    assert said[3][-1] == "Recorded in the yard."
    assert said[6] == ["“zebra” stands in no document."]
    assert said[8] == ["Nothing was done."]
    assert said[9] == [
        "“bread”: 1 place in 1 document.",
        "1 P12, paragraph 1: Because of the bread.",
    ]
    assert said[10] == ["1 P12, paragraph 1: Because of the bread."]


def test_history_undo_and_redo_by_number(study, conversation):
    said = conversation(study, "h", "u 99", "u x", "undo", "h", "y", "y", "history 1", "history x")
    newest = said[0][0].split(" ", 1)
    assert newest[1].startswith("wrote the memo “Ask about the rent.”, by Amina, 2")
    assert said[0][-1].startswith("1 made the project, by Amina, ")
    assert said[1] == ["There is no action 99; `qualcode history` lists them."]
    assert said[2] == ["Type undo or redo alone, or with a number from the history."]
    assert said[3] == ["Undid: wrote the memo “Ask about the rent.”."]
    assert said[4][1].endswith(", undone")
    assert said[5] == ["Redid: wrote the memo “Ask about the rent.”."]
    assert said[6] == ["There is nothing to redo."]
    assert said[7] == said[0][-1:]
    assert said[8] == ["There is no action x."]


def test_memos_and_numbers_of_the_project(study, conversation):
    said = conversation(study, "m", "info", "who", "who Zuhra", "d", "who")
    assert said[0][0].startswith("On the project, by Amina, 2")
    assert said[0][0].endswith(": Ask about the rent.")
    assert said[1][:4] == [
        f"Bread, in {study}.",
        "2 documents with 26 words, 1 participant.",
        "3 codes, 2 codings, 2 memos.",
        "Coders: Amina, Farrukh.",
    ]
    assert said[2] == ["You are Amina. Others in this project: Farrukh."]
    assert said[3] == said[5] == ["You are Zuhra. Others in this project: Amina, Farrukh."]
