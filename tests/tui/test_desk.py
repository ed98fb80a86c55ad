"""What a coder does to a document, without a screen: the project file is looked at after each step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.api import Project
from qualcode.errors import CannotUndo, InvalidValue
from qualcode.model import ReadingState, Span, Transcript, Turn
from qualcode.tui.desk import Desk

TEXT = "A: Let them see. [laughs] Really!\nB: Yes. [/b]"
SEE, REALLY, YES = Span(3, 16), Span(26, 33), Span(37, 41)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        turns = (Turn(3, 33, "A"), Turn(37, 46, "B"))
        document = project.documents.add("P01", Transcript(TEXT, "txt", turns))
        project.codebook.add_path("Welcome > Hospitality")
        project.codebook.add("Irony")
        desk = Desk(project)
        desk.open(document)
        yield desk


def stored(desk: Desk) -> set[tuple[str, str]]:
    names = {code.id: code.path for code in desk.project.codebook.all()}
    return {(names[coding.code_id], TEXT[coding.start : coding.end]) for coding in desk.project.codings.all()}


def code(desk: Desk, name: str):  # type: ignore[no-untyped-def]
    return desk.project.codebook.find(name)


def test_applying_stores_counts_and_tells(desk: Desk) -> None:
    change = desk.apply([code(desk, "Hospitality"), code(desk, "Irony")], SEE)
    assert change.told == "applied Hospitality, Irony to “Let them see.”"
    assert stored(desk) == {("Welcome > Hospitality", "Let them see."), ("Irony", "Let them see.")}
    assert desk.study.document_counts == {desk.document.id: 2}  # type: ignore[union-attr]
    assert desk.state() is ReadingState.IN_PROGRESS
    assert not desk.was_changed_elsewhere()


def test_several_codes_are_one_step_of_undo(desk: Desk) -> None:
    before = list(desk.project.dump())
    desk.apply([code(desk, "Hospitality"), code(desk, "Irony")], SEE)
    desk.undo()
    assert list(desk.project.dump()) == before
    assert desk.state() is None
    desk.redo()
    assert len(desk.codings) == 2


def test_what_is_there_already_is_passed_over_or_refused(desk: Desk) -> None:
    desk.apply([code(desk, "Irony")], SEE)
    assert len(desk.apply([code(desk, "Irony"), code(desk, "Hospitality")], SEE).added) == 1
    with pytest.raises(InvalidValue, match="already"):
        desk.apply([code(desk, "Irony")], SEE)
    assert len(stored(desk)) == 2


def test_a_new_code_and_its_coding_are_one_step(desk: Desk) -> None:
    before = list(desk.project.dump())
    change = desk.apply_new(["Welcome > Obligation"], [], REALLY)
    assert change.told == "made and applied Obligation to “Really!”"
    assert stored(desk) == {("Welcome > Obligation", "Really!")}
    assert desk.recent.on(1) == code(desk, "Obligation").id
    assert not desk.was_changed_elsewhere()
    desk.undo()
    assert list(desk.project.dump()) == before
    assert desk.recent.on(1) is None


def test_in_vivo_takes_the_words_and_finds_the_code_again(desk: Desk) -> None:
    desk.code_in_vivo(SEE)
    assert stored(desk) == {("Let them see", "Let them see.")}
    desk.code_in_vivo(Span(3, 15))
    assert len([each for each in desk.project.codebook.all() if each.name == "Let them see"]) == 1
    with pytest.raises(InvalidValue, match="no words"):
        desk.code_in_vivo(Span(15, 16))


def test_removing_and_recoding(desk: Desk) -> None:
    (coding,) = desk.apply([code(desk, "Irony")], SEE).added
    change = desk.recode(coding, code(desk, "Hospitality"))
    assert stored(desk) == {("Welcome > Hospitality", "Let them see.")}
    assert desk.study.code_counts[code(desk, "Irony").id] == 0
    desk.remove(change.added[0])
    assert stored(desk) == set()
    assert desk.share_coded() == 0.0


def test_a_memo_is_written_changed_and_taken_away(desk: Desk) -> None:
    (coding,) = desk.apply([code(desk, "Irony")], SEE).added
    desk.write_memo(coding, "[b]performance[/b]?")
    assert [memo.text for memo in desk.memos_on(coding)] == ["[b]performance[/b]?"]
    desk.write_memo(coding, "compare P03")
    assert desk.own_memo(coding).text == "compare P03"  # type: ignore[union-attr]
    desk.write_memo(coding, "  ")
    assert desk.memos_on(coding) == []
    desk.undo()
    assert [memo.text for memo in desk.memos_on(coding)] == ["compare P03"]


def test_others_memos_and_codings_are_not_hers(desk: Desk) -> None:
    (coding,) = desk.apply([code(desk, "Irony")], SEE).added
    desk.write_memo(coding, "hers")
    with Project.open(desk.project.path, "Farrukh") as other:
        others_desk = Desk(other)
        others_desk.open(desk.document)  # type: ignore[arg-type]
        assert others_desk.own_memo(coding) is None
        assert others_desk.recent.last is None
        others_desk.apply([code(desk, "Irony")], SEE)
    assert desk.was_changed_elsewhere()
    desk.refresh()
    assert len(desk.codings) == 2
    (theirs,) = [each for each in desk.codings.values() if each.id != coding.id]
    assert desk.remove(theirs).told == "removed Farrukh's Irony from “Let them see.”"


def test_a_change_by_another_program_is_not_taken_for_her_own(desk: Desk) -> None:
    with Project.open(desk.project.path, "Farrukh") as other:
        other.codebook.add("Prices")
        desk.apply([code(desk, "Irony")], SEE)
        assert desk.was_changed_elsewhere()
    desk.refresh()
    assert "Prices" in [each.name for each in desk.study.codes]


def test_weight_and_completeness(desk: Desk) -> None:
    (coding,) = desk.apply([code(desk, "Irony")], SEE).added
    desk.set_weight(coding, 40)
    assert desk.project.codings.get(coding.id).weight == 40
    with pytest.raises(InvalidValue, match="0–100"):
        desk.set_weight(coding, 101)
    desk.mark_complete()
    assert desk.state() is ReadingState.COMPLETE
    desk.mark_complete()
    assert desk.state() is ReadingState.IN_PROGRESS


def test_nothing_to_undo_is_said(desk: Desk) -> None:
    with pytest.raises(CannotUndo):
        desk.redo()


def test_who_speaks_with_the_attributes_of_the_participant(desk: Desk) -> None:
    project = desk.project
    with project.action("participant", "described"):
        woman = project.participants.add("P07")
        from qualcode.model import AttributeType

        project.participants.add_attribute("age", AttributeType.INTEGER)
        project.participants.set(woman, {"age": "35"})
        project.participants.link_speaker(project.documents.speakers()[0], woman)
    desk.refresh()
    assert desk.voices.at(SEE.start) == ("P07 (A)", [("age", "35")])
    assert desk.voices.at(YES.start) == ("B", [])
    assert desk.voices.at(0) == ("", [])


def test_a_document_removed_elsewhere_leaves_the_desk(desk: Desk) -> None:
    with Project.open(desk.project.path, "Farrukh") as other:
        other.documents.remove(other.documents.all())
    desk.refresh()
    assert desk.document is None
    with pytest.raises(InvalidValue, match="No document"):
        desk.apply([code(desk, "Irony")], SEE)
