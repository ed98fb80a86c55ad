"""The tree of the codebook screen: making, moving, merging, retiring and deleting codes by key and mouse."""

from __future__ import annotations

import pytest
from codebook_driving import ODD, here, opened, paths, stocked, tree
from screen_driving import at_rest, on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.code_choice import CodeChoiceScreen
from qualcode.tui.screens.codebook import CodebookScreen
from qualcode.tui.screens.colour_choice import ColourScreen
from qualcode.tui.screens.consequences import ConsequencesScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.row_list import RowList


@pytest.fixture
def book(odd_project: Project) -> Project:
    """The project to work on."""
    return stocked(odd_project)


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_the_tree_tells_own_counts_and_those_with_sub_codes(
    book: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot)
        assert tree(app) == [
            " ▾ Welcome | 0 / 2",
            "     [/b] Hospitality | 2",
            "   Irony | 2",
            f"   {ODD} | –",
        ]
        assert "[bold]x[/b] ␛[31m" in on_screen(app)
        assert "\x1b" not in on_screen(app)
        assert "4 codes" in on_screen(app)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_n_makes_a_code_beside_and_s_one_under_it(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Welcome")
        await pressed(pilot, "n")
        await typed(pilot, "Iron y")
        assert "will be: Iron y" in on_screen(app)
        assert "similar: Irony" in on_screen(app)
        await pressed(pilot, "enter")
        assert paths(book)[:4] == ["Welcome", "Welcome > [/b] Hospitality", "Iron y", "Irony"]
        assert here(app) == "Iron y"
        assert "made Iron y · Ctrl+Z undoes" in on_screen(app)
        await pressed(pilot, "s")
        await typed(pilot, "a > b")
        assert "will be: Iron y > a > b" in on_screen(app)
        await pressed(pilot, "enter")
        assert paths(book)[2:5] == ["Iron y", "Iron y > a", "Iron y > a > b"]
        assert here(app) == "b"
        await pressed(pilot, "u")
        assert paths(book)[2:4] == ["Iron y", "Irony"]
        await pressed(pilot, "ctrl+r")
        assert paths(book)[2:5] == ["Iron y", "Iron y > a", "Iron y > a > b"]
        await pressed(pilot, "n", "escape")
        assert len(paths(book)) == 7


async def test_a_name_that_a_sibling_has_is_allowed_and_pointed_out(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "n")
        await typed(pilot, "IRONY")
        await pressed(pilot, "enter")
        assert "take care: 2 codes here are named so" in on_screen(app)
        assert "2 codes here are named so: rename or merge one" in on_screen(app)
        assert paths(book).count("IRONY") == 1


async def test_the_first_code_of_an_empty_codebook(book: Project) -> None:
    for code in book.codebook.all():
        if code.parent_id is None:
            book.codebook.remove(code)
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        assert "No codes yet." in on_screen(app)
        await pressed(
            pilot, "r", "c", "m", "g", "t", "x", "q", "o", "e", "s", "left", "v", "greater_than_sign"
        )
        assert isinstance(app.screen, CodebookScreen)
        await pressed(pilot, "n")
        await typed(pilot, "First")
        await pressed(pilot, "enter")
        assert paths(book) == ["First"]
        assert "at the top of the codebook" in on_screen(app)


async def test_c_gives_a_colour_of_the_palette_or_any_other(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "Irony")
        before = book.codebook.find("Irony").colour
        await pressed(pilot, "c")
        assert isinstance(app.screen, ColourScreen)
        assert "sky blue" in on_screen(app)
        await pressed(pilot, "home", "down", "enter")
        assert book.codebook.find("Irony").colour == "#ee6677"
        assert "Irony is rose #ee6677 now" in on_screen(app)
        await pressed(pilot, "c", "tab")
        await typed(pilot, "xyz")
        await pressed(pilot, "enter")
        assert "is not a colour" in on_screen(app)
        await pressed(pilot, *["backspace"] * 3)
        await typed(pilot, "#0A0")
        await pressed(pilot, "enter")
        assert book.codebook.find("Irony").colour == "#00aa00"
        await pressed(pilot, "ctrl+z", "ctrl+z")
        assert book.codebook.find("Irony").colour == before
        await pressed(pilot, "c", "escape")
        assert isinstance(app.screen, CodebookScreen)


async def test_m_moves_under_a_code_and_shows_the_path_first(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "[/b] Hospitality")
        await pressed(pilot, "m")
        assert isinstance(app.screen, CodeChoiceScreen)
        assert "will be: [/b] Hospitality" in on_screen(app)  # at the top
        await typed(pilot, "iro")
        assert "will be: Irony > [/b] Hospitality" in on_screen(app)
        await pressed(pilot, "enter")
        assert paths(book) == ["Welcome", "Irony", "Irony > [/b] Hospitality", ODD]
        assert here(app) == "[/b] Hospitality"
        await pressed(pilot, "m", "enter")  # the first row is the top
        assert paths(book) == ["Welcome", "Irony", ODD, "[/b] Hospitality"]
        await pressed(pilot, "u", "u")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Irony", ODD]
        await pressed(pilot, "m", "pagedown", "pageup", "down", "down", "up")
        assert "will be: Irony > " in on_screen(app)
        await pressed(pilot, "escape")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Irony", ODD]


async def test_a_code_cannot_be_moved_under_itself(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Welcome")
        await pressed(pilot, "m")
        offered = [row.key for row in app.screen.query_one(RowList).rows]
        assert offered == [book.codebook.find("Irony").id, book.codebook.all()[-1].id]


async def test_keys_move_a_code_among_its_siblings_in_and_out(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "alt+down")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", ODD, "Irony"]
        await pressed(pilot, "alt+down")
        assert "Irony is the last of its siblings" in on_screen(app)
        await pressed(pilot, "ctrl+up", "alt+up")
        assert paths(book) == ["Irony", "Welcome", "Welcome > [/b] Hospitality", ODD]
        await pressed(pilot, "greater_than_sign")
        assert "There is no code above Irony" in on_screen(app)
        await pressed(pilot, "ctrl+down", "alt+right")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Welcome > Irony", ODD]
        assert here(app) == "Irony"
        await pressed(pilot, "less_than_sign")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Irony", ODD]
        await pressed(pilot, "alt+left")
        assert "Irony is at the top of the codebook already" in on_screen(app)


async def test_moving_up_passes_a_retired_sibling_that_is_not_shown(book: Project) -> None:
    book.codebook.retire(book.codebook.find("Irony"))
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, ODD)
        await pressed(pilot, "alt+up")
        assert paths(book)[0] == ODD
        assert book.codebook.all()[-1].name == "Irony"


async def test_merging_keeps_every_coding_unless_doubles_are_to_become_one(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "g")
        await typed(pilot, "hosp")
        assert "Irony (2) and [/b] Hospitality (2)" in on_screen(app)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ConsequencesScreen)
        told = " ".join(on_screen(app).replace("│", " ").split())
        kept = "2 codings move; 1 of them is there already (same coder, same passage). All are kept"
        assert kept in told
        assert "“Welcome > [/b] Hospitality” stays, “Irony” goes." in told
        assert "goes with it (undo brings it back)" in told
        assert book.codings.number() == 4
        labels = [row.left[0].text.strip() for row in app.screen.query_one(RowList).rows]
        stays = ("“[/b] Hospitality” stays, “Irony” goes", "“Irony” stays, “[/b] Hospitality” goes")
        one = "as above, and what is there twice becomes one"
        assert labels == [stays[0], one, stays[1], one, "Leave it as it is"]
        await pressed(pilot, "down", "down")
        assert "“Irony” stays, “Welcome > [/b] Hospitality” goes." in on_screen(app)
        await pressed(pilot, "home", "enter")
        assert "merged Irony into [/b] Hospitality: 2 codings, 1 now duplicate" in on_screen(app)
        assert book.codings.number() == 4
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", ODD]
        await pressed(pilot, "u", "down", "g")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "down")
        told = " ".join(on_screen(app).replace("│", " ").split())
        assert "1 of them is there already (same coder, same passage) and becomes one" in told
        await pressed(pilot, "enter")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", ODD]
        assert book.codings.number() == 3
        united = [
            text for text in book.memos.of_codings().values() if "Hospitality" in text and "Irony" in text
        ]
        assert [line for line in united[0].splitlines() if line.startswith("on ")] == [
            "on [/b] Hospitality",
            "on Irony",
        ]
        assert len(book.memos.all()) == 3
        assert "merged Irony into [/b] Hospitality: 2 codings, 1 became one" in on_screen(app)
        await pressed(pilot, "u")
        assert book.codings.number() == 4
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Irony", ODD]


async def test_the_chosen_code_may_give_its_name_away_or_nothing_may_happen(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "g")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "escape")
        assert book.codings.number() == 4
        await pressed(pilot, "g")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "end", "enter")
        assert book.codings.number() == 4
        await pressed(pilot, "g")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "down", "down", "enter")
        assert paths(book) == ["Welcome", "Irony", ODD]
        assert here(app) == "Irony"


async def test_a_code_and_one_above_it_merge_one_way_only(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Welcome")
        await pressed(pilot, "g")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter")
        labels = [row.left[0].text.strip() for row in app.screen.query_one(RowList).rows]
        assert labels == ["“Welcome” stays, “[/b] Hospitality” goes", "Leave it as it is"]


async def test_t_retires_and_h_shows_the_retired(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Welcome")
        await pressed(pilot, "t")
        assert "retired Welcome; 1 sub-code under it is not offered either; the codings stay" in on_screen(
            app
        )
        assert [line.split(" |")[0].strip() for line in tree(app)] == ["Irony", ODD]
        assert "1 retired" not in on_screen(app)
        assert "2 retired hidden" in on_screen(app)
        await pressed(pilot, "h")
        assert tree(app)[0] == " ▾ (retired) Welcome | 0 / 2"
        await pressed(pilot, "home", "down")
        assert "Not offered, because “Welcome” above it is retired." in on_screen(app)
        await pressed(pilot, "up", "t")
        assert "brought back Welcome with 1 sub-code" in on_screen(app)
        assert not book.codebook.find("Welcome").retired
        await pressed(pilot, "u")
        assert book.codebook.find("Welcome").retired
        await pressed(pilot, "h")
        assert len(tree(app)) == 2


async def test_x_tells_what_goes_and_undo_brings_it_back(book: Project) -> None:
    before = list(book.dump())
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "Welcome")
        await pressed(pilot, "x")
        told = " ".join(on_screen(app).replace("│", " ").split())
        assert "“Welcome” goes with 1 sub-code, 2 codings, 2 memos." in told
        await pressed(pilot, "escape")
        assert list(book.dump()) == before
        await pressed(pilot, "delete", "enter")
        assert paths(book) == ["Irony", ODD]
        assert "deleted Welcome with 1 sub-code" in on_screen(app)
        await pressed(pilot, "ctrl+z")
        assert list(book.dump()) == before
        await pressed(pilot, "home", "x", "down", "enter")
        assert book.codebook.find("Welcome").retired
        assert book.codings.number() == 4


async def test_many_codings_are_merged_and_deleted_while_the_screen_goes_on(
    book: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.screens.codebook_uniting.MANY", 1)
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "g")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "down", "enter")
        await until(
            pilot, lambda: "merged Irony into [/b] Hospitality: 2 codings, 1 became one" in on_screen(app)
        )
        assert here(app) == "[/b] Hospitality"
        await pressed(pilot, "x", "enter")
        await until(pilot, lambda: "deleted Welcome > [/b] Hospitality with 3 codings" in on_screen(app))
        assert book.codings.number() == 0
        await pressed(pilot, "u", "u")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Irony", ODD]
        assert book.codings.number() == 4


async def test_a_code_that_touches_nothing_else_is_deleted_unasked(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, ODD)
        await pressed(pilot, "x")
        assert ODD not in paths(book)
        await pressed(pilot, "ctrl+z")
        assert ODD in paths(book)
        await pressed(pilot, "ctrl+y")
        assert ODD not in paths(book)


async def test_q_takes_the_example_from_a_coding(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "q")
        assert "Example of “Irony”: 2 passages" in on_screen(app)
        await pressed(pilot, "escape", "q", "down", "enter")
        assert book.codebook.find("Irony").example == "Another"
        await pressed(pilot, "q", "enter")
        assert "There is an example already" in on_screen(app)
        await pressed(pilot, "down", "enter")
        assert book.codebook.find("Irony").example == f"Another\n\n{'AMINA: Let them'[7:11]}"
        await pressed(pilot, "q", "enter", "enter")
        assert book.codebook.find("Irony").example == "Let "
        await pressed(pilot, "u", "u")
        assert book.codebook.find("Irony").example == "Another"
        await pressed(pilot, "home", "q")
        assert "Welcome has no codings yet" in on_screen(app)


async def test_slash_filters_names_paths_and_definitions(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "slash")
        await typed(pilot, "HOSP")
        assert [line.split(" |")[0] for line in tree(app)] == [" ▾ Welcome", "     [/b] Hospitality"]
        assert here(app) == "[/b] Hospitality"
        await pressed(pilot, *["backspace"] * 4)
        await typed(pilot, "one thing")
        assert [line.split(" |")[0].strip() for line in tree(app)] == ["Irony"]
        await pressed(pilot, "enter")
        assert app.focused is app.screen.query_one("#codebook-tree")
        assert "says one thing" in on_screen(app)
        await pressed(pilot, "f2", "f3")  # the filter is found again
        assert [line.split(" |")[0].strip() for line in tree(app)] == ["Irony"]
        await pressed(pilot, "escape")
        assert len(tree(app)) == 4
        assert here(app) == "Irony"
        await pressed(pilot, "slash")
        await typed(pilot, "zzz")
        assert "No code answers to that." in on_screen(app)
        await pressed(pilot, "escape")
        assert len(tree(app)) == 4


async def test_branches_fold_and_unfold(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "[/b] Hospitality")
        await pressed(pilot, "left")  # nothing to fold: to the parent
        assert here(app) == "Welcome"
        await pressed(pilot, "left")
        assert tree(app)[0] == " ▸ Welcome | 0 / 2"
        assert len(tree(app)) == 3
        await pressed(pilot, "right")
        assert len(tree(app)) == 4
        await pressed(pilot, "down", "z")
        assert len(tree(app)) == 3
        assert here(app) == "Welcome"
        await pressed(pilot, "f2", "f3")
        assert len(tree(app)) == 3  # folds are found again
        await pressed(pilot, "z")
        assert len(tree(app)) == 4


async def test_the_mouse_drags_a_code_onto_another_and_to_the_top(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pilot.mouse_down("#codebook-tree", offset=(10, 3))
        await pilot.hover("#codebook-tree", offset=(10, 2))
        assert "let go: Welcome > [/b] Hospitality > Irony" in on_screen(app)
        await pilot.hover("#codebook-tree", offset=(10, 1))
        assert "let go: Welcome > Irony · Esc puts it back" in on_screen(app)
        await pilot.mouse_up("#codebook-tree", offset=(10, 1))
        await at_rest(pilot)
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Welcome > Irony", ODD]
        assert here(app) == "Irony"
        await pilot.mouse_down("#codebook-tree", offset=(10, 3))
        await pilot.hover("#codebook-tree", offset=(10, 20))
        await pilot.mouse_up("#codebook-tree", offset=(10, 20))
        await at_rest(pilot)
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", ODD, "Irony"]
        await pressed(pilot, "u", "u")
        assert paths(book) == ["Welcome", "Welcome > [/b] Hospitality", "Irony", ODD]


async def test_a_drag_onto_what_stands_under_it_or_put_back_by_escape_moves_nothing(book: Project) -> None:
    app = QualcodeApp(book)
    before = paths(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pilot.mouse_down("#codebook-tree", offset=(10, 1))
        await pilot.hover("#codebook-tree", offset=(10, 2))
        await pilot.mouse_up("#codebook-tree", offset=(10, 2))
        await at_rest(pilot)
        assert paths(book) == before
        await pilot.mouse_down("#codebook-tree", offset=(10, 3))
        await pilot.hover("#codebook-tree", offset=(10, 1))
        await pressed(pilot, "escape")
        await pilot.mouse_up("#codebook-tree", offset=(10, 1))
        await at_rest(pilot)
        assert paths(book) == before
        assert isinstance(app.screen, CodebookScreen)


async def test_a_click_chooses_and_one_on_the_mark_folds(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await pilot.click("#codebook-tree", offset=(10, 3))
        await at_rest(pilot)
        assert here(app) == "Irony"
        assert "Irony" in on_screen(app)
        await pilot.click("#codebook-tree", offset=(2, 1))
        await at_rest(pilot)
        assert len(tree(app)) == 3
        await pilot.click("#codebook-tree", offset=(10, 2), times=2)
        await at_rest(pilot)
        assert app.focused is app.screen.query_one("#code-definition")


async def test_o_goes_to_the_segments_of_the_code(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "o")
        await until(pilot, lambda: getattr(app.screen, "place", "") == "segments")
        await pressed(pilot, "f3")
        assert here(app) == "Irony"


async def test_what_another_program_does_shows_and_the_cursor_stays(book: Project) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        with Project.open(book.path, coder="Farrukh") as other:
            other.codebook.add("Theirs", other.codebook.find("Welcome"))
        await until(pilot, lambda: any("Theirs" in line for line in tree(app)))
        assert here(app) == "Irony"
