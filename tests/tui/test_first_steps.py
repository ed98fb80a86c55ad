"""What a researcher does who has never seen the screen: where she stumbled once, she does not any more."""

from __future__ import annotations

from screen_driving import pressed, stored, typed

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp


async def test_a_code_has_the_digit_it_had_before_the_restart(odd_project: Project) -> None:
    first = odd_project.codebook.add("First")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c")
        await typed(pilot, "First")
        await pressed(pilot, "enter", "down", "c")
        await typed(pilot, "Irony")
        await pressed(pilot, "enter", "down", "c")
        await typed(pilot, "Made here")
        await pressed(pilot, "enter")
    with Project.open(odd_project.path, "Amina") as again:
        again.codebook.remove(first)  # the digits of the others stay: her fingers know them
        app = QualcodeApp(again)
        async with app.run_test(size=(140, 45), notifications=True) as pilot:
            await pressed(pilot, "home", "2", "3")
            assert sorted(name for name, text in stored(again) if text.startswith("Let them")) == [
                "Irony",
                "Made here",
            ]
