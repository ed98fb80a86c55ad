"""Codings made into one, resized onto each other, and counted for a blind coder."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import Code, Coding, Document, ReadingState
from qualcode.project import ProjectFile
from qualcode.text.moments import local_time


@pytest.fixture
def code(project: ProjectFile) -> Code:
    return project.codebook.add("Irony")


def apply(project: ProjectFile, document: Document, code: Code, *span: int, **more: object) -> Coding:
    return project.codings.apply(document, code, *span, **more)  # type: ignore[arg-type]


def test_joined_codings_are_one_with_the_memos_of_both(
    project: ProjectFile, document: Document, code: Code
) -> None:
    later = apply(project, document, code, 10, 20, memo="later", weight=60)
    first = apply(project, document, code, 2, 12, memo="first")
    dates = {memo.text: local_time(memo.created) for memo in project.memos.all()}
    joined = project.codings.join([later, first])
    assert (joined.id, joined.guid, joined.start, joined.end) == (first.id, first.guid, 2, 20)
    assert joined.weight == 60  # the first had none
    assert project.codings.all() == [joined]
    (memo,) = project.memos.all(coding_id=joined.id)
    # In the order of writing, not of the passages.
    assert memo.text == f"{dates['later']}\nlater\n\n{dates['first']}\nfirst"
    assert project.check() == []


def test_each_coder_has_one_memo_on_a_joined_coding_and_no_text_is_lost(
    project: ProjectFile, document: Document, code: Code
) -> None:
    one, two, three = (apply(project, document, code, *span) for span in ((2, 8), (8, 20), (20, 30)))
    project.memos.add("hers on the second", coding_id=two.id)
    project.memos.add("his", coding_id=two.id, coder="Farrukh")
    project.memos.add("hers on the first", coding_id=one.id)
    project.memos.add("the same on both", coding_id=two.id, coder="Zuhra")
    project.memos.add("the same on both", coding_id=one.id, coder="Zuhra")
    project.memos.add("hers on the third", coding_id=three.id)
    mine = [memo for memo in project.memos.all() if memo.coder == "Amina"]
    first_written = mine[0]
    before = list(project.dump())
    joined = project.codings.join([one, two])
    texts = {memo.coder: memo.text for memo in project.memos.all(coding_id=joined.id)}
    one_date, other_date, last_date = (local_time(memo.created) for memo in mine)
    both = f"{one_date}\nhers on the second\n\n{other_date}\nhers on the first"
    assert texts == {"Amina": both, "Farrukh": "his", "Zuhra": "the same on both"}
    stays = project.memos.get(first_written.id)
    assert (stays.guid, stays.created) == (first_written.guid, first_written.created)
    assert [earlier.text for earlier in project.memos.earlier(stays)] == ["hers on the second"]
    # What is dated already gets no second date.
    joined = project.codings.join([joined, three])
    after = list(project.dump())
    assert project.memos.get(stays.id).text == f"{both}\n\n{last_date}\nhers on the third"
    project.undo()
    assert project.memos.get(stays.id).text == both
    project.undo()
    assert list(project.dump()) == before
    project.redo()
    project.redo()
    assert list(project.dump()) == after
    assert project.check() == []


def test_joining_is_one_step_of_undo(project: ProjectFile, document: Document, code: Code) -> None:
    two = [apply(project, document, code, 2, 8, weight=10), apply(project, document, code, 8, 20, memo="x")]
    before = list(project.dump())
    joined = project.codings.join(two)
    assert joined.weight == 10
    assert project.history.last().summary.startswith("joined 2 codings to Irony on “")  # type: ignore[union-attr]
    after = list(project.dump())
    project.undo()
    assert list(project.dump()) == before
    project.redo()
    assert list(project.dump()) == after


def test_only_codings_of_one_code_and_coder_are_joined(
    project: ProjectFile, document: Document, code: Code
) -> None:
    mine = apply(project, document, code, 2, 8)
    theirs = apply(project, document, code, 4, 9, coder="Farrukh")
    other = apply(project, document, project.codebook.add("Prices"), 4, 9)
    for pair in ([mine, theirs], [mine, other], [mine]):
        with pytest.raises(InvalidValue, match="one code by one coder"):
            project.codings.join(pair)
    assert len(project.codings.all()) == 3


def test_a_coding_that_went_meanwhile_is_not_joined(
    project: ProjectFile, document: Document, code: Code
) -> None:
    two = [apply(project, document, code, 2, 8), apply(project, document, code, 8, 20)]
    project.codings.remove(two[1:])
    with pytest.raises(InvalidValue, match="no longer there"):
        project.codings.join(two)
    assert project.codings.all() == two[:1]


def test_no_coding_is_made_that_is_there_already(
    project: ProjectFile, document: Document, code: Code
) -> None:
    one, two = apply(project, document, code, 2, 8), apply(project, document, code, 6, 20)
    apply(project, document, code, 2, 20)
    with pytest.raises(InvalidValue, match="Irony is already on"):
        project.codings.join([one, two])
    with pytest.raises(InvalidValue, match="Irony is already on"):
        project.codings.resize(one, document, 6, 20)
    assert project.codings.resize(one, document, 2, 8) == one
    assert len(project.codings.all()) == 3


def test_a_blind_coder_counts_others_only_where_she_is_done(
    project: ProjectFile, document: Document, code: Code
) -> None:
    apply(project, document, code, 2, 8)
    apply(project, document, code, 2, 8, coder="Farrukh")
    apply(project, document, project.codebook.add("Prices"), 2, 8, coder="Farrukh")
    me = project.coders.find(project.coder)
    assert project.codings.numbers_seen_by(me) == ({document.id: 1}, {code.id: 1})
    assert project.codings.numbers_seen_by(None) == ({}, {})
    project.progress.set(document, ReadingState.COMPLETE)
    by_document, by_code = project.codings.numbers_seen_by(me)
    assert by_document == {document.id: 3}
    assert sum(by_code.values()) == 3
