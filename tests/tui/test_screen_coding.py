"""Single actions of the reading screen, each followed into the project file."""

from __future__ import annotations

import pytest
from screen_driving import at_rest, on_screen, pressed, stored, typed, until

from qualcode.api import Project
from qualcode.model import ReadingState
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets import lines
from qualcode.tui.widgets.memo import MemoPanel

SIZES = [(140, 45), (80, 24)]
both_sizes = pytest.mark.parametrize("size", SIZES)


def reading(app: QualcodeApp) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


async def code(pilot, name: str) -> None:  # type: ignore[no-untyped-def]
    await pressed(pilot, "c")
    await typed(pilot, name)
    await pressed(pilot, "enter")


@both_sizes
async def test_what_files_say_is_shown_as_it_is(odd_project: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=size, notifications=True) as pilot:
        await code(pilot, "hosp")
        await pressed(pilot, "m")
        await typed(pilot, "[/b] a [red]memo")
        await pressed(pilot, "ctrl+s")
        if size[0] < 110:
            await pressed(pilot, "h")
        shown = on_screen(app)
        assert "[/b] Hosp" in shown
        assert "[/b] a [red]memo" in shown
        assert "[b]place: [red]Dushanbe" in shown
        assert "\x1b" not in shown
        if size[0] >= 110:
            assert "[bold]x[/b] ␛[31mred" in shown
        await pressed(pilot, "d")
        assert "P01 [bold]x[/b]" in on_screen(app)
        await pressed(pilot, "f8")
        assert (
            "applied Welcome > [/b] Hospitality to “Let them see.” in P01 [bold]x[/b]" in on_screen(app)
            or size[0] < 110
        )


async def test_digits_dot_and_in_vivo(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "down", "1", "down", "full_stop")
        assert [name for name, _ in stored(odd_project)] == ["Irony"] * 3
        await pressed(pilot, "down", "i")
        assert len(odd_project.codebook.all()) == 4
        await pressed(pilot, "5")
        assert "No code is on 5 yet" in on_screen(app)
        await pressed(pilot, "escape")
        assert "No code is on 5 yet" not in on_screen(app)
        assert len(stored(odd_project)) == 4


async def test_several_codes_at_once_are_marked_with_space(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c", "down", "space", "down", "space", "enter")
        assert sorted(name for name, _ in stored(odd_project)) == ["Irony", "Welcome > [/b] Hospitality"]
        assert odd_project.history.last().summary.startswith("applied ")  # type: ignore[union-attr]
        await pressed(pilot, "u")
        assert stored(odd_project) == []


async def test_near_duplicates_are_pointed_out_and_esc_applies_nothing(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c")
        await typed(pilot, "ironi")
        assert "similar: Irony" in on_screen(app)
        assert "+ create  ironi" in on_screen(app)
        await pressed(pilot, "escape")
        assert stored(odd_project) == []


async def test_where_several_codings_lie_the_key_is_asked_again(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await code(pilot, "hosp")
        reading(app).view.focus_coding(None)
        await pressed(pilot, "x")
        assert len(stored(odd_project)) == 2
        assert "2 codings here: x again to remove" in on_screen(app)
        await pressed(pilot, "x")
        assert len(stored(odd_project)) == 1


async def test_tab_chooses_which_coding_is_removed(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await code(pilot, "hosp")
        view = reading(app).view
        for _ in range(3):
            focused = view.focused_coding
            if focused and odd_project.codebook.get(focused.code_id).name == "Irony":
                break
            await pressed(pilot, "tab")
        await pressed(pilot, "x")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]


async def test_weight_and_recode(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "w")
        await typed(pilot, "40")
        await pressed(pilot, "enter")
        assert [coding.weight for coding in odd_project.codings.all()] == [40]
        assert "weight 40" in on_screen(app)
        await pressed(pilot, "w")
        await typed(pilot, "x")
        await pressed(pilot, "enter")
        assert "is no weight" in on_screen(app)
        await pressed(pilot, "escape", "r")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]
        assert [coding.weight for coding in odd_project.codings.all()] == [40]


async def test_where_two_codings_are_what_is_typed_after_m_and_w_is_text(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await code(pilot, "hosp")
        await pressed(pilot, "down", "up")  # none of the two is meant now
        await pressed(pilot, "m")
        await typed(pilot, "xu1 a thought")
        await pressed(pilot, "ctrl+s", "down", "up", "w")
        await typed(pilot, "12")
        await pressed(pilot, "enter")
        assert len(stored(odd_project)) == 2
        assert [memo.text for memo in odd_project.memos.all() if memo.coding_id] == ["xu1 a thought"]
        assert sorted(str(coding.weight) for coding in odd_project.codings.all()) == ["12", "None"]


async def test_an_unsaved_memo_is_asked_about(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "m")
        await typed(pilot, "half a thought")
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "down", "down", "enter")  # go on writing
        assert reading(app).query_one(MemoPanel).is_writing
        await pressed(pilot, "ctrl+q")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "escape", "ctrl+s")
        assert [memo.text for memo in odd_project.memos.all()] == ["half a thought"]
        await pressed(pilot, "m")
        await typed(pilot, " and more")
        await pressed(pilot, "escape", "down", "enter")  # drop
        assert [memo.text for memo in odd_project.memos.all()] == ["half a thought"]
        assert reading(app).view.has_focus


async def test_the_document_is_marked_complete_and_the_next_is_opened(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "k")
        assert list(odd_project.progress.states().values()) == [ReadingState.COMPLETE]
        assert "✓»P01" in on_screen(app)
        await pressed(pilot, "ctrl+pagedown")
        assert "Another voice." in on_screen(app)
        await pressed(pilot, "d", "up", "enter")
        assert "Let them see." in on_screen(app)


async def test_codes_are_applied_from_the_codebook_panel_and_branches_fold(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "b", "home", "left")
        assert "Hospitality" not in on_screen(app)
        await pressed(pilot, "right", "down", "enter")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]


async def test_on_a_narrow_screen_panels_slide_in_and_leave_with_esc(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "TOLD_FOR_SECONDS", 0.2)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "here: nothing coded yet" in on_screen(app)
        await code(pilot, "irony")
        await until(pilot, lambda: "here: Irony (you)" in on_screen(app), 10)
        assert "Documents" not in on_screen(app)
        await pressed(pilot, "d")
        assert "Documents" in on_screen(app)
        await pressed(pilot, "escape")
        assert "Documents" not in on_screen(app)
        assert reading(app).view.has_focus
        await pressed(pilot, "h")
        assert "1 ■ Irony" in on_screen(app)
        await pressed(pilot, "h")
        assert "1 ■ Irony" not in on_screen(app)


async def test_changes_of_another_program_appear_and_the_cursor_stays(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "down", "down")
        cursor = reading(app).view.cursor
        with Project.open(odd_project.path, "Farrukh") as other:
            document = other.documents.all()[0]
            other.codings.apply(document, other.codebook.find("Irony"), cursor.start, cursor.end)
            other.codebook.add("[/b] From elsewhere")
        await until(pilot, lambda: "[/b] From elsewhere" in on_screen(app), 10)
        assert reading(app).view.cursor == cursor
        assert "1 ■ Irony" in on_screen(app)
        assert "Farrukh" in on_screen(app)


async def test_undo_in_the_history_of_something_older(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "down")
        await code(pilot, "hosp")
        await pressed(pilot, "f8", "down", "x")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)
        assert "Irony" in on_screen(app)
        assert len(reading(app).desk.codings) == 1


async def test_help_and_palette_name_the_actions(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "f1")
        assert "Apply the last code again." in on_screen(app)
        await pressed(pilot, "escape", "ctrl+p")
        await typed(pilot, "Mark document")
        await until(pilot, lambda: "Mark document complete" in on_screen(app), 10)
        await pressed(pilot, "enter")
        await until(
            pilot, lambda: list(odd_project.progress.states().values()) == [ReadingState.COMPLETE], 10
        )


async def test_the_mouse_reaches_documents_and_codes(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pilot.click("#documents", offset=(6, 2))
        await at_rest(pilot)
        assert "Another voice." in on_screen(app)
        await pilot.click("#codes", offset=(6, 3), times=2)
        await at_rest(pilot)
        assert [name for name, _ in stored(odd_project)] == ["Irony"]


async def test_changes_elsewhere_show_in_the_history_too(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "f8")
        with Project.open(odd_project.path, "Farrukh") as other:
            other.codebook.add("From elsewhere")
        await until(pilot, lambda: "added the code From elsewhere" in on_screen(app), 10)


async def test_a_memo_begun_in_one_document_is_saved_from_another(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "m")
        await typed(pilot, "compare")
        await pressed(pilot, "ctrl+pagedown")
        await pressed(pilot, "f10")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "enter")
        with Project.open(odd_project.path, read_only=True) as file:
            assert [memo.text for memo in file.memos.all()] == ["compare"]
            assert file.memos.all()[0].coding_id == file.codings.all()[0].id


async def test_undoing_the_import_of_the_open_document_opens_another(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        odd_project.documents.remove(odd_project.documents.all()[:1])
        await until(pilot, lambda: "Another voice." in on_screen(app), 10)
        odd_project.documents.remove(odd_project.documents.all())
        await until(pilot, lambda: "No transcripts yet" in on_screen(app), 10)
        await pressed(pilot, "u")
        await until(pilot, lambda: "Another voice." in on_screen(app), 10)


async def test_what_is_typed_while_a_line_opens_is_not_lost(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        for key in "cIrony":
            app.simulate_key(key)
        await until(pilot, lambda: bool(app.screen.query("#picker")))
        await pressed(pilot, "enter")
        assert [name for name, _ in stored(odd_project)] == ["Irony"]
        for key in "mxu1":
            app.simulate_key(key)
        await pressed(pilot, "ctrl+s")
        assert [memo.text for memo in odd_project.memos.all()] == ["xu1"]
        assert [name for name, _ in stored(odd_project)] == ["Irony"]
