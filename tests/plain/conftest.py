"""A small study, and conversations about it: what is typed, and what is said after each line."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.api import Project
from qualcode.model import AttributeType, Section, TimeMark, Transcript, Turn
from qualcode.plain.session import Session
from qualcode.plain.talking import Talk
from qualcode.text.sentences import load_rules

TEXT = (
    "Recorded in the yard.\n"
    "\n"
    "INTERVIEWER: [00:00:01] Were you surprised?\n"
    "\n"
    "P07: Let them see how hospitable we are. Rent went up. Rent went up again.\n"
    "\n"
    "INTERVIEWER: And you?\n"
    "\n"
    "P07: I paid.\n"
)
SURVEY = "Because of the bread.\n\nNo.\n"


def turn(words: str, speaker: str, seconds: float | None = None) -> Turn:
    """Return the turn of these words in the interview."""
    start = TEXT.index(words)
    return Turn(start, start + len(words), speaker, seconds)


def interview() -> Transcript:
    """Return an interview of four turns with a time mark, and a line before them."""
    return Transcript(
        TEXT,
        "txt",
        turns=(
            turn("Were you surprised?", "INTERVIEWER", 1.0),
            turn("Let them see how hospitable we are. Rent went up. Rent went up again.", "P07", 64.5),
            turn("And you?", "INTERVIEWER"),
            turn("I paid.", "P07"),
        ),
        time_marks=(TimeMark(TEXT.index("[0"), TEXT.index("] W") + 1, 1.0),),
        origin="P07.txt",
        bytes_sha256="7" * 64,
    )


def survey() -> Transcript:
    """Return answers to two questions, without turns."""
    sections = (Section("Q1", 0, 21), Section("Q2", 23, 26))
    return Transcript(SURVEY, "table", sections=sections, origin="survey.csv", bytes_sha256="8" * 64)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents, three codes, a coding of Amina's and one of Farrukh's, a participant; she stands beside it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bread.qualcode"
    with Project.create(path, "Bread", coder="Amina") as project:
        p07, _ = project.documents.add("P07", interview()), project.documents.add("P12", survey())
        welcome = project.codebook.add("Welcome", definition="They are received.")
        hospitality = project.codebook.add("Hospitality", welcome, definition="Given freely.")
        rent = project.codebook.add("Rent, prices/housing")
        start = TEXT.index("Let them")
        project.codings.apply(p07, hospitality, start, start + 35, memo="said twice")
        project.codings.apply(p07, rent, TEXT.index("Rent"), TEXT.index(" again"), coder="Farrukh", weight=40)
        project.participants.add_attribute("gender", AttributeType.TEXT)
        anna = project.participants.add("Anna")
        project.participants.set(anna, {"gender": "female"})
        project.participants.link_speaker(project.documents.speakers(p07)[1], anna)
        project.memos.add("Ask about the rent.")
    return path


@pytest.fixture(scope="session", autouse=True)
def ready_to_find_sentences() -> None:
    """Load what finds sentences, so that no conversation tells of a wait."""
    for language in (None, "en", "ru"):
        load_rules(language)


class Typist(io.StringIO):
    """Types lines one after the other; before each, what was said since the last is put aside."""

    def __init__(self, lines: tuple[str, ...], said: io.StringIO) -> None:
        super().__init__()
        self.waiting = list(lines)
        self.answers: list[str] = []
        self._said = said

    def readline(self, size: int | None = -1, /) -> str:
        """Return the next line, or nothing when there are no more."""
        self.put_aside()
        return f"{self.waiting.pop(0)}\n" if self.waiting else ""

    def put_aside(self) -> None:
        """Keep what was said since the last line."""
        self.answers.append(self._said.getvalue())
        self._said.seek(0)
        self._said.truncate()


class Said(list[list[str]]):
    """For each line typed, the lines said after it (the prompts among them left out); `start` is what came before."""

    def __init__(self, answers: list[str]) -> None:
        super().__init__([answer.split("\n")[:-1] for answer in answers[1:]])
        self.start = answers[0].split("\n")[:-1]
        self.prompts = [answer.rsplit("\n", 1)[-1] for answer in answers]


Conversation = Callable[..., Said]


@pytest.fixture
def conversation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """Talk about a project file (or none) by typing lines, and return what was said to each."""

    def talk(path: Path | None, *lines: str, coder: str = "Amina", page: int | None = None) -> Said:
        target = io.StringIO()
        source = Typist(lines, target)
        Session(Talk(source, target, page=page), coder).run(path)
        source.put_aside()
        return Said(source.answers)

    return talk


@pytest.fixture
def opened(study: Path) -> Iterator[Callable[[], Project]]:
    """Open the study to look at what was done to it; closed at the end."""
    projects: list[Project] = []

    def open_study() -> Project:
        projects.append(Project.open(study, "Amina"))
        return projects[-1]

    yield open_study
    for project in projects:
        project.close()
