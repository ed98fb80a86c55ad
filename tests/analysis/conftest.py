"""Small studies to count in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.model import AttributeType, Transcript, Turn
from qualcode.project import ProjectFile


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.create(tmp_path / "study.qualcode", coder="Amina") as project:
        yield project


@pytest.fixture
def toy(project: ProjectFile, shared: Path) -> ProjectFile:
    """The toy project of the reference data: two documents, three speakers, four codes, nine codings."""
    data = json.loads((shared / "analysis" / "toy-project.json").read_text(encoding="utf-8"))
    codes = {}
    for code in data["codes"]:
        codes[code["id"]] = project.codebook.add(code["id"], codes.get(code["parent"]))
    for document in data["documents"]:
        turns = tuple(
            Turn(turn["start"], turn["end"], turn["speaker"])
            for turn in data["turns"]
            if turn["document"] == document["id"]
        )
        text = ("word " * document["length"])[: document["length"]]
        stored = project.documents.add(document["id"], Transcript(text, "txt", turns))
        for segment in data["segments"]:
            if segment["document"] == document["id"]:
                project.codings.apply(stored, codes[segment["code"]], segment["start"], segment["end"])
    return project


@pytest.fixture
def interview(project: ProjectFile) -> ProjectFile:
    """Two people interviewed together, one alone, one in writing; two coders; a nested codebook."""
    participants = project.participants
    with project.action("test", "made a study"):
        participants.add_attribute("gender", AttributeType.TEXT)
        participants.add_attribute("age", AttributeType.INTEGER)
        participants.add_attribute("site", AttributeType.TEXT, of="document")
        people = {name: participants.add(name) for name in ("Zarina", "Rustam", "Olga", "Nobody yet")}
        for name, gender, age in (
            ("Zarina", "female", "34"),
            ("Rustam", "male", "9"),
            ("Olga", "Female", ""),
        ):
            participants.set(people[name], {"gender": gender, "age": age})
        add_interview(
            project, "Pair", ["INT: How was it?", "Z: They came in autumn.", "R: Prices rose 👍🏽 soon."]
        )
        add_interview(project, "Alone", ["INT: And you?", "O: We opened the door."])
        written = project.documents.add("Letter", Transcript("A letter without turns.", "txt"))
        participants.link_document(written, people["Olga"])
        links = {"Z": "Zarina", "R": "Rustam", "O": "Olga"}
        for speaker in project.documents.speakers():
            if speaker.label in links:
                participants.link_speaker(speaker, people[links[speaker.label]])
        participants.set(project.documents.find("Alone"), {"site": "home"})
        top = project.codebook.add("work")
        for name in ("pay", "stress"):
            project.codebook.add(name, top)
        project.codebook.add("home")
    return project


def add_interview(project: ProjectFile, name: str, paragraphs: list[str]) -> None:
    """Add a document of `LABEL: words` paragraphs, a turn each."""
    text, turns = "", []
    for paragraph in paragraphs:
        label, words = paragraph.split(": ", 1)
        start = len(text) + len(label) + 2
        text += paragraph + "\n"
        turns.append(Turn(start, start + len(words), label))
    project.documents.add(name, Transcript(text, "txt", tuple(turns)))


Apply = Callable[..., None]


@pytest.fixture
def apply(interview: ProjectFile) -> Apply:
    """Apply a code to a quote of the interview study."""

    def run(document: str, code: str, quote: str, **more: object) -> None:
        stored = interview.documents.find(document)
        text = interview.documents.text(stored)
        assert text.count(quote) == 1, quote
        start = text.index(quote)
        interview.codings.apply(
            stored,
            interview.codebook.find(code),
            start,
            start + len(quote),
            **more,  # type: ignore[arg-type]
        )

    return run
