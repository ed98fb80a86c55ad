"""The view in a small app: keys, mouse, messages, resizing, drawing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from screen_driving import at_rest, pressed
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.scroll_view import ScrollView

from qualcode.model import Section, Span, TimeMark, Turn
from qualcode.text.sentences import quick_sentence_spans
from qualcode.tui.transcript.keys import BINDINGS
from qualcode.tui.transcript.records import CodeLook, CodingMark
from qualcode.tui.transcript.view import TranscriptView

LABELS = ["INTERVIEWER", "P07"]
SAID = [
    "How did people react?",
    "First we were surprised. Then my aunt cooked plov for the whole staircase. [laughs] She said it twice, and then "
    "she said it once more so that nobody could forget it.",
    "And you?",
    "我们去公园。 Let them see how hospitable we are. \x1b[31m Dr. Smith says so.",
] + [f"Answer number {number} is short. It has a second sentence." for number in range(60)]
LOOKS = {
    1: CodeLook("Hospitality", "#e6194b", 1),
    2: CodeLook("Obligation", "#ffe119"),
    3: CodeLook("[b]x", "#4363d8"),
}


def transcript() -> tuple[str, list[Turn]]:
    text, turns = "", []
    for number, said in enumerate(SAID):
        text += f"{LABELS[number % 2]}: "
        turns.append(Turn(len(text), len(text) + len(said), LABELS[number % 2], 4.0 * number))
        text += said + "\n\n"
    return text, turns


TEXT, TURNS = transcript()


class Reader(App[None]):
    """A screen with nothing but the view."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield TranscriptView()

    def on_transcript_view_cursor_moved(self, message: TranscriptView.CursorMoved) -> None:
        self.told.append(message)

    def on_transcript_view_selection_changed(self, message: TranscriptView.SelectionChanged) -> None:
        self.told.append(message)

    def on_transcript_view_coding_clicked(self, message: TranscriptView.CodingClicked) -> None:
        self.told.append(message)

    def on_transcript_view_coding_focused(self, message: TranscriptView.CodingFocused) -> None:
        self.told.append(message)

    def on_transcript_view_sentences_found(self, message: TranscriptView.SentencesFound) -> None:
        self.told.append(message)

    def last(self, kind: type[Message]) -> Message:
        return [message for message in self.told if isinstance(message, kind)][-1]


@asynccontextmanager
async def reading(
    size: tuple[int, int] = (100, 30), codings: tuple[CodingMark, ...] = ()
) -> AsyncIterator[tuple[Pilot[None], TranscriptView]]:
    app = Reader()
    async with app.run_test(size=size) as pilot:
        view = app.query_one(TranscriptView)
        view.show(TEXT, TURNS, sentences=quick_sentence_spans(TEXT, TURNS))
        view.set_codings(codings, LOOKS)
        view.focus()
        await at_rest(pilot)
        yield pilot, view


def mark(number: int, quote: str, code: int = 1, to: str | None = None) -> CodingMark:
    start = TEXT.index(quote)
    end = TEXT.index(to) + len(to) if to else start + len(quote)
    return CodingMark(number, start, end, code, "Amina")


def here(view: TranscriptView) -> str:
    return TEXT[view.cursor.start : view.cursor.end]


def selected(view: TranscriptView) -> str:
    return TEXT[view.selection.start : view.selection.end] if view.selection else ""


def drawn(view: TranscriptView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def place(view: TranscriptView, quote: str) -> tuple[int, int]:
    """Return where on the widget the first character of a quote is drawn."""
    for y, row in enumerate(drawn(view)):
        if quote in row:
            before = row[: row.index(quote)]
            return len(before), y
    raise AssertionError(f"{quote!r} is not on view")


async def test_keys_move_the_cursor_as_documented() -> None:
    async with reading() as (pilot, view):
        assert here(view) == "How did people react?"
        for key, expected in [
            ("down", "First we were surprised."),
            ("down", "Then my aunt cooked plov for the whole staircase."),
            ("right", "Then"),
            ("right", "my"),
            ("left", "Then"),
            ("alt+right", "T"),
            ("ctrl+right", "h"),
            ("alt+left", "T"),
            ("up", "First we were surprised."),
            ("ctrl+down", "And you?"),
            ("ctrl+down", "我们去公园。"),
            ("down", "Let them see how hospitable we are."),
            ("ctrl+up", "我们去公园。"),
            ("ctrl+up", "And you?"),
            ("end", "It has a second sentence."),
            ("home", "How did people react?"),
        ]:
            await pressed(pilot, key)
            assert here(view) == expected, key
            assert view.selection is None
        message = pilot.app.last(TranscriptView.CursorMoved)  # type: ignore[attr-defined]
        assert (message.start, message.end) == (view.cursor.start, view.cursor.end)


async def test_keys_grow_and_shrink_the_selection() -> None:
    async with reading() as (pilot, view):
        await pressed(pilot, "down")
        for key, expected in [
            ("shift+down", "First we were surprised. Then my aunt cooked plov for the whole staircase."),
            ("shift+up", "First we were surprised."),
            ("shift+left", "First we were surprised"),
            ("shift+left", "First we were"),
            ("shift+right", "First we were surprised"),
            ("alt+shift+right", "First we were surprised."),
            ("less_than_sign", "First we were surprised"),
            ("greater_than_sign", "First we were surprised."),
            ("e", "First we were surprised."),
            ("shift+right", "we were surprised."),
            ("escape", ""),
            ("s", "First we were surprised."),
            ("t", SAID[1]),
            ("p", SAID[1]),
            ("escape", ""),
            ("ctrl+shift+down", SAID[1]),
            ("ctrl+shift+down", f"{SAID[1]}\n\nINTERVIEWER: And you?"),
            ("ctrl+shift+up", SAID[1]),
        ]:
            await pressed(pilot, key)
            assert selected(view) == expected, key
        assert view.selection is not None
        assert pilot.app.last(TranscriptView.SelectionChanged).span == view.selection  # type: ignore[attr-defined]


async def test_by_pages() -> None:
    async with reading() as (pilot, view):
        await pressed(pilot, "pagedown")
        first, scrolled = view.cursor.start, view.scroll_offset.y
        assert first > 0
        assert scrolled > 0
        await pressed(pilot, "shift+pagedown")
        assert view.selection is not None
        assert view.selection.start == first
        await pressed(pilot, "pageup", "pageup", "pageup")
        assert view.cursor.start < first
        assert view.scroll_offset.y == 0
        await pressed(pilot, *["pagedown"] * 20)
        assert view.cursor.end == len(TEXT.rstrip())
        await pressed(pilot, "ctrl+shift+home")
        assert view.selection is not None
        assert view.selection.start == 0


async def test_a_selection_shrinks_by_pages_and_reaches_to_the_end() -> None:
    async with reading() as (pilot, view):
        await pressed(pilot, "shift+pagedown", "shift+pagedown")
        assert view.selection is not None
        longer = view.selection
        await pressed(pilot, "shift+pageup")
        assert view.selection is not None
        assert (view.selection.start, view.selection.end < longer.end) == (longer.start, True)
        await pressed(pilot, "ctrl+shift+end")
        assert view.selection is not None
        assert view.selection.end == len(TEXT.rstrip())


async def test_the_cursor_is_always_on_view() -> None:
    async with reading((80, 24)) as (pilot, view):
        for key in ["down"] * 70 + ["up"] * 20 + ["ctrl+down"] * 5:
            await pressed(pilot, key)
            row = view._page.wraps.row_of(view.cursor.start)
            assert view.scroll_offset.y <= row < view.scroll_offset.y + view.size.height


async def test_codings_by_keys() -> None:
    codings = (mark(1, "First we were"), mark(2, "were surprised", 2), mark(3, "Let them see", 3))
    async with reading(codings=codings) as (pilot, view):
        await pressed(pilot, "right_parenthesis")
        assert view.focused_coding == codings[0]
        await pressed(pilot, "tab")
        assert view.focused_coding == codings[1]
        await pressed(pilot, "tab")
        assert view.focused_coding == codings[0]
        await pressed(pilot, "right_parenthesis", "right_parenthesis")
        assert view.focused_coding == codings[2]
        assert here(view) == "Let them see how hospitable we are."
        await pressed(pilot, "left_parenthesis")
        assert view.focused_coding == codings[1]
        assert pilot.app.last(TranscriptView.CodingFocused).coding_id == 2  # type: ignore[attr-defined]
        await pressed(pilot, "down")
        assert view.focused_coding is None


async def test_the_next_uncoded_turn() -> None:
    codings = (mark(1, "First we", to="surprised."),)
    async with reading(codings=codings) as (pilot, view):
        await pressed(pilot, "right_curly_bracket")
        assert here(view) == "And you?"
        view.set_asides({"INTERVIEWER"})
        await pressed(pilot, "right_curly_bracket")
        assert here(view) == "我们去公园。"
        await pressed(pilot, "right_curly_bracket")
        assert here(view) == "Answer number 1 is short."
        await pressed(pilot, "left_curly_bracket")
        assert here(view) == "我们去公园。"
        await pressed(pilot, "left_curly_bracket")
        assert here(view) == "我们去公园。"  # before it all is coded, or the interviewer's


async def test_codings_come_and_go() -> None:
    async with reading((120, 30)) as (pilot, view):
        coding = mark(1, "First we were surprised.")
        view.add_coding(coding)
        await pressed(pilot, "down")
        assert view.codings_here == [coding]
        assert any("1 Hospitality" in row for row in drawn(view))
        view.add_coding(CodingMark(1, coding.start, coding.end, 2))
        assert not any("Hospitality" in row for row in drawn(view))
        assert any("Obligation" in row for row in drawn(view))
        view.set_looks({2: CodeLook("[b]Duty", "#00ff00")})
        assert any("[b]Duty" in row for row in drawn(view))
        view.focus_coding(1)
        view.remove_coding(1)
        assert view.codings_here == []
        assert view.focused_coding is None
        assert not any("Duty" in row for row in drawn(view))


async def test_click_double_click_triple_click() -> None:
    async with reading() as (pilot, view):
        at = place(view, "aunt cooked")
        await pilot.click(TranscriptView, offset=at)
        assert here(view) == "Then my aunt cooked plov for the whole staircase."
        assert view.selection is None
        await pilot.click(TranscriptView, offset=at, times=2)
        assert selected(view) == "aunt"
        await pilot.click(TranscriptView, offset=at, times=3)
        assert selected(view) == "Then my aunt cooked plov for the whole staircase."
        await pilot.click(TranscriptView, offset=place(view, "And you"))
        assert selected(view) == ""


async def test_drag_selects_characters() -> None:
    async with reading() as (pilot, view):
        start, end = place(view, "aunt cooked"), place(view, "plov for")
        await pilot.mouse_down(TranscriptView, offset=start)
        await pilot.hover(TranscriptView, offset=end)
        await pilot.mouse_up(TranscriptView, offset=end)
        assert selected(view) == "aunt cooked p"
        await pilot.mouse_down(TranscriptView, offset=end)
        await pilot.hover(TranscriptView, offset=start)
        await pilot.mouse_up(TranscriptView, offset=start)
        assert selected(view) == "aunt cooked p"
        assert view._selection.ends == (view.selection.end, view.selection.start)


async def test_drag_past_the_edge_scrolls() -> None:
    async with reading((100, 12)) as (pilot, view):
        await pilot.mouse_down(TranscriptView, offset=place(view, "First we"))
        await pilot.hover(TranscriptView, offset=(40, 11))
        await pilot.pause(0.4)
        await pilot.mouse_up(TranscriptView, offset=(40, 11))
        assert view.scroll_offset.y > 1
        scrolled = view.scroll_offset.y
        assert selected(view).startswith("First we")
        assert len(selected(view)) > 300
        await pilot.pause(0.2)
        assert view.scroll_offset.y == scrolled


async def test_click_in_the_margin() -> None:
    codings = (mark(1, "Then my aunt", to="staircase."),)
    async with reading((120, 30), codings) as (pilot, view):
        _, y = place(view, "aunt cooked")
        x = view._page.columns.lanes_from
        await pilot.click(TranscriptView, offset=(x, y))
        assert pilot.app.last(TranscriptView.CodingClicked).coding_id == 1  # type: ignore[attr-defined]
        assert view.focused_coding == codings[0]
        assert here(view) == "Then my aunt cooked plov for the whole staircase."


async def test_copying_takes_the_stored_text() -> None:
    async with reading() as (pilot, view):
        start = TEXT.index("\x1b[31m")
        view.select(start, start + 9)
        await pressed(pilot, "ctrl+c")
        assert pilot.app.clipboard == TEXT[start : start + 9] == "\x1b[31m Dr."


async def test_text_is_shown_as_it_is() -> None:
    async with reading((120, 30), (mark(1, "First", 3),)) as (_, view):
        rows = drawn(view)
        assert any("[laughs]" in row for row in rows)
        assert any("␛[31m" in row for row in rows)
        assert any("[b]x" in row for row in rows)
        assert not any("\x1b" in row for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (50, 20), (20, 6), (4, 2)])
async def test_sizes(size: tuple[int, int]) -> None:
    codings = (mark(1, "First we", to="once more"), mark(2, "were surprised", 2))
    async with reading(size, codings) as (pilot, view):
        await pressed(pilot, "down", "shift+down")
        assert {view.render_line(y).cell_length for y in range(view.size.height)} == {view._page.width}
        rows = drawn(view)
        assert size[0] < 50 or any("INTERVIEWER" in row for row in rows)
        columns = view._page.columns
        assert columns.letters == (size[0] < 60)
        assert columns.lanes == (6 if size[0] >= 100 else 3)
        assert size[0] < 80 or 60 <= columns.text <= 90


async def test_resizing_keeps_the_top_line() -> None:
    async with reading((100, 24)) as (pilot, view):
        view.go_to(TEXT.index("Answer number 30"))
        await at_rest(pilot)
        top = drawn(view)[0].split()
        for width in (80, 60, 130, 71, 100):
            await pilot.resize_terminal(width, 24)
            await at_rest(pilot)
            assert drawn(view)[0].split()[:3] == top[:3]


async def test_going_places() -> None:
    async with reading() as (_, view):
        view.go_to_turn(4)
        assert here(view) == "我们去公园。"
        view.go_to_line(3)
        assert here(view) == "First we were surprised."
        view.go_to(10**9)
        assert view.cursor.end == len(TEXT.rstrip())
        view.go_to_turn(10**9)
        assert here(view) == "Answer number 59 is short."


async def test_one_comes_back_to_where_one_left_off() -> None:
    async with reading((100, 24)) as (pilot, view):
        view.go_to(TEXT.index("Answer number 30"))
        await pressed(pilot, "pagedown", "up")
        cursor, on_view, scrolled = view.cursor, view.on_view, view.scroll_offset.y
        assert on_view.start <= cursor.start < on_view.end
        view.show("Another text.", sentences=())
        await at_rest(pilot)
        assert view.on_view == Span(0, len("Another text."))
        view.show(TEXT, TURNS, sentences=quick_sentence_spans(TEXT, TURNS))
        view.resume(cursor.start, on_view.start)
        await at_rest(pilot)
        assert (view.cursor, view.on_view, view.scroll_offset.y) == (cursor, on_view, scrolled)


async def test_one_comes_back_before_there_is_a_width() -> None:
    class Returning(Reader):
        def compose(self) -> ComposeResult:
            view = TranscriptView()
            view.show(TEXT, TURNS, sentences=quick_sentence_spans(TEXT, TURNS))
            view.resume(TEXT.index("Answer number 31"), TEXT.index("Answer number 30"))
            assert view.on_view == Span(0, 0)
            yield view

    async with Returning().run_test(size=(100, 24)) as pilot:
        view = pilot.app.query_one(TranscriptView)
        await at_rest(pilot)
        assert here(view) == "Answer number 31 is short."
        assert any("Answer number 30" in row for row in drawn(view)[:4])


async def test_sentences_come_from_the_background() -> None:
    app = Reader()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.query_one(TranscriptView)
        view.show(TEXT, TURNS, language="en")
        view.focus()
        assert here(view) == "How did people react?"
        await pressed(pilot, "down")
        for _ in range(200):
            await pilot.pause(0.1)
            if any(isinstance(message, TranscriptView.SentencesFound) for message in app.told):
                break
        found = app.last(TranscriptView.SentencesFound)
        assert isinstance(found, TranscriptView.SentencesFound)
        assert [TEXT[start:end] for start, end in found.sentences[:2]] == [
            "How did people react?",
            "First we were surprised.",
        ]
        assert here(view) == "First we were surprised."


async def test_other_documents_and_none() -> None:
    async with reading() as (pilot, view):
        await pressed(pilot, "end")
        for text in ("", "\n\n", "word", "\x00"):
            view.show(text, sentences=())
            await pressed(
                pilot,
                "down",
                "up",
                "right",
                "left",
                "pagedown",
                "end",
                "home",
                "t",
                "p",
                "s",
                "e",
                "shift+down",
            )
            await pressed(
                pilot, "alt+shift+left", "right_parenthesis", "right_curly_bracket", "tab", "escape", "ctrl+c"
            )
            await pilot.click(TranscriptView, offset=(30, 5))
            assert view.scroll_offset.y == 0
            assert 0 <= view.cursor.start <= view.cursor.end <= len(text)


async def test_hits_sections_and_times_are_drawn() -> None:
    async with reading((100, 30)) as (pilot, view):
        start = TEXT.index("aunt")
        view.set_hits([(start, start + 4)], (start, start + 4))
        _, y = place(view, "aunt")
        styles = {segment.style for segment in view.render_line(y) if segment.text == "aunt"}
        assert [style.underline for style in styles if style] == [True]
        view.set_hits([])
        assert not any(segment.text == "aunt" for segment in view.render_line(y))
        far = TEXT.index("number 40")
        view.set_hits([(start, start + 4), (far, far + 9)])
        view.go_to_hit(far, far + 9)
        assert here(view) == "Answer number 40 is short."
        assert view.current_hit == Span(far, far + 9)
        await at_rest(pilot)
        assert view.on_view.start < far < view.on_view.end
        view.show(TEXT, TURNS, [Section("Q1", 0, 10)], [TimeMark(0, 0, 1.0)], sentences=())
        await at_rest(pilot)
        assert any("── Q1 ──" in row for row in drawn(view))
        assert any("00:00:04" in row for row in drawn(view))


async def test_the_theme_is_followed() -> None:
    async with reading(codings=(mark(1, "First we"),)) as (pilot, view):

        def backgrounds() -> set[object]:
            return {
                segment.style.bgcolor for y in range(8) for segment in view.render_line(y) if segment.style
            }

        dark = backgrounds()
        pilot.app.theme = "textual-light"
        await at_rest(pilot)
        assert not dark & backgrounds()
        pilot.app.theme = "textual-ansi" if "textual-ansi" in pilot.app.available_themes else "ansi-dark"
        await at_rest(pilot)
        assert any("First we" in row for row in drawn(view))


async def test_measure() -> None:
    async with reading((140, 30)) as (pilot, view):
        view.measure = 66
        await at_rest(pilot)
        assert view._page.columns.text == 66
        view.measure = 1000
        assert view._page.columns.text == view.measure == 90


async def test_no_attribute_shadows_one_of_the_scroll_view() -> None:
    async with reading() as (pilot, view):
        bare = ScrollView()
        await pilot.app.mount(bare)
        await at_rest(pilot)
        own = set(vars(view)) - set(vars(bare))
        assert not own & set(dir(ScrollView))
        plain = type("Plain", (ScrollView,), {}, can_focus=True)
        overridden = {
            name
            for cls in type(view).__mro__[: type(view).__mro__.index(ScrollView)]
            for name in set(vars(cls)) - set(vars(plain))
            if name in dir(ScrollView) and not name.isupper()
        }
        deliberate = {
            "render_line",
            "render_lines",
            "get_content_width",
            "notify_style_update",
            "watch_scroll_y",
        }
        assert overridden - {"__init__", "__annotations__"} == deliberate


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    ids = [binding.id for binding in BINDINGS]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert all(binding.tooltip and binding.description for binding in BINDINGS)
    keys = [key for binding in BINDINGS for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))
    for binding in BINDINGS:
        assert hasattr(TranscriptView, "action_" + binding.action.split("(")[0])
