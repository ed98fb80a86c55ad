"""Participants in tables: attributes and links, there and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import ImportRefused
from qualcode.model import AttributeType, Transcript, Turn

Write = Callable[..., Path]


@pytest.fixture
def study(project: Project) -> Project:
    """Two interviews in which an interviewer and one other person speak."""
    for name in ("One", "Two"):
        project.documents.add(
            name, Transcript("I: Yes?\nP: No.", "txt", (Turn(3, 7, "I"), Turn(11, 14, "P")), origin=name)
        )
        project.documents.add(f"{name} notes", Transcript(f"Notes on {name}", "txt"))
    return project


def links(project: Project) -> dict[str, list[str]]:
    """Return document → its speakers' participants, and those linked to it as a whole."""
    names = {each.id: each.name for each in project.participants.all()}
    whole = project.participants.document_links()
    return {
        document.name: [
            f"{speaker.label} = {names[speaker.participant_id]}"
            for speaker in project.documents.speakers(document)
            if speaker.participant_id is not None
        ]
        + [names[participant] for number, participant in whole if number == document.id]
        for document in project.documents.all()
    }


def test_participants_with_attributes_and_links(study: Project, write: Write) -> None:
    report = study.import_participants(
        write(
            "p.csv", ["Participant", "document", "Speaker", "age", "lived abroad"],
            ["Anna", "One", "P", 34, "yes"], ["Bekzod", "Two", "p", 51, ""], ["Zarina", "Two notes", "", "", "no"],
            ["Interviewer", "", "I", "", ""],
        )
    )  # fmt: skip
    assert report.added == ("Anna", "Bekzod", "Zarina", "Interviewer")
    assert (report.changed, report.same, report.attributes, report.links) == (
        (),
        (),
        ("age", "lived abroad"),
        5,
    )
    assert links(study) == {
        "One": ["I = Interviewer", "P = Anna"], "One notes": [],
        "Two": ["I = Interviewer", "P = Bekzod"], "Two notes": ["Zarina"],
    }  # fmt: skip
    assert list(study.participants.values().values()) == [
        {"age": "34", "lived abroad": "yes"}, {"age": "51"}, {"lived abroad": "no"},
    ]  # fmt: skip
    kinds = {attribute.name: attribute.type for attribute in study.participants.attributes()}
    assert kinds == {"age": AttributeType.INTEGER, "lived abroad": AttributeType.BOOLEAN}
    study.undo()
    assert (study.participants.all(), study.participants.attributes()) == ([], [])


def test_without_a_participant_column_the_speaker_is_the_name(study: Project, write: Write) -> None:
    study.import_participants(write("p.csv", ["speaker", "document", "age"], ["P", "One", 30]))
    assert links(study)["One"] == ["P = P"]
    assert links(study)["Two"] == []


def test_those_that_are_there_are_updated_not_doubled(study: Project, write: Write) -> None:
    anna, bekzod = study.participants.add("Anna"), study.participants.add("Bekzod")
    study.participants.add_attribute("Age", AttributeType.FLOAT)
    study.participants.set(anna, {"Age": "30"})
    study.participants.set(bekzod, {"Age": "40"})
    report = study.import_participants(
        write(
            "p.csv", ["name", "guid", "AGE", "town"],
            ["Anna", "", "31", ""], ["Bek", bekzod.guid.upper(), "", "Khujand"], ["Zarina", "", "", ""],
        )
    )  # fmt: skip
    assert (report.added, report.changed, report.same) == (("Zarina",), ("Anna", "Bek"), ())
    assert [(each.id, each.name) for each in study.participants.all()][:2] == [
        (anna.id, "Anna"),
        (bekzod.id, "Bek"),
    ]
    assert list(study.participants.values().values()) == [{"Age": "31"}, {"Age": "40", "town": "Khujand"}]


REFUSED = {
    "nobody": (["participant", "age"], [[" ", 3]], "line 2: names no participant"),
    "document": (["participant", "document"], [["A", "Three"]], "line 2: There is no document “Three”"),
    "speaker": (
        ["participant", "document", "speaker"],
        [["A", "One", "Q"]],
        "line 2: no speaker “Q” is in One (there: I, P)",
    ),
    "speaker anywhere": (
        ["participant", "speaker"],
        [["A", "Q"]],
        "line 2: no speaker “Q” is in any document",
    ),
    "guid": (["participant", "guid"], [["A", "xyz"]], "line 2: “xyz” is no GUID"),
    "type": (
        ["participant", "born"],
        [["A", "long ago"]],
        "line 2: “long ago” does not fit the attribute born",
    ),
    "two values": (
        ["participant", "age", "document"],
        [["A", 3, "One"], ["A", 4, "Two"]],
        "line 3: says age = 4, but line 2 says 3",
    ),
    "two people": (
        ["participant", "document", "speaker"],
        [["A", "One", "P"], ["B", "One", "P"]],
        "line 3: links the speaker “P” to another participant than line 2",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_rows_that_do_not_fit_stop_it(study: Project, write: Write, case: str) -> None:
    headings, rows, reason = REFUSED[case]
    study.participants.add_attribute("born", AttributeType.DATE)
    before = list(study.dump())
    with pytest.raises(ImportRefused) as caught:
        study.import_participants(write("p.csv", headings, *rows))
    assert caught.value.rows[0].startswith(reason)
    assert list(study.dump()) == before


def test_a_name_that_two_share_needs_a_guid(study: Project, write: Write) -> None:
    first, _ = study.participants.add("Anna"), study.participants.add("Anna")
    with pytest.raises(ImportRefused, match="2 participants are called “Anna”"):
        study.import_participants(write("p.csv", ["participant"], ["Anna"]))
    report = study.import_participants(
        write("p.csv", ["guid", "participant", "age"], [first.guid, "Anna", 3])
    )
    assert report.changed == ("Anna",)
    assert study.participants.values() == {first.id: {"age": "3"}}


def test_a_table_must_say_who(study: Project, write: Write) -> None:
    with pytest.raises(ImportRefused, match="no column “participant” or “speaker”"):
        study.import_participants(write("p.csv", ["age"], [3]))


def test_a_dry_run_tells_the_same_and_keeps_nothing(study: Project, write: Write) -> None:
    path = write("p.csv", ["participant", "document", "age"], ["A", "One", 3])
    before = list(study.dump())
    rehearsed = study.import_participants(path, dry_run=True)
    assert list(study.dump()) == before
    assert study.import_participants(path) == rehearsed


VALUES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), min_size=1, max_size=8
)
TEXTS = VALUES.filter(lambda text: text == text.strip() and bool(text))
NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(
        st.tuples(
            NAMES,
            TEXTS,
            st.integers(-(10**20), 10**20),
            st.from_regex(r"-?[0-9]{1,3}\.[0-9]{1,3}", fullmatch=True),
        ),
        max_size=4,
    )
)
def test_what_goes_out_comes_back(
    tmp_path: Path, suffix: str, people: list[tuple[str, str, int, str]]
) -> None:
    for old in tmp_path.glob("*.qualcode"):
        old.unlink()
    with Project.create(tmp_path / "p.qualcode", coder="A") as project:
        document = project.documents.add("D", Transcript("P: No.", "txt", (Turn(3, 6, "P"),)))
        for name, kind in (("Name", "text"), ("document", "integer"), ("attribute: x", "float")):
            project.participants.add_attribute(name, AttributeType(kind))
        for name, text, number, decimal in people:
            person = project.participants.add(name)
            project.participants.set(person, {"Name": text, "document": str(number), "attribute: x": decimal})
            project.participants.link_document(document, person)
            project.participants.link_speaker(project.documents.speakers()[0], person)
        before, last = list(project.dump()), project.history.last()
        path = tmp_path / f"p{suffix}"
        assert project.export_participants(path) == len(people)
        report = project.import_participants(path)
        assert (report.added, report.changed, report.attributes, report.links) == ((), (), (), 0)
        assert (list(project.dump()), project.history.last()) == (before, last)


def test_a_number_without_end_is_written_as_it_stands(project: Project, tmp_path: Path) -> None:
    anna = project.participants.add("Anna")
    project.participants.add_attribute("mass", AttributeType.FLOAT)
    project.participants.set(anna, {"mass": "1e999999999"})
    project.export_participants(tmp_path / "p.csv")
    assert "1e999999999" in (tmp_path / "p.csv").read_text(encoding="utf-8")
