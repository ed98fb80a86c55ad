"""Tables: every format, every destination, and terminals of any width."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.cli.progress import progress_text
from qualcode.cli.tables import as_csv, as_json, as_markdown, as_tsv, distinct
from qualcode.cli.terminal_table import cells, cut, fitted, short_guids, terminal_table

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = TEXTS | st.none() | st.integers(-(10**12), 10**12) | st.booleans() | st.floats(allow_nan=False)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=5)
HEADINGS = ("a", "b", "c")
ESCAPE = "\x1b[31mred\x07\u202e"


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(ROWS)
def test_csv_and_tsv_hold_every_value(rows):
    for text, delimiter in ((as_csv(HEADINGS, rows), ","), (as_tsv(HEADINGS, rows), "\t")):
        back = read(text, delimiter)
        assert back[0] == list(HEADINGS)
        for row, values in zip(back[1:], rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                if isinstance(value, str):
                    assert cell in (value, f"'{value}")
                    assert (cell == value) == (value.lstrip("'")[:1] not in tuple("=+-@\t\r"))
                elif isinstance(value, bool):
                    assert cell == ("yes" if value else "")
                else:
                    assert cell.lstrip("'") == ("" if value is None else str(value))


@given(ROWS)
def test_json_holds_every_value_exactly(rows):
    assert [tuple(each.values()) for each in json.loads(as_json(HEADINGS, rows))] == rows
    whole = json.dumps([dict(zip(HEADINGS, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
    assert as_json(HEADINGS, rows) == f"{whole}\n"


@given(ROWS)
def test_markdown_has_one_line_a_row(rows):
    assert as_markdown(HEADINGS, rows).count("\n") == len(rows) + 2


@given(ROWS, st.integers(10, 200))
def test_a_table_on_a_terminal_never_steers_it_nor_exceeds_it(rows, width):
    drawn = terminal_table(HEADINGS, rows, width)
    assert all(ord(character) >= 32 or character == "\n" for character in drawn)
    if width >= 80:
        assert all(cells(line) <= width for line in drawn.split("\n"))


def test_numbers_stand_at_the_right_and_shares_in_per_cent():
    drawn = terminal_table(("code", "words", "share_of_words"), [("a", 5, 0.25), ("bcd", 1234, 1.0)])
    assert drawn == "code  words  share_of_words\na         5           25.0%\nbcd    1234          100.0%\n"


def test_a_table_too_wide_goes_on_below_itself():
    headings = ("code", *(f"document {number}" for number in range(6)))
    drawn = terminal_table(headings, [("Irony", *range(6))], width=40)
    blocks = drawn.split("\n\n")
    assert len(blocks) > 1
    assert all(block.startswith("code") for block in blocks)
    shown = " ".join(drawn.split())
    assert all(f" {number}" in shown for number in range(6))


def test_the_widest_columns_give_way_first():
    least = [5, 10, 10]
    assert fitted([5, 60, 10], least, 50) == [5, 31, 10]
    assert fitted([5, 60, 40], least, 50)[0] == 5
    assert sum(fitted([5, 60, 40], least, 50)) == 46
    assert abs(fitted([5, 60, 40], least, 50)[1] - fitted([5, 60, 40], least, 50)[2]) <= 1
    assert fitted([5, 60, 40], least, 20) == least
    assert fitted([100, 100], [10, 10], None) == [100, 100]


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6), st.integers(1, 200))
def test_columns_are_never_wider_than_they_need_nor_narrower_than_they_must(natural, width):
    least = [min(wanted, 8) for wanted in natural]
    widths = fitted(natural, least, width)
    assert all(low <= found <= high for low, found, high in zip(least, widths, natural, strict=True))
    room = width - 2 * (len(natural) - 1)
    assert sum(widths) == min(sum(natural), room) or widths == least or sum(widths) <= room


def test_numbers_moments_and_guids_are_never_cut_and_paths_keep_their_end():
    rows = [("Welcome > Hospitality > Table and gifts", 123456789012345, "2026-11-24 14:50", "x" * 50)]
    drawn = terminal_table(("code", "words", "at", "memo"), rows, width=80)
    assert "123456789012345" in drawn
    assert "2026-11-24 14:50" in drawn
    assert drawn.splitlines()[1].startswith("…")
    assert "> Table and gifts  " in drawn
    assert drawn.splitlines()[1].endswith("x…")


def test_guids_are_cut_to_what_tells_them_apart():
    one, two, three = (
        "01a20dec-3dbd-7435-85ef-95c67e4d3144",
        "01a20dec-3dbe-7435-85ef-95c67e4d3144",
        "01a20dec-3dbe-7435-85ef-95c67e4d3145",
    )
    assert short_guids([one, two]) == ["01a20dec-3dbd", "01a20dec-3dbe"]
    assert short_guids([one, two, three]) == [one, two, three]
    assert short_guids([one]) == ["01a20dec"]
    assert short_guids([one, "P07"]) == [one, "P07"]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("日本語", 6, "日本語"),
        ("日本語!", 6, "日本…"),
        ("e\u0301" * 4, 3, "e\u0301e\u0301…"),
    ],
)
def test_text_is_cut_by_cells(text, width, shown):
    assert cut(text, width) == shown
    assert cells(shown) <= width


def test_a_repeated_heading_hides_no_column():
    assert distinct(["name", "age", "name", "name"]) == ["name", "age", "name (2)", "name (3)"]


def test_progress_says_what_how_many_and_how_long():
    assert progress_text("Importing", 5, 10, "P07\x1b.txt", 3.2).endswith("5 of 10  3 s  P07␛.txt")
    assert progress_text("Importing codings", 120000, 0, "x.csv", 3.2) == "Importing codings  120,000  3 s"


@pytest.mark.parametrize("form", ["table", "md"])
def test_what_a_file_put_into_a_text_is_shown_not_obeyed(run, study, form):
    run("memo", "add", ESCAPE)
    shown = run("memo", "list", "--format", form).stdout
    assert "31mred␇" in shown
    assert "␛" in shown
    assert "\x1b" not in shown


def test_programs_get_texts_exactly(run, study):
    run("memo", "add", ESCAPE)
    assert json.loads(run("memo", "list", "--format", "json").stdout)[-1]["text"] == ESCAPE
    run("memo", "add", "=1+1")
    listed = run("memo", "list", "--format", "csv").stdout
    assert ESCAPE in listed
    assert listed.rstrip().endswith(",'=1+1")


@pytest.mark.parametrize("suffix", ["doc", "qualcode", ""])
def test_a_file_of_no_table_format_is_refused(run, study, suffix):
    refused = run("history", "-o", f"trail.{suffix}", code=1)
    assert "its suffix must be one of .csv .tsv .json .xlsx .md .html" in refused.stderr
