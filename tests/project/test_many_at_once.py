"""What is set for many documents or participants at once is one action; a value that does not fit is named."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import AttributeType, Document, ReadingState, Transcript
from qualcode.project import ProjectFile
from qualcode.project.describing import NewValue, told_of


def summaries(project: ProjectFile, number: int = 1) -> list[str]:
    return [action.summary for action in project.history.newest_first(number)]


def test_values_of_many_participants_are_one_action(project: ProjectFile) -> None:
    people = [project.participants.add(name) for name in ("Ada", "Ben", "Cem")]
    age = project.participants.add_attribute("age", AttributeType.INTEGER)
    place = project.participants.add_attribute("place", AttributeType.TEXT)
    before = list(project.dump())
    new = [NewValue(person, age, f" {30 + n} ") for n, person in enumerate(people)]
    new.append(NewValue(people[0], place, "Khujand"))
    assert project.participants.put_all(new) == 4
    assert project.participants.values() == {
        people[0].id: {"age": "30", "place": "Khujand"},
        people[1].id: {"age": "31"},
        people[2].id: {"age": "32"},
    }
    assert summaries(project) == ["set 4 values of 3 participants"]
    assert project.participants.put_all(new) == 0
    assert (
        project.participants.put_all([NewValue(people[0], place, " "), NewValue(people[1], age, "31")]) == 1
    )
    assert "place" not in project.participants.values()[people[0].id]
    project.undo()
    project.undo()
    assert list(project.dump()) == before


def test_one_bad_value_and_nothing_is_set_and_it_is_named(project: ProjectFile) -> None:
    ada, ben = project.participants.add("Ada"), project.participants.add("Ben")
    age = project.participants.add_attribute("age", AttributeType.INTEGER)
    with pytest.raises(
        InvalidValue, match=r"^Ben: “old” does not fit the attribute age, which takes a whole"
    ):
        project.participants.put_all([NewValue(ada, age, "30"), NewValue(ben, age, "old")])
    assert project.participants.values() == {}


def test_what_is_set_is_told_in_words(project: ProjectFile, document: Document) -> None:
    topic = project.participants.add_attribute("topic", AttributeType.TEXT, "document")
    other = project.documents.add("b", Transcript("x", "txt"))
    assert told_of([NewValue(document, topic, "work")]) == "set topic = work for P07"
    assert told_of([NewValue(document, topic, " ")]) == "emptied topic of P07"
    both = [NewValue(document, topic, "work"), NewValue(other, topic, "work")]
    assert told_of(both) == "set topic = work for 2 documents"
    assert project.participants.put_all(both) == 2
    assert project.participants.values("document")[other.id] == {"topic": "work"}


def test_another_type_says_which_values_do_not_fit(project: ProjectFile) -> None:
    age = project.participants.add_attribute("age", AttributeType.TEXT)
    for name, value in (("Ada", "30"), ("Ben", "old"), ("Cem", "?"), ("Dan", "x"), ("Eva", "y")):
        project.participants.set(project.participants.add(name), {"age": value})
    assert project.participants.misfits(age, AttributeType.INTEGER)[:2] == [("Ben", "old"), ("Cem", "?")]
    with pytest.raises(InvalidValue, match=r"“old” \(Ben\), “\?” \(Cem\), “x” \(Dan\) and 1 more do not fit"):
        project.participants.set_type(age, AttributeType.INTEGER)
    assert project.participants.attributes()[0].type is AttributeType.TEXT


def test_an_attribute_is_renamed_but_not_to_a_name_that_is_taken(project: ProjectFile) -> None:
    age = project.participants.add_attribute("age", AttributeType.TEXT)
    project.participants.add_attribute("place", AttributeType.TEXT)
    project.participants.set(project.participants.add("Ada"), {"age": "30"})
    with pytest.raises(InvalidValue, match="Another participant attribute is called place"):
        project.participants.rename_attribute(age, "place")
    with pytest.raises(InvalidValue, match="needs a name"):
        project.participants.rename_attribute(age, " ")
    assert project.participants.rename_attribute(age, " years ").name == "years"
    assert list(project.participants.values().values()) == [{"years": "30"}]
    assert project.participants.remove_attribute(project.participants.attributes()[0]) == 1
    assert summaries(project) == ["removed the participant attribute years with 1 value"]
    project.undo()
    assert list(project.participants.values().values()) == [{"years": "30"}]


def test_states_and_languages_of_many_documents(project: ProjectFile, document: Document) -> None:
    other = project.documents.add("b", Transcript("x", "txt"))
    amina = project.coders.find("Amina").id
    assert project.progress.put([document, other], ReadingState.ASSIGNED) == 2
    assert project.progress.put([document, other], ReadingState.ASSIGNED) == 0
    project.progress.put([other], ReadingState.COMPLETE, "Farrukh")
    assert set(project.progress.states().values()) == {ReadingState.ASSIGNED, ReadingState.COMPLETE}
    assert project.progress.put([document, other], None) == 2
    assert (amina, other.id) not in project.progress.states()
    assert summaries(project) == ["marked 2 documents as not assigned for Amina"]
    project.undo()
    assert project.progress.states()[amina, other.id] is ReadingState.ASSIGNED
    assert project.documents.set_languages([document, other], "tg") == 2
    assert [each.language for each in project.documents.all()] == ["tg", "tg"]
    assert project.documents.set_languages([document, other], "tg") == 0
    project.undo()
    assert [each.language for each in project.documents.all()] == [None, None]


def test_speakers_are_linked_together_and_participants_removed_together(
    project: ProjectFile, document: Document
) -> None:
    speakers = project.documents.speakers(document)
    ada, ben = project.participants.add("Ada"), project.participants.add("Ben")
    assert project.participants.link_speakers(speakers, ada) == 2
    assert summaries(project) == ["linked 2 speakers to Ada"]
    project.memos.add("tired", participant_id=ada.id)
    before = list(project.dump())
    gone = project.participants.remove_all([ada, ben])
    assert (gone["memos"], gone["links"]) == (1, 2)
    assert {speaker.participant_id for speaker in project.documents.speakers(document)} == {None}
    project.undo()
    assert list(project.dump()) == before


def test_what_each_speaker_said_and_who_coded_how_much(project: ProjectFile, document: Document) -> None:
    first, second = project.documents.speakers(document)
    turns = project.documents.turns(document)
    assert project.documents.spoken_by(document) == {
        first.id: [(turns[0].start, turns[0].end)],
        second.id: [(turns[1].start, turns[1].end)],
    }
    assert project.documents.turns_by_speaker() == {first.id: 1, second.id: 1}
    code = project.codebook.add("Irony")
    project.codings.apply(document, code, 0, 5)
    project.codings.apply(document, code, 6, 9)
    amina = project.coders.find("Amina").id
    assert project.codings.number_by_document_and_coder() == {(document.id, amina): 2}
