"""The cursor is a sentence; the selection grows and shrinks by units, at one end or the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strange_text import texts

from qualcode.model import Turn
from qualcode.text.graphemes import is_boundary
from qualcode.text.sentences import quick_sentence_spans
from qualcode.tui.transcript.selection import Selection
from qualcode.tui.transcript.units import Unit, Units

TEXT = "A: One two three. Four five.\nSix seven. Eight.\n\nB: Nine ten. Eleven's 我们去 cafe\u0301s."
TURNS = [Turn(3, 46, "A"), Turn(51, len(TEXT), "B")]
SPEECH = [span for span in quick_sentence_spans(TEXT, TURNS) if TEXT[slice(*span)] not in ("A:", "B:")]


def fresh() -> Selection:
    return Selection(Units(TEXT, SPEECH, TURNS))


def here(selection: Selection) -> str:
    return TEXT[selection.cursor.start : selection.cursor.end]


def selected(selection: Selection) -> str:
    return TEXT[selection.span.start : selection.span.end] if selection.span else ""


def walk(selection: Selection, *steps: tuple[Unit, int]) -> list[str]:
    places = []
    for unit, step in steps:
        selection.move(unit, step)
        places.append(here(selection))
    return places


def grow(selection: Selection, *steps: tuple[Unit, int]) -> list[str]:
    places = []
    for unit, step in steps:
        selection.extend(unit, step)
        places.append(selected(selection))
    return places


S, W, C, T = Unit.SENTENCE, Unit.WORD, Unit.CHARACTER, Unit.TURN


def test_the_cursor_starts_on_the_first_sentence() -> None:
    assert here(fresh()) == "One two three."
    assert fresh().span is None
    assert fresh().target == fresh().cursor


def test_by_sentences() -> None:
    down = walk(fresh(), *[(S, 1)] * 6)
    assert down == [
        "Four five.",
        "Six seven.",
        "Eight.",
        "Nine ten.",
        "Eleven's 我们去 cafe\u0301s.",
        down[-1],
    ]
    selection = fresh()
    walk(selection, (S, 1), (S, 1))
    assert walk(selection, (S, -1), (S, -1), (S, -1)) == ["Four five.", "One two three.", "One two three."]


def test_by_words() -> None:
    selection = fresh()
    assert walk(selection, (W, 1), (W, 1), (W, 1), (W, 1)) == ["One", "two", "three", "Four"]
    assert walk(selection, (W, -1), (S, -1), (W, -1)) == ["three", "One two three.", "three"]
    selection.place(len(TEXT))
    assert walk(selection, (W, -1), (W, -1), (W, -1)) == ["cafe\u0301s", "去", "们"]


def test_by_characters() -> None:
    selection = fresh()
    assert walk(selection, (C, 1), (C, 1), (C, 1), (C, -1)) == ["O", "n", "e", "n"]
    selection.place(TEXT.index("e\u0301"), W)
    assert walk(selection, (C, -1), (C, -1), (C, -1)) == ["s", "e\u0301", "f"]


def test_by_turns_to_their_first_sentence() -> None:
    selection = fresh()
    assert walk(selection, (T, 1), (T, 1)) == ["Nine ten.", "Nine ten."]
    assert walk(selection, (S, 1), (T, -1), (T, -1)) == [
        "Eleven's 我们去 cafe\u0301s.",
        "Nine ten.",
        "One two three.",
    ]


def test_growing_and_shrinking_by_sentences() -> None:
    selection = fresh()
    assert grow(selection, (S, 1), (S, 1), (S, -1), (S, -1)) == [
        "One two three. Four five.",
        "One two three. Four five.\nSix seven.",
        "One two three. Four five.",
        "One two three.",
    ]
    selection = fresh()
    walk(selection, (S, 1))
    assert grow(selection, (S, -1), (S, 1), (S, 1)) == [
        "One two three. Four five.",
        "Four five.",
        "Four five.\nSix seven.",
    ]


def test_shrinking_by_words_turns_round_at_the_last_one() -> None:
    selection = fresh()
    walk(selection, (S, 1))
    back = grow(selection, (W, -1), (W, -1), (W, -1))
    assert back == ["Four five", "Four", "three. Four"]
    assert grow(selection, (W, 1), (W, 1)) == ["Four", "Four five"]


def test_units_mix() -> None:
    selection = fresh()
    assert grow(selection, (W, 1), (C, 1), (C, 1), (S, 1), (C, -1)) == [
        "One two three. Four",
        "One two three. Four ",
        "One two three. Four f",
        "One two three. Four five.",
        "One two three. Four five",
    ]


def test_characters_are_those_one_sees() -> None:
    selection = fresh()
    start = TEXT.index("cafe\u0301s")
    selection.set(start, start + 3)
    assert grow(selection, (C, 1), (C, 1), (C, -1)) == ["cafe\u0301", "cafe\u0301s", "cafe\u0301"]


def test_either_end() -> None:
    selection = fresh()
    walk(selection, (W, 1), (W, 1))
    selection.swap_ends()
    assert selected(selection) == "two"
    assert selection.edge is not None
    assert TEXT[selection.edge.start : selection.edge.end] == "t"
    assert grow(selection, (W, -1), (W, 1)) == ["One two", "two"]
    selection.swap_ends()
    assert grow(selection, (W, 1)) == ["two three"]


def test_units_at_the_cursor() -> None:
    selection = fresh()
    walk(selection, (W, 1), (W, 1))
    for unit, expected in [
        (S, "One two three."),
        (Unit.PARAGRAPH, "One two three. Four five."),
        (T, "One two three. Four five.\nSix seven. Eight."),
    ]:
        selection.select(unit)
        assert selected(selection) == expected
        assert here(selection) == "two"
    selection.clear()
    assert selection.span is None
    assert here(selection) == "two"


def test_moving_drops_the_selection() -> None:
    selection = fresh()
    grow(selection, (S, 1), (S, 1))
    assert walk(selection, (S, 1)) == ["Eight."]
    assert selection.span is None


def test_extending_to_a_place() -> None:
    selection = fresh()
    walk(selection, (S, 1))
    selection.extend_to(len(TEXT))
    assert selected(selection).startswith("Four five.\nSix")
    assert selection.span is not None
    assert selection.span.end == len(TEXT)
    walk(selection, (S, -1))
    selection.extend_to(0)
    assert selection.span is not None
    assert selection.span.start == 0


def test_new_sentences_keep_the_place() -> None:
    selection = fresh()
    walk(selection, (S, 1), (S, 1))
    selection.units.use_sentences([(3, 28), (29, 46)])
    selection.refresh_units()
    assert here(selection) == "Six seven. Eight."


def test_nothing_to_stand_on() -> None:
    selection = Selection(Units("", ()))
    for unit in Unit:
        selection.move(unit, 1)
        selection.extend(unit, -1)
        selection.select(unit)
    assert (selection.cursor, selection.span) == ((selection.cursor), None)
    assert selection.cursor.start == selection.cursor.end == 0


steps = st.tuples(
    st.sampled_from(["move", "extend", "select", "swap"]), st.sampled_from(Unit), st.sampled_from([1, -1])
)


@given(texts, st.lists(steps, max_size=15))
def test_whatever_is_pressed_the_selection_is_text(text: str, pressed: list[tuple[str, Unit, int]]) -> None:
    sentences = quick_sentence_spans(text)
    selection = Selection(Units(text, sentences))
    for action, unit, step in pressed:
        if action == "swap":
            selection.swap_ends()
        elif action == "select":
            selection.select(unit)
        else:
            getattr(selection, action)(unit, step)
        assert 0 <= selection.cursor.start <= selection.cursor.end <= len(text)
        if selection.span is not None:
            assert 0 <= selection.span.start < selection.span.end <= len(text)
        if action == "extend" and unit is C and selection.ends:
            assert is_boundary(text, selection.ends[1])
