"""Segments: one row per coding, with whose words it is."""

from __future__ import annotations

from datetime import date

import pytest

from qualcode.analysis.attribution import typed_cell
from qualcode.analysis.segments import segment_headings, segments
from qualcode.model import Attribute, AttributeType, Condition, Scope, Section, Transcript, Turn
from qualcode.project import ProjectFile


def test_a_segment_tells_whose_words_where(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "They came", memo="when?", weight=70)
    table = segments(interview)
    row = table.iloc[0].to_dict()
    (coding,) = interview.codings.all()
    assert row == {
        "guid": coding.guid,
        "document": "Pair",
        "participant": "Zarina",
        "gender": "female",
        "age": 34,
        "site": "",
        "speaker": "Z",
        "section": "",
        "turn": 2,
        "line": 2,
        "start": coding.start,
        "end": coding.end,
        "code": "work > pay",
        "coder": "Amina",
        "weight": 70,
        "memo": "when?",
        "created": coding.created,
        "text": "They came",
    }
    assert list(row) == list(segment_headings(interview))


def test_several_speakers_are_joined_in_order_and_the_gap_between_belongs_to_nobody(
    interview: ProjectFile, apply
) -> None:
    apply("Pair", "pay", "autumn.\nR: Prices")
    apply("Pair", "home", "\nR: ")
    first, second = segments(interview).to_dict("records")
    assert (first["participant"], first["gender"], first["age"]) == (
        "Zarina; Rustam",
        "female; male",
        "34; 9",
    )
    assert (first["speaker"], first["turn"], first["line"]) == ("Z; R", 2, 2)
    assert (second["participant"], second["speaker"]) == ("", "")
    assert segments(interview)["turn"].isna().tolist() == [False, True]


def test_a_letter_belongs_to_who_is_linked_to_it(interview: ProjectFile, apply) -> None:
    apply("Letter", "home", "letter")
    row = segments(interview).iloc[0]
    assert row[["participant", "gender", "age", "speaker"]].tolist() == ["Olga", "Female", "", ""]


def test_sections_overlapped_are_named(project: ProjectFile) -> None:
    text = "first answer\nsecond answer\n"
    sections = (Section("Q1", 0, 12), Section("Q2", 13, 26), Section("all", 0, 26))
    document = project.documents.add("D", Transcript(text, "txt", (), sections))
    code = project.codebook.add("code")
    for start, end in ((0, 5), (6, 20), (12, 13)):
        project.codings.apply(document, code, start, end)
    assert segments(project)["section"].tolist() == ["Q1; all", "Q1; all; Q2", "all"]


def test_filters_choose_whole_segments(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "INT: How was it?")
    apply("Pair", "pay", "it?\nZ: They")
    apply("Alone", "home", "door")
    without = segments(interview, Scope(exclude_speakers=("INT",)))
    assert without["text"].tolist() == ["it?\nZ: They", "door"]
    assert without["speaker"].tolist() == ["Z", "O"]
    assert without["turn"].tolist() == [1, 2]
    assert (
        segments(interview, Scope(codes=("work",), with_subcodes=True))["document"].tolist() == ["Pair"] * 2
    )
    chosen = Scope(where=(Condition("gender", "=", "Female"),))
    assert segments(interview, chosen)["text"].tolist() == ["door"]


def test_what_was_selected_is_what_comes_out(project: ProjectFile) -> None:
    said = "👩🏽‍🚀 e\u0301 語 שלום \u200fмы"
    document = project.documents.add("D", Transcript(f"x: {said}.", "txt", (Turn(3, 3 + len(said), "x"),)))
    project.codings.apply(document, project.codebook.add("c"), 3, 3 + len(said))
    assert segments(project)["text"].tolist() == [said]


def test_an_attribute_named_as_a_column_keeps_a_column_of_its_own(interview: ProjectFile) -> None:
    interview.participants.add_attribute("text", AttributeType.TEXT)
    interview.participants.add_attribute("gender", AttributeType.TEXT, of="document")
    headings = segment_headings(interview)
    assert len(set(headings)) == len(headings)
    assert headings[3:8] == ("gender", "age", "text (2)", "site", "gender (2)")


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("integer", "34", 34),
        ("integer", "12345678901234567890", "12345678901234567890"),
        ("float", "2.50", 2.5),
        ("float", "0.12345678901234567", "0.12345678901234567"),
        ("date", "2022-10-14", date(2022, 10, 14)),
        ("datetime", "2022-10-14 09:30:00+05:00", "2022-10-14 09:30:00+05:00"),
        ("boolean", "yes", "yes"),
        ("text", "007", "007"),
    ],
)
def test_values_become_cells_that_hold_them_exactly(kind: str, value: str, cell: object) -> None:
    attribute = Attribute(1, "guid", "name", AttributeType(kind), "participant")
    assert typed_cell(attribute, value) == cell


def test_no_codings_give_a_table_without_rows(project: ProjectFile) -> None:
    assert len(segments(project)) == 0
