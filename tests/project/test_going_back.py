"""Going back to a point of the history: the study is exactly what it was, and one undo brings everything back."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from test_undo_properties import Study

from qualcode.errors import CannotUndo, UnknownName
from qualcode.model import Action, AttributeType, Document
from qualcode.project import ProjectFile


def last(project: ProjectFile) -> Action:
    action = project.history.last()
    assert action
    return action


def dumped(project: ProjectFile) -> list[str]:
    return list(project.dump())


def states(project: ProjectFile) -> dict[int, bool]:
    return {action.id: action.undone for action in project.history.newest_first()}


@pytest.fixture
def worked(project: ProjectFile, document: Document) -> dict[int, list[str]]:
    """A morning's work, with the state of the study after each action."""
    seen = {last(project).id: dumped(project)}

    def did(_: object) -> None:
        seen[last(project).id] = dumped(project)

    code = project.codebook.add("A")
    did(code)
    coding = project.codings.apply(document, code, 13, 17)
    did(coding)
    did(project.memos.add("note", coding_id=coding.id))
    did(project.codings.set_weight(coding, 50))
    did(project.undo())
    did(project.codings.remove([project.codings.get(coding.id)]))
    did(project.codebook.edit(code, name="B"))
    return seen


def test_the_study_is_what_it_was_and_one_key_brings_it_back(
    project: ProjectFile, worked: dict[int, list[str]]
) -> None:
    for point in list(worked)[:-1]:
        before, now = states(project), dumped(project)
        went = project.go_back(point)
        assert went.kind == "back"
        assert (went.reverses, went.back_to, went.undone) == (None, point, False)
        assert dumped(project) == worked[point]
        assert project.check() == []
        assert all(undone for number, undone in states(project).items() if point < number < went.id)
        weight = 6  # it was undone; at this point it may not have been yet
        expected = before | ({weight: False} if point == weight else {})
        assert {n: undone for n, undone in states(project).items() if n <= point} == {
            n: undone for n, undone in expected.items() if n <= point
        }
        next_one = project.next_undo()
        assert next_one
        assert next_one.id == went.id
        project.undo()
        assert dumped(project) == now
        assert {n: undone for n, undone in states(project).items() if n in before} == before
        project.redo()
        assert dumped(project) == worked[point]
        project.undo()
        assert dumped(project) == now


def test_what_was_undone_since_is_in_effect_again(project: ProjectFile, document: Document) -> None:
    project.codebook.add("A")
    added = last(project)
    project.undo()
    project.memos.add("note")
    project.go_back(added.id)
    assert [code.name for code in project.codebook.all()] == ["A"]
    assert project.history.find(added.id) == added
    with pytest.raises(CannotUndo, match=r"before somebody went back .* undo that first, or go back further"):
        project.undo(added.id)


def test_one_of_the_actions_taken_back_cannot_be_brought_back_alone(
    project: ProjectFile, worked: dict[int, list[str]]
) -> None:
    points = list(worked)
    went = project.go_back(points[0])
    with pytest.raises(CannotUndo, match=f"by going back \\(action {went.id}\\); undo that"):
        project.redo(points[1])
    with pytest.raises(CannotUndo, match="undone already"):
        project.undo(points[1])


def test_there_is_something_to_go_back_over_and_a_place_to_go_to(
    project: ProjectFile, worked: dict[int, list[str]]
) -> None:
    now = dumped(project)
    with pytest.raises(CannotUndo, match="Nothing was done after"):
        project.go_back(last(project).id)
    with pytest.raises(UnknownName, match="no action 999"):
        project.go_back(999)
    with pytest.raises(CannotUndo, match="in the meantime"):
        project.go_back(next(iter(worked)), last_seen=list(worked)[-2])
    assert dumped(project) == now
    project.go_back(next(iter(worked)), last_seen=list(worked)[-1])
    assert dumped(project) == next(iter(worked.values()))


def test_who_worked_here_stays_a_fact(project: ProjectFile, worked: dict[int, list[str]]) -> None:
    with ProjectFile.open(project.path, coder="Farrukh") as other:
        other.memos.add("Farrukh's")
    project.go_back(list(worked)[-1])
    assert project.memos.all() == []
    assert [coder.name for coder in project.coders.all()] == ["Amina", "Farrukh"]
    assert project.check() == []


def test_what_was_done_before_it_is_left_alone_while_it_stands(project: ProjectFile) -> None:
    made, start = last(project), dumped(project)
    project.codebook.add("A")
    added = last(project)
    project.undo()
    project.go_back(added.id)
    for attempt in (project.undo, project.redo):
        with pytest.raises(CannotUndo):
            attempt(added.id)
    project.codebook.add("B")  # what is done since can be undone by itself
    project.undo(last(project).id)
    project.go_back(made.id)
    assert dumped(project) == start
    project.undo()
    project.undo()
    assert dumped(project) == start
    project.redo(added.id)
    assert [code.name for code in project.codebook.all()] == ["A"]


def test_going_to_and_fro_costs_what_the_study_holds_and_not_what_was_ever_done(
    project: ProjectFile, document: Document
) -> None:
    start = last(project)
    project.codings.apply(document, project.codebook.add("A"), 13, 17)
    for _ in range(12):
        assert project.go_back(start.id).changes == 2
        assert project.undo().changes == 2


def test_what_came_and_went_since_leaves_nothing_to_go_back_over(project: ProjectFile) -> None:
    start = last(project)
    project.codebook.add("A")
    project.undo()
    before = states(project)
    with pytest.raises(CannotUndo, match=f"as it was after action {start.id} already"):
        project.go_back(start.id)
    assert states(project) == before


def test_two_attributes_that_exchanged_their_names_get_them_back(project: ProjectFile) -> None:
    one, two = (project.participants.add_attribute(name, AttributeType.TEXT) for name in ("one", "two"))
    point, before = last(project), dumped(project)
    one = project.participants.rename_attribute(one, "three")
    project.participants.rename_attribute(two, "one")
    project.participants.rename_attribute(one, "two")
    project.go_back(point.id)
    assert dumped(project) == before


class Backwards(Study):
    """The same study, in which she also goes back to any point."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[int, list[str]] = {}

    @invariant()
    def remember(self) -> None:
        self.seen[last(self.project).id] = list(self.project.dump())

    @rule(number=st.integers(0, 999))
    def go_back(self, number: int) -> None:
        point = self.one_of(list(self.seen), number)
        try:
            self.project.go_back(point)
        except CannotUndo as refusal:
            assert re.search("Nothing was done after|as it was after", str(refusal))
        assert list(self.project.dump()) == self.seen[point]


TestBackwards = Backwards.TestCase
TestBackwards.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
