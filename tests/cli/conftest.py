"""A small study, and the command line run on it as a shell would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.api import Project
from qualcode.cli.root import root
from qualcode.model import AttributeType, Section, TimeMark, Transcript, Turn

TEXT = (
    "INTERVIEWER: [00:00:01] Were you surprised?\n"
    "\n"
    "P07: Let them see how hospitable we are. Rent went up. Rent went up again.\n"
)
SURVEY = "Because of the bread.\n\nNo.\n"

Run = Callable[..., Result]


def interview() -> Transcript:
    """Return an interview of two turns with a time mark."""
    first, second = TEXT.index(" Were") + 1, TEXT.index("Let")
    return Transcript(
        TEXT,
        "txt",
        turns=(
            Turn(first, TEXT.index("\n"), "INTERVIEWER", 1.0, 4.25),
            Turn(second, len(TEXT) - 1, "P07", 4.25),
        ),
        time_marks=(TimeMark(13, 23, 1.0),),
        encoding="utf-8",
        origin="P07.txt",
        bytes_sha256="7" * 64,
    )


def survey() -> Transcript:
    """Return answers to two questions, without turns."""
    return Transcript(
        SURVEY,
        "table",
        sections=(Section("Q1", 0, 21), Section("Q2", 23, 26)),
        origin="survey.csv",
        bytes_sha256="8" * 64,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the user stands, as Amina."""
    place = tmp_path / "study"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("QUALCODE_CODER", "Amina")
    return place


@pytest.fixture
def study(folder: Path) -> Path:
    """A project of two documents, three codes, three codings by two coders, a participant and a memo."""
    path = folder / "study.qualcode"
    with Project.create(path, "Bread", coder="Amina") as project:
        p07, p12 = project.documents.add("P07", interview()), project.documents.add("P12", survey())
        welcome = project.codebook.add("Welcome", definition="They are received.")
        hospitality = project.codebook.add("Hospitality", welcome)
        rent = project.codebook.add("Rent, prices/housing")
        start = TEXT.index("Let them")
        project.codings.apply(p07, hospitality, start, start + 35, memo="said twice")
        project.codings.apply(p07, rent, TEXT.index("Rent"), TEXT.index(" again"), coder="Farrukh", weight=40)
        project.codings.apply(p12, welcome, 0, 21)
        age = project.participants.add_attribute("age", AttributeType.INTEGER)
        anna = project.participants.add("Anna")
        project.participants.set(anna, {age.name: "35"})
        project.participants.link_speaker(project.documents.speakers(p07)[1], anna)
        project.memos.add("Ask about the rent.")
    return path


@pytest.fixture
def opened(study: Path) -> Iterator[Callable[[], Project]]:
    """Open the study to look at what a command did to it; closed at the end."""
    projects: list[Project] = []

    def open_study() -> Project:
        projects.append(Project.open(study, read_only=True))
        return projects[-1]

    yield open_study
    for project in projects:
        project.close()


@pytest.fixture
def run(folder: Path) -> Run:
    """Run `qualcode` with arguments and return what it did; by default it must leave with 0."""

    def qualcode(*arguments: str, code: int = 0, input: str | None = None) -> Result:
        result = CliRunner().invoke(root, list(arguments), input=input, prog_name="qualcode")
        assert result.exit_code == code, f"{result.exit_code}: {result.stdout}\n{result.stderr}"
        assert "Traceback" not in result.stderr
        return result

    return qualcode
