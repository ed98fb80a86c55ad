"""Many codings changed at once, as one action."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import Coding, Document
from qualcode.project import ProjectFile


@pytest.fixture
def codings(project: ProjectFile, document: Document) -> list[Coding]:
    """Hospitality on three spans and Irony on the first of them."""
    welcome, irony = project.codebook.add("Hospitality"), project.codebook.add("Irony")
    made = [project.codings.apply(document, welcome, start, start + 4) for start in (13, 18, 23)]
    return [*made, project.codings.apply(document, irony, 13, 17)]


def codes(project: ProjectFile) -> list[str]:
    names = {code.id: code.name for code in project.codebook.all()}
    return [names[coding.code_id] for coding in sorted(project.codings.all(), key=lambda each: each.id)]


def test_recoding_is_one_action_and_makes_no_doubles(project: ProjectFile, codings: list[Coding]) -> None:
    before = list(project.dump())
    done = project.many_codings.recode([each.id for each in codings], project.codebook.find("Irony"))
    assert (done.changed, done.left) == (2, 1)
    assert codes(project) == ["Hospitality", "Irony", "Irony", "Irony"]
    assert project.history.last().summary == "changed 2 codings to Irony"
    project.undo()
    assert list(project.dump()) == before


def test_two_codings_of_one_span_do_not_both_get_the_code(
    project: ProjectFile, codings: list[Coding]
) -> None:
    doubt = project.codebook.add("Doubt")
    done = project.many_codings.recode([codings[0].id, codings[3].id], doubt)
    assert (done.changed, done.left) == (1, 1)
    assert codes(project) == ["Doubt", "Hospitality", "Hospitality", "Irony"]


def test_another_coder_may_have_the_code_there(project: ProjectFile, document: Document) -> None:
    first, second = project.codebook.add("A"), project.codebook.add("B")
    one = project.codings.apply(document, first, 13, 17)
    project.codings.apply(document, second, 13, 17, coder="Farrukh")
    assert project.many_codings.recode([one.id], second).changed == 1
    assert project.history.last().summary == "changed A on “Were” in P07 to B"


def test_what_all_have_already_is_refused(project: ProjectFile, codings: list[Coding]) -> None:
    hospitality, irony = project.codebook.find("Hospitality"), project.codebook.find("Irony")
    with pytest.raises(InvalidValue, match="is their code already"):
        project.many_codings.recode([codings[1].id], hospitality)
    with pytest.raises(InvalidValue, match="on those passages already"):
        project.many_codings.recode([codings[0].id], irony)
    with pytest.raises(InvalidValue, match="already"):
        project.many_codings.weigh([codings[0].id], None)


def test_weights_of_many_are_set_and_undone(project: ProjectFile, codings: list[Coding]) -> None:
    done = project.many_codings.weigh((each.id for each in codings), 70)
    assert done.changed == 4
    assert {each.weight for each in project.codings.all()} == {70}
    assert done.summary == "set the weight of 4 codings to 70"
    project.undo()
    assert {each.weight for each in project.codings.all()} == {None}
    with pytest.raises(InvalidValue, match="outside 0–100"):
        project.many_codings.weigh([codings[0].id], 101)


def test_a_memo_is_written_on_each(project: ProjectFile, codings: list[Coding]) -> None:
    numbers = [each.id for each in codings[:2]]
    project.many_codings.add_memo(numbers, "compare\r\nthese")
    assert project.many_codings.with_memos(each.id for each in codings) == {
        number: ["compare\nthese"] for number in numbers
    }
    assert {memo.coder for memo in project.memos.all()} == {"Amina"}
    project.undo()
    assert project.memos.all() == []
    with pytest.raises(InvalidValue, match="needs some text"):
        project.many_codings.add_memo(numbers, " \n")


def test_removing_takes_memos_along_and_comes_back(project: ProjectFile, codings: list[Coding]) -> None:
    project.memos.add("why", coding_id=codings[1].id)
    before = list(project.dump())
    done = project.many_codings.remove([each.id for each in codings[:3]])
    assert (done.changed, done.memos) == (3, 1)
    assert done.summary == "removed 3 codings with 1 memo"
    assert codes(project) == ["Irony"]
    project.undo()
    assert list(project.dump()) == before


def test_what_is_gone_is_passed_over(project: ProjectFile, codings: list[Coding]) -> None:
    project.codings.remove(codings[:1])
    numbers = [each.id for each in codings]
    assert list(project.many_codings.get(numbers)) == numbers[1:]
    assert project.many_codings.weigh(numbers, 5).changed == 3
    with pytest.raises(InvalidValue, match="no longer there"):
        project.many_codings.remove(numbers[:1])
    assert project.history.last().summary == "set the weight of 3 codings to 5"
