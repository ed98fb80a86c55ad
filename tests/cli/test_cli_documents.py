"""documents: list, show, turns, rename, set, remove."""

from __future__ import annotations

import csv
import io
import json

import pytest

from qualcode.cli.transcript_page import MarginCoding, assign_lanes, page, rows_of
from qualcode.model import Section

PAGE = """\
              § Who
    1    1    A: Who?
    2
    3    2 [┌ B: We made room for them, and  Welcome
            │                                Room
            └ then some more.
    4
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_list_has_the_promised_columns(run, study):
    listed = rows(run("documents", "list", "--format", "csv").stdout)
    assert list(listed[0]) == [
        "name", "guid", "words", "turns", "speakers", "codings", "language", "encoding", "imported",
    ]  # fmt: skip
    first = listed[0]
    assert [first[name] for name in ("name", "words", "turns", "speakers", "codings", "encoding")] == [
        "P07", "17", "2", "2", "2", "utf-8",
    ]  # fmt: skip
    assert run("documents", "--format", "csv").stdout == run("documents", "list", "--format", "csv").stdout


def test_turns_have_times_in_seconds_and_their_own_words(run, study):
    turns = json.loads(run("documents", "turns", "P07", "--format", "json").stdout)
    assert list(turns[0]) == ["turn", "speaker", "start_time", "end_time", "start", "end", "words", "text"]
    assert turns[0] == {
        "turn": 1, "speaker": "INTERVIEWER", "start_time": 1.0, "end_time": 4.25, "start": 24, "end": 43,
        "words": 3, "text": "Were you surprised?",
    }  # fmt: skip
    assert turns[1]["end_time"] is None
    assert rows(run("documents", "turns", "P07", "--format", "csv").stdout)[1]["end_time"] == ""
    assert run("documents", "turns", "P12").stderr == "P12 has no turns.\n"


def test_show_prints_lines_turns_and_codes(run, study):
    shown = run("documents", "show", "P07").stdout
    assert "Hospitality · Amina" in shown
    assert "Hospitality" not in run("documents", "show", "P07", "--no-codes").stdout
    assert [line.split()[0] for line in shown.splitlines() if line[:5].strip()] == ["1", "2", "3", "4"]


def test_a_page_wraps_and_draws_lanes():
    text = "A: Who?\n\nB: We made room for them, and then some more.\n"
    codings = [MarginCoding(12, 24, "Welcome"), MarginCoding(15, 54, "Room")]
    assert page(text, [3, 12], codings, [Section("Who", 0, 5)], width=50) == PAGE


def test_a_document_is_found_by_guid_and_near_names_are_offered(run, study):
    (first, _) = rows(run("documents", "--format", "csv").stdout)
    assert "Let them see" in run("documents", "show", first["guid"]).stdout
    assert "Let them see" in run("documents", "show", "p07").stdout
    assert run("documents", "show", "P7", code=1).stderr == "There is no document “P7”; did you mean “P07”?\n"


def test_an_ambiguous_name_lists_the_matches(run, study):
    run("documents", "rename", "P12", "P07")
    refused = run("documents", "show", "P07", code=1).stderr
    guids = [row["guid"] for row in rows(run("documents", "--format", "csv").stdout)]
    assert all(guid in refused for guid in guids)


def test_set_describes_a_document_in_one_action(run, study, opened):
    run(
        "documents",
        "set",
        "P07",
        "--language",
        "tg",
        "--state",
        "complete",
        "--type",
        "date",
        "told=2023-05-04",
    )
    project = opened()
    document = project.documents.find("P07")
    assert document.language == "tg"
    assert project.progress.state(document, project.coders.find("Amina")) == "complete"
    assert project.participants.values("document") == {document.id: {"told": "2023-05-04"}}
    assert "Undid: set language = tg" in run("undo").stderr
    assert opened().documents.find("P07").language is None


def test_an_attribute_is_not_made_by_a_slip(run, study):
    run("documents", "set", "P07", "--type", "date", "recorded=2023-05-04")
    assert "did you mean “recorded”" in run("documents", "set", "P07", "recordet=2023", code=1).stderr
    assert "does not fit the attribute" in run("documents", "set", "P07", "recorded=May", code=1).stderr
    assert run("documents", "set", "P07", code=2).stderr.endswith("--language or --state.\n")
    assert "does not say NAME=VALUE" in run("documents", "set", "P07", "recorded", code=2).stderr


def test_remove_tells_first_and_undo_brings_back(run, study, opened):
    assert (
        "Would remove P07 with 2 codings and 1 memo" in run("documents", "remove", "P07", "--dry-run").stderr
    )
    assert len(opened().documents.all()) == 2
    run("documents", "remove", "P07", "P07")
    assert [document.name for document in opened().documents.all()] == ["P12"]
    run("undo")
    assert opened().codings.number() == 3


def test_rows_of_a_page_cover_the_text():
    text = "one two three four\n\nfive six " + "x" * 30
    rows = list(rows_of(text, 10))
    assert "".join(text[row.start : row.next] for row in rows) == text
    assert [row.number for row in rows] == [1, 0, 2, 3, 0, 0, 0]
    assert all(row.end - row.start <= 10 or text[row.end - 1] == " " for row in rows)


def test_lanes_are_shared_where_codings_do_not_overlap():
    codings = [
        MarginCoding(0, 5, "a"),
        MarginCoding(2, 9, "b"),
        MarginCoding(5, 7, "c"),
        MarginCoding(9, 10, "d"),
    ]
    assert assign_lanes(codings) == [0, 1, 0, 0]


def test_names_beside_a_row_are_all_there():
    codings = [MarginCoding(0, 3, "one"), MarginCoding(0, 3, "two"), MarginCoding(1, 12, "three")]
    drawn = page("abc def ghi jkl", [], codings, width=40)
    assert [line.split()[-1] for line in drawn.splitlines()] == ["one", "two", "three"]


@pytest.mark.parametrize("text", ["", "a", "\n", "日本語" * 20, "a\x1b[31mb"])
def test_a_page_of_anything_steers_no_terminal(text):
    drawn = page(text, [0], [], width=40)
    assert "\x1b" not in drawn
    assert drawn.endswith("\n")
