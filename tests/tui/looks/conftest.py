"""A small study that is the same every time it is made: same texts, names and moments."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from qualcode.api import Project
from qualcode.model import AttributeType, ReadingState, Section, Transcript, Turn
from qualcode.project import actions
from qualcode.tui.screens import resuming
from qualcode.tui.widgets import lines

LINES = (
    ("INTERVIEWER", "How did people around you react when they arrived?"),
    ("P07", "First we were surprised. [laughs] Then my aunt cooked plov for the whole staircase. Let them see how "
     "hospitable we are. She said it twice, \x1b[31mloudly."),
    ("INTERVIEWER", "And you?"),
    ("P07", "Если двадцать тысяч приедут… 今天天气很好。 One day they will remember it. 👨\u200d👩\u200d👧"),
)  # fmt: skip


class Clock:
    """Stands in for `datetime`: each look at it is a minute after the one before."""

    def __init__(self) -> None:
        self._now = datetime(2022, 10, 12, 9, 0, tzinfo=UTC)

    def now(self, zone: object = None) -> datetime:
        """Return the next minute."""
        self._now += timedelta(minutes=1)
        return self._now


@pytest.fixture(autouse=True)
def _still_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks while its screen is looked at."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a study with three documents, five codes, codings by two people, and memos."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    monkeypatch.setattr(actions, "datetime", Clock())
    # How long something stands there must change nothing.
    monkeypatch.setattr(resuming, "LOOKED_EVERY_SECONDS", 3600.0)
    monkeypatch.setattr(lines, "TOLD_FOR_SECONDS", 3600.0)
    path = tmp_path / "dushanbe.qualcode"
    with Project.create(path, "Dushanbe 2022", coder="Amina") as project:
        fill(project)
    with Project.open(path, coder="Farrukh") as project:
        second_opinion(project)
    return path


def interview() -> Transcript:
    """Return the interview that is read."""
    parts, turns, place = [], [], 0
    for number, (label, words) in enumerate(LINES):
        start = place + len(label) + 2
        turns.append(Turn(start, start + len(words), label, 60.0 * number, None))
        parts.append(f"{label}: {words}")
        place += len(parts[-1]) + 2
    return Transcript(
        "\n\n".join(parts), "txt", tuple(turns), (Section("Arrival", 0, turns[1].end),), encoding="utf-8"
    )


def fill(project: Project) -> None:
    """Put in what Amina did."""
    document = project.documents.add("P07 Accountant", interview())
    for name in ("P08 [b]Doctor[/b]", "P09 Teacher"):
        project.documents.add(name, Transcript(f"Nothing much happened here, says {name}.", "docx"))
    person = project.participants.add("Zarina [x]")
    for name, kind in (("age", AttributeType.INTEGER), ("lived abroad", AttributeType.BOOLEAN)):
        project.participants.add_attribute(name, kind)
    project.participants.set(person, {"age": "35", "lived abroad": "true"})
    speakers = project.documents.speakers(document)
    project.participants.link_speaker(next(each for each in speakers if each.label == "P07"), person)
    welcome = project.codebook.add("Welcome", definition="How guests are met.")
    hospitality = project.codebook.add("Hospitality", welcome, definition="Food, a bed, [time] given freely.")
    obligation = project.codebook.add("Obligation", welcome, when_to_use="Must, ought, cannot refuse.")
    project.codebook.add("Resentment")
    project.codebook.retire(project.codebook.add("Irony"))
    text = project.documents.text(document)

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    coding = project.codings.apply(document, hospitality, *span("Then my aunt cooked plov"), weight=80)
    project.codings.apply(document, obligation, *span("plov for the whole staircase."))
    project.memos.add("A performance? Compare P11.", coding_id=coding.id)
    project.memos.add("Who is 'we' here?", code_id=obligation.id)
    project.memos.add("Field notes are in the red book.")
    project.progress.set(document, ReadingState.IN_PROGRESS)


def second_opinion(project: Project) -> None:
    """Put in what Farrukh did."""
    document = project.documents.all()[0]
    text = project.documents.text(document)
    start = text.index("First we were")
    code = project.codebook.find("Hospitality")
    project.codings.apply(document, code, start, text.index("She said"))
