"""Undo and redo of very much: the screen goes on, says that it saves, and keys act afterwards on what there is then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from screen_driving import on_screen, pressed, stored, until
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.model import Span
from qualcode.tui.app import QualcodeApp
from qualcode.tui.desk import Desk
from qualcode.tui.screens import reversing, waiting
from qualcode.tui.screens.documents import DocumentsScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.waiting import WaitingScreen

FIRST, SECOND = "Let them see.", "[laughs] Really!"


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Everything is much, and is carried out once the gate is open."""
    is_open = Event()
    carry_out = waiting.with_own_connection

    def later(path: Any, coder: str, job: Callable[[Project], Any], **named: Any) -> Any:
        is_open.wait(30)
        return carry_out(path, coder, job, **named)

    monkeypatch.setattr(waiting, "with_own_connection", later)
    monkeypatch.setattr(reversing, "MANY_CHANGES", 0)
    yield is_open
    is_open.set()


def coded(project: Project) -> None:
    document = project.documents.all()[0]
    project.codings.apply(document, project.codebook.find("Irony"), 7, 20)


async def waited(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, WaitingScreen))
    await until(pilot, lambda: "saving…" in on_screen(pilot.app))


async def test_keys_wait_for_the_end_and_act_in_their_order(odd_project: Project, gate: Event) -> None:
    coded(odd_project)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert "Amina ● saved" in on_screen(app)
        await pressed(pilot, "u")
        await waited(pilot)
        assert "Amina ○ saving…" in on_screen(app)
        assert "taking back" in on_screen(app)
        await pressed(pilot, "1", "down", "1", "tab", "f4")
        assert stored(odd_project) == [("Irony", FIRST)]
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, DocumentsScreen))
        assert stored(odd_project) == [("Irony", FIRST), ("Irony", SECOND)]
        kinds = [action.kind for action in odd_project.history.newest_first(3)]
        assert kinds == ["coding", "coding", "undo"]
        await pressed(pilot, "f2")
        assert "Amina ● saved" in on_screen(app)


async def test_one_undo_follows_the_other_and_redo_brings_all_again(
    odd_project: Project, gate: Event
) -> None:
    coded(odd_project)
    odd_project.memos.add("a word")
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "u", "u")
        await waited(pilot)
        gate.set()
        await until(pilot, lambda: stored(odd_project) == [] and odd_project.memos.all() == [])
        await until(pilot, lambda: "undid: applied Irony" in on_screen(app))
        assert "Ctrl+R redoes" in on_screen(app)
        await pressed(pilot, "ctrl+r", "ctrl+r")
        await until(pilot, lambda: stored(odd_project) == [("Irony", FIRST)] and "redid" in on_screen(app))
        assert isinstance(app.screen, ReadingScreen)


async def test_what_cannot_be_taken_back_is_told_and_the_keys_are_dropped(
    odd_project: Project, gate: Event
) -> None:
    coded(odd_project)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "u")
        await waited(pilot)
        odd_project.undo()  # by another hand, before the thread comes to it
        await pressed(pilot, "i")
        gate.set()
        await until(pilot, lambda: "is undone already" in on_screen(app))
        assert "the keys typed meanwhile were dropped" in on_screen(app)
        assert "saving" not in on_screen(app)
        await pressed(pilot, "i")
        assert stored(odd_project) == [("Let them see", FIRST)]


async def test_one_leaves_when_it_is_done(odd_project: Project, gate: Event) -> None:
    coded(odd_project)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "u")
        await waited(pilot)
        await pressed(pilot, "ctrl+q")
        assert app.is_running
        gate.set()
        await until(pilot, lambda: not app.is_running)
    with Project.open(odd_project.path) as project:
        assert stored(project) == []


# -- what a small undo reads


def test_a_small_undo_takes_up_only_what_it_touched(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(odd_project)
    desk.open(odd_project.documents.all()[0])
    irony, other = odd_project.codebook.find("Irony"), odd_project.codebook.find("[/b] Hospitality")
    desk.apply([irony], Span(7, 20))
    coding = next(iter(desk.codings.values()))
    desk.recode(coding, other)
    desk.resize(desk.codings[coding.id], Span(7, 10))
    desk.set_weight(desk.codings[coding.id], 5)
    desk.write_memo(desk.codings[coding.id], "a word")
    desk.remove(desk.codings[coding.id])
    odd_project.codings.apply(odd_project.documents.all()[1], irony, 0, 7)
    desk.refresh()
    monkeypatch.setattr(desk, "refresh", lambda: pytest.fail("all was read anew"))
    for step in (*[desk.undo] * 7, *[desk.redo] * 7):
        change = step()
        assert not change.everything
        fresh = Desk(odd_project)
        fresh.open(odd_project.documents.all()[0])
        assert desk.codings == fresh.codings
        assert desk.study.states == fresh.study.states
        for counts in ("document_counts", "code_counts"):
            mine, anew = getattr(desk.study, counts), getattr(fresh.study, counts)
            assert {key: number for key, number in mine.items() if number} == {
                key: number for key, number in anew.items() if number
            }
        assert not desk.was_changed_elsewhere()


def test_everything_is_read_anew_where_more_than_codings_changed(odd_project: Project) -> None:
    desk = Desk(odd_project)
    odd_project.codebook.edit(odd_project.codebook.find("Irony"), name="Wit")
    desk.refresh()
    assert desk.undo().everything
    assert [code.name for code in desk.study.codes if code.name in ("Wit", "Irony")] == ["Irony"]
    with Project.open(odd_project.path, coder="Farrukh") as another:
        coding = another.codings.apply(another.documents.all()[0], another.codebook.find("Irony"), 7, 20)
    assert desk.undo().everything  # the coder is not known here yet
    assert odd_project.codings.all() == []
    assert desk.redo().everything is False
    assert desk.study.coders[coding.coder_id] == "Farrukh"
