"""What of the codings is on view: others' codings, blind coding, only some codes. What is hidden is told."""

from __future__ import annotations

import pytest
from screen_driving import at_rest, on_screen, pressed, stored, until

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen


def reading(app: QualcodeApp) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


def drawn(app: QualcodeApp) -> list[tuple[str, bool]]:
    """The codings in the transcript: coder, and whether dimmed."""
    return [(mark.coder, mark.dimmed) for mark in reading(app).view._page.codings]


@pytest.fixture
def shared_project(odd_project: Project) -> Project:
    """Amina has coded one sentence, Farrukh the same one with two codes."""
    document = odd_project.documents.all()[0]
    irony, hospitality = odd_project.codebook.find("Irony"), odd_project.codebook.find("[/b] Hospitality")
    odd_project.codings.apply(document, irony, 7, 20)
    odd_project.codings.apply(document, irony, 7, 20, coder="Farrukh")
    odd_project.codings.apply(document, hospitality, 7, 20, coder="Farrukh")
    return odd_project


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_others_codings_are_shown_dimmed_and_hidden_and_it_is_told(
    shared_project: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(shared_project, "Amina")
    async with app.run_test(size=size, notifications=True) as pilot:
        assert [dimmed for _, dimmed in drawn(app)] == [False, False, False]
        await pressed(pilot, "o")
        assert ("Farrukh", True) in drawn(app)
        await until(pilot, lambda: "others dimmed" in on_screen(app))
        await pressed(pilot, "o")
        assert drawn(app) == [("Amina", False)]
        await until(pilot, lambda: "others hidden" in on_screen(app))
        line = reading(app).here().in_a_line()
        assert line == "here: Irony (you) · 2 of others hidden (o)"
        assert len(stored(shared_project)) == 3
    with Project.open(shared_project.path, "Amina") as again:
        app = QualcodeApp(again, "Amina")
        async with app.run_test(size=size) as pilot:
            assert drawn(app) == [("Amina", False)]  # it was remembered
            await pressed(pilot, "o")
            assert len(drawn(app)) == 3


async def test_a_blind_coder_sees_others_codings_once_she_is_done(shared_project: Project) -> None:
    app = QualcodeApp(shared_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "O")
        screen = reading(app)
        assert drawn(app) == [("Amina", False)]
        assert screen.here().in_a_line() == "here: Irony (you)"  # not even where others coded is told
        assert "blind" in on_screen(app)
        assert "your counts" in on_screen(app)
        assert list(screen.desk.study.document_counts.values()) == [1]
        assert sum(screen.desk.study.code_counts.values()) == 1
        assert "coded by you" in on_screen(app)
        await pressed(pilot, "k")
        assert len(drawn(app)) == 3
        assert "2 codings of others are open to you" in on_screen(app)
        assert list(screen.desk.study.document_counts.values()) == [3]
        await pressed(pilot, "u")  # undoing that hides them again
        assert drawn(app) == [("Amina", False)]
        await pressed(pilot, "O")
        assert len(drawn(app)) == 3
        assert list(screen.desk.study.document_counts.values()) == [3]


async def test_blind_coding_is_remembered_and_what_others_add_stays_hidden(shared_project: Project) -> None:
    app = QualcodeApp(shared_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "O")
    with Project.open(shared_project.path, "Amina") as again:
        app = QualcodeApp(again, "Amina")
        async with app.run_test(size=(140, 45)) as pilot:
            with Project.open(shared_project.path, "Farrukh") as other:
                other.codings.apply(other.documents.all()[0], other.codebook.find("Irony"), 21, 29)
                other.codebook.add("From elsewhere")
            await until(pilot, lambda: "From elsewhere" in on_screen(app), 10)
            assert drawn(app) == [("Amina", False)]
            assert list(reading(app).desk.study.document_counts.values()) == [1]


async def test_settings_that_cannot_be_read_are_told_and_not_passed_over(
    shared_project: Project, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "config"
    folder.mkdir()
    (folder / "settings.toml").write_text("this is no toml", encoding="utf-8")
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", str(folder))
    app = QualcodeApp(shared_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await at_rest(pilot)
        assert any("pins and blind coding are off" in each.message for each in app._notifications)


async def test_only_the_codes_marked_in_the_panel_are_highlighted(shared_project: Project) -> None:
    app = QualcodeApp(shared_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "b", "home", "down", "space")
        assert "✓ [/b] Hosp" in on_screen(app)
        await pressed(pilot, "f", "escape")
        assert "only [/b] Hospitality" in on_screen(app)
        assert [coder for coder, _ in drawn(app)] == ["Farrukh"]
        assert "2 of other codes not shown (f)" in reading(app).here().in_a_line()
        await pressed(pilot, "down", "1")  # Irony: what is applied now is seen, and so are its fellows
        assert len(drawn(app)) == 4
        await until(pilot, lambda: "only [/b] Hospitality, Irony" in on_screen(app))
        await pressed(pilot, "f")
        await until(pilot, lambda: "only" not in on_screen(app).splitlines()[0])


async def test_without_a_mark_the_code_at_the_cursor_and_its_subcodes_are_highlighted(
    shared_project: Project,
) -> None:
    app = QualcodeApp(shared_project, "Amina")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "f")
        assert "only Welcome, [/b] Hospitality" in on_screen(app)
        assert [coder for coder, _ in drawn(app)] == ["Farrukh"]


async def test_the_cursor_goes_on_after_coding_if_she_wants_it(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "b", "end", "enter", "escape")
        assert reading(app).view.cursor.start == 7
        await pressed(pilot, "A", "down", "1")
        await pressed(pilot, "1", "full_stop")
        assert [text for _, text in stored(odd_project)][:2] == ["Let them see.", "[laughs] Really!"]
        assert len(stored(odd_project)) == 4
    app = QualcodeApp(Project.open(odd_project.path, "Amina"), "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert reading(app).advances
        await pressed(pilot, "A")
        assert not reading(app).advances
