"""Files that are read beside the writing come in order, with their errors, and leave nothing changed behind."""

from __future__ import annotations

import gc
import sys
import threading
from itertools import chain
from pathlib import Path

import pytest

from qualcode.errors import ImportRefused, InvalidValue, ReadingError
from qualcode.exchange import reading_ahead
from qualcode.exchange.reading_ahead import in_batches, read_in_batches
from qualcode.exchange.transcripts import import_files
from qualcode.project import ProjectFile


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Nine files of eleven bytes, three of which are a batch, and one alone the first."""
    monkeypatch.setattr(reading_ahead, "BATCH_BYTES", 36)
    folder = tmp_path / "files"
    folder.mkdir()
    paths = [folder / f"{number}.txt" for number in range(9)]
    for number, path in enumerate(paths):
        path.write_text(f"I: a\n\nR: b{number}", newline="\n")
    return paths


def test_batches_are_filled_in_order_and_a_large_file_stands_alone(files: list[Path]) -> None:
    files[4].write_text("x" * 100)
    assert list(in_batches(files)) == [files[:1], files[1:4], files[4:5], files[5:8], files[8:]]
    assert list(in_batches([])) == []


def test_a_file_that_is_gone_is_told_when_it_is_read(files: list[Path]) -> None:
    files[0].unlink()
    assert list(chain(*in_batches(files[:2]))) == files[:2]


def test_outcomes_come_in_order_and_each_batch_is_written_once_after_it(files: list[Path]) -> None:
    told: list[str] = []
    for outcome in read_in_batches(files, Path.read_text, lambda: told.append("write")):
        assert isinstance(outcome, str)
        told.append(outcome.strip()[-1])
    assert "".join(told).replace("write", "|") == "0|123|456|78"


def test_later_batches_are_read_in_a_thread_and_a_large_file_is_not(files: list[Path]) -> None:
    files[5].write_text("x" * 100)
    threads = list(read_in_batches(files, lambda path: threading.current_thread(), lambda: None))
    here = threading.main_thread()
    assert [thread is here for thread in threads] == [True] + [False] * 4 + [True] + [False] * 3


def test_without_threads_everything_is_read_all_the_same(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert list(read_in_batches(files, lambda path: path, lambda: None)) == files


def test_a_reading_error_is_an_outcome_and_any_other_is_raised_in_its_place(files: list[Path]) -> None:
    def read(path: Path) -> str:
        if path == files[1]:
            raise ReadingError("one")
        if path == files[4]:
            raise InvalidValue("four")
        return path.name

    outcomes = read_in_batches(files, read, lambda: None)
    first = [next(outcomes) for _ in range(4)]
    assert str(first[1]) == "one"
    assert first[2:] == ["2.txt", "3.txt"]
    with pytest.raises(InvalidValue, match="four"):
        next(outcomes)


def test_the_interpreter_is_left_as_it_was(files: list[Path]) -> None:
    before = (sys.getswitchinterval(), gc.get_threshold())
    outcomes = read_in_batches(files, lambda path: path, lambda: None)
    next(outcomes)
    assert (sys.getswitchinterval(), gc.get_threshold()) != before
    outcomes.close()
    assert (sys.getswitchinterval(), gc.get_threshold()) == before


def test_documents_of_several_batches_have_their_texts_turns_and_words(
    files: list[Path], project: ProjectFile
) -> None:
    report = import_files(project, files[0].parent)
    assert [row.document for row in report.rows] == [str(number) for number in range(9)]
    documents = project.documents.all()
    assert [project.documents.text(document) for document in documents] == [
        f"I: a\n\nR: b{number}" for number in range(9)
    ]
    assert [len(project.documents.turns(document)) for document in documents] == [2] * 9
    assert [document.words for document in documents] == [2] * 9


def test_the_same_content_in_another_batch_and_in_the_same_is_skipped(
    files: list[Path], project: ProjectFile
) -> None:
    files[1].write_bytes(files[0].read_bytes())
    files[8].write_bytes(files[0].read_bytes())
    rows = import_files(project, files[0].parent).rows
    assert [number for number, row in enumerate(rows) if row.skipped] == [1, 8]
    assert len(project.documents.all()) == 7


def test_a_bad_file_in_a_late_batch_leaves_nothing(files: list[Path], project: ProjectFile) -> None:
    files[1].write_bytes(b"\x00\x01\x02" * 20)
    files[7].write_text("")
    with pytest.raises(ImportRefused) as refused:
        import_files(project, files[0].parent)
    assert [row.split()[0] for row in refused.value.rows] == ["1.txt", "7.txt"]
    assert project.documents.all() == []
    assert [action.kind for action in project.history.newest_first()] == ["new"]
