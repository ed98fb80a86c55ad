"""The audit trail; undo and redo of single actions; the file's health; backups."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from qualcode.errors import CannotUndo, ProjectError, UnknownName
from qualcode.model import AttributeType, Document
from qualcode.project import ProjectFile, check_file, repair_file


def test_the_trail_says_who_did_what(project: ProjectFile, document: Document) -> None:
    project.codings.apply(document, project.codebook.add_path("Welcome > Hospitality"), 56, 65)
    told = [(action.coder, action.summary) for action in project.history.newest_first()]
    assert told == [
        ("Amina", "applied Welcome > Hospitality to “see 👩🏽‍🦱” in P07"),
        ("Amina", "added the code Welcome > Hospitality"),
        ("Amina", "imported P07"),
        ("Amina", "made the project"),
    ]


def test_undo_survives_a_restart(project: ProjectFile, document: Document) -> None:
    before = list(project.dump())
    project.codings.apply(document, project.codebook.add("A"), 13, 17)
    after = list(project.dump())
    project.close()
    with ProjectFile.open(project.path, coder="Farrukh") as again:
        again.undo()
        again.undo()
        assert list(again.dump()) == before
    with ProjectFile.open(project.path, coder="Amina") as again:
        assert again.redo().summary == "redid: added the code A"
        again.redo()
        assert list(again.dump()) == after
        assert [action.coder for action in again.history.newest_first(limit=3)] == [
            "Amina",
            "Amina",
            "Farrukh",
        ]


def test_what_a_later_action_needs_cannot_be_undone_alone(project: ProjectFile, document: Document) -> None:
    code = project.codebook.add("A")
    added = project.history.last()
    assert added
    project.codings.apply(document, code, 13, 17)
    before = list(project.dump())
    with pytest.raises(CannotUndo, match=r"a coding needs the code \(Amina applied A to"):
        project.undo(added.id)
    assert list(project.dump()) == before


def test_what_was_changed_again_cannot_be_undone_alone(project: ProjectFile) -> None:
    code = project.codebook.edit(project.codebook.add("A"), definition="one")
    first = project.history.last()
    assert first
    project.codebook.edit(code, definition="two")
    with pytest.raises(
        CannotUndo, match=r"Amina changed the same thing later \(edited the definition of A\)"
    ):
        project.undo(first.id)
    project.undo()
    project.undo(first.id)
    assert project.codebook.find("A").definition == ""


def test_an_independent_action_can_be_undone_from_the_middle(project: ProjectFile) -> None:
    project.codebook.add("A")
    middle = project.history.last()
    assert middle
    project.codebook.add("B")
    project.undo(middle.id)
    assert [code.name for code in project.codebook.all()] == ["B"]
    project.redo(middle.id)
    assert [code.name for code in project.codebook.all()] == ["A", "B"]


def test_two_moves_that_make_a_ring_together_are_refused(project: ProjectFile) -> None:
    one, other = project.codebook.add("A"), project.codebook.add("B")
    project.codebook.move(one, other)
    moved = project.history.last()
    assert moved
    project.undo()
    project.codebook.move(other, one)
    with pytest.raises(CannotUndo, match="under itself"):
        project.redo(moved.id)


def test_after_something_new_there_is_nothing_to_redo(project: ProjectFile) -> None:
    project.codebook.add("A")
    project.undo()
    project.codebook.add("B")
    assert project.next_redo() is None
    with pytest.raises(CannotUndo, match="nothing to redo"):
        project.redo()


def test_limits_of_undo(project: ProjectFile) -> None:
    with pytest.raises(CannotUndo, match="nothing to undo"):
        project.undo()
    with pytest.raises(CannotUndo, match="making the project"):
        project.undo(1)
    with pytest.raises(UnknownName, match="no action 99"):
        project.undo(99)
    project.codebook.add("A")
    added = project.history.last()
    assert added
    with pytest.raises(CannotUndo, match="is not undone"):
        project.redo(added.id)
    undoing = project.undo()
    with pytest.raises(CannotUndo, match="itself an undo"):
        project.undo(undoing.id)
    with pytest.raises(CannotUndo, match="undone already"):
        project.undo(added.id)


def test_a_failing_action_leaves_nothing(project: ProjectFile) -> None:
    before, last = list(project.dump()), project.history.last()

    def interrupted() -> None:
        with project.action("import", "imported much"):
            project.codebook.add("A")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (list(project.dump()), project.history.last()) == (before, last)
    project.codebook.add("B")
    assert project.check() == []


def test_a_refusal_names_what_took_away_what_is_needed_and_how_it_comes_back(
    project: ProjectFile, document: Document
) -> None:
    imported = project.history.last()
    assert imported
    code = project.codebook.add("A")
    project.codings.apply(document, code, 13, 17)
    project.codebook.remove(code)
    project.undo(imported.id)
    with pytest.raises(CannotUndo) as refused:
        project.undo()
    assert str(refused.value) == (
        "“removed the code A with 1 coding” cannot be taken back alone: a coding needs the document, which went when "
        f"Amina undid: {imported.summary}; redo action {imported.id} first."
    )
    project.redo(imported.id)
    project.undo()
    assert project.codings.number() == 1
    assert project.check() == []


def test_an_action_in_which_somebody_only_appeared_does_not_stand_in_the_way_of_undo(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("A")
    with project.action("document", "marked P01 for Farrukh") as action:
        project.coders.present("Farrukh")
    undoing = project.undo()
    assert (undoing.reverses, undoing.changes) == (action.id, 0)
    assert [each.name for each in project.coders.all()][-1] == "Farrukh"
    project.undo()
    assert code not in project.codebook.all()
    project.redo()
    project.redo()
    assert project.next_redo() is None
    assert project.codebook.all() == [code]
    assert project.check() == []


def test_to_assign_nothing_to_a_stranger_is_no_action(project: ProjectFile, document: Document) -> None:
    before = project.history.number()
    assert project.progress.put([document], None, "Nobody") == 0
    assert project.history.number() == before
    assert "Nobody" not in {each.name for each in project.coders.all()}


def test_an_undo_says_whose_action_it_was(project: ProjectFile) -> None:
    project.codebook.add("A")
    project.close()
    with ProjectFile.open(project.path, coder="Farrukh") as again:
        assert again.undo().summary == "undid what Amina did: added the code A"
        assert again.redo().summary == "redid what Amina did: added the code A"


def test_an_undo_by_another_coder_does_not_make_a_coder_vanish(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("A")
    project.codings.apply(document, code, 13, 17, coder="Farrukh")
    project.undo()
    assert [coder.name for coder in project.coders.all()] == ["Amina", "Farrukh"]
    project.redo()
    assert project.codings.number() == 1


def test_check_finds_each_kind_of_damage(project: ProjectFile, document: Document) -> None:
    project.codings.apply(document, project.codebook.add("A"), 13, 17)
    project.close()
    whole = project.path.read_bytes()
    for damage, rule in (
        ("DROP TRIGGER coding_insert_is_recorded", "tables"),
        ("DROP TRIGGER code_update_is_recorded; UPDATE code SET parent_id = id", "codebook"),
        ("DROP TRIGGER coding_delete_is_recorded; DELETE FROM coding", "history"),
        ("DROP TRIGGER document_text_stays; DROP TRIGGER document_text_update_is_recorded;"
         " UPDATE document_text SET text = text || 'x'", "text"),
        ("DROP TRIGGER coding_moved_inside_text; DROP TRIGGER coding_update_is_recorded;"
         " UPDATE coding SET \"end\" = 99999", "spans"),
        ("DROP TRIGGER code_update_is_recorded; UPDATE code SET guid = 'x'", "guids"),
        ("INSERT INTO document_search (document_search, rowid, text) VALUES ('delete', 1, 'surprised')", "search"),
        ("DROP TRIGGER coding_update_is_recorded; UPDATE coding SET code_id = 77", "references"),
    ):  # fmt: skip
        project.path.write_bytes(whole)
        connection = sqlite3.connect(project.path)
        connection.executescript(damage)
        connection.close()
        assert rule in {finding.rule for finding in check_file(project.path)}, damage
    project.path.write_bytes(whole)
    assert check_file(project.path) == []


def test_repair_makes_a_backup_first_and_mends_the_search_index(
    project: ProjectFile, document: Document
) -> None:
    project.close()
    connection = sqlite3.connect(project.path)
    connection.execute(
        "INSERT INTO document_search (document_search, rowid, text) VALUES ('delete', 1, 'surprised')"
    )
    connection.commit()
    connection.close()
    backup = project.path.with_name("before-repair.qualcode")
    assert [finding.rule for finding in check_file(project.path)] == ["search"]
    assert repair_file(project.path, backup) == []
    assert [finding.rule for finding in check_file(backup)] == ["search"]
    with ProjectFile.open(project.path) as again:
        assert again.search.documents_with("surprised") == [document.id]


def test_a_backup_is_whole_and_refuses_to_overwrite(
    project: ProjectFile, document: Document, tmp_path: Path
) -> None:
    project.codings.apply(document, project.codebook.add("A"), 13, 17)
    target = project.backup(tmp_path / "copy.qualcode")
    with ProjectFile.open(target) as copy:
        assert list(copy.dump()) == list(project.dump())
        assert copy.next_undo() is not None
    with pytest.raises(ProjectError, match="there already"):
        project.backup(target)
    assert sorted(each.name for each in tmp_path.glob("copy*")) == ["copy.qualcode"]


def test_a_rehearsed_undo_is_refused_as_a_real_one_and_leaves_no_trace(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("A")
    added = project.history.last()
    assert added
    project.codings.apply(document, code, 13, 17)
    before, trail = list(project.dump()), [action.id for action in project.history.newest_first()]
    with pytest.raises(CannotUndo, match="a coding needs the code"):
        project.rehearse_undo(added.id)
    assert project.rehearse_undo().summary.startswith("applied A")
    assert list(project.dump()) == before
    assert [action.id for action in project.history.newest_first()] == trail
    project.undo()
    assert project.rehearse_redo().summary.startswith("applied A")
    assert project.history.last() != added


def test_nothing_is_undone_in_the_middle_of_an_action(project: ProjectFile) -> None:
    def mix() -> None:
        with project.action("memo", "mixed"):
            project.memos.add("note")
            project.undo()

    project.codebook.add("A")
    with pytest.raises(CannotUndo, match="end the action first"):
        mix()
    assert [code.name for code in project.codebook.all()] == ["A"]
    assert project.memos.all() == []


def test_a_part_of_an_action_does_not_write_over_its_words(project: ProjectFile, document: Document) -> None:
    code = project.codebook.add("A")
    project.codings.apply(document, code, 13, 17)
    with project.action("cleaning", "cleaned up"):
        project.codebook.merge(code, project.codebook.add("B"))
        project.documents.remove([document])
    last = project.history.last()
    assert last
    assert last.summary == "cleaned up"


def test_what_changes_nothing_is_no_action(project: ProjectFile, document: Document) -> None:
    anna = project.participants.add("Anna")
    age = project.participants.add_attribute("age", AttributeType.TEXT)
    project.participants.set(anna, {"age": "35"})
    project.documents.set_language(document, "en")
    before = project.history.last()
    project.documents.rename(document, document.name)
    project.documents.set_language(document, "en")
    project.documents.remove([])
    project.participants.rename(anna, "Anna")
    project.participants.set_type(age, AttributeType.TEXT)
    project.participants.set(anna, {"age": "35"})
    project.rename(project.name)
    assert project.history.last() == before
