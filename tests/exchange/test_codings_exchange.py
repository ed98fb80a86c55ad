"""Codings in tables: by span, quote, section or turn; nothing is guessed, nothing half imported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import ImportRefused
from qualcode.model import Document, Scope, Section, Transcript, Turn

Write = Callable[..., Path]
TEXT = "A: Let them see 👩🏽‍🌾 us.\nB: So it is. So it is.\nQ2 Ҳа, албатта."
TURNS = (Turn(3, 25, "A"), Turn(29, 51, "B"))


@pytest.fixture
def document(project: Project) -> Document:
    assert TEXT[3:22].startswith("Let them see")
    turns = (Turn(3, TEXT.index("\n"), "A"), Turn(TEXT.index("B: ") + 3, TEXT.index("\nQ2"), "B"))
    sections = (Section("Q1", 0, TEXT.index("\nQ2")), Section("Q2", TEXT.index("Q2"), len(TEXT)))
    project.codebook.add_path("Welcome > Hospitality")
    return project.documents.add("P07", Transcript(TEXT, "txt", turns, sections))


def spans(project: Project) -> list[str]:
    return [TEXT[coding.start : coding.end] for coding in project.codings.all()]


def test_places_by_span_quote_section_and_turn(project: Project, document: Document, write: Write) -> None:
    report = project.import_codings(
        write(
            "c.csv",
            ["document", "start", "end", "quote", "section", "turn", "code"],
            ["P07", 3, 6, "", "", "", "Hospitality"],
            [document.guid[:13], "", "", "them  see\n👩🏽‍🌾", "", "", "Welcome > Hospitality"],
            ["p07", "", "", "", "q2", "", "hospitality"],
            ["P07", "", "", "", "", 2, "Welcome"],
            ["P07", "", "", "So it", "", 2, "Welcome"],
        ),
        skip_bad=True,
    )
    assert spans(project) == ["Let", "them see 👩🏽‍🌾", "So it is. So it is.", "Q2 Ҳа, албатта."]
    assert report.bad_rows == ("line 7: “So it” stands 2 times in P07",)
    assert (report.read, report.added, report.bad) == (5, 4, 1)


def test_a_quote_is_looked_for_in_the_section_or_turn_given_with_it(
    project: Project, document: Document, write: Write
) -> None:
    rows = [["P07", "Q2", "Q1", "Welcome"], ["P07", "Q2", "Q2", "Welcome"]]
    report = project.import_codings(
        write("c.csv", ["document", "quote", "section", "code"], *rows), skip_bad=True
    )
    assert spans(project) == ["Q2"]
    assert report.bad_rows == ("line 2: “Q2” is not in P07",)


BAD = {
    "no document": (["", 0, 1, "Welcome"], "has no document"),
    "unknown document": (["P08", 0, 1, "Welcome"], "There is no document “P08”; did you mean “P07”?"),
    "unknown code": (["P07", 0, 1, "Welcom"], "There is no code “Welcom”; did you mean “Welcome”?"),
    "no code": (["P07", 0, 1, ""], "has no code"),
    "outside": (["P07", 0, 999, "Welcome"], f"0:999 does not fit P07, whose text is 0:{len(TEXT)}"),
    "empty span": (["P07", 5, 5, "Welcome"], f"5:5 does not fit P07, whose text is 0:{len(TEXT)}"),
    "reversed": (["P07", 5, 2, "Welcome"], f"5:2 does not fit P07, whose text is 0:{len(TEXT)}"),
    "negative": (["P07", -5, 2, "Welcome"], "the start “-5” is no whole number"),
    "half": (["P07", "1.5", 2, "Welcome"], "the start “1.5” is no whole number"),
    "huge": (["P07", 0, "9" * 40, "Welcome"], f"the end “{'9' * 40}” is no whole number"),
    "underscored": (["P07", 0, "1_0", "Welcome"], "the end “1_0” is no whole number"),
    "arabic digits": (["P07", "٣", 9, "Welcome"], "the start “٣” is no whole number"),
    "one number": (["P07", 3, "", "Welcome"], "has no end"),
    "no place": (
        ["P07", "", "", "Welcome"],
        "has no place: give start and end, or a quote, a section or a turn",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_row_that_does_not_fit_stops_the_import(
    project: Project, document: Document, write: Write, case: str
) -> None:
    row, reason = BAD[case]
    path = write(
        "c.csv", ["document", "start", "end", "code"], ["P07", 0, 1, "Welcome"], row, ["P07", 1, 2, "Welcome"]
    )
    before = list(project.dump())
    with pytest.raises(ImportRefused, match=r"1 row does not fit .*; nothing was imported") as caught:
        project.import_codings(path)
    assert caught.value.rows == (f"line 3: {reason}",)
    assert list(project.dump()) == before
    report = project.import_codings(path, skip_bad=True)
    assert (report.added, report.bad, report.bad_rows) == (2, 1, (f"line 3: {reason}",))


def test_many_bad_rows_are_counted_and_the_first_told(
    project: Project, document: Document, write: Write
) -> None:
    rows = [[f"nobody {place}", 0, 1, "Welcome"] for place in range(5000)]
    with pytest.raises(ImportRefused, match="5,000 rows do not fit") as caught:
        project.import_codings(write("c.csv", ["document", "start", "end", "code"], *rows))
    assert len(caught.value.rows) == 21
    assert caught.value.rows[-1] == "and 4,980 more"


def test_values_are_checked(project: Project, document: Document, write: Write) -> None:
    headings = ["document", "turn", "code", "weight", "guid"]
    rows = [["P07", 1, "Welcome", 101, ""], ["P07", 1, "Welcome", "", "xyz"], ["P07", 3, "Welcome", "", ""]]
    with pytest.raises(ImportRefused) as caught:
        project.import_codings(write("c.csv", headings, *rows))
    assert caught.value.rows == (
        "line 2: The weight 101 is outside 0–100",
        "line 3: “xyz” is no GUID",
        "line 4: P07 has no turn 3; it has 2",
    )


def test_the_text_at_a_span_must_be_the_one_in_the_table(
    project: Project, document: Document, write: Write
) -> None:
    headings = ["document", "start", "end", "code", "text"]
    rows = [["P07", 3, 6, "Welcome", "Let"], ["P07", 3, 6, "Hospitality", "Get"]]
    report = project.import_codings(write("c.csv", headings, *rows), skip_bad=True)
    assert report.added == 1
    assert report.bad_rows == ("line 3: the text is “Get”, but at 3:6 of P07 stands “Let”",)


def test_what_is_there_already_is_passed_over(project: Project, document: Document, write: Write) -> None:
    headings = ["document", "turn", "code", "coder", "weight", "memo"]
    path = write(
        "c.csv", headings, ["P07", 1, "Welcome", "Bekzod", 50, "why"], ["P07", 1, "Welcome", "", "", ""]
    )
    report = project.import_codings(path)
    assert (report.added, report.present, report.memos) == (2, 0, 1)
    (memo,) = project.memos.all()
    assert (memo.text, memo.coder) == ("why", "Bekzod")
    before, last = list(project.dump()), project.history.last()
    again = project.import_codings(path)
    assert (again.added, again.present, again.memos) == (0, 2, 0)
    assert (list(project.dump()), project.history.last()) == (before, last)
    other = write(
        "d.csv",
        headings,
        ["P07", 1, "Welcome", "Bekzod", 60, "more"],
        ["P07", 1, "Welcome", "Bekzod", 60, ""],
    )
    report = project.import_codings(other)
    assert (report.added, report.present, report.memos) == (0, 2, 1)
    assert report.notes == ("2 codings were there already with another weight, which they keep.",)


def test_the_same_row_twice_is_one_coding(project: Project, document: Document, write: Write) -> None:
    row = ["P07", 0, 1, "Welcome"]
    report = project.import_codings(write("c.csv", ["document", "start", "end", "code"], row, row))
    assert (report.added, report.present) == (1, 1)


def test_a_guid_that_is_another_codings_is_refused(
    project: Project, document: Document, write: Write
) -> None:
    coding = project.codings.apply(document, project.codebook.find("Welcome"), 0, 5)
    new = "0190f7a0-0000-7000-8000-000000000001"
    headings = ["document", "start", "end", "code", "guid"]
    rows = [
        ["P07", 0, 6, "Welcome", coding.guid], ["P07", 0, 5, "Welcome", coding.guid],
        ["P07", 1, 2, "Welcome", new], ["P07", 2, 3, "Welcome", new],
    ]  # fmt: skip
    path = write("c.csv", headings, *rows)
    with pytest.raises(ImportRefused):
        project.import_codings(path)
    report = project.import_codings(path, skip_bad=True)
    assert report.bad_rows == (
        f"line 2: another coding has the GUID {coding.guid} already",
        f"line 5: another coding has the GUID {new} already",
    )
    assert (report.added, report.present) == (1, 1)
    assert project.codings.find(new).start == 1


def test_codes_are_made_only_when_asked_and_only_for_rows_that_fit(
    project: Project, document: Document, write: Write
) -> None:
    path = write(
        "c.csv", ["document", "turn", "code"],
        ["P07", 1, "New > Deep"], ["P07", 2, "New > Deep"], ["P07", 9, "Never"], ["P07", 1, "Welcome > More"],
        ["P07", 1, "0190f7a0-0000-7000-8000-000000000001"],
    )  # fmt: skip
    with pytest.raises(ImportRefused, match="5 rows do not fit"):
        project.import_codings(path)
    report = project.import_codings(path, create=True, skip_bad=True)
    assert report.created_codes == ("New", "New > Deep", "Welcome > More")
    assert (report.added, report.bad) == (3, 2)
    assert [code.path for code in project.codebook.all()] == [
        "Welcome", "Welcome > Hospitality", "Welcome > More", "New", "New > Deep",
    ]  # fmt: skip
    project.undo()
    assert [code.path for code in project.codebook.all()] == ["Welcome", "Welcome > Hospitality"]


def test_missing_and_unknown_columns_are_told(project: Project, document: Document, write: Write) -> None:
    with pytest.raises(ImportRefused, match="no column “code”"):
        project.import_codings(write("c.csv", ["document", "turn"], ["P07", 1]))
    with pytest.raises(ImportRefused, match="does not tell where"):
        project.import_codings(write("c.csv", ["document", "code", "start"], ["P07", "Welcome", 1]))
    report = project.import_codings(
        write("c.csv", ["document", "code", "turn", "mood"], ["P07", "Welcome", 1, "x"])
    )
    assert report.unknown_columns == ("mood",)


def test_ragged_rows_are_bad_rows(project: Project, document: Document, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("document,turn,code\nP07,1,Welcome\nP07,1\n", encoding="utf-8")
    report = project.import_codings(tmp_path / "c.csv", skip_bad=True)
    assert (report.added, report.bad_rows) == (1, ("line 3: has 2 cells, but the heading has 3",))


def test_who_codes(project: Project, document: Document, write: Write) -> None:
    path = write(
        "c.csv",
        ["document", "turn", "code", "coder"],
        ["P07", 1, "Welcome", ""],
        ["P07", 2, "Welcome", "Zarina"],
    )
    project.import_codings(path, coder="Bekzod")
    names = {coder.id: coder.name for coder in project.coders.all()}
    assert [names[coding.coder_id] for coding in project.codings.all()] == ["Bekzod", "Zarina"]


def test_a_dry_run_tells_the_same_and_keeps_nothing(
    project: Project, document: Document, write: Write
) -> None:
    path = write("c.csv", ["document", "turn", "code", "coder", "memo"], ["P07", 1, "New", "Zarina", "m"])
    before, coders = list(project.dump()), project.coders.all()
    rehearsed = project.import_codings(path, create=True, dry_run=True)
    assert (list(project.dump()), project.coders.all()) == (before, coders)
    assert project.import_codings(path, create=True) == rehearsed


def test_progress_is_told_and_a_large_import_is_one_step_of_undo(
    project: Project, document: Document, write: Write
) -> None:
    rows = [
        ["P07", start, end, "Welcome", coder]
        for start in range(60)
        for end in range(start + 1, 61)
        for coder in "AB"
    ]
    path = write("c.csv", ["document", "start", "end", "code", "coder"], *(rows * 2))
    seen: list[int] = []
    before = list(project.dump())
    report = project.import_codings(path, progress=lambda done, total, name: seen.append(done))
    assert (report.added, report.present) == (len(rows), len(rows))
    assert seen == [5000]
    after = list(project.dump())
    assert project.check() == []
    project.undo()
    assert list(project.dump()) == before
    project.redo()
    assert list(project.dump()) == after
    assert project.check() == []


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_what_goes_out_comes_back(project: Project, document: Document, tmp_path: Path, suffix: str) -> None:
    project.documents.add("P07 twin", Transcript("=1+1 is\n'-text", "txt"))
    project.documents.rename(project.documents.find("P07 twin"), "P07")
    twin = project.documents.all()[1]
    top = project.codebook.find("Welcome")
    project.codebook.add("Hospitality", top)
    first, second = [code for code in project.codebook.all() if code.name == "Hospitality"]
    project.codings.apply(document, first, 3, 20, weight=0, memo="=memo\nof two lines")
    project.codings.apply(document, second, 3, 20, coder="Bekzod")
    coding = project.codings.apply(twin, top, 0, 4)
    project.memos.add("one", coding_id=coding.id)
    project.memos.add("two", coding_id=coding.id)
    before, last = list(project.dump()), project.history.last()
    path = tmp_path / f"codings{suffix}"
    assert project.export_codings(path) == 3
    report = project.import_codings(path)
    assert (report.added, report.present, report.memos, report.unknown_columns) == (0, 3, 0, ())
    assert (list(project.dump()), project.history.last()) == (before, last)
    project.codings.remove(project.codings.all())
    assert project.import_codings(path).added == 3
    assert {coding.guid for coding in project.codings.all()} == {
        row.split('"')[1] for row in before if row.startswith("coding ")
    }


def test_the_columns_of_an_export_tell_whose_words_they_are(
    project: Project, document: Document, tmp_path: Path
) -> None:
    anna = project.participants.add("Anna")
    speaker = next(each for each in project.documents.speakers(document) if each.label == "A")
    project.participants.link_speaker(speaker, anna)
    code = project.codebook.find("Hospitality")
    for start, end in ((3, 10), (3, len(TEXT)), (0, 2), (TEXT.index("Q2"), len(TEXT))):
        project.codings.apply(document, code, start, end, coder="Amina")
    project.export_codings(tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "guid", "document", "participant", "speaker", "section", "start", "end", "code", "coder", "weight", "memo",
        "created", "text",
    ]  # fmt: skip
    assert [(row["participant"], row["speaker"], row["section"]) for row in rows] == [
        ("", "", "Q1"), ("Anna", "A", "Q1"), ("Anna", "A; B", "Q1; Q2"), ("", "", "Q2"),
    ]  # fmt: skip
    assert [row["text"] for row in rows][1] == TEXT[3:10]
    assert {row["code"] for row in rows} == {"Welcome > Hospitality"}


def test_an_export_keeps_to_its_scope(project: Project, document: Document, tmp_path: Path) -> None:
    code = project.codebook.find("Welcome")
    project.codings.apply(document, code, 3, 10)
    project.codings.apply(document, code, TEXT.index("So it"), TEXT.index("\nQ2"))
    project.codings.apply(document, project.codebook.find("Hospitality"), 3, 11)
    for scope, number in (
        (Scope(), 3), (Scope(codes=("Welcome",)), 2), (Scope(codes=("Welcome",), with_subcodes=True), 3),
        (Scope(speakers=("B",)), 1), (Scope(exclude_speakers=("A",)), 1), (Scope(coders=("Amina",)), 3),
    ):  # fmt: skip
        assert project.export_codings(tmp_path / "c.csv", scope) == number


SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufeff")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), text=st.text(SIGNS, min_size=1, max_size=40).filter(lambda text: bool(text.strip())))
def test_spans_of_any_text_come_back_as_they_were(tmp_path: Path, data: st.DataObject, text: str) -> None:
    for old in tmp_path.glob("*.qualcode"):
        old.unlink()
    with Project.create(tmp_path / "t.qualcode", coder="A") as project:
        document = project.documents.add("D", Transcript(text, "txt"))
        code = project.codebook.add("C")
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        project.codings.apply(document, code, start, end)
        for suffix in (".csv", ".xlsx"):
            project.export_codings(tmp_path / f"c{suffix}")
            (coding,) = project.codings.all()
            project.codings.remove([coding])
            assert project.import_codings(tmp_path / f"c{suffix}").added == 1
            (back,) = project.codings.all()
            assert (back.guid, back.start, back.end) == (coding.guid, start, end)


@pytest.mark.parametrize(("start", "end"), [("9" * 5000, 6), (0, "9" * 5000), ("9" * 5000, "9" * 5000)])
def test_numbers_without_end_do_not_fit(
    project: Project, document: Document, write: Write, start: object, end: object
) -> None:
    rows = [["P07", 0, 6, "Welcome"], ["P07", start, end, "Welcome"]]
    with pytest.raises(ImportRefused, match="is no whole number"):
        project.import_codings(write("c.csv", ["document", "start", "end", "code"], *rows))
    assert spans(project) == []
