"""The form of a code: what is typed is saved when the field is left, and nothing of it is lost."""

from __future__ import annotations

import pytest
from codebook_driving import ODD, here, opened, paths, stocked
from screen_driving import at_rest, on_screen, pressed, typed, until
from textual.pilot import Pilot
from textual.widgets import TextArea

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.drafts import left_drafts
from qualcode.tui.screens.codebook import CodebookScreen
from qualcode.tui.screens.consequences import ConsequencesScreen
from qualcode.tui.screens.reading import ReadingScreen


@pytest.fixture
def book(odd_project: Project) -> Project:
    """The project to work on."""
    return stocked(odd_project)


def summaries(project: Project) -> list[str]:
    return [action.summary for action in project.history.newest_first()]


def definition(app: QualcodeApp) -> str:
    return app.screen.query_one("#code-definition", TextArea).text


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_the_form_shows_the_whole_definition(
    book: Project,
    size: tuple[int, int],
) -> None:
    code = book.codebook.find("Irony")
    book.codebook.edit(code, when_to_use="[u]use", when_not_to_use="not \x1b[31m", example="[1:30] ex")
    app = QualcodeApp(book)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, "Irony")
        shown = on_screen(app)
        for told in (
            "[i]says one thing[/i]",
            "[u]use",
            "not ␛[31m",
            "[1:30] ex",
            "When not to use",
            "green #228833",
        ):
            assert told in shown, told
        assert "\x1b" not in shown
        await pressed(pilot, "down", "up", "tab", "tab", "tab", "escape", "escape")
        assert isinstance(app.screen, ReadingScreen)
        assert summaries(book)[0].startswith("edited the when to use")  # looking changes nothing


async def test_leaving_a_field_saves_it_as_one_action(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        number = len(summaries(book))
        await pressed(pilot, "e")
        await typed(pilot, " and means another")
        assert len(summaries(book)) == number
        await pressed(pilot, "tab")
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i] and means another"
        assert summaries(book)[0] == "edited the definition of Irony"
        assert len(summaries(book)) == number + 1
        assert "saved the definition of Irony · Ctrl+Z undoes" in on_screen(app)
        assert app.focused is app.screen.query_one("#code-when_to_use")
        await pressed(pilot, "ctrl+z")
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i]"
        assert definition(app) == "[i]says one thing[/i]"
        await pressed(pilot, "ctrl+y")
        assert definition(app) == "[i]says one thing[/i] and means another"


async def test_ctrl_s_saves_and_stays_in_the_field(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "enter")
        await typed(pilot, "!")
        await pressed(pilot, "ctrl+s")
        assert book.codebook.find("Irony").definition.endswith("!")
        assert app.focused is app.screen.query_one("#code-definition")
        await typed(pilot, "?")
        await pressed(pilot, "enter", "ctrl+s", "ctrl+s")
        assert book.codebook.find("Irony").definition.endswith("!?\n")
        assert "Everything is saved." in on_screen(app)


@pytest.mark.parametrize("way_out", ["f2", "f8", "f6", "f7", "ctrl+q"])
async def test_leaving_the_screen_saves_what_is_typed(book: Project, way_out: str) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " kept")
        await pressed(pilot, way_out)
        if way_out != "ctrl+q":
            await until(pilot, lambda: not isinstance(app.screen, CodebookScreen))
    with Project.open(book.path, coder="Amina") as project:
        assert project.codebook.find("Irony").definition.endswith(" kept")


async def test_escape_puts_back_what_was_there_and_ctrl_z_what_was_typed(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        number = len(summaries(book))
        await pressed(pilot, "e")
        await typed(pilot, " abc")
        await pressed(pilot, "escape")
        assert definition(app) == "[i]says one thing[/i]"
        assert app.focused is app.screen.query_one("#codebook-tree")
        assert "Ctrl+Z brings back what you typed" in on_screen(app)
        await pressed(pilot, "ctrl+z")
        assert definition(app) == "[i]says one thing[/i] abc"
        assert app.focused is not app.screen.query_one("#codebook-tree")
        await pressed(pilot, "ctrl+z")
        assert definition(app) == "[i]says one thing[/i]"
        assert len(summaries(book)) == number
        await pressed(pilot, "escape")
        assert app.focused is app.screen.query_one("#codebook-tree")
        await pressed(pilot, "r")
        await typed(pilot, "Wit")
        await pressed(pilot, "escape")
        await typed(pilot, "x")  # no letter goes into the name any more
        assert paths(book)[2] == "Irony"
        assert len(summaries(book)) == number
        await pressed(pilot, "escape", "ctrl+z", "enter")
        assert paths(book)[2] == "Wit"


async def test_r_renames_and_a_name_of_nothing_is_not_taken(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "r")
        await typed(pilot, "[b]Wit")
        await pressed(pilot, "enter")
        assert paths(book)[2] == "[b]Wit"
        assert "renamed Irony to [b]Wit" in on_screen(app)
        assert app.focused is app.screen.query_one("#codebook-tree")
        await pressed(pilot, "r", "backspace", "tab")
        assert "A code needs a name. “[b]Wit” stays." in on_screen(app)
        assert paths(book)[2] == "[b]Wit"
        await pressed(pilot, "escape", "u")
        assert paths(book)[2] == "Irony"


async def test_looking_at_an_odd_name_does_not_change_it(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, ODD)
        number = len(summaries(book))
        await pressed(pilot, "r", "end", "enter", "up", "tab", "tab", "tab")
        assert ODD in paths(book)
        assert len(summaries(book)) == number


async def test_tab_goes_to_the_fields_and_colour_and_retired_are_pressed(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "tab", "tab", "space")
        assert "Colour of “Irony”" in on_screen(app)
        await pressed(pilot, "home", "enter")
        assert book.codebook.find("Irony").colour == "#4477aa"
        await pilot.click("#code-retired")
        await at_rest(pilot)
        assert book.codebook.find("Irony").retired


async def test_walking_on_saves_what_is_typed_into_the_code_it_was_typed_for(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, "#")
        await pilot.click("#codebook-tree", offset=(10, 1))
        await at_rest(pilot)
        assert here(app) == "Welcome"
        assert book.codebook.find("Irony").definition.endswith("#")
        assert definition(app) == ""
        assert book.codebook.find("Welcome").definition == ""


async def test_a_change_elsewhere_does_not_take_what_is_being_typed(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " mine")
        with Project.open(book.path, coder="Farrukh") as other:
            code = other.codebook.find("Irony")
            other.codebook.edit(code, definition="theirs", example="an example of theirs")
        await until(pilot, lambda: "an example of theirs" in on_screen(app))
        assert definition(app) == "[i]says one thing[/i] mine"
        await pressed(pilot, "ctrl+s")
        assert "what another program wrote is in its history" in on_screen(app)
        versions = [
            version.before
            for change in book.codebook.trail(book.codebook.find("Irony"))
            for version in change.versions
            if version.field == "definition"
        ]
        assert versions == ["theirs", "[i]says one thing[/i]"]


async def test_what_is_typed_for_a_code_that_another_program_removed_becomes_a_memo(
    book: Project,
) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " mine")
        with Project.open(book.path, coder="Farrukh") as other:
            other.codebook.remove(other.codebook.find("Irony"))
        await until(pilot, lambda: "kept as a memo on the project" in on_screen(app))
        kept = [memo.text for memo in book.memos.all() if memo.code_id is None and memo.coding_id is None]
        assert kept == ["Irony (removed meanwhile)\n\nDefinition: [i]says one thing[/i] mine"]


async def test_where_nothing_can_be_saved_leaving_asks(
    book: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " mine")
        moved = book.path.with_name("elsewhere.qualcode")
        book.path.rename(moved)
        await pressed(pilot, "f2")
        assert isinstance(app.screen, ConsequencesScreen)
        await pressed(pilot, "enter")
        assert definition(app).endswith(" mine")
        moved.rename(book.path)
        await pressed(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert book.codebook.find("Irony").definition.endswith(" mine")


async def test_what_is_dropped_knowingly_is_dropped(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " mine")
        moved = book.path.with_name("elsewhere.qualcode")
        book.path.rename(moved)
        await pressed(pilot, "f2", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        moved.rename(book.path)
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i]"


async def test_a_draft_is_kept_until_the_text_is_saved(
    book: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qualcode.tui.drafts._is_running", lambda process: False)
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " mine")
        await until(pilot, lambda: bool(left_drafts(book.guid, "Amina")))
        (draft,) = left_drafts(book.guid, "Amina")
        assert (draft.kind, draft.guid) == ("code", book.codebook.find("Irony").guid)
        assert draft.text == "Definition: [i]says one thing[/i] mine"
        await pressed(pilot, "ctrl+s")
        assert left_drafts(book.guid, "Amina") == []
        await typed(pilot, "?")
        await until(pilot, lambda: bool(left_drafts(book.guid, "Amina")))
        await pressed(pilot, "escape")
        assert left_drafts(book.guid, "Amina") == []


async def test_the_history_of_a_code_shows_versions_and_brings_one_back(book: Project) -> None:
    app = QualcodeApp(book)
    code = book.codebook.find("Irony")
    book.codebook.move(book.codebook.edit(code, definition="[b]second"), book.codebook.find("Welcome"))
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await until(pilot, lambda: "added the code Irony" in on_screen(app))
        assert "changed the definition" in on_screen(app)
        await pressed(pilot, "v", "enter")
        told = on_screen(app)
        assert "moved the code Irony to Welcome" in told
        assert "before: at the top of the codebook" in told
        assert "after: Welcome" in told
        await pressed(pilot, "enter", "down", "enter")
        assert "before: [i]says one thing[/i]" in on_screen(app)
        assert "after: [b]second" in on_screen(app)
        await pressed(pilot, "down", "enter")
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i]"
        await pressed(pilot, "ctrl+z")
        assert book.codebook.find("Irony").definition == "[b]second"


async def test_what_is_pasted_loses_its_control_characters(book: Project) -> None:
    from textual import events

    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        assert app.focused is not None
        app.focused.post_message(events.Paste(" [b]a\x1b[31m\r\nb"))
        await pressed(pilot, "ctrl+s")
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i] [b]a[31m\nb"


async def test_the_form_follows_a_hasty_hand(book: Project) -> None:
    """Letters that come right behind a Tab or an r belong to the code that the cursor went to."""
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Welcome")
        await hasty(pilot, "down", "down", "r", "W", "i", "t", "enter")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Wit", ODD]


async def hasty(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as fast as a terminal sends them."""
    from textual import events

    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)  # type: ignore[union-attr]
    await pressed(pilot)
