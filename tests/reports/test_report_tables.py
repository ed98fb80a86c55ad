"""Tables as files: the same values everywhere, and no text that becomes anything else."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import openpyxl
import pandas
import pytest
from lxml import html

from qualcode.errors import InvalidValue, QualcodeError
from qualcode.exchange.tables import read_table
from qualcode.reports.tables import write_frame

HOSTILE = [
    "=1+1",
    "+7 900",
    "-",
    "@me",
    "a|b <b>*x*</b> & `c`",
    "line\nbreak",
    "\x1b[31mred",
    "'quoted",
    "",
    "ҳа 👍🏽",
]


@pytest.fixture
def table() -> pandas.DataFrame:
    frame = pandas.DataFrame({"text": HOSTILE, "number": range(len(HOSTILE)), "share": [0.5] * len(HOSTILE)})
    frame["weight"] = pandas.array([70, *[None] * (len(HOSTILE) - 1)], dtype="Int64")
    return frame


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_texts_come_back_from_spreadsheet_files(table: pandas.DataFrame, tmp_path: Path, suffix: str) -> None:
    (path,) = write_frame(table, tmp_path / f"table{suffix}")
    read = read_table(path)
    assert read.headings == ("text", "number", "share", "weight")
    assert [row[0] for row in read.rows] == HOSTILE
    assert read.rows[0][1:] == ("0", "0.5", "70")
    assert read.rows[1][3] == ""


def test_no_cell_of_a_csv_is_a_formula(table: pandas.DataFrame, tmp_path: Path) -> None:
    (path,) = write_frame(table, tmp_path / "table.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file)]
    assert cells[1:5] == ["'=1+1", "'+7 900", "'-", "'@me"]


def test_no_cell_of_a_workbook_is_a_formula(table: pandas.DataFrame, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_frame(table, tmp_path / "table.xlsx")[0]).active
    assert {cell.data_type for cell in sheet["A"]} <= {"s", "n"}
    assert sheet["A2"].value == "=1+1"


def test_json_is_one_array_of_objects(table: pandas.DataFrame, tmp_path: Path) -> None:
    table["day"] = date(2022, 10, 14)
    objects = json.loads(write_frame(table, tmp_path / "t.json")[0].read_text(encoding="utf-8"))
    assert [each["text"] for each in objects] == HOSTILE
    assert objects[0] == {"text": "=1+1", "number": 0, "share": 0.5, "weight": 70, "day": "2022-10-14"}
    assert objects[1]["weight"] is None


def test_markdown_keeps_a_row_to_a_line(table: pandas.DataFrame, tmp_path: Path) -> None:
    lines = write_frame(table, tmp_path / "t.md")[0].read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 + len(HOSTILE)
    assert lines[1] == "| --- | ---: | ---: | --- |"
    assert lines[6] == r"| a\|b &lt;b>\*x\*&lt;/b> &amp; \`c\` | 4 | 0.5 |  |"
    assert "line<br>break" in lines[7]
    assert "\x1b" not in lines[8]


def test_html_shows_texts_as_they_are(table: pandas.DataFrame, tmp_path: Path) -> None:
    table.attrs["about"] = "Unit: <codings>"
    page = html.fromstring(write_frame(table, tmp_path / "t.html")[0].read_bytes())
    cells = [row.findall("td")[0].text or "" for row in page.findall(".//tbody/tr")]
    assert cells == [text.replace("\x1b", "␛") for text in HOSTILE]
    assert page.findtext(".//caption") == "Unit: <codings>"
    assert not page.findall(".//b")


ABOUT = "Unit: codings. Only the code “a|b”."


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".json"])
def test_what_a_table_of_programs_says_about_itself_is_beside_it(
    table: pandas.DataFrame, tmp_path: Path, suffix: str
) -> None:
    bare = write_frame(table, tmp_path / f"bare{suffix}")[0].read_bytes()
    table.attrs["about"] = ABOUT
    path, beside = write_frame(table, tmp_path / f"table{suffix}")
    assert path.read_bytes() == bare
    assert beside.name == f"table{suffix}.about.txt"
    assert beside.read_text(encoding="utf-8").splitlines()[2:] == [ABOUT]
    # A table about which nothing is said leaves nothing that tells of the one before it.
    del table.attrs["about"]
    assert write_frame(table, path) == [path]
    assert not beside.exists()


def test_a_file_of_somebody_elses_is_not_written_over(table: pandas.DataFrame, tmp_path: Path) -> None:
    own = tmp_path / "table.csv.about.txt"
    own.write_text("my own notes")
    assert write_frame(table, tmp_path / "table.csv") == [tmp_path / "table.csv"]
    table.attrs["about"] = ABOUT
    (tmp_path / "table.csv").unlink()
    with pytest.raises(InvalidValue, match=r"table\.csv\.about\.txt would be written"):
        write_frame(table, tmp_path / "table.csv")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(own.name, "my own notes")]


def test_markdown_and_workbook_hold_what_a_table_says_about_itself(
    table: pandas.DataFrame, tmp_path: Path
) -> None:
    table.attrs["about"] = ABOUT
    (page,) = write_frame(table, tmp_path / "t.md")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ["", "Table: Unit: codings. Only the code “a\\|b”."]
    (book,) = write_frame(table, tmp_path / "about.xlsx")
    sheets = openpyxl.load_workbook(book).worksheets
    assert [row[0].value for row in sheets[1].iter_rows()] == [ABOUT]
    assert read_table(book).headings == ("text", "number", "share", "weight")


def test_two_columns_of_one_name_are_both_written(tmp_path: Path) -> None:
    frame = pandas.DataFrame([[1, 2]], columns=["a", "a"])
    assert write_frame(frame, tmp_path / "t.md")[0].read_text(encoding="utf-8").splitlines()[2] == "| 1 | 2 |"


def test_refusals_leave_nothing_behind(table: pandas.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="suffix must be one of"):
        write_frame(table, tmp_path / "table.doc")
    with pytest.raises(QualcodeError, match="folder"):
        write_frame(table, tmp_path / "missing" / "table.md")
    assert list(tmp_path.iterdir()) == []
