"""The codebook beside the text: pins, finding, retired codes, moving with the mouse."""

from __future__ import annotations

import pytest
from screen_driving import at_rest, on_screen, pressed, stored, typed

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.codes import CodesFilter, CodesList


def panel(app: QualcodeApp) -> CodesList:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen.query_one(CodesList)


def names(app: QualcodeApp) -> list[str]:
    return ["".join(piece.text for piece in row.left).strip() for row in panel(app).rows]


async def test_a_code_is_pinned_to_each_digit_and_stays_there(odd_project: Project) -> None:
    for number in range(9):
        odd_project.codebook.add(f"Code {number}")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "b", "end")
        for digit in range(1, 10):
            await pressed(pilot, str(digit), "up")
        assert "9• ■ Code 0" in " ".join(on_screen(app).split())
        await pressed(pilot, "escape")
        for digit in range(1, 10):
            await pressed(pilot, str(digit))
        assert [name for name, _ in stored(odd_project)] == [f"Code {number}" for number in range(8, -1, -1)]
    with Project.open(odd_project.path, "Amina") as again:
        app = QualcodeApp(again)
        async with app.run_test(size=(140, 45), notifications=True) as pilot:
            assert len(panel(app).rows) == 12
            assert "1• ■ Code 8" in " ".join(on_screen(app).split())  # remembered
            await pressed(pilot, "b", "end", "1")
            assert "Code 8 is not pinned any more" in on_screen(app)
            await pressed(pilot, "up", "0")
            assert "Code 7 is not pinned any more" in on_screen(app)
            await pressed(pilot, "0")
            assert "Code 7 is not pinned; 1 to 9 pins it" in on_screen(app)


async def test_a_pinned_code_that_was_deleted_is_pinned_again_when_that_is_undone(
    odd_project: Project,
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "b", "end", "4")
        irony = odd_project.codebook.find("Irony")
        odd_project.codebook.remove(irony)
        app.look_after_project()
        await at_rest(pilot)
        assert "4•" not in " ".join(names(app))
        await pressed(pilot, "ctrl+z")
        assert any(name.startswith("4•") and name.endswith("Irony") for name in names(app))


async def test_retired_codes_are_hidden_until_they_are_asked_for(odd_project: Project) -> None:
    odd_project.codebook.retire(odd_project.codebook.find("Irony"))
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert "Irony" not in on_screen(app)
        assert "1 retired: h shows" in on_screen(app)
        await pressed(pilot, "b", "h")
        assert "Irony (retired)" in on_screen(app)
        await pressed(pilot, "h")
        assert "Irony" not in on_screen(app)


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_codes_are_found_by_what_is_typed_with_those_above(
    odd_project: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pressed(pilot, "b", "slash")
        await typed(pilot, "hosp")
        assert [name[-11:] for name in names(app)] == ["■ Welcome", "Hospitality"]
        await pressed(pilot, "enter", "enter")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]
        assert panel(app).has_focus
        await pressed(pilot, "escape")
        assert len(names(app)) == 3
        assert panel(app).has_focus  # Esc ends finding first
        assert panel(app).key == odd_project.codebook.find("[/b] Hospitality").id
        await pressed(pilot, "slash")
        await typed(pilot, "says one")  # in a definition
        await pressed(pilot, "down")
        assert [name[-5:] for name in names(app)] == ["Irony"]
        assert panel(app).has_focus
        await pressed(pilot, "slash")
        await typed(pilot, "zz")
        assert "No code answers." in on_screen(app)
        await pressed(pilot, "escape", "escape")
        assert not app.screen.query_one(CodesFilter).has_class("-on")
        assert app.screen.query_one("#text").has_focus


async def test_folding_gathers_the_counts_below(odd_project: Project) -> None:
    document = odd_project.documents.all()[0]
    below = odd_project.codebook.add_path("Welcome > [/b] Hospitality > Tea")
    odd_project.codings.apply(document, below, 7, 20)
    odd_project.codings.apply(document, odd_project.codebook.find("[/b] Hospitality"), 7, 20)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert [row.right for row in panel(app).rows] == ["", "1", "1", ""]
        await pressed(pilot, "b", "home", "left")
        assert [row.right for row in panel(app).rows] == ["2", ""]
        await pressed(pilot, "right", "down", "left")
        assert [row.right for row in panel(app).rows] == ["", "2", ""]


async def test_a_code_is_moved_under_another_with_the_mouse_and_back_by_one_key(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        before = list(odd_project.dump())
        await pilot.mouse_down("#codes", offset=(8, 3))  # Irony
        await pilot.hover("#codes", offset=(8, 2))
        await pilot.hover("#codes", offset=(8, 1))
        assert "Irony → under Welcome" in on_screen(app)
        await pilot.mouse_up("#codes", offset=(8, 1))
        await at_rest(pilot)
        assert odd_project.codebook.find("Irony").path == "Welcome > Irony"
        assert panel(app).key == odd_project.codebook.find("Irony").id
        await pressed(pilot, "u")
        assert list(odd_project.dump()) == before
        await pilot.mouse_down("#codes", offset=(8, 2))  # Hospitality, to the empty rows: the top
        await pilot.hover("#codes", offset=(8, 8))
        assert "[/b] Hospitality → to the top" in on_screen(app)
        await pilot.mouse_up("#codes", offset=(8, 8))
        await at_rest(pilot)
        assert odd_project.codebook.find("[/b] Hospitality").path == "[/b] Hospitality"


async def test_a_code_does_not_go_under_itself(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        before = list(odd_project.dump())
        await pilot.mouse_down("#codes", offset=(8, 1))
        await pilot.hover("#codes", offset=(8, 2))
        await pilot.mouse_up("#codes", offset=(8, 2))
        await at_rest(pilot)
        assert "cannot be moved under itself" in " ".join(on_screen(app).split())
        assert list(odd_project.dump()) == before


async def test_a_click_on_a_coding_in_here_means_that_one_and_hovering_tells_the_definition(
    odd_project: Project,
) -> None:
    document = odd_project.documents.all()[0]
    for name in ("Irony", "[/b] Hospitality"):
        odd_project.codings.apply(document, odd_project.codebook.find(name), 7, 20)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "down", "up")
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        assert screen.meant() is None
        await pilot.click("#here", offset=(6, 3))
        await at_rest(pilot)
        meant = screen.meant()
        assert meant is not None
        assert odd_project.codebook.get(meant.code_id).name == "Irony"
        assert "▸Irony (you), [/b] Hospitality (you)" in screen.here().in_a_line()
        await pilot.hover("#here", offset=(6, 3))
        assert str(screen.query_one("#here").tooltip) == "[i]says one thing[/i]"
        await pressed(pilot, "x")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]
