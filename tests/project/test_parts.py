"""Documents, participants, memos, reading states, search, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import AmbiguousName, InvalidValue, UnknownName
from qualcode.model import AttributeType, Document, ReadingState, Section, Span, TimeMark, Transcript, Turn
from qualcode.project import ProjectFile
from qualcode.project.attributes import type_of_values
from qualcode.project.guids import GuidMaker
from qualcode.project.location import is_network, synced_by, warning_about


def test_a_document_comes_back_as_it_was_read(project: ProjectFile) -> None:
    source = Transcript(
        "Q1\nA: one two [00:01] three\n",
        "txt",
        (Turn(6, 26, "A", 0.125, 62.5),),
        (Section("Q1", 0, 26),),
        (TimeMark(14, 21, 1.0),),
        (Span(3, 4),),
        encoding="cp1251",
        language="en",
        origin="a.txt",
    )
    document = project.documents.add("a", source)
    assert project.documents.text(document) == source.text
    assert tuple(project.documents.turns(document)) == source.turns
    assert tuple(project.documents.sections(document)) == source.sections
    assert tuple(project.documents.time_marks(document)) == source.time_marks
    assert project.documents.unspoken(document) == [(3, 4), (14, 21)]
    assert (document.words, document.encoding, document.language, document.origin) == (
        3,
        "cp1251",
        "en",
        "a.txt",
    )


@pytest.mark.parametrize(
    "turns",
    [(Turn(0, 0, "A"),), (Turn(0, 99, "A"),), (Turn(0, 5, "A"), Turn(3, 7, "B")), (Turn(-1, 3, "A"),)],
)
def test_turns_that_do_not_fit_are_refused(project: ProjectFile, turns: tuple[Turn, ...]) -> None:
    with pytest.raises(InvalidValue, match="does not fit"):
        project.documents.add("a", Transcript("some text", "txt", turns))
    assert project.documents.all() == []


def test_a_text_of_white_space_is_no_document(project: ProjectFile) -> None:
    with pytest.raises(InvalidValue, match="no text"):
        project.documents.add("a", Transcript(" \n ", "txt"))


def test_a_taken_name_gets_a_number(project: ProjectFile) -> None:
    names = [project.documents.add("a", Transcript(text, "txt")).name for text in ("x", "y", "z")]
    assert names == ["a", "a (2)", "a (3)"]


def test_the_same_content_is_known_whatever_its_name(project: ProjectFile) -> None:
    known = project.documents.add("a", Transcript("x", "txt", bytes_sha256="1"))
    assert project.documents.with_content(Transcript("x", "docx", bytes_sha256="2")) == known
    assert project.documents.with_content(Transcript("y", "txt", bytes_sha256="1")) == known
    assert project.documents.with_content(Transcript("y", "txt", bytes_sha256="3")) is None
    assert project.documents.with_content(Transcript("y", "txt")) is None


def test_names_are_labels(project: ProjectFile, document: Document) -> None:
    other = project.documents.rename(project.documents.add("b", Transcript("x", "txt")), "P07")
    with pytest.raises(AmbiguousName, match="more than one document"):
        project.documents.find("P07")
    assert project.documents.find(other.guid[:23]) == other


def test_removing_a_document_takes_what_hangs_on_it_and_undo_brings_it_back(
    project: ProjectFile, document: Document
) -> None:
    coding = project.codings.apply(document, project.codebook.add("A"), 13, 17, memo="one")
    project.memos.add("two", document_id=document.id, start=0, end=5)
    project.progress.set(document, ReadingState.COMPLETE)
    participant = project.participants.add("P07")
    project.participants.link_speaker(project.documents.speakers(document)[1], participant)
    project.participants.link_document(document, participant)
    project.participants.add_attribute("place", AttributeType.TEXT, of="document")
    project.participants.set(document, {"place": "Dushanbe"})
    before = list(project.dump())
    assert project.documents.remove([document]) == {"codings": 1, "memos": 2}
    assert project.check() == []
    assert project.search.documents_with("hospitable") == []
    project.undo()
    assert list(project.dump()) == before
    assert project.search.documents_with("hospitable") == [document.id]
    assert project.codings.get(coding.id) == coding


def test_search_finds_words_and_phrases_in_any_case(project: ProjectFile, document: Document) -> None:
    other = project.documents.add("b", Transcript("how are they, hospitable people? ғалаба", "txt"))
    assert set(project.search.documents_with("HOSPITABLE")) == {document.id, other.id}
    assert project.search.documents_with('"how hospitable"') == [document.id]
    assert project.search.documents_with("Ғалаба") == [other.id]
    assert project.search.documents_with('") OR (') == []


def test_typed_attributes(project: ProjectFile) -> None:
    person = project.participants.add("P07")
    for name, kind in (
        ("age", AttributeType.INTEGER),
        ("abroad", AttributeType.BOOLEAN),
        ("born", AttributeType.DATE),
    ):
        project.participants.add_attribute(name, kind)
    project.participants.set(person, {"age": " 35", "abroad": "да", "born": "1987-03-01"})
    assert project.participants.values()[person.id] == {"age": "35", "abroad": "yes", "born": "1987-03-01"}
    with pytest.raises(InvalidValue, match="whole number such as 35"):
        project.participants.set(person, {"age": "about 35"})
    with pytest.raises(UnknownName, match="did you mean “age”"):
        project.participants.set(person, {"ages": "3"})
    project.participants.set(person, {"age": ""})
    assert "age" not in project.participants.values()[person.id]
    with pytest.raises(InvalidValue, match="exists already"):
        project.participants.add_attribute("age", AttributeType.TEXT)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["35", "28", ""], AttributeType.INTEGER),
        (["007", "12"], AttributeType.TEXT),
        (["1.50", "2.25"], AttributeType.FLOAT),
        (["yes", "No"], AttributeType.BOOLEAN),
        (["2022-10-14"], AttributeType.DATE),
        (["2022-13-14"], AttributeType.TEXT),
        (["2022-10-14 09:30"], AttributeType.DATETIME),
        (["", " "], AttributeType.TEXT),
        (["1", "one"], AttributeType.TEXT),
        (["1", "0"], AttributeType.INTEGER),
    ],
)
def test_the_type_of_a_column(values: list[str], kind: AttributeType) -> None:
    assert type_of_values(values) == kind


def test_changing_a_type_refuses_what_does_not_fit(project: ProjectFile) -> None:
    attribute = project.participants.add_attribute("age", AttributeType.TEXT)
    person = project.participants.add("P07")
    project.participants.set(person, {"age": "old"})
    with pytest.raises(InvalidValue, match="does not fit"):
        project.participants.set_type(attribute, AttributeType.INTEGER)
    project.participants.set(person, {"age": "70"})
    assert project.participants.set_type(attribute, AttributeType.INTEGER).type == AttributeType.INTEGER


def test_links_of_speakers_and_documents(project: ProjectFile, document: Document) -> None:
    person = project.participants.add("Zarina")
    assert project.participants.of_document(document) == []
    project.participants.link_speaker(project.documents.speakers(document)[1], person)
    assert project.participants.of_document(document) == [person]
    project.participants.link_speaker(project.documents.speakers(document)[1], None)
    project.participants.link_document(document, person)
    project.participants.link_document(document, person)
    assert project.participants.document_links() == [(document.id, person.id)]
    before = list(project.dump())
    project.participants.remove(person)
    assert project.participants.of_document(document) == []
    project.undo()
    assert list(project.dump()) == before


def test_earlier_texts_of_a_memo_stay_readable(project: ProjectFile) -> None:
    memo = project.memos.add("first")
    memo = project.memos.edit(memo, "second")
    memo = project.memos.edit(memo, "third")
    assert [earlier.text for earlier in project.memos.earlier(memo)] == ["second", "first"]
    assert project.memos.find(memo.guid[:20]).text == "third"
    with pytest.raises(InvalidValue):
        project.memos.edit(memo, " ")
    project.memos.remove(memo)
    assert project.memos.all() == []
    project.undo()
    assert project.memos.all()[0].text == "third"


def test_reading_states_are_per_coder(project: ProjectFile, document: Document) -> None:
    project.progress.set(document, ReadingState.COMPLETE)
    project.progress.set(document, ReadingState.ASSIGNED, coder="Farrukh")
    amina, farrukh = project.coders.all()
    assert project.progress.state(document, amina) == ReadingState.COMPLETE
    assert project.progress.states() == {
        (amina.id, document.id): ReadingState.COMPLETE,
        (farrukh.id, document.id): ReadingState.ASSIGNED,
    }
    last = project.history.last()
    project.progress.set(document, ReadingState.COMPLETE)
    assert project.history.last() == last


def test_guids_grow_and_are_of_version_seven() -> None:
    maker = GuidMaker()
    guids = [maker() for _ in range(5000)]
    assert guids == sorted(set(guids))
    assert all(guid[14] == "7" and guid[19] in "89ab" and len(guid) == 36 for guid in guids)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/amina/Dropbox/study", "Dropbox"),
        ("/Users/amina/Library/Mobile Documents/x", "iCloud Drive"),
        ("/home/a/OneDrive - University/x", "OneDrive"),
        ("/home/amina/study", None),
    ],
)
def test_synced_folders_are_recognised(folder: str, service: str | None) -> None:
    assert synced_by(Path(folder)) == service


def test_network_drives_are_recognised(tmp_path: Path) -> None:
    mounts = f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n"
    assert is_network(tmp_path / "study", mounts)
    assert not is_network(Path("/elsewhere"), mounts)
    assert "network drive" in (warning_about(tmp_path / "a.qualcode", mounts) or "")
    assert warning_about(tmp_path / "a.qualcode", "/dev/sda / ext4 rw 0 0\n") is None
