"""Survey tables: rows become documents and participants; nothing is half imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import ImportRefused
from qualcode.exchange.reports import ImportReport
from qualcode.exchange.tables import write_table
from qualcode.model import AttributeType

Write = Callable[..., Path]
HEADINGS = ["Name", "Age", "Q1", "Q2", "Met before", "Date"]
ROWS = [
    ["Anna", 34, "I came by bus.\nIt was late.", "", "yes", "2022-10-14"],
    ["Bekzod", 51, "", "No — never! 👍🏽", "no", "2022-10-15"],
]


def take_in(project: Project, path: Path, **options: object) -> ImportReport:
    return project.import_table(path, id_column="Name", text_columns=["Q1", "Q2"], **options)  # type: ignore[arg-type]


def test_rows_become_documents_participants_and_attributes(project: Project, write: Write) -> None:
    report = take_in(project, write("survey.csv", HEADINGS, *ROWS))
    assert [(row.file, row.document, row.words) for row in report.rows] == [
        ("survey.csv, line 2", "Anna", 7),
        ("survey.csv, line 4", "Bekzod", 4),
    ]
    anna, bekzod = project.documents.all()
    assert project.documents.text(anna) == "I came by bus.\nIt was late."
    assert [(section.name, section.start, section.end) for section in project.documents.sections(bekzod)] == [
        ("Q2", 0, 14)
    ]
    assert (anna.origin, anna.format) == ("survey.csv", "csv")
    kinds = {attribute.name: attribute.type for attribute in project.participants.attributes()}
    assert kinds == {
        "Age": AttributeType.INTEGER,
        "Met before": AttributeType.BOOLEAN,
        "Date": AttributeType.DATE,
    }
    for document in (anna, bekzod):
        assert [each.name for each in project.participants.of_document(document)] == [document.name]
    project.undo()
    assert (project.documents.all(), project.participants.all()) == ([], [])


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(st.tuples(TEXTS, TEXTS).filter(lambda row: "".join(row).strip()), min_size=1, max_size=4)
)
def test_sections_cover_the_answers_exactly(tmp_path: Path, answers: list[tuple[str, str]]) -> None:
    path = tmp_path / "t.csv"
    write_table(path, ["Name", "Q1", "Q2"], [(f"P{place}", *row) for place, row in enumerate(answers)])
    (tmp_path / "t.qualcode").unlink(missing_ok=True)
    with Project.create(tmp_path / "t.qualcode", coder="A") as project:
        take_in(project, path)
        for document, row in zip(project.documents.all(), answers, strict=True):
            text = project.documents.text(document)
            told = [answer.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff") for answer in row]
            found = [text[section.start : section.end] for section in project.documents.sections(document)]
            assert found == [answer for answer in told if answer.strip()]
            assert text == "\n\n".join(found)


def test_again_changes_nothing_and_says_so(project: Project, write: Write) -> None:
    path = write("survey.csv", HEADINGS, *ROWS)
    take_in(project, path)
    before, last = list(project.dump()), project.history.last()
    report = take_in(project, path)
    assert [row.skipped for row in report.rows] == [
        "Anna has the same content",
        "Bekzod has the same content",
    ]
    assert (list(project.dump()), project.history.last()) == (before, last)


def test_two_people_may_say_the_same(project: Project, write: Write) -> None:
    report = take_in(project, write("s.csv", ["Name", "Q1", "Q2"], ["A", "No.", ""], ["B", "No.", ""]))
    assert [row.document for row in report.rows] == ["A", "B"]


def test_another_text_under_a_known_name_stands_beside_it(project: Project, write: Write) -> None:
    take_in(project, write("s.csv", ["Name", "Q1", "Q2"], ["A", "No.", ""]))
    later = write("t.csv", ["Name", "Q1", "Q2"], ["A", "Yes.", ""])
    (row,) = take_in(project, later).rows
    assert (row.document, row.warnings) == ("A (2)", ("another document called A was there already",))
    assert take_in(project, later).rows[0].skipped == "A (2) has the same content"
    assert [participant.name for participant in project.participants.all()] == ["A"]


def test_a_person_without_answers_is_there_without_a_document(project: Project, write: Write) -> None:
    (row,) = take_in(project, write("s.csv", ["Name", "Q1", "Q2", "Age"], ["A", " ", "", 30])).rows
    assert row.skipped == "A has no text; the participant is there without"
    assert list(project.participants.values().values()) == [{"Age": "30"}]
    assert project.documents.all() == []


@pytest.mark.parametrize(
    ("headings", "rows", "told"),
    [
        (
            ["Name", "Q1", "Q2"],
            [["A", "x", ""], ["A", "y", ""]],
            "line 3: has the Name “A” again, which line 2 has",
        ),
        (["Name", "Q1", "Q2"], [["A", "x", ""], [" ", "y", ""]], "line 3: has no Name"),
        (["Name", "Q1", "Q2"], [["A", "x"], ["B", "y", ""]], "line 2: has 2 cells, but the heading has 3"),
    ],
)
def test_rows_that_do_not_fit_stop_it(
    project: Project, write: Write, headings: list[str], rows: list[list[str]], told: str
) -> None:
    before = list(project.dump())
    with pytest.raises(ImportRefused, match="nothing was imported") as caught:
        take_in(project, write("s.csv", headings, *rows))
    assert caught.value.rows == (told,)
    assert list(project.dump()) == before


def test_a_column_that_is_not_there_is_told_with_the_nearest(project: Project, write: Write) -> None:
    path = write("s.csv", ["Name", "Q1", "Q2?"], ["A", "x", "y"])
    with pytest.raises(ImportRefused, match="has no column “Q2”; did you mean “Q2\\?”"):
        take_in(project, path)
    with pytest.raises(ImportRefused, match="one column for the id"):
        project.import_table(path, id_column="Name", text_columns=["Name"])


def test_a_value_of_another_type_than_its_attribute_stops_it(project: Project, write: Write) -> None:
    project.participants.add_attribute("Age", AttributeType.INTEGER)
    with pytest.raises(ImportRefused) as caught:
        take_in(project, write("s.csv", ["Name", "Q1", "Q2", "age"], ["A", "x", "", "old"]))
    assert "a whole number such as 35" in caught.value.rows[0]
    assert project.participants.all() == []


def test_capitals_of_columns_do_not_matter_and_others_can_be_left_out(project: Project, write: Write) -> None:
    path = write("s.csv", ["NAME", "q1", "Q2", "Age", "Town"], ["A", "x", "", 30, "Khujand"])
    take_in(project, path, attribute_columns=["age"])
    assert [attribute.name for attribute in project.participants.attributes()] == ["Age"]


def test_a_sheet_of_a_workbook(project: Project, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("Answers")
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    workbook.save(tmp_path / "s.xlsx")
    report = take_in(project, tmp_path / "s.xlsx", sheet="Answers")
    assert [row.document for row in report.rows] == ["Anna", "Bekzod"]
    assert project.documents.all()[0].format == "xlsx"


def test_a_dry_run_keeps_nothing(project: Project, write: Write) -> None:
    before = list(project.dump())
    path = write("survey.csv", HEADINGS, *ROWS)
    rehearsed = take_in(project, path, dry_run=True)
    assert list(project.dump()) == before
    assert take_in(project, path) == rehearsed
