"""A small project with everything that could be taken for markup in its names and texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from actions_carried_out import _actions_are_recorded

from qualcode.api import Project
from qualcode.model import AttributeType, Transcript, Turn
from qualcode.tui.widgets import lines

__all__ = ["_actions_are_recorded"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask last which actions the other tests carried out."""
    items.sort(key=lambda item: item.name == "test_every_action_was_carried_out_by_a_test")


ODD = "[bold]x[/b] \x1b[31mred"
TEXT = f"AMINA: Let them see. [laughs] Really! {ODD}\n\nB [/b]: Yes, [1:30] she said it. And again."


@pytest.fixture
def odd_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project of one document with two turns, one participant and three codes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lines, "TOLD_FOR_SECONDS", 60.0)  # on a busy machine four seconds are over at once
    with Project.create(tmp_path / "study.qualcode", f"Study {ODD}", coder="Amina") as project:
        second = TEXT.index("Yes")
        label = "B [/b]"
        turns = (Turn(7, TEXT.index("\n"), "AMINA", 4.0), Turn(second, len(TEXT), label))
        document = project.documents.add(f"P01 {ODD}", Transcript(TEXT, "txt", turns))
        project.documents.add("P02", Transcript("Another voice. It says more.", "txt"))
        person = project.participants.add(f"Person {ODD}")
        project.participants.add_attribute("[b]place", AttributeType.TEXT)
        project.participants.set(person, {"[b]place": "[red]Dushanbe"})
        project.participants.link_speaker(project.documents.speakers(document)[0], person)
        project.codebook.add_path("Welcome > [/b] Hospitality")
        project.codebook.add("Irony", definition="[i]says one thing[/i]")
    with Project.open(tmp_path / "study.qualcode", coder="Amina") as project:
        yield project
