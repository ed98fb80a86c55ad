"""Letters that come faster than the picker finds: a space among them stays a space and marks nothing."""

from __future__ import annotations

from screen_driving import KEY_NAMES, pressed, until
from textual import events

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.picker import PickerInput, PickerScreen
from qualcode.tui.screens.reading import ReadingScreen


async def test_a_space_in_a_name_typed_quickly_marks_no_code(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pressed(pilot, "c")
        await until(pilot, lambda: isinstance(app.screen, PickerScreen))
        line = app.screen.query_one(PickerInput)
        for letter in "New one":  # all in the line's queue at once, before any is found
            line.post_message(events.Key(KEY_NAMES.get(letter, letter), letter))
        await until(pilot, lambda: line.value == "New one")
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
    with Project.open(odd_project.path, read_only=True) as project:
        codes = {code.id: code.name for code in project.codebook.all()}
        assert [codes[coding.code_id] for coding in project.codings.all()] == ["New one"]
