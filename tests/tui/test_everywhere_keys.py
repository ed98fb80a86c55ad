"""Keys of one's own: the shipped maps, the table in the settings, and what footer, help and palette say then."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from screen_driving import at_rest, on_screen, pressed, stored, typed, until

from qualcode.api import Project
from qualcode.settings import settings_file, write_settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.keymap import MAPS, clashes, declared_keys, is_key, normal_key, read_key_map, what_it_does
from qualcode.tui.screens.help import HelpScreen
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.reading import ReadingScreen

MEANT = {("f4", "grid-next-tab", "go-documents")}
"""Where a key of a place is meant to go before that of everywhere."""
ENTER = ("enter", "list.choose")
"""What Enter does with a row is what choosing it does."""


@pytest.mark.parametrize("name", MAPS)
def test_in_every_place_no_key_means_two_things(name: str) -> None:
    found = clashes({**declared_keys(), **MAPS[name]})
    assert [clash for clash in found if clash not in MEANT and (clash[0], clash[2]) != ENTER] == []


@pytest.mark.parametrize("name", MAPS)
def test_a_map_names_actions_that_are_there_and_keys_that_are_keys(name: str) -> None:
    assert set(MAPS[name]) <= set(declared_keys())
    assert all(is_key(normal_key(key)) for keys in MAPS[name].values() for key in keys.split(","))
    assert all(normal_key(key) == key for keys in MAPS[name].values() for key in keys.split(","))


def test_every_action_says_what_it_does() -> None:
    assert set(what_it_does()) == set(declared_keys())
    assert all(told.endswith(".") for told in what_it_does().values())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("?", "question_mark"),
        (".", "full_stop"),
        ("a", "a"),
        ("A", "A"),
        ("shift+a", "A"),
        ("Ctrl+A", "ctrl+a"),
        ("F5", "f5"),
        ("ctrl+shift+Left", "ctrl+shift+left"),
        ("ш", "ш"),
        ("+", "plus"),
    ],
)
def test_keys_are_written_as_they_are_typed(written: str, meant: str) -> None:
    assert normal_key(written) == meant
    assert is_key(meant)


@pytest.mark.parametrize("nonsense", ["foo", "ctrl+foo", "crtl+a", "", "f99x"])
def test_what_is_no_key_is_none(nonsense: str) -> None:
    assert not is_key(normal_key(nonsense))


def test_a_wrong_table_is_told_and_passed_over() -> None:
    assert read_key_map({"keys": "x"}).remarks
    found = read_key_map({"keys": {"undo": 7, "redo": "", "nothing": "a", "recode": ["R", "ctrl+t"]}})
    assert found.keys == {"recode": "R,ctrl+t", "undo": "7"} or "recode" in found.keys
    assert len(found.remarks) >= 2


async def test_a_key_of_ones_own_acts_and_is_shown(odd_project: Project) -> None:
    write_settings(keys={"apply-again": "a", "pick-code": ["q"], "help": "f12"})
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c")
        assert not isinstance(app.screen, PickerScreen)
        await pressed(pilot, "q")
        assert isinstance(app.screen, PickerScreen)
        await typed(pilot, "irony")
        await pressed(pilot, "enter", "down", "a")
        assert [name for name, _ in stored(odd_project)] == ["Irony", "Irony"]
        footer = on_screen(app).splitlines()[-1]
        assert "a again" in footer
        assert "q code…" in footer
        assert "F12 help" in footer
        await pressed(pilot, "f12")
        assert isinstance(app.screen, HelpScreen)
        shown = on_screen(app)
        assert "Esc closes" in shown
        await pressed(pilot, "escape", "ctrl+p")
        await typed(pilot, "Code this")
        await until(pilot, lambda: "Code this… (q)" in on_screen(app))


async def test_a_clash_wins_is_told_once_and_nothing_stops(odd_project: Project) -> None:
    write_settings(key_map="emacs", theme="pink", keys={"recode": "m", "nonsense": "z", "undo": "ctrl+foo"})
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await at_rest(pilot)
        shown = " ".join(on_screen(app).split())
        assert "nonsense" in shown
        assert "edit-memo has already" in shown.replace(" │ ", " ") or "edit-memo" in shown
        assert "ctrl+foo" in shown
        assert "pink" in shown
        assert "emacs" in shown
        await pressed(pilot, "escape")
        assert "nonsense" not in on_screen(app)
        assert app.theme == "qualcode-dark"


async def test_settings_that_are_no_toml_are_told_and_the_screen_opens(odd_project: Project) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("theme = = 1")
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await at_rest(pilot)
        assert "settings.toml" in on_screen(app)
        assert isinstance(app.screen, ReadingScreen)


async def test_the_vim_map_moves_grows_codes_and_undoes(odd_project: Project) -> None:
    write_settings(key_map="vim")
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert isinstance(app.screen, ReadingScreen)
        view = app.screen.view
        start = view.cursor
        await pressed(pilot, "j")
        assert view.cursor.start > start.start
        await pressed(pilot, "k")
        assert view.cursor == start
        await pressed(pilot, "G")
        last = view.cursor
        assert last.start > start.start
        await pressed(pilot, "g")
        assert view.cursor == start
        await pressed(pilot, "v", "J")
        assert view.selection is not None
        assert view.selection.end > start.end
        grown = view.selection
        await pressed(pilot, "K")
        assert view.selection != grown
        await pressed(pilot, "escape", "w", "b", "l", "h", "c")
        await typed(pilot, "irony")
        await pressed(pilot, "enter")
        assert len(stored(odd_project)) == 1
        await pressed(pilot, "u")
        assert stored(odd_project) == []
        await pressed(pilot, "ctrl+r")
        assert len(stored(odd_project)) == 1
        await pressed(pilot, "T", "j")
        assert app.focused is not None
        assert app.focused.id == "codes"


async def test_the_palette_offers_every_action_of_the_place_and_every_place(odd_project: Project) -> None:
    from qualcode.tui.actions import EDGES, EVERYWHERE, GOING

    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f8"):
            await pressed(pilot, key)
            titles = [command.title for command in app.get_system_commands(app.screen)]
            here = getattr(app.screen, "COMMANDS_HERE", ())
            for command in (*here, *GOING, *EVERYWHERE):
                if command.id in ("palette", "dismiss-notices") or command.id.startswith("apply-"):
                    continue
                if command in EDGES:
                    continue  # no edge is moved
                assert any(title.startswith(command.palette_title) for title in titles), command.id


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 20)])
@pytest.mark.parametrize("name", MAPS)
async def test_the_help_fits_and_tells_the_keys_as_they_are(
    odd_project: Project, name: str, size: tuple[int, int]
) -> None:
    write_settings(key_map=name)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=size) as pilot:
        await pressed(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        await at_rest(pilot)
        table = app.screen.query_one("#keys")
        lines = str(table.content).splitlines()  # type: ignore[attr-defined]
        assert max(map(cell_len, lines)) <= table.size.width
        told = " ".join(" ".join(lines).split())
        assert ("j and k move it" in told) is (name == "vim")
        assert "Save the memo." in told
        await pressed(pilot, "q")
        assert isinstance(app.screen, ReadingScreen)
