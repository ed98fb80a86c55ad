"""Two screens on one project: after 200 mixed actions both show the same, and it is what the file holds."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from screen_driving import at_rest, pressed, typed
from textual import events
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.opening import open_project
from qualcode.tui.screens.reading import ReadingScreen

ACTIONS = 200
SIZE = (110, 24)  # the panels are there, and little is drawn for each of many keys


def reading(app: QualcodeApp) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


def send(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, as fast as the screen takes them."""
    for key in keys:
        character = key if len(key) == 1 else "." if key == "full_stop" else None
        pilot.app.post_message(events.Key(key, character))


async def do_something(pilot: Pilot[Any], rng: random.Random, number: int) -> None:
    """Do one of the things that a person does while coding."""
    send(pilot, *rng.choices(["down", "up", "right", "ctrl+down", "shift+down"], k=rng.randint(1, 3)))
    what = rng.choice(
        ["digit", "digit", "again", "new", "remove", "undo", "redo", "memo", "complete", "document"]
    )
    match what:
        case "digit":
            send(pilot, str(rng.randint(1, 3)))
        case "again":
            send(pilot, "full_stop")
        case "new":
            await pressed(pilot, "c")
            await typed(pilot, f"Code {number % 7}")
            send(pilot, "enter")
        case "remove":
            send(pilot, "x", "x")
        case "undo":
            send(pilot, "u")
        case "redo":
            send(pilot, "ctrl+y")
        case "memo":
            await pressed(pilot, "m")
            await typed(pilot, f"note {number}")
            send(pilot, "ctrl+s", "escape")
        case "complete":
            send(pilot, "k")
        case "document":
            send(pilot, rng.choice(["ctrl+pagedown", "ctrl+pageup"]))
    await at_rest(pilot)
    for _ in range(3):
        if not isinstance(pilot.app.screen, ReadingScreen):
            await pressed(pilot, "escape")  # out of a question or a dialog
    pilot.app.clear_notifications()


def shown(app: QualcodeApp) -> dict[str, object]:
    """Return what a screen shows of the study: documents, states of this coder, codes with counts, codings here."""
    desk = reading(app).desk
    assert desk.document is not None
    return {
        "documents": [(each.id, each.name) for each in desk.study.documents],
        "codes": [(code.id, code.path, desk.study.code_counts.get(code.id, 0)) for code in desk.study.codes],
        "by document": {number: count for number, count in desk.study.document_counts.items() if count},
        "drawn": {
            mark.id: (mark.start, mark.end, mark.code_id)
            for mark in reading(app).view._page.codings
            if not mark.is_memo
        },
    }


def held(project: Project, document_id: int) -> dict[str, object]:
    """Return the same as it is in the file."""
    codings = project.codings.all()
    codes = [
        (each.id, each.path, sum(coding.code_id == each.id for coding in codings))
        for each in project.codebook.all()
    ]
    by_document: dict[int, int] = {}
    for coding in codings:
        by_document[coding.document_id] = by_document.get(coding.document_id, 0) + 1
    return {
        "documents": [(each.id, each.name) for each in project.documents.all()],
        "codes": codes,
        "by document": by_document,
        "drawn": {
            each.id: (each.start, each.end, each.code_id)
            for each in codings
            if each.document_id == document_id
        },
    }


async def test_two_screens_show_the_same_in_the_end(odd_project: Project) -> None:
    path: Path = odd_project.path
    code, document = odd_project.codebook.all()[1], odd_project.documents.all()[0]
    odd_project.codings.apply(document, code, 7, 20)
    rng = random.Random(20221012)
    one = QualcodeApp(open_project(path, "Amina"), "Amina")
    other = QualcodeApp(open_project(path, "Farrukh"), "Farrukh")
    async with one.run_test(size=SIZE) as amina, other.run_test(size=SIZE) as farrukh:
        for number in range(ACTIONS):
            await do_something(rng.choice([amina, farrukh]), rng, number)
            assert isinstance(one.screen, ReadingScreen)
            assert isinstance(other.screen, ReadingScreen)
        for pilot in (amina, farrukh):
            pilot.app.look_after_project()  # type: ignore[attr-defined]
            await at_rest(pilot)
        with Project.open(path, read_only=True) as project:
            for app in (one, other):
                document = reading(app).desk.document  # type: ignore[assignment]
                assert shown(app) == held(project, document.id)
            assert project.check() == []
            made = sum(1 for _ in project.history.newest_first())
    assert made > ACTIONS / 4
