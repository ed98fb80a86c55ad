"""The codebook grows, moves and is pruned without losing a coding."""

from __future__ import annotations

import pytest

from qualcode.errors import AmbiguousName, InvalidValue, UnknownName
from qualcode.model import Document
from qualcode.project import ProjectFile


def paths(project: ProjectFile, **options: bool) -> list[str]:
    return [code.path for code in project.codebook.all(**options)]


def test_the_tree_is_listed_depth_first_in_the_order_of_making(project: ProjectFile) -> None:
    for path in ("B > y", "A", "B > x", "A > z > deep"):
        project.codebook.add_path(path)
    assert paths(project) == ["B", "B > y", "B > x", "A", "A > z", "A > z > deep"]
    assert [code.depth for code in project.codebook.all()] == [0, 1, 1, 0, 1, 2]


def test_two_codes_may_share_a_name_and_even_a_path(project: ProjectFile) -> None:
    first, second = project.codebook.add("Irony"), project.codebook.add("Irony")
    with pytest.raises(AmbiguousName, match=first.guid):
        project.codebook.find("Irony")
    assert project.codebook.find(second.guid[:23]).id == second.id


def test_codes_are_found_by_path_name_or_guid(project: ProjectFile) -> None:
    code = project.codebook.add_path("Welcome > Hospitality")
    for reference in (
        "Welcome > Hospitality",
        "Hospitality",
        "hospitality",
        code.guid,
        code.guid[:23].upper(),
    ):
        assert project.codebook.find(reference) == code
    with pytest.raises(UnknownName, match="did you mean “Welcome > Hospitality”"):
        project.codebook.find("Welcome > Hospitalty")


def test_a_slash_in_a_name_is_no_parent(project: ProjectFile) -> None:
    code = project.codebook.add_path("uncertainty/flexibility")
    assert (code.parent_id, code.name) == (None, "uncertainty/flexibility")


def test_moving_shows_in_the_path_and_keeps_the_order(project: ProjectFile) -> None:
    for name in ("A", "B", "C"):
        project.codebook.add(name)
    project.codebook.move(project.codebook.find("C"), None, position=0)
    assert paths(project) == ["C", "A", "B"]
    project.codebook.move(project.codebook.find("A"), project.codebook.find("B"))
    assert paths(project) == ["C", "B", "B > A"]


def test_a_code_cannot_move_under_itself(project: ProjectFile) -> None:
    inner = project.codebook.add_path("A > B > C")
    with pytest.raises(InvalidValue, match="under itself"):
        project.codebook.move(project.codebook.find("A"), inner)


def test_a_merge_keeps_every_coding_and_counts_duplicates(project: ProjectFile, document: Document) -> None:
    one, other = project.codebook.add("Kindness"), project.codebook.add("Hospitality")
    project.codebook.add("Small gifts", one)
    project.codings.apply(document, one, 13, 17)
    project.codings.apply(document, one, 13, 17, coder="Farrukh")
    project.codings.apply(document, one, 20, 25, memo="keep me")
    project.codings.apply(document, other, 13, 17)
    project.memos.add("why two?", code_id=one.id)
    merge = project.codebook.merge(one, other)
    assert (merge.codings, merge.duplicates, merge.subcodes, merge.memos) == (3, 1, 1, 1)
    assert project.codings.number() == 4
    assert {coding.code_id for coding in project.codings.all()} == {other.id}
    assert paths(project) == ["Hospitality", "Hospitality > Small gifts"]
    assert project.memos.all(code_id=other.id)[0].text == "why two?"
    assert list(project.memos.of_codings().values()) == ["keep me"]
    project.undo()
    assert paths(project) == ["Kindness", "Kindness > Small gifts", "Hospitality"]
    assert project.codebook.counts() == {one.id: 3, other.id: 1}


def test_a_code_cannot_be_merged_into_what_stands_under_it(project: ProjectFile) -> None:
    inner = project.codebook.add_path("A > B")
    with pytest.raises(InvalidValue, match="cannot be merged"):
        project.codebook.merge(project.codebook.find("A"), inner)


def test_a_retired_code_keeps_its_codings_and_leaves_the_pickers(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("Irony")
    project.codebook.add("Sarcasm", code)
    project.codings.apply(document, code, 13, 17)
    project.codebook.retire(code)
    assert paths(project, retired=False) == []
    assert paths(project) == ["Irony", "Irony > Sarcasm"]
    assert project.codings.number() == 1
    project.codebook.retire(project.codebook.find("Irony"), False)
    assert paths(project, retired=False) == ["Irony", "Irony > Sarcasm"]


def test_removing_tells_beforehand_what_goes(project: ProjectFile, document: Document) -> None:
    code = project.codebook.add("Irony")
    inner = project.codebook.add("Sarcasm", code)
    project.codings.apply(document, inner, 13, 17, memo="a")
    project.memos.add("b", code_id=code.id)
    before = list(project.dump())
    told = project.codebook.removal(code)
    assert (told.codes, told.codings, told.memos) == (2, 1, 2)
    assert project.codebook.remove(code) == told
    assert (project.codings.number(), project.memos.all(), paths(project)) == (0, [], [])
    project.undo()
    assert list(project.dump()) == before


def test_earlier_definitions_stay_readable(project: ProjectFile) -> None:
    code = project.codebook.add("Irony", definition="first")
    for text in ("second", "third"):
        code = project.codebook.edit(code, definition=text)
    versions = project.history.earlier_versions("code", code.id)
    assert [row["definition"] for _, row in versions] == ["second", "first"]
    assert versions[0][0].summary == "edited the definition of Irony"


def test_an_edit_that_changes_nothing_is_no_action(project: ProjectFile) -> None:
    code = project.codebook.add("Irony", colour="#123456")
    last = project.history.last()
    project.codebook.edit(code, name="Irony", colour="#123456", definition="")
    assert project.history.last() == last


@pytest.mark.parametrize("fields", [{"nonsense": "x"}, {"name": " "}, {"colour": "red"}])
def test_what_cannot_be_edited_is_refused(project: ProjectFile, fields: dict[str, str]) -> None:
    code = project.codebook.add("Irony")
    with pytest.raises(InvalidValue):
        project.codebook.edit(code, **fields)


def test_a_guid_is_used_once(project: ProjectFile) -> None:
    guid = "{0F0E0D0C-0B0A-0908-0706-050403020100}"
    code = project.codebook.add("Irony", guid=guid)
    assert code.guid == "0f0e0d0c-0b0a-0908-0706-050403020100"
    with pytest.raises(InvalidValue, match="exists already"):
        project.codebook.add("Other", guid=guid)


def test_a_deep_tree_needs_no_deep_stack(project: ProjectFile) -> None:
    with project.action("codebook", "made a deep tree"):
        parent = None
        for number in range(400):
            parent = project.codebook.add(str(number), parent, colour="#123456")
    assert project.codebook.all()[-1].depth == 399


def test_line_ends_of_names_and_texts_are_those_of_the_project(project: ProjectFile) -> None:
    code = project.codebook.add("A\r\nB\rC", definition="one\r\ntwo\rthree")
    assert (code.name, code.definition) == ("A B C", "one\ntwo\nthree")
    assert project.codebook.edit(code, example="one\r\ntwo").example == "one\ntwo"
    memo = project.memos.add("one\r\ntwo")
    assert memo.text == "one\ntwo"
    assert project.memos.edit(memo, "three\rfour").text == "three\nfour"
