"""Reading on the screen: finding, going places, coming back, what was read, how the text looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from screen_driving import at_rest, on_screen, pressed, typed, until
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.model import Transcript, Turn
from qualcode.settings import read_settings, write_settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens import resuming
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.transcript.colours import contrast, parse
from qualcode.tui.widgets.find_line import FindInput, FindLine, Way
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.transcript import CodingTranscript

SAID = "Then the plov was served, number {}. [bold]Nobody[/b] spoke of Straße or cafe\u0301."
sizes = pytest.mark.parametrize("size", [(140, 45), (80, 24)])


def interview(turns: int, name: str) -> Transcript:
    text, found = "", []
    for number in range(turns):
        label = "INTERVIEWER" if number % 2 == 0 else name
        said = "And then? Tell me." if number % 2 == 0 else SAID.format(number)
        text += f"{label}: "
        found.append(Turn(len(text), len(text) + len(said), label, 10.0 * number))
        text += said + "\n\n"
    return Transcript(text, "txt", tuple(found))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Three documents: two interviews with twenty and six answers, between them one without any hits or turns."""
    with Project.create(tmp_path / "study.qualcode", "Study [b]", coder="Amina") as project:
        project.documents.add("P01 [bold]x[/b]", interview(40, "P01"))
        project.documents.add("Notes", Transcript("Nothing was eaten here.\nNothing at all.", "txt"))
        project.documents.add("P02", interview(12, "P02"))
        project.codebook.add("Hospitality")
    return tmp_path / "study.qualcode"


@pytest.fixture(autouse=True)
def _looks_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "LOOKED_EVERY_SECONDS", 3600.0)


def opened(path: Path, coder: str = "Amina") -> QualcodeApp:
    return QualcodeApp(Project.open(path, coder), coder)


def reading(app: QualcodeApp) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


def here(app: QualcodeApp) -> str:
    view = reading(app).view
    return view.text[view.cursor.start : view.cursor.end]


def hit(app: QualcodeApp) -> str:
    view = reading(app).view
    return view.text[view.current_hit.start : view.current_hit.end] if view.current_hit else ""


def told(app: QualcodeApp) -> str:
    return str(app.screen.query_one(StatusLine).content)


def counted(app: QualcodeApp) -> str:
    return str(app.screen.query_one("#find-count").content)  # type: ignore[attr-defined]


async def counts(pilot: Pilot[None], expected: str) -> None:
    await until(pilot, lambda: counted(pilot.app) == expected)  # type: ignore[arg-type]


async def find(pilot: Pilot[None], words: str) -> None:
    await pressed(pilot, "slash")
    await typed(pilot, words)


# -- finding


@sizes
async def test_words_are_counted_as_they_are_typed_and_walked(study: Path, size: tuple[int, int]) -> None:
    app = opened(study)
    async with app.run_test(size=size, notifications=True) as pilot:
        await find(pilot, "PLOV")
        await counts(pilot, "20 in this document")
        assert here(app) == "And then?"  # nothing moves before Enter
        line = app.screen.query_one(FindLine)
        assert line.region.bottom <= app.screen.size.height - 2
        assert line.region.y >= reading(app).view.region.bottom  # it hides no text
        await pressed(pilot, "enter")
        await counts(pilot, "1 of 20 in this document")
        assert here(app) == "Then the plov was served, number 1."
        assert hit(app) == "plov"
        await pressed(pilot, "enter", "down", "down", "up")
        await counts(pilot, "3 of 20 in this document")
        assert isinstance(app.focused, FindInput)
        await pressed(pilot, "escape")
        assert not line.is_open
        assert app.focused is reading(app).view
        assert "3 of 20 in this document · n next, N previous, Esc ends" in told(app)
        await pressed(pilot, "n")
        assert here(app) == "Then the plov was served, number 7."
        await pressed(pilot, "N", "N")
        assert here(app) == "Then the plov was served, number 3."
        assert reading(app).view.has_hits
        await pressed(pilot, "escape")
        assert not reading(app).view.has_hits
        assert hit(app) == ""
        await pressed(pilot, "n")  # with nothing to look for, it is asked for
        assert isinstance(app.focused, FindInput)


async def test_walking_goes_round_and_from_where_the_cursor_is(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await find(pilot, "number 39")
        await counts(pilot, "1 in this document")
        await pressed(pilot, "enter", "enter")
        assert here(app) == "Then the plov was served, number 39."
        await pressed(pilot, "escape", "slash")
        await typed(pilot, "spoke")
        await counts(pilot, "20 in this document")
        await pressed(pilot, "escape", "n")
        assert "20 of 20" in told(app)
        await pressed(pilot, "n")
        assert "1 of 20 in this document · from the top again" in told(app)
        await pressed(pilot, "N")
        assert "20 of 20 in this document · from the end again" in told(app)
        await pressed(pilot, "home", "n")
        assert "1 of 20" in told(app)


async def test_the_hit_is_on_view_and_marked(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await find(pilot, "number 39")
        await pressed(pilot, "enter")
        await until(pilot, lambda: hit(app) == "number 39")
        view = reading(app).view
        rows = [view.render_line(y) for y in range(view.size.height)]
        styles = {segment.style for row in rows for segment in row if segment.text == "number 39"}
        assert [(style.underline, style.bold) for style in styles if style] == [(True, True)]


async def test_ways_of_searching_by_keys(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await find(pilot, "th")
        await counts(pilot, "60 in this document")  # Then, the, and then
        await pressed(pilot, "alt+w")
        await counts(pilot, "none in this document")
        await pressed(pilot, "alt+w", "alt+c")
        await counts(pilot, "40 in this document")
        assert app.screen.query_one(FindInput).value == "th"
        await pressed(pilot, "alt+r")
        await typed(pilot, "e[nt]?")
        await counts(pilot, "40 in this document")
        await pressed(pilot, "backspace", "backspace")
        await until(pilot, lambda: "is no regular expression: " in counted(app))
        assert "“the[nt”" in counted(app)
        assert not reading(app).view.has_hits
        await pressed(pilot, "enter")
        await pressed(pilot, "alt+r")
        await counts(pilot, "none in this document")


async def test_ways_of_searching_by_tab_and_by_mouse(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await find(pilot, "strasse")
        await counts(pilot, "20 in this document")
        await pressed(pilot, "tab", "tab", "space")
        assert app.screen.query_one("#find-case", Way).is_on
        await counts(pilot, "none in this document")
        await pilot.click("#find-case")
        await counts(pilot, "20 in this document")
        await pilot.click("#find-everywhere")
        await counts(pilot, "20 in this document, 26 in 2 documents")
        await pressed(pilot, "escape")
        assert app.focused is reading(app).view


async def test_all_documents_are_walked(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await find(pilot, "café")  # the texts have it with a mark of its own
        await pressed(pilot, "alt+a")
        await counts(pilot, "20 in this document, 26 in 2 documents")
        await pressed(pilot, "escape", "end", "n")
        assert here(app).startswith("[bold]Nobody")
        await pressed(pilot, "n")
        await until(pilot, lambda: reading(app).desk.document.name == "P02" and hit(app) == "cafe\u0301")  # type: ignore[union-attr]
        assert "1 of 6 in this document, 26 in 2 documents" in told(app)
        await pressed(pilot, "N")
        await until(pilot, lambda: reading(app).desk.document.name != "P02" and "20 of 20" in told(app))  # type: ignore[union-attr]
        await pressed(pilot, "ctrl+pagedown")  # a document without hits
        assert reading(app).desk.document.name == "Notes"  # type: ignore[union-attr]
        await pressed(pilot, "n")
        await until(pilot, lambda: "1 of 6 in this document, 26 in 2 documents" in told(app))


async def test_what_is_nowhere_is_told(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await find(pilot, "[/nowhere]")
        await counts(pilot, "none in this document")
        await pressed(pilot, "escape", "n")
        assert "“[/nowhere]”: none in this document" in told(app)
        assert here(app) == "And then?"


async def test_a_pattern_without_end_is_told(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.text.finding.PATTERN_SECONDS", 0.05)
    with Project.open(study, "Amina") as project:
        project.documents.add("Long", Transcript("a" * 6000, "txt"))
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pressed(pilot, *["ctrl+pagedown"] * 3)
        await find(pilot, "(a+)+b")
        await pressed(pilot, "alt+r")
        await until(pilot, lambda: "takes too long" in counted(app))
        await pressed(pilot, "backspace", "backspace")
        await counts(pilot, "1 in this document")


async def test_a_code_is_applied_to_the_sentence_that_was_found(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await find(pilot, "spoke")
        await pressed(pilot, "enter")
        await until(pilot, lambda: hit(app) == "spoke")
        await pressed(pilot, "escape", "c", "enter")
        (coding,) = reading(app).desk.codings.values()
        assert app.project is not None
        text = app.project.documents.text(app.project.documents.get(coding.document_id))
        assert text[coding.start : coding.end] == "[bold]Nobody[/b] spoke of Straße or cafe\u0301."
        assert reading(app).view.has_hits
        await pressed(pilot, "u")
        assert app.project.codings.all() == []


# -- going places


@sizes
async def test_going_to_a_line_a_turn_a_share_a_time(study: Path, size: tuple[int, int]) -> None:
    app = opened(study)
    async with app.run_test(size=size, notifications=True) as pilot:
        for place, expected, said in [
            ("7", "Then the plov was served, number 3.", "line 7 of 81"),
            ("t12", "Then the plov was served, number 11.", "turn 12 of 40"),
            ("3:11", "Then the plov was served, number 19.", "what was said at 0:03:11"),
            ("0%", "And then?", "0% of the text"),
            ("100%", "[bold]Nobody[/b] spoke of Straße or cafe\u0301.", "100% of the text"),
            ("0:00", "And then?", "what was said at 0:00:00"),
            ("9999", "[bold]Nobody[/b] spoke of Straße or cafe\u0301.", "line 81, the last one"),
            ("t9999", "Then the plov was served, number 39.", "turn 40, the last one"),
        ]:
            await pressed(pilot, "g")
            assert "line 120 · turn t12" in on_screen(app)
            await typed(pilot, place)
            await pressed(pilot, "enter")
            assert here(app) == expected, place
            assert told(app) == said
            view = reading(app).view
            assert view.on_view.start <= view.cursor.start < view.on_view.end
        await pressed(pilot, "g")
        await typed(pilot, "[b]x")
        await pressed(pilot, "enter")
        assert "“[b]x” is no place in a document" in " ".join(on_screen(app).split())
        await pressed(pilot, "escape", "g", "escape")
        assert here(app) == "Then the plov was served, number 39."


async def test_where_no_turns_and_times_are_known_it_is_told(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "ctrl+pagedown")
        for place, said in (("t3", "No turns are known"), ("1:00", "No times are known")):
            await pressed(pilot, "g")
            await typed(pilot, place)
            await pressed(pilot, "enter")
            assert said in on_screen(app)
            await pressed(pilot, "escape")


async def test_the_margin_numbers_lines_as_one_goes_to_them(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "g")
        await typed(pilot, "23")
        await pressed(pilot, "enter")
        view = reading(app).view
        row = view._page.wraps.row_of(view.text.index("P01: Then the plov was served, number 11."))
        numbers = view.render_line(row - view.scroll_offset.y).text[: view._page.columns.text_from]
        assert numbers.split() == ["23", "12"]  # line and turn


async def test_uncoded_turns_by_keys(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pressed(pilot, "right_curly_bracket", "right_curly_bracket")
        assert here(app) == "Then the plov was served, number 3."
        await pressed(pilot, "left_curly_bracket")
        assert here(app) == "Then the plov was served, number 1."


# -- coming back


async def test_one_comes_back_to_where_one_left_off(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pressed(pilot, "g")
        await typed(pilot, "t30")
        await pressed(pilot, "enter", "down")
        first = here(app), reading(app).view.on_view
        await pressed(pilot, "ctrl+pagedown", "ctrl+pagedown", "down", "down")
        second = here(app)
        await pressed(pilot, "ctrl+q")
    app = opened(study)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        assert reading(app).desk.document.name == "P02"  # type: ignore[union-attr]
        assert here(app) == second
        await pressed(pilot, "ctrl+pageup", "ctrl+pageup")
        assert (here(app), reading(app).view.on_view) == first
        assert first[1].start > 0
    app = opened(study, "Farrukh")
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        assert reading(app).desk.document.name == "P01 [bold]x[/b]"  # type: ignore[union-attr]
        assert here(app) == "And then?"


async def test_to_read_leaves_no_trace_in_the_history(study: Path) -> None:
    with Project.open(study, "Farrukh") as project:
        before = list(project.dump()), project.history.last()
    app = opened(study, "Farrukh")
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pressed(pilot, "pagedown", "ctrl+pagedown", "f10")
        await pressed(pilot, "ctrl+q")
    with Project.open(study, "Farrukh") as project:
        assert (list(project.dump()), project.history.last()) == before
        assert project.reading_places.shares() != {}
        assert project.check() == []


async def test_a_place_is_kept_when_the_reader_rests(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        assert app.project is not None
        screen, document = reading(app), reading(app).desk.document
        assert document is not None
        screen.look_where_reader_is()
        await pressed(pilot, "pagedown")
        for _ in range(resuming.KEPT_AFTER):
            screen.look_where_reader_is()
        assert app.project.reading_places.of(document) is None
        screen.look_where_reader_is()
        place = app.project.reading_places.of(document)
        assert place is not None
        assert place.cursor == screen.view.cursor.start > 0
        assert not screen.desk.was_changed_elsewhere()


@pytest.mark.parametrize("how", ["busy", "read only", "gone"])
async def test_a_place_that_cannot_be_kept_is_no_trouble(
    study: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    app = opened(study)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        assert app.project is not None
        await pressed(pilot, "pagedown")
        if how == "busy":
            with Project.open(study, "Farrukh") as other, other.action("codebook", "is at work"):
                reading(app).keep_place()
        elif how == "read only":
            app.project._database.run("PRAGMA query_only = ON")
            reading(app).keep_place()
        else:
            os.rename(study, study.with_name("elsewhere.qualcode"))
            reading(app).keep_place()
            os.rename(study.with_name("elsewhere.qualcode"), study)
        assert app.project.reading_places.shares() == {}
        assert "Not done" not in on_screen(app)
        app.project._database.run("PRAGMA query_only = OFF")


# -- what was read


async def test_what_rested_on_view_is_read(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(140, 30), notifications=True) as pilot:
        screen = reading(app)
        document = screen.desk.document
        assert document is not None

        def header() -> str:
            return " · ".join(app.screen.query_one(HeaderLine).right)

        async def look(*keys: str) -> float:
            await pressed(pilot, *keys)
            for _ in range(2):
                screen.look_where_reader_is()
            await at_rest(pilot)
            return screen.share_read

        assert await look() == 0.0  # it was opened, no more
        first = await look("down")
        assert 0.1 < first < 0.4
        assert f"{first:.0%} read · 0% coded" in header()
        assert await look("up", "down") == first  # read twice is read once
        both_ends = await look("end")
        assert first < both_ends < 2.5 * first  # what lies between was not on view
        await pressed(pilot, "pageup")
        screen.look_where_reader_is()
        assert screen.share_read == both_ends  # it did not rest there
        assert await look("end") == both_ends
        for _ in range(12):
            whole = await look("pageup")
        assert whole == 1.0
        screen.keep_place()
        assert screen.desk.project.reading_places.shares() == {document.id: 1.0}
        await pressed(pilot, "ctrl+pagedown", "ctrl+pageup")
        assert "100% read" in header()


async def test_the_list_says_how_much_was_read_where_there_is_room(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = reading(app)
        screen.look_where_reader_is()
        await pressed(pilot, "ctrl+pagedown")
        screen.look_where_reader_is()
        await pressed(pilot, "down")
        for _ in range(2):
            screen.look_where_reader_is()
        screen.keep_place()
        await pressed(pilot, "d")
        screen.draw_documents()
        await at_rest(pilot)
        notes = next(row for row in on_screen(app).splitlines()[1:] if "Notes" in row)
        assert "100% read" in notes


# -- how the text looks


async def test_interviewers_are_set_back_and_readable(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(140, 30), notifications=True) as pilot:

        def inks() -> set[tuple[str, str]]:
            rows = [reading(app).view.render_line(y) for y in range(3, 20)]
            return {
                (segment.style.color.name, segment.style.bgcolor.name)
                for row in rows
                for segment in row
                if "Tell me." in segment.text
                and segment.style
                and segment.style.color
                and segment.style.bgcolor
            }

        await pressed(pilot, "end", "ctrl+home", "down", "down")
        ((ink, ground),) = inks()
        assert contrast(parse(ink), parse(ground)) >= 4.5
        await pressed(pilot, "v")
        assert told(app) == "INTERVIEWER: shown like all others"
        ((plain, _),) = inks()
        assert plain != ink
        assert read_settings()["dim_interviewers"] is False
        await pressed(pilot, "home", "right_curly_bracket")
        assert here(app) == "Then the plov was served, number 1."
        await pressed(pilot, "right_curly_bracket")
        assert here(app) == "And then?"
        await pressed(pilot, "v")
        assert inks() == {(ink, ground)}
        await pressed(pilot, "ctrl+pagedown", "v")
        assert told(app) == "nobody here is known as an interviewer"


async def test_a_speaker_linked_to_a_participant_is_no_interviewer(study: Path) -> None:
    with Project.open(study, "Amina") as project:
        person = project.participants.add("A moderator of a radio show")
        project.participants.link_speaker(project.documents.speakers()[0], person)
    app = opened(study)
    async with app.run_test(size=(140, 30), notifications=True) as pilot:
        await pressed(pilot, "v", "v")
        assert told(app) == "nobody here is known as an interviewer"
        await pressed(pilot, "ctrl+pagedown", "ctrl+pagedown", "v", "v")
        assert told(app) == "INTERVIEWER: set back, and passed over by } and {"


async def test_the_width_of_the_text(study: Path) -> None:
    app = opened(study)
    async with app.run_test(size=(180, 30), notifications=True) as pilot:
        assert reading(app).view.text_cells == 80
        await pressed(pilot, "minus")
        assert reading(app).view.text_cells == 75
        assert told(app) == "text column: 75 cells"
        await pressed(pilot, "plus", "plus", "plus", "plus")
        assert reading(app).view.text_cells == 90
        assert "the widest" in told(app)
        await pressed(pilot, *["minus"] * 8)
        assert reading(app).view.text_cells == 60
        assert read_settings()["measure"] == 60
    app = opened(study)
    async with app.run_test(size=(180, 30), notifications=True):
        assert app.screen.query_one(CodingTranscript).text_cells == 60


@pytest.mark.parametrize("chosen", ["wide", True, 7, 5000, 72.5])
async def test_a_width_that_is_none_does_no_harm(study: Path, chosen: object) -> None:
    write_settings(measure=chosen)
    app = opened(study)
    async with app.run_test(size=(180, 30), notifications=True):
        assert 60 <= app.screen.query_one(CodingTranscript).text_cells <= 90
