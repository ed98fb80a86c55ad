"""The workbook, read back: every cell is what the tables say, every text is itself."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from qualcode import __version__
from qualcode.api import Project
from qualcode.errors import InvalidValue, QualcodeError
from qualcode.model import AttributeType, Condition, Scope, Transcript, Turn
from qualcode.reports import sheets
from qualcode.reports.cells import pieces_of, readable_on, written
from qualcode.reports.sheets import Book, shortened

HOSTILE = [
    "=1+1",
    "+7 900",
    "-5",
    "@me",
    "#N/A",
    "bell \x07 and \x0b",
    "cr \r end",
    "_x000D_",
    "'apostrophe",
    "1e5",
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two interviews, a nested codebook, three people with attributes, a few codings."""
    with Project.create(tmp_path / "study.qualcode", "Autumn", coder="Amina") as project:
        people = project.participants
        with project.action("test", "made a study"):
            people.add_attribute("gender", AttributeType.TEXT)
            people.add_attribute("age", AttributeType.INTEGER)
            people.add_attribute("met", AttributeType.DATE)
            add(project, "P01", "INT: How was it?\nZ: They came in autumn, many of them.\n")
            add(project, "P02", "INT: And you?\nO: We opened the door 👍🏽 at once.\n")
            for label, name, gender, age in (("Z", "Zarina", "female", "34"), ("O", "Olim", "male", "9")):
                who = people.add(name)
                people.set(who, {"gender": gender, "age": age, "met": "2022-10-14"})
                for speaker in project.documents.speakers():
                    if speaker.label == label:
                        people.link_speaker(speaker, who)
            top = project.codebook.add("Arrival", colour="#102030", definition="Coming here.")
            project.codebook.add("Welcome", top, colour="#ffee88")
            project.codebook.add("Prices")
        for document, code, quote in (
            ("P01", "Arrival", "came in autumn"),
            ("P02", "Welcome", "opened the door 👍🏽"),
            ("P02", "Arrival", "at once"),
        ):
            stored = project.documents.find(document)
            start = project.documents.text(stored).index(quote)
            project.codings.apply(stored, project.codebook.find(code), start, start + len(quote))
        yield project


def add(project: Project, name: str, text: str) -> None:
    turns, start = [], 0
    for line in text.splitlines(keepends=True):
        label, words = line.rstrip("\n").split(": ", 1)
        begin = start + len(label) + 2
        turns.append(Turn(begin, begin + len(words), label))
        start += len(line)
    project.documents.add(name, Transcript(text, "txt", tuple(turns)))


def read(path: Path) -> dict[str, list[list[Any]]]:
    """Return the rows of each sheet, texts as Excel shows them, empty cells as empty texts."""
    book = openpyxl.load_workbook(path)
    shown: dict[str, list[list[Any]]] = {}
    for sheet in book:
        shown[sheet.title] = [
            [unescape(value) if isinstance(value, str) else "" if value is None else value for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
    return shown


def export(project: Project, scope: Scope | None = None, **options: Any) -> dict[str, list[list[Any]]]:
    path = project.path.with_name(f"book {len(list(project.path.parent.iterdir()))}.xlsx")
    return read(project.export_workbook(path, scope, **options))


def rows_of(frame: Any) -> list[list[Any]]:
    """Return a table as a workbook holds it: with the 16 digits of openpyxl, which are one more than Excel's."""
    filled = frame.astype(object).where(frame.notna(), "").to_numpy().tolist()
    return [
        list(frame.columns),
        *([float(f"{cell:.16g}") if isinstance(cell, float) else cell for cell in row] for row in filled),
    ]


def about(book: dict[str, list[list[Any]]]) -> dict[str, str]:
    return {row[0]: row[1] for row in book["About"]}


def test_sheets_stand_in_their_order(project: Project) -> None:
    assert list(export(project)) == [
        "Themes", "By document", "By participant", "By gender", "By age", "By met", "Segments", "Codebook",
        "Participants", "Memos", "About", "Chart data",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "scope", [None, Scope(exclude_speakers=("INT",)), Scope(codes=("Arrival",), with_subcodes=True)]
)
def test_cells_equal_the_tables(project: Project, scope: Scope | None) -> None:
    book = export(project, scope)
    assert book["Themes"] == rows_of(project.frequency(scope=scope))
    assert book["By document"] == rows_of(project.frequency("document", scope=scope))
    assert book["By participant"] == rows_of(project.frequency("participant", scope=scope))
    for attribute in ("gender", "age"):
        assert book[f"By {attribute}"] == rows_of(project.crosstab(attribute, scope=scope))
    found = rows_of(project.segments(scope))
    met = found[0].index("met")
    for row in book["Segments"][1:]:
        row[met] = row[met].date()
    assert book["Segments"] == found


def test_codebook_participants_and_memos_are_all_there(project: Project) -> None:
    coding = project.codings.all()[0]
    project.memos.add("why autumn?", coding_id=coding.id)
    project.memos.add("on it all")
    passage = project.documents.find("P02")
    project.memos.add("look again", document_id=passage.id, start=0, end=3)
    book = export(project, Scope(codes=("Prices",)))
    assert [row[0] for row in book["Codebook"]] == ["code", "Arrival", "Arrival > Welcome", "Prices"]
    assert book["Codebook"][1][2:4] == ["#102030", "Coming here."]
    assert [row[-1] for row in book["Codebook"][1:]] == [2, 1, 0]
    assert book["Participants"][0] == [
        "participant",
        "guid",
        "gender",
        "age",
        "met",
        "documents",
        "words",
        "codings",
    ]
    assert [[*row[:1], *row[2:4], *row[5:]] for row in book["Participants"][1:]] == [
        ["Zarina", "female", 34, 1, 7, 0],
        ["Olim", "male", 9, 1, 7, 0],
    ]
    assert [row[1:6] for row in book["Memos"][1:]] == [
        ["coding", "Arrival: “came in autumn”", "P01", coding.start, coding.end],
        ["project", "Autumn", "", "", ""],
        ["passage", "“INT”", "P02", 0, 3],
    ]
    assert [row[-1] for row in book["Memos"][1:]] == ["why autumn?", "on it all", "look again"]


def test_texts_arrive_as_themselves_and_never_as_formulas(project: Project) -> None:
    with project.action("test", "hostile names"):
        for text in HOSTILE:
            project.documents.add(text, Transcript(text + " said", "txt"))
            code = project.codebook.add(text, definition=text)
            document = project.documents.all()[-1]
            coding = project.codings.apply(document, code, 0, len(text))
            project.memos.add(text, coding_id=coding.id)
    path = project.export_workbook(project.path.with_name("hostile.xlsx"))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                content = archive.read(name)
                assert b"<f>" not in content
                assert b't="e"' not in content
    shown = read(path)
    names = [document.name for document in project.documents.all()]
    assert [row[-1] for row in shown["Segments"][-len(HOSTILE) :]] == HOSTILE
    assert shown["By document"][0][-len(HOSTILE) :] == names[-len(HOSTILE) :]
    # What is typed into a field keeps one kind of line end; a document's text is as it was read.
    typed = [text.replace("\r", "\n") for text in HOSTILE]
    assert [row[3] for row in shown["Codebook"][-len(HOSTILE) :]] == typed
    assert [row[-1] for row in shown["Memos"][-len(HOSTILE) :]] == typed


def test_a_text_longer_than_a_cell_goes_on_at_the_right(project: Project) -> None:
    long = "👍🏽 слово " * 6000 + "end"
    document = project.documents.add("long", Transcript(long, "txt"))
    project.codings.apply(document, project.codebook.find("Prices"), 0, len(long))
    project.memos.add("=" + "m" * 40_000)
    book = export(project)
    headings, row = book["Segments"][0], book["Segments"][-1]
    first = headings.index("text")
    assert headings[first:] == ["text", "continued", "continued (2)", "continued (3)", *headings[first + 4 :]]
    assert "".join(row[first:]) == long
    assert all(len(cell.encode("utf-16-le")) // 2 <= 32_767 for cell in row[first:])
    assert "".join(book["Memos"][1][9:]) == "=" + "m" * 40_000
    assert about(book)["Long texts"].endswith("of Segments, Memos.")


def test_about_says_how_to_repeat_it(project: Project) -> None:
    scope = Scope(
        exclude_speakers=("INT",),
        documents=("P02",),
        where=(Condition("age", "<", "30"),),
        with_subcodes=True,
    )
    told = about(export(project, scope))
    assert told["Project"] == "Autumn"
    assert told["Written with"] == f"qualcode {__version__}"
    assert told["Coders"] == "Amina"
    assert "“P02”" in told["Scope"]
    assert "age < 30" in told["Scope"]
    assert "“INT”" in told["Scope"]
    assert told["Words in scope"] == "7"
    assert "any code under it" in told["Subcodes"]
    assert "half" in told["Words"]


def test_attributes_with_too_many_values_are_named_in_about(project: Project) -> None:
    people = project.participants
    people.add_attribute("city", AttributeType.TEXT)
    document = project.documents.find("P01")
    with project.action("test", "a crowd"):
        for speaker in project.documents.speakers(document):
            people.link_speaker(speaker, None)
        for number in range(31):
            who = people.add(f"M{number}")
            people.set(who, {"age": str(number + 10), "city": f"C{number}"})
            people.link_document(document, who)
    path = project.export_workbook(project.path.with_name("crowd.xlsx"))
    book = openpyxl.load_workbook(path)
    assert "By gender" in book.sheetnames
    assert not {"By age", "By city"} & set(book.sheetnames)
    left_out = [row[1].value for row in book["About"] if row[0].value == "Left out"]
    assert [text.split(":")[0] for text in left_out] == ["A crosstab by age", "A crosstab by city"]


def test_sheet_names_are_legal_and_differ(project: Project) -> None:
    names = ["a/b:c*?[x]\\", "A B C   X", "x" * 40, "x" * 41, "document", "👍🏽" * 20]
    people = project.participants
    for name in names:
        people.add_attribute(name, AttributeType.TEXT)
        people.set(people.find("Olim"), {name: "yes"})
    titles = [title for title in export(project) if title.startswith("By ")]
    assert len(titles) == 2 + 3 + len(names)
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert len(title.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(title)
    assert "By document (2)" in titles


def test_names_reserved_or_empty_become_others() -> None:
    book = Book()
    assert book.free_name("History") == "History (2)"
    assert book.free_name("'[]'") == "Sheet"
    assert shortened("é" * 40, " (2)") == "é" * 27 + " (2)"


def test_headings_stay_in_view_with_filters(project: Project) -> None:
    book = openpyxl.load_workbook(project.export_workbook(project.path.with_name("b.xlsx")))
    for sheet in itertools.islice(book, 10):
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
    themes = book["Themes"]
    assert themes["F2"].number_format == "0.0%"
    assert themes["A2"].fill.fgColor.rgb.endswith("102030")
    assert themes["A2"].font.color.rgb.endswith("FFFFFF")
    assert themes["A3"].font.color.rgb.endswith("000000")
    assert len(book["By document"].conditional_formatting) == 1
    assert len(book["By gender"].conditional_formatting) == 1


def test_charts_are_native_and_drawn_from_their_data(project: Project) -> None:
    path = project.export_workbook(project.path.with_name("c.xlsx"))
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/")]
    assert len(charts) == 4  # themes, gender, age, met
    assert all('barDir val="bar"' in chart and "'Chart data'!" in chart for chart in charts)
    data = read(path)["Chart data"]
    assert data[0][0] == "The 2 codes with most codings"
    assert [row[:2] for row in data[1:4]] == [["code", "codings"], ["Arrival", 2], ["Arrival > Welcome", 1]]


def test_the_same_project_gives_the_same_workbook(project: Project) -> None:
    one, other = export(project), export(project)
    for book in (one, other):
        book["About"] = [row for row in book["About"] if row[0] != "Written"]
    assert one == other


def test_more_rows_than_a_sheet_has_go_on_on_the_next(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    book = export(project)
    assert len(book["Segments"]) == 3
    assert book["Segments (2)"][0] == book["Segments"][0]
    assert len(book["Segments (2)"]) == 2


def test_an_empty_project_makes_a_workbook(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.qualcode", coder="Amina") as empty:
        book = export(empty)
    assert book["Themes"] == [["code", "codings", "documents", "participants", "words", "share_of_words"]]
    assert about(book)["Coders"] == "nobody has coded yet"


def test_a_file_that_is_there_stays_unless_told(project: Project) -> None:
    path = project.path.with_name("kept.xlsx")
    path.write_text("mine")
    with pytest.raises(InvalidValue, match=r"kept\.xlsx is there already"):
        project.export_workbook(path)
    assert path.read_text() == "mine"
    project.export_workbook(path, overwrite=True)
    assert read(path)["Themes"]


def test_refusals_leave_nothing_behind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project.path.parent
    before = sorted(folder.iterdir())
    with pytest.raises(InvalidValue, match=r"suffix is \.xlsx"):
        project.export_workbook(folder / "book.csv")
    with pytest.raises(QualcodeError, match="speaker"):
        project.export_workbook(folder / "book.xlsx", Scope(speakers=("nobody",)))
    monkeypatch.setattr("qualcode.reports.workbook.memo_rows", lambda project: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        project.export_workbook(folder / "book.xlsx")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#000000", "#FFFFFF"), ("#ffffff", "#000000"), ("#4477aa", "#FFFFFF"), ("#ccbb44", "#000000")],
)
def test_ink_can_be_read_on_a_colour(colour: str, ink: str) -> None:
    assert readable_on(colour) == ink


def test_pieces_join_to_the_text_and_a_cut_says_so() -> None:
    text = "👍" * 20_000
    assert "".join(pieces_of(text)) == text
    assert len(pieces_of("a" * 32_767)) == 1
    assert written(text).endswith("[… 4,000 more characters do not fit into a cell]")
