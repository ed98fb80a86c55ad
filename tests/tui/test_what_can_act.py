"""What the palette offers can be done now; what finds nothing to act on says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from screen_driving import on_screen, pressed, until

from qualcode.api import Project
from qualcode.settings import write_settings
from qualcode.tui.action_list import offered
from qualcode.tui.app import QualcodeApp
from qualcode.tui.widgets.segment_list import SegmentList
from qualcode.tui.widgets.theme_grid import ThemeGrid


def titles(app: QualcodeApp) -> list[str]:
    return [command.title for command in offered(app, app.screen)]


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """An empty study."""
    monkeypatch.chdir(tmp_path)
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        yield project


async def test_what_ends_the_moving_of_an_edge_is_offered_while_one_is_moved(odd_project: Project) -> None:
    odd_project.codings.apply(odd_project.documents.all()[0], odd_project.codebook.find("Irony"), 7, 20)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "home")
        assert not any("edges (" in title for title in titles(app))
        assert any(title.startswith("Code this") for title in titles(app))
        await pressed(pilot, "]")
        assert any(title.startswith("Keep the edges (Enter)") for title in titles(app))
        assert any(title.startswith("Next word") for title in titles(app))
        assert not any(title.startswith(("Code this", "Select sentence")) for title in titles(app))


async def test_where_there_is_nothing_an_action_says_so(nothing: Project) -> None:
    app = QualcodeApp(nothing, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert not any(title.startswith("Next word") for title in titles(app))
        await said(pilot, "f3", "r", "There is no code here; n makes one.")
        await said(pilot, "f3", "v", "There is no code here; n makes one.")
        await said(pilot, "f3", "h", "no code is retired")
        await said(pilot, "f4", "ctrl+d", "There is no document here yet.")
        await said(pilot, "f4", "space", "There is no participant here yet.")
        await said(pilot, "f5", "enter", "Nothing is coded yet.")
        await said(pilot, "f5", "z", "there is no filter: all segments are shown")
        await said(pilot, "f6", "z", "codes of which nothing is counted are left out")


async def said(pilot: Any, place: str, key: str, sentence: str) -> None:
    await pressed(pilot, place, key)
    await until(pilot, lambda: sentence in on_screen(pilot.app))
    pilot.app.clear_notifications()


async def test_sentences_name_the_keys_that_are_bound(nothing: Project) -> None:
    own = {"undo": "a", "codebook-new": "+", "import": "f12", "segments-back": "q", "pick-code": "c"}
    write_settings(keys=own)
    app = QualcodeApp(nothing, "Amina")
    async with app.run_test(size=(60, 24), notifications=True) as pilot:
        assert "Press F12 to bring some in" in on_screen(app)
        assert " 1 " not in on_screen(app)  # what is no document has no line numbers
        await said(pilot, "f3", "r", "There is no code here; +")
        nothing.codebook.add("Irony")
        await pressed(pilot, "f5")
        await until(pilot, lambda: "Nothing is coded yet. q goes back" in on_screen(app))
        assert "at the cursor." in on_screen(app)  # the end of the sentence, also where it is narrow


async def test_what_was_done_names_the_key_that_takes_it_back(odd_project: Project) -> None:
    write_settings(keys={"undo": "a,ctrl+z", "redo": "ctrl+y"})
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "home", "i")
        assert "· a undoes" in on_screen(app)
        await pressed(pilot, "a")
        assert "· Ctrl+Y redoes" in on_screen(app)


async def test_the_keys_of_lists_walk_cards_and_the_theme_table_too(odd_project: Project) -> None:
    write_settings(key_map="vim")
    document = odd_project.documents.all()[0]
    for start in (7, 8, 9):
        odd_project.codings.apply(document, odd_project.codebook.find("Irony"), start, 20)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "f5")
        cards = app.screen.query_one(SegmentList)
        await until(pilot, lambda: len(cards.ids) == 3)
        await pressed(pilot, "j", "j", "k")
        assert cards.place == 1
        await pressed(pilot, "G")
        assert cards.place == 2
        await pressed(pilot, "f6")
        table = app.screen.query_one(ThemeGrid)
        await until(pilot, lambda: table.row_count > 2)
        await pressed(pilot, "j", "j", "k")
        assert table.cursor_row == 1
        await pressed(pilot, "G")
        assert table.cursor_row == table.row_count - 1
