"""Codings: exact spans, whatever the script."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Document, Transcript
from qualcode.project import ProjectFile

PIECES = st.sampled_from(
    [
        "👨‍👩‍👧‍👦",
        "👍🏽",
        "🇹🇯",
        "é",
        "e\u0301",
        "ғ",
        "Ӣ",
        "我们",
        "שלום",
        "مهمان",
        "\u200f",
        "\u200d",
        " ",
        "\n",
        "[laughs]",
        "a",
        "\x1b",
        "\x00",
    ]
)


def test_a_coding_is_where_it_was_put(project: ProjectFile, document: Document) -> None:
    code = project.codebook.add("Hospitality")
    start = project.documents.text(document).index("Let them")
    coding = project.codings.apply(document, code, start, start + 8, weight=100)
    assert project.documents.text(document)[coding.start : coding.end] == "Let them"
    assert project.history.last().summary == "applied Hospitality to “Let them” in P07"  # type: ignore[union-attr]


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip), st.data())
def test_what_was_selected_is_what_is_stored(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    path = tmp_path_factory.mktemp("spans") / "study.qualcode"
    with ProjectFile.create(path, coder="Amina") as project:
        document = project.documents.add("text", Transcript(text, "txt"))
        project.codings.apply(document, project.codebook.add("code"), start, end)
    with ProjectFile.open(path, coder="Amina") as project:
        (coding,) = project.codings.all()
        stored = project.documents.text(project.documents.all()[0])
        assert stored == text
        assert stored[coding.start : coding.end] == text[start:end]
        assert project.check() == []
        project.codings.remove([coding])
        project.documents.remove(project.documents.all())
        project.undo()
        project.undo()
        assert project.documents.text(project.documents.all()[0]) == text
        assert project.codings.all() == [coding]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 3), (0, 10_000)])
def test_a_span_that_does_not_fit_is_refused(
    project: ProjectFile, document: Document, start: int, end: int
) -> None:
    code = project.codebook.add("Hospitality")
    with pytest.raises(InvalidValue, match="does not fit"):
        project.codings.apply(document, code, start, end)
    coding = project.codings.apply(document, code, 13, 17)
    with pytest.raises(InvalidValue, match="does not fit"):
        project.codings.resize(coding, document, start, end)


def test_the_same_coding_twice_is_refused_but_not_another_coders(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("Hospitality")
    project.codings.apply(document, code, 13, 17)
    with pytest.raises(InvalidValue, match="already"):
        project.codings.apply(document, code, 13, 17)
    project.codings.apply(document, code, 13, 17, coder="Farrukh")
    assert project.codings.number() == 2


@pytest.mark.parametrize("weight", [-1, 101])
def test_a_weight_outside_its_range_is_refused(project: ProjectFile, document: Document, weight: int) -> None:
    code = project.codebook.add("Hospitality")
    with pytest.raises(InvalidValue, match="outside 0–100"):
        project.codings.apply(document, code, 13, 17, weight=weight)
    coding = project.codings.apply(document, code, 13, 17)
    with pytest.raises(InvalidValue):
        project.codings.set_weight(coding, weight)


def test_recoding_keeps_memo_weight_and_identity(project: ProjectFile, document: Document) -> None:
    one, other = project.codebook.add("A"), project.codebook.add("B")
    coding = project.codings.apply(document, one, 13, 17, memo="kept", weight=30)
    project.codings.recode([coding], other)
    after = project.codings.get(coding.id)
    assert (after.code_id, after.weight, after.guid) == (other.id, 30, coding.guid)
    assert project.memos.of_codings() == {coding.id: "kept"}


def test_removing_takes_the_memo_along_and_undo_brings_both_back(
    project: ProjectFile, document: Document
) -> None:
    coding = project.codings.apply(document, project.codebook.add("A"), 13, 17, memo="kept")
    before = list(project.dump())
    project.codings.remove([coding])
    assert project.memos.all() == []
    project.undo()
    assert list(project.dump()) == before


def test_codings_are_found_by_the_beginning_of_their_guid(project: ProjectFile, document: Document) -> None:
    coding = project.codings.apply(document, project.codebook.add("A"), 13, 17)
    assert project.codings.find(coding.guid) == coding
    with pytest.raises(UnknownName):
        project.codings.find(coding.guid[:7])
    with pytest.raises(UnknownName):
        project.codings.find("ffffffff")


def test_many_at_once_are_one_action_and_known_ones_are_passed_over(
    project: ProjectFile, document: Document
) -> None:
    code, coder = project.codebook.add("A"), project.coders.present()
    rows = [(document.id, code.id, coder.id, start, start + 5, None, None, "") for start in range(20)]
    assert project.codings.apply_many(rows, "imported 20 codings") == 20
    assert (
        project.codings.apply_many(
            [*rows, (document.id, code.id, coder.id, 30, 35, 50, None, "memo")], "more"
        )
        == 1
    )
    assert project.memos.of_codings()
    assert project.history.last().changes == 2  # type: ignore[union-attr]
    project.undo()
    project.undo()
    assert project.codings.number() == 0


def test_a_bulk_row_outside_its_text_leaves_nothing(project: ProjectFile, document: Document) -> None:
    code, coder = project.codebook.add("A"), project.coders.present()
    rows = [(document.id, code.id, coder.id, 0, end, None, None, "") for end in (5, 10**9)]
    before = list(project.dump())
    with pytest.raises(Exception, match="outside its document"):
        project.codings.apply_many(rows, "imported 2 codings")
    assert list(project.dump()) == before
    assert project.check() == []


def test_no_sql_changes_a_study_without_a_trace(
    project: ProjectFile, document: Document, tmp_path: Path
) -> None:
    """Not even another program can: the file refuses a change outside an action, and changes to the history."""
    import sqlite3

    project.codings.apply(document, project.codebook.add("A"), 13, 17)
    connection = sqlite3.connect(project.path, isolation_level=None)
    for statement in (
        "DELETE FROM coding",
        "UPDATE code SET name = 'x'",
        "INSERT INTO participant (guid, name) VALUES ('g', 'n')",
        "DELETE FROM change",
        "UPDATE action SET coder = 'nobody'",
        "UPDATE document_text SET text = 'other'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()
