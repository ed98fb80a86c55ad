"""Another project's codebook on the screen, with a choice for each code; and what the codebook lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from codebook_driving import here, opened, paths, stocked
from screen_driving import on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.codebook import CodebookScreen
from qualcode.tui.widgets.row_list import RowList


@pytest.fixture
def book(odd_project: Project) -> Project:
    """The project to work on."""
    return stocked(odd_project)


async def test_what_becomes_of_each_code_of_another_project_is_chosen(book: Project, tmp_path: Path) -> None:
    irony = book.codebook.find("Irony")
    with Project.create(tmp_path / "other.qualcode", coder="Farrukh") as other:
        other.codebook.add("Irony", guid=irony.guid, definition="theirs")
        other.codebook.add("Welcome", definition="another")
        new = other.codebook.add("New")
        other.codebook.add("Newer", new)
    app = QualcodeApp(book)

    def chosen() -> list[str]:
        return [row.right for row in app.screen.query_one(RowList).rows]

    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "f9")
        await typed(pilot, "other.qualcode")
        await pressed(pilot, "enter")
        await until(
            pilot, lambda: "3 added, 1 changed, 0 moved, 0 same, 1 conflicting name" in on_screen(app)
        )
        assert chosen() == [
            "changed · theirs", "added and conflicting name · both", "added · take", "added · take",
        ]  # fmt: skip
        await pressed(pilot, "o")
        assert chosen()[:2] == ["changed · ours", "added and conflicting name · ours"]
        await pressed(pilot, "t")
        assert chosen()[1] == "added and conflicting name · theirs"
        await pressed(pilot, "b")
        assert "Both texts are kept, one after the other" in on_screen(app)
        await pressed(pilot, "down", "space")
        assert "It becomes one with the code of the same name here" in on_screen(app)
        await pressed(pilot, "down", "space")
        assert "It is left out, with all that is new under it." in on_screen(app)
        assert [each.rsplit(" ", 1)[1] for each in chosen()] == ["both", "ours", "leave", "take"]
        before = paths(book)
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CodebookScreen))
        assert paths(book) == before
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i]\n\ntheirs"
        assert book.codebook.find("Welcome").definition == "another"
        await pressed(pilot, "u")
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i]"


async def test_what_the_codebook_lacks_is_listed_and_leads_to_the_code(book: Project) -> None:
    book.codebook.retire(book.codebook.find("Irony"))
    app = QualcodeApp(book)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "w")
        await until(pilot, lambda: "1 retired but used" in on_screen(app))
        rules = [row.right for row in app.screen.query_one(RowList).rows]
        assert rules[:2] == ["no definition", "no example"]
        assert rules.count("single child") == 1
        assert "Welcome says what it means nowhere" in on_screen(app)
        await pressed(pilot, *["down"] * rules.index("retired but used"))
        assert "Irony is retired and has 2 codings" in on_screen(app)
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CodebookScreen))
        assert here(app) == "Irony"
        await pressed(pilot, "w", "escape")
        assert isinstance(app.screen, CodebookScreen)


async def test_a_state_of_the_codebook_is_named_and_brought_back(book: Project) -> None:
    before = paths(book)
    app = QualcodeApp(book)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "y", "enter")
        await typed(pilot, "after [b]pilot")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "is the version “after [b]pilot”" in on_screen(app))
        book.codebook.remove(book.codebook.find("Irony"))
        book.codebook.add("Later")
        book.codebook.edit(book.codebook.find("Welcome"), definition="otherwise")
        now = paths(book)
        await pressed(pilot, "y", "down", "enter")
        await until(pilot, lambda: "1 code would be changed or moved; no coding is lost." in on_screen(app))
        assert "would be retired with their 0 codings: Later." in on_screen(app)
        assert "Went since, and would come back without codings: Irony." in on_screen(app)
        await pressed(pilot, "down", "enter")
        assert paths(book) == now, "left as it is"
        await pressed(pilot, "y", "down", "enter")
        await until(pilot, lambda: "no coding is lost" in on_screen(app))
        await pressed(pilot, "enter")
        await until(pilot, lambda: "brought back the codebook “after [b]pilot”" in on_screen(app))
        assert [code.path for code in book.codebook.all(retired=False)] == before
        assert book.codebook.find("Later").retired
        await pressed(pilot, "y", "down", "enter")
        await until(pilot, lambda: "The codebook is as it was in" in on_screen(app))
        await pressed(pilot, "enter", "u")
        assert paths(book) == now
