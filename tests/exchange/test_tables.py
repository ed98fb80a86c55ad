"""Tables in and out: what goes in comes out, whatever the file; what is broken is refused in one sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import ImportRefused, InvalidValue, QualcodeError, ReadingError
from qualcode.exchange.delimited import plain_cell, safe_cell, separator_of
from qualcode.exchange.excel_reading import unescaped
from qualcode.exchange.excel_writing import escaped
from qualcode.exchange.shown_numbers import NumberFormats
from qualcode.exchange.tables import open_table, read_table, write_table

# Any text but half characters; a carriage return becomes a line feed when a table is read.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12)
TRICKY = st.sampled_from(
    ["=1+1", "'=1+1", "''@x", "'", "-", "+49", "@me", "\tx", "_x0041_", "_x005F_", "x_x000D_", '"', "a\nb", ",;|",
     " lead", "trail ", "\x00", "\x1b[31m", "👩🏽‍🌾", "e\u0301", "\u202eabc", "\ufffe", "007", "TRUE", "1e5"]
)  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[TEXTS | TRICKY] * 3), max_size=6))
def test_texts_come_back_as_they_were(tmp_path: Path, suffix: str, rows: list[tuple[str, ...]]) -> None:
    rows = [row for row in rows if any(row)]
    if suffix != ".xlsx":
        rows = [tuple(cell.replace("\x00", "") or "x" for cell in row) for row in rows]
    path = tmp_path / f"table{suffix}"
    assert write_table(path, ["one", "two", "three"], rows) == len(rows)
    table = read_table(path)
    assert table.headings == ("one", "two", "three")
    assert list(table.rows) == rows


@given(TEXTS | TRICKY | st.from_regex(r"'*[=+\-@\t].{0,3}", fullmatch=True))
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    text = text.replace("\r", "\n")
    guarded = safe_cell(text)
    assert isinstance(guarded, str)
    assert guarded[:1] not in set("=+-@\t\r")
    assert plain_cell(guarded) == text


@given(TEXTS | TRICKY)
def test_excels_escapes_come_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_numbers_are_not_guarded_but_texts_that_look_like_formulas_are(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", ["a", "b"], [["=cmd", -5], ["-5", 2.5]])
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], ["'=cmd", "-5"], ["'-5", "2.5"]]


def test_excel_gets_no_formula(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xlsx", ["=a"], [["=1+1"], ["@x"], [5]])
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "t.xlsx").active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "n"]
    assert [cell.value for cell in cells] == ["=a", "=1+1", "@x", 5]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\nx, y\tz; w\n", "\t"),
        ('a;b\n"one; two\nthree, four, five";6\n', ";"),
        ('name,text\nA,"x; y; z"\nB,"p; q"\n', ","),
        ("only\none\n", ","),
        ("a|b|c\n1|2|3\n", "|"),
    ],
)
def test_the_separator_is_recognised(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_excels_own_line_about_the_separator_is_followed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"sep=;\r\nname;text\r\nA;x\r\n")
    table = read_table(tmp_path / "t.csv")
    assert (table.headings, table.rows, table.lines) == (("name", "text"), (("A", "x"),), (3,))


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,text\n\n1,"a\nb"\n,\n2,c\n', encoding="utf-8")
    table = read_table(tmp_path / "t.csv")
    assert table.rows == (("1", "a\nb"), ("2", "c"))
    assert table.lines == (3, 6)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    word = "Привет, как дела сегодня" if encoding == "cp1251" else "Straße für Übungen – naïve café"
    (tmp_path / "t.csv").write_bytes(f'id,text\n1,"{word}"\n'.encode(encoding))
    assert read_table(tmp_path / "t.csv").rows == (("1", word),)


def test_two_hundred_columns_and_a_very_long_cell(tmp_path: Path) -> None:
    row = [f"c{place}" for place in range(199)] + ["x" * 1_000_000]
    write_table(tmp_path / "t.csv", [f"h{place}" for place in range(200)], [row])
    assert read_table(tmp_path / "t.csv").rows == (tuple(row),)


BROKEN = {
    "ragged.csv": (b"a,b\n1,2\n1,2,3\n4\n", "2 rows do not fit"),
    "quotes.csv": (b'a,b\n1,"never closed\n2,3\n', "quotation marks"),
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b" \n\n", "is empty"),
    "binary.csv": (b"\x00\x01\x02\xff\xfe\x00" * 50, "binary"),
    "nul.csv": (b"a,b\n1,\x00\n", "binary"),
    "twice.csv": (b"a,b,a\n1,2,3\n", "two columns called"),
    "cut.xlsx": (b"PK\x03\x04cut", "damaged"),
    "text.xlsx": (b"a,b\n", "damaged"),
    "cut.ods": (b"PK\x03\x04cut", "damaged"),
    "table.doc": (b"a,b\n", "no table"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, reason = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(QualcodeError, match=reason) as caught:
        read_table(tmp_path / name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_ragged_rows_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n1,2,3\n4\n5,6,\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as caught:
        read_table(tmp_path / "t.csv")
    assert caught.value.rows == (
        "line 3: has 3 cells, but the heading has 2",
        "line 4: has 1 cell, but the heading has 2",
    )


def test_a_missing_file_and_a_wrong_separator_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none\.csv"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "t.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(InvalidValue, match="separator"):
        read_table(tmp_path / "t.csv", delimiter=";;")


def test_excel_cells_come_as_they_are_shown(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    values: list[tuple[object, str, str]] = [
        (5, "General", "5"), (2.5, "General", "2.5"), (0.1 + 0.2, "General", "0.3"), (7, "000", "007"),
        (2.5, "0.00", "2.50"), (2.345, "0.00", "2.345"), (0.25, "0%", "25%"), (1234567, "#,##0", "1234567"),
        (1e21, "General", "1" + "0" * 21), (-0.5, "0.0", "-0.5"), (True, "General", "TRUE"),
        (date(2020, 7, 3), "d-mmm-yy", "2020-07-03"),
        (datetime(2020, 7, 3, 9, 30), "yyyy-mm-dd hh:mm", "2020-07-03 09:30"),
        (0.5, "h:mm", "12:00"), (1.5, "[h]:mm:ss", "36:00:00"),
        ("_x0041_", "General", "A"), (12345, "0.00E+00", "12345"),
        ("#N/A", "General", "#N/A"),
    ]  # fmt: skip
    sheet.append(["value"])
    for row, (value, shape, _) in enumerate(values, start=2):
        sheet.cell(row, 1, value).number_format = shape
    workbook.save(tmp_path / "t.xlsx")
    assert [row[0] for row in read_table(tmp_path / "t.xlsx").rows] == [shown for _, _, shown in values]


def test_a_formula_counts_as_its_result_and_one_without_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["a"])
    workbook.active.append(["=1+1"])
    workbook.save(tmp_path / "t.xlsx")
    with pytest.raises(ReadingError, match="cell A2 holds a formula without a result"):
        read_table(tmp_path / "t.xlsx")
    calculated = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "t.xlsx") as old, zipfile.ZipFile(calculated, "w") as new:
        for member in old.namelist():
            new.writestr(
                member,
                old.read(member)
                .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
                .replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>"),
            )
    (tmp_path / "t.xlsx").write_bytes(calculated.getvalue())
    assert read_table(tmp_path / "t.xlsx").rows == (("2",),)


def test_sheets_are_chosen_and_the_others_told(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "First"
    workbook.active.append(["a"])
    workbook.create_sheet("Answers").append(["b"])
    workbook.save(tmp_path / "t.xlsx")
    assert read_table(tmp_path / "t.xlsx").notes == ("Only the sheet “First” was read, not “Answers”.",)
    assert read_table(tmp_path / "t.xlsx", sheet="answers").headings == ("b",)
    with pytest.raises(ImportRefused, match="its sheets are: First, Answers"):
        read_table(tmp_path / "t.xlsx", sheet="Third")


def test_a_hole_in_a_sheet_keeps_its_place(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for place, value in {"A1": "a", "B1": "b", "C1": "c", "A3": "1", "C3": "3", "B5": "2"}.items():
        workbook.active[place] = value
    workbook.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx")
    assert table.rows == (("1", "", "3"), ("", "2", ""))
    assert table.lines == (3, 5)


def test_ods_cells_come_as_they_are_shown(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        '<table:table table:name="One">'
        "<table:table-row><table:table-cell><text:p>id</text:p></table:table-cell><table:table-cell>"
        '<text:p>text</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1000"/>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float"'
        ' office:value="7"><text:p>007</text:p></table:table-cell><table:table-cell>'
        '<text:p>a<text:s text:c="2"/>b</text:p>'
        "<text:p>c</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell></table:table-row>"
        '<table:table-row><table:table-cell office:value-type="float" office:value="2.5"><text:p>2,5</text:p>'
        '</table:table-cell><table:table-cell office:value-type="date" office:date-value="2020-07-03">'
        "<text:p>3. Juli</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as archive:
        archive.writestr("content.xml", content)
    table = read_table(tmp_path / "t.ods")
    assert table.headings == ("id", "text")
    assert table.rows == (("007", "a  b\nc"), ("007", "a  b\nc"), ("2.5", "2020-07-03"))
    assert table.lines == (2, 3, 4)


def test_a_text_too_long_for_excel_is_refused_or_cut_where_that_was_asked(tmp_path: Path) -> None:
    rows = [["👍" * 20_000]]
    with pytest.raises(InvalidValue, match=r"write a \.csv"):
        write_table(tmp_path / "t.xlsx", ["text"], rows)
    assert not list(tmp_path.iterdir())
    write_table(tmp_path / "t.xlsx", ["text"], rows, shortened=["text"])
    assert read_table(tmp_path / "t.xlsx").rows == (("👍" * 16_383 + "…",),)


def test_rows_are_streamed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\n1\n2\n", encoding="utf-8")
    stream = open_table(tmp_path / "t.csv")
    assert next(stream.rows) == (2, ["1"])


def test_writing_fails_whole(tmp_path: Path) -> None:
    def rows() -> object:
        yield ["1"]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_table(tmp_path / "t.csv", ["a"], rows())  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
    with pytest.raises(ReadingError, match="does not exist"):
        write_table(tmp_path / "none" / "t.csv", ["a"], [])


def test_a_spreadsheet_of_another_program_comes_in(tmp_path: Path) -> None:
    frame = pandas.DataFrame(
        {"id": ["A", "B"], "n": [7, 51], "x": [2.5, 1e-7], "when": pandas.to_datetime(["2020-07-03", "2020-07-04"]),
         "text": ["two  spaces\nand a line", "👩🏽‍🌾 =1+1"], "yes": [True, False], "gone": [None, "there"]}
    )  # fmt: skip
    for suffix in (".ods", ".xlsx"):
        frame.to_excel(str(tmp_path / f"t{suffix}"), index=False)
        table = read_table(tmp_path / f"t{suffix}")
        assert table.headings == ("id", "n", "x", "when", "text", "yes", "gone")
        first, second = table.rows
        assert first[:4] == ("A", "7", "2.5", "2020-07-03 00:00:00" if suffix == ".xlsx" else "2020-07-03")
        assert first[4] == "two  spaces\nand a line"
        assert second[1:3] == ("51", "0.0000001" if suffix == ".xlsx" else second[2])
        assert (second[4], first[5].upper(), first[6], second[6]) == ("👩🏽‍🌾 =1+1", "TRUE", "", "there")


def test_an_entity_in_a_sheet_is_refused(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xlsx", ["a"], [["x"]])
    hostile = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "t.xlsx") as old, zipfile.ZipFile(hostile, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + content.replace(
                    b">x<", b">&e;<"
                )
            new.writestr(member, content)
    (tmp_path / "t.xlsx").write_bytes(hostile.getvalue())
    with pytest.raises(ReadingError, match="DOCTYPE"):
        read_table(tmp_path / "t.xlsx")


@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "-9E+401"])
def test_a_number_beyond_spreadsheets_is_none(number: str) -> None:
    with pytest.raises(ValueError, match=r"999999999|401"):
        NumberFormats(None).shown(number, 0)
