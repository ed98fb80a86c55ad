"""What another program does to the project shows in every place, and the cursor, the scroll and the focus stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from screen_driving import on_screen, pressed, typed, until
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from qualcode.api import Project
from qualcode.model import Transcript
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.row_list import RowList

TEXT = "".join(f"Sentence {number} says something.\n" for number in range(60))


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project with enough of everything to scroll in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "study.qualcode"
    with Project.create(path, "Study", coder="Amina") as project:
        for number in range(40):
            document = project.documents.add(f"P{number:02}", Transcript(TEXT, "txt"))
            code = project.codebook.add(f"Code {number:02}")
            project.codings.apply(document, code, 0, 20)
            project.memos.add(f"Memo {number:02}", document_id=document.id)
    with Project.open(path, "Amina") as project:
        yield project


def standing(app: QualcodeApp) -> dict[str, Any]:
    """Return where one is: focus, row, offset, selection."""
    focused = app.focused
    assert focused is not None
    where: dict[str, Any] = {
        "screen": type(app.screen).__name__,
        "focus": (type(focused).__name__, focused.id),
    }
    if isinstance(focused, RowList):
        where["row"] = focused.key
    for name in ("cursor", "selection", "text", "value", "cursor_location", "cursor_position"):
        if hasattr(focused, name) and not callable(getattr(focused, name)):
            where[name] = getattr(focused, name)
    return where


def on_view(app: QualcodeApp) -> list[str]:
    """Return the beginnings of the lines in the widget with the focus; columns may grow for longer names."""
    assert app.focused is not None
    region = app.focused.content_region
    rows = on_screen(app).splitlines()[region.y : region.bottom]
    return [row[region.x + 1 : region.x + 8] for row in rows]


async def changed_elsewhere(pilot: Pilot[None], project: Project) -> None:
    """Another program adds a code, a coding, a memo and a document; wait until the screen has taken note."""
    app = pilot.app
    assert isinstance(app, QualcodeApp)
    reading = next(screen for screen in app.screen_stack if isinstance(screen, ReadingScreen))
    with Project.open(project.path, "Farrukh") as other:
        code = other.codebook.add("A code from elsewhere")
        document = other.documents.all()[0]
        other.codings.apply(document, code, 25, 40)
        other.memos.add("A memo from elsewhere", document_id=document.id)
        other.documents.add("P99 from elsewhere", Transcript("Hello.", "txt"))
    await until(
        pilot, lambda: any(each.name == "A code from elsewhere" for each in reading.desk.study.codes), 5
    )
    await until(pilot, lambda: not reading.desk.was_changed_elsewhere(), 5)
    await pilot.pause(0.3)


PLACES = {"f2": ["b", "end"], "f3": [], "f4": ["end"], "f5": [], "f6": ["ctrl+end"], "f7": [], "f8": ["home"]}
"""Key of each place, and what brings into view there what the other program did."""


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
@pytest.mark.parametrize("key", PLACES)
async def test_in_every_place_one_stays_where_one_is(study: Project, key: str, size: tuple[int, int]) -> None:
    app = QualcodeApp(study, "Amina")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pressed(pilot, key)
        await pilot.pause(0.3)
        await pressed(pilot, *["down"] * 30)
        before, shown = standing(app), on_view(app)
        await changed_elsewhere(pilot, study)
        assert standing(app) == before
        same = sum(one == other for one, other in zip(shown, on_view(app), strict=True))
        assert same >= 0.8 * len(shown), on_screen(app)
        assert "Something unforeseen" not in on_screen(app)
        await pressed(pilot, *PLACES[key])
        await until(pilot, lambda: "elsewhere" in on_screen(app) or "41" in on_screen(app), 5)


async def test_under_a_dialog_and_while_something_is_typed_nothing_moves(study: Project) -> None:
    app = QualcodeApp(study, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "c")
        await typed(pilot, "Code 1")
        focused = app.focused
        assert isinstance(focused, Input)
        await changed_elsewhere(pilot, study)
        assert app.focused is focused
        assert focused.value == "Code 1"
        await pressed(pilot, "escape")
        assert "A code from elsewhere" in {code.name for code in app.screen.desk.study.codes}  # type: ignore[attr-defined]


async def test_a_memo_that_is_being_written_stays(study: Project) -> None:
    app = QualcodeApp(study, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "m")
        await typed(pilot, "half a thou")
        focused = app.focused
        assert isinstance(focused, TextArea)
        await changed_elsewhere(pilot, study)
        assert app.focused is focused
        await typed(pilot, "ght")
        assert focused.text == "half a thought"
        await pressed(pilot, "ctrl+q")
        assert isinstance(app.screen, ChoiceScreen)
