"""Memos lie on passages that are there."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import Document
from qualcode.project import ProjectFile


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 2), (0, 99_999_999), (-1, 3), (0, None), (None, 4)])
def test_a_memo_is_on_a_passage_of_the_text(
    project: ProjectFile, document: Document, start: int | None, end: int | None
) -> None:
    with pytest.raises(InvalidValue):
        project.memos.add("note", document_id=document.id, start=start, end=end)
    assert project.memos.all() == []
    assert project.check() == []


def test_a_passage_needs_its_document(project: ProjectFile) -> None:
    with pytest.raises(InvalidValue, match="needs its document"):
        project.memos.add("note", start=0, end=3)


def test_the_whole_text_is_a_passage(project: ProjectFile, document: Document) -> None:
    memo = project.memos.add("note", document_id=document.id, start=0, end=document.characters)
    assert (memo.start, memo.end) == (0, document.characters)
    assert project.check() == []
