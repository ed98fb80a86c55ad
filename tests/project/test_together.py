"""Two programs on one file: what one removed or moved, the other does not half-change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import Document
from qualcode.project import ProjectFile, backup
from qualcode.project.database import Database


@pytest.fixture
def other(project: ProjectFile) -> Iterator[ProjectFile]:
    """The same project, opened by Farrukh."""
    with ProjectFile.open(project.path, coder="Farrukh") as other:
        yield other


def test_two_moves_at_once_make_no_ring(project: ProjectFile, other: ProjectFile) -> None:
    one, two = project.codebook.add("One"), project.codebook.add("Two")
    other.codebook.move(two, one)
    with pytest.raises(InvalidValue, match="under itself"):
        project.codebook.move(one, two)
    assert [code.path for code in project.codebook.all()] == ["One", "One > Two"]
    with pytest.raises(InvalidValue, match="into itself"):
        project.codebook.merge(one, two)


def test_what_the_other_removed_is_told(project: ProjectFile, other: ProjectFile, document: Document) -> None:
    code = project.codebook.add("One")
    coding = project.codings.apply(document, code, 13, 17)
    other.codebook.remove(code)
    before = list(project.dump())
    kept = project.codebook.add("Two")
    project.undo()
    for attempt in (
        lambda: project.codings.apply(document, code, 13, 17),
        lambda: project.codings.resize(coding, document, 13, 18),
        lambda: project.codings.set_weight(coding, 5),
        lambda: project.memos.add("note", coding_id=coding.id),
        lambda: project.codebook.merge(code, kept),
        lambda: project.codebook.remove(code),
        lambda: project.codebook.edit(code, name="Three"),
        lambda: project.codebook.add("Under", code),
        lambda: project.codebook.move(code, None),
    ):
        with pytest.raises(InvalidValue, match=r"no longer there|removed by another program"):
            attempt()
    assert list(project.dump()) == before
    assert project.check() == []


def test_a_code_that_came_under_a_removed_one_goes_with_it(project: ProjectFile, other: ProjectFile) -> None:
    one = project.codebook.add("One")
    other.codebook.add("Two", one)
    before = list(project.dump())
    assert project.codebook.remove(one).codes == 2
    project.undo()
    assert list(project.dump()) == before


def test_both_write_in_turn_and_nothing_is_lost(project: ProjectFile, other: ProjectFile) -> None:
    for number in range(20):
        (project, other)[number % 2].codebook.add(f"code {number}")
    assert [code.name for code in other.codebook.all()] == [f"code {number}" for number in range(20)]
    assert len({code.colour for code in other.codebook.all()[:12]}) == 12
    for _ in range(20):
        other.undo()
    assert project.codebook.all() == []
    assert project.check() == []


def test_a_backup_is_of_one_state_while_the_other_writes(
    project: ProjectFile, other: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.codebook.add("One")
    verify = backup.verify

    def verify_after_a_change(*files: Database) -> None:
        other.codebook.add("Two")
        verify(*files)

    monkeypatch.setattr(backup, "verify", verify_after_a_change)
    copy = project.backup(tmp_path / "copy.qualcode")
    assert [code.name for code in project.codebook.all()] == ["One", "Two"]
    with ProjectFile.open(copy, read_only=True) as copied:
        assert [code.name for code in copied.codebook.all()] == ["One"]
        assert copied.check() == []
