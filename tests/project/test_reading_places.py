"""Where a coder left off: kept apart from the study, without history, and never at the cost of anything."""

from __future__ import annotations

import random
import sqlite3

import pytest

from qualcode.model import Document, Transcript
from qualcode.project import ProjectFile, reading_places
from qualcode.project.reading_places import ReadingPlace
from qualcode.project.text_reading import iter_texts

PLACE = ReadingPlace(51, 43, ((0, 20), (43, 60)), 0.375)


def test_a_place_is_found_again(project: ProjectFile, document: Document) -> None:
    assert project.reading_places.of(document) is None
    assert project.reading_places.last_document() is None
    assert project.reading_places.keep(document, PLACE)
    assert project.reading_places.of(document) == PLACE
    later = ReadingPlace(60, 50, ((0, 60),), 0.5)
    assert project.reading_places.keep(document, later)
    assert project.reading_places.of(document) == later
    assert project.reading_places.shares() == {document.id: 0.5}
    project.close()
    with ProjectFile.open(project.path, coder="Amina") as again:
        assert again.reading_places.of(document) == later
        assert again.check() == []


def test_each_coder_has_her_own(project: ProjectFile, document: Document) -> None:
    project.reading_places.keep(document, PLACE)
    with ProjectFile.open(project.path, coder="Farrukh") as his:
        assert his.reading_places.of(document) is None
        assert his.reading_places.shares() == {}
        assert his.reading_places.keep(document, ReadingPlace(3, 0))
        assert his.reading_places.last_document() == document.id
        assert [coder.name for coder in his.coders.all()] == ["Amina"]  # to read is no deed
    assert project.reading_places.of(document) == PLACE


def test_the_last_document_is_where_one_read_last(
    project: ProjectFile, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(60))
    monkeypatch.setattr(reading_places, "moment", lambda: f"2026-11-24T09:30:{next(seconds):02d}.000Z")
    other = project.documents.add(
        "P08", Transcript("Another text, long enough to be read in two places.", "txt")
    )
    project.reading_places.keep(document, PLACE)
    project.reading_places.keep(other, PLACE)
    assert project.reading_places.last_document() == other.id
    project.reading_places.keep(document, PLACE)
    assert project.reading_places.last_document() == document.id


def test_a_place_is_no_part_of_the_study(project: ProjectFile, document: Document) -> None:
    state, actions = list(project.dump()), project.history.last()
    project.reading_places.keep(document, PLACE)
    assert list(project.dump()) == state
    assert project.history.last() == actions
    undone = project.undo()  # the import
    assert "P07" in undone.summary
    assert project.reading_places.last_document() is None
    project.redo()
    assert project.reading_places.of(document) == PLACE
    assert project.check() == []


def test_what_does_not_fit_the_text_is_left_out(project: ProjectFile, document: Document) -> None:
    project.reading_places.keep(document, ReadingPlace(10**9, 10**9, ((5, 10**9), (1, 4)), 1.0))
    last = document.characters
    assert project.reading_places.of(document) == ReadingPlace(last, last, ((1, 4),), 1.0)
    for written in ("", "{}", "[1, [2, 3], [3, 2], [-1, 4], null]", "[[true, 4]"):
        project._database.run("UPDATE reading_place SET seen = ?", written)
        place = project.reading_places.of(document)
        assert place is not None
        assert place.seen == (((2, 3),) if "[2, 3]" in written else ())


def test_a_busy_or_read_only_file_is_left_alone(project: ProjectFile, document: Document) -> None:
    with sqlite3.connect(project.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not project.reading_places.keep(document, PLACE)
        other.execute("ROLLBACK")
    assert project._database.value("PRAGMA busy_timeout") > 0
    assert project._database.value("PRAGMA synchronous") == 2
    with project.action("codebook", "is at work"):
        assert not project.reading_places.keep(document, PLACE)
    with ProjectFile.open(project.path, coder="Amina", read_only=True) as reader:
        assert not reader.reading_places.keep(document, PLACE)
    assert project.reading_places.of(document) is None
    assert project.reading_places.keep(document, PLACE)


def test_a_damaged_place_is_told_by_check(project: ProjectFile, document: Document) -> None:
    project.reading_places.keep(document, PLACE)
    project._database.run("UPDATE reading_place SET at = 'yesterday'")
    assert [finding.rule for finding in project.check()] == ["moments"]


def test_texts_are_read_beside_an_open_project(project: ProjectFile, document: Document) -> None:
    texts = iter_texts(project.path, [document.id, document.id + 1])
    number, text = next(texts)
    project.codebook.add("Irony")  # no lock is held meanwhile
    assert (number, text) == (document.id, project.documents.text(document))
    assert list(texts) == []


@pytest.mark.parametrize("seed", range(3))
def test_places_and_undo_do_not_touch_each_other(project: ProjectFile, document: Document, seed: int) -> None:
    chosen = random.Random(seed)
    kept = None
    for _ in range(12):
        match chosen.randrange(4):
            case 0:
                project.codebook.add(f"Code {chosen.random()}")
            case 1 if (action := project.next_undo()) and action.kind != "import":
                project.undo()
            case 2 if project.next_redo():
                project.redo()
            case _:
                kept = ReadingPlace(chosen.randrange(50), 0)
                assert project.reading_places.keep(document, kept)
        assert project.reading_places.of(document) == kept
    assert project.check() == []
