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
    path = write_frame(table, tmp_path / f"table{suffix}")
    read = read_table(path)
    assert read.headings == ("text", "number", "share", "weight")
    assert [row[0] for row in read.rows] == HOSTILE
    assert read.rows[0][1:] == ("0", "0.5", "70")
    assert read.rows[1][3] == ""


def test_no_cell_of_a_csv_is_a_formula(table: pandas.DataFrame, tmp_path: Path) -> None:
    path = write_frame(table, tmp_path / "table.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file)]
    assert cells[1:5] == ["'=1+1", "'+7 900", "'-", "'@me"]


def test_no_cell_of_a_workbook_is_a_formula(table: pandas.DataFrame, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_frame(table, tmp_path / "table.xlsx")).active
    assert {cell.data_type for cell in sheet["A"]} <= {"s", "n"}
    assert sheet["A2"].value == "=1+1"


def test_json_is_one_array_of_objects(table: pandas.DataFrame, tmp_path: Path) -> None:
    table["day"] = date(2022, 10, 14)
    objects = json.loads(write_frame(table, tmp_path / "t.json").read_text(encoding="utf-8"))
    assert [each["text"] for each in objects] == HOSTILE
    assert objects[0] == {"text": "=1+1", "number": 0, "share": 0.5, "weight": 70, "day": "2022-10-14"}
    assert objects[1]["weight"] is None


def test_markdown_keeps_a_row_to_a_line(table: pandas.DataFrame, tmp_path: Path) -> None:
    lines = write_frame(table, tmp_path / "t.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 + len(HOSTILE)
    assert lines[1] == "| --- | ---: | ---: | --- |"
    assert lines[6] == r"| a\|b &lt;b>\*x\*&lt;/b> &amp; \`c\` | 4 | 0.5 |  |"
    assert "line<br>break" in lines[7]
    assert "\x1b" not in lines[8]


def test_html_shows_texts_as_they_are(table: pandas.DataFrame, tmp_path: Path) -> None:
    table.attrs["about"] = "Unit: <codings>"
    page = html.fromstring(write_frame(table, tmp_path / "t.html").read_bytes())
    cells = [row.findall("td")[0].text or "" for row in page.findall(".//tbody/tr")]
    assert cells == [text.replace("\x1b", "␛") for text in HOSTILE]
    assert page.findtext(".//caption") == "Unit: <codings>"
    assert not page.findall(".//b")


def test_two_columns_of_one_name_are_both_written(tmp_path: Path) -> None:
    frame = pandas.DataFrame([[1, 2]], columns=["a", "a"])
    assert write_frame(frame, tmp_path / "t.md").read_text(encoding="utf-8").splitlines()[2] == "| 1 | 2 |"


def test_refusals_leave_nothing_behind(table: pandas.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="suffix must be one of"):
        write_frame(table, tmp_path / "table.doc")
    with pytest.raises(QualcodeError, match="folder"):
        write_frame(table, tmp_path / "missing" / "table.md")
    assert list(tmp_path.iterdir()) == []
