"""What became of a code, which of its passages can serve as an example, and codes made beside another."""

from __future__ import annotations

from qualcode.model import Document
from qualcode.project import ProjectFile
from qualcode.project.code_trail import FieldVersion
from qualcode.text.moments import local_time


def told(project: ProjectFile, name: str) -> list[tuple[str, str, list[tuple[str, object, object]]]]:
    return [
        (
            change.action.coder,
            change.action.summary,
            [(each.field, each.before, each.after) for each in change.versions],
        )
        for change in project.codebook.trail(project.codebook.find(name))
    ]


def test_the_trail_of_a_code_tells_each_field_before_and_after(project: ProjectFile) -> None:
    codebook = project.codebook
    other = codebook.add("Distance")
    code = codebook.add("Irony")
    colour = code.colour
    code = codebook.edit(code, definition="first")
    code = codebook.edit(code, definition="second", colour="#112233")
    codebook.move(code, other)
    codebook.retire(codebook.get(code.id))
    trail = codebook.trail(code)
    assert [change.versions for change in trail] == [
        (FieldVersion("retired", False, True),),
        (FieldVersion("parent_id", None, other.id),),
        (
            FieldVersion("colour", colour, "#112233"),
            FieldVersion("definition", "first", "second"),
        ),
        (FieldVersion("definition", "", "first"),),
        (),
    ]
    assert [change.action.kind for change in trail] == ["codebook"] * 5
    assert trail[-1].action.summary == "added the code Irony"


def test_a_place_among_siblings_is_no_version_of_a_code(project: ProjectFile) -> None:
    first, second = project.codebook.add("A"), project.codebook.add("B")
    project.codebook.move(second, None, 0)
    assert [each[1] for each in told(project, "A")] == ["added the code A"]
    assert project.history.last().summary == "moved the code B among its siblings"  # type: ignore[union-attr]
    assert project.codebook.trail(first)[0].action.coder == "Amina"


def test_a_code_that_undo_brought_back_was_made_when_it_was_made_first(project: ProjectFile) -> None:
    code = project.codebook.add("A")
    assert len(project.codebook.trail(code)) == 1
    project.codebook.remove(code)
    project.undo()
    assert told(project, "A")[-1] == ("Amina", "added the code A", [])


def test_passages_come_in_the_order_of_the_text_and_each_once(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("A")
    for start, end, coder in ((20, 25, "Amina"), (13, 17, "Amina"), (13, 17, "Farrukh")):
        project.codings.apply(document, code, start, end, coder=coder)
    assert project.codebook.passages(code, 10) == [(document.id, 13, 17), (document.id, 20, 25)]
    assert project.codebook.passages(code, 1) == [(document.id, 13, 17)]


def test_a_code_is_added_behind_a_sibling_as_one_action(project: ProjectFile) -> None:
    first = project.codebook.add("A")
    project.codebook.add("C")
    project.codebook.add("B", after=first)
    inner = project.codebook.add("A1", first)
    project.codebook.add("A2", first, after=inner)
    project.codebook.add("elsewhere", after=inner)
    assert [code.path for code in project.codebook.all()] == [
        "A", "A > A1", "A > A2", "B", "C", "elsewhere",
    ]  # fmt: skip
    project.undo()
    project.undo()
    project.undo()
    project.undo()
    assert [code.path for code in project.codebook.all()] == ["A", "C"]


def test_united_duplicates_become_one_with_the_memos_of_both(
    project: ProjectFile, document: Document
) -> None:
    one, other = project.codebook.add("Kindness"), project.codebook.add("Hospitality")
    apply = project.codings.apply
    apply(document, one, 13, 17, memo="hers", weight=40)
    apply(document, one, 13, 17, coder="Farrukh")
    apply(document, one, 20, 25, weight=10)
    kept = apply(document, other, 13, 17, memo="mine")
    apply(document, other, 20, 25, weight=90)
    before = list(project.dump())
    hers, mine = (f"{local_time(memo.created)}\n{memo.text}" for memo in project.memos.all())
    rehearsed = project.codebook.merging(one, other)
    merged = project.codebook.merge(one, other, unite=True)
    assert rehearsed == merged
    assert (merged.codings, merged.duplicates, merged.united) == (3, 2, 1)
    (memo,) = project.memos.all(coding_id=kept.id)
    assert memo.text == f"{hers}\n\n{mine}"
    assert project.codings.get(kept.id).weight == 40
    # Amina's two on 20–25 have different weights: both stay.
    assert sorted((each.start, each.weight) for each in project.codings.all() if each.start == 20) == [
        (20, 10),
        (20, 90),
    ]
    assert project.codebook.counts() == {other.id: 4}
    project.undo()
    assert list(project.dump()) == before


def test_weights_of_two_duplicates_of_one_coding_are_not_mixed(
    project: ProjectFile, document: Document
) -> None:
    first, second, target = (project.codebook.add(name) for name in "ABC")
    project.codings.apply(document, first, 13, 17, weight=10)
    project.codings.apply(document, second, 13, 17, weight=20)
    project.codings.apply(document, target, 13, 17)
    project.codebook.merge(first, second)
    assert project.codebook.merging(second, target).united == 1
    assert project.codebook.merge(second, target, unite=True).united == 1
    assert sorted(coding.weight or 0 for coding in project.codings.all()) == [10, 20]
