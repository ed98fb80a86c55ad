"""What is read out is what is stored: sentences and words by number, and quotations, in any text."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.api import Project
from qualcode.errors import InvalidValue
from qualcode.model import Section, Span, TimeMark, Transcript, Turn
from qualcode.plain.code_search import fitting, named, nearly, new_path
from qualcode.plain.numbering import Numbering
from qualcode.plain.passages import Part, Passages, joined
from qualcode.plain.selecting import selected
from qualcode.plain.session import Session
from qualcode.plain.talking import Talk
from qualcode.text.visible import visible

PIECES = st.sampled_from(
    ["word", "Слово.", "Why?", "家。", "e\u0301a", "👩🏽‍🦱", "No!", "\n", "\n\n", "\u202eabc", "\x1b[31m", "…", "to",
     "“Yes.”", "3-4"]
)  # fmt: skip


@st.composite
def texts_with_turns(draw: st.DrawFn) -> tuple[str, list[Turn]]:
    """Draw a text of labelled turns, with lines between some of them."""
    text, turns = "", []
    for number in range(draw(st.integers(1, 5))):
        if draw(st.booleans()):
            text += "A note.\n"
        label = f"P{number}: "
        words = " ".join(draw(st.lists(PIECES, min_size=1, max_size=12))).strip() or "x"
        turns.append(Turn(len(text) + len(label), len(text) + len(label) + len(words), f"P{number}"))
        text += f"{label}{words}\n\n"
    return text, turns


@given(texts_with_turns())
def test_parts_hold_every_turn_and_no_label_and_sentences_hold_every_character(made):
    text, turns = made
    passages = Passages(text, turns)
    assert [(p.start, p.end) for p in passages.parts if p.number] == [(t.start, t.end) for t in turns]
    between = [text[p.start : p.end] for p in passages.parts if not p.number]
    assert set(between) <= {"A note."}
    assert len(between) == text.count("A note.\n")
    for place, part in enumerate(passages.parts):
        sentences = passages.sentences(place)
        assert part.start <= sentences[0].start
        assert sentences[-1].end <= part.end
        read = "".join(text[each.start : each.end] for each in sentences)
        assert "".join(read.split()) == "".join(text[part.start : part.end].split())


@given(texts_with_turns(), st.data())
def test_numbers_select_exactly_the_sentences_and_words_they_are_read_with(made, data):
    text, turns = made
    passages = Passages(text, turns)
    place = data.draw(st.integers(0, len(passages.parts) - 1))
    part = passages.parts[place]
    whole = Span(part.start, part.end)
    for kind, spans in (("s", passages.sentences(place)), ("w", passages.words(whole))):
        if not spans:
            continue
        first = data.draw(st.integers(1, len(spans)))
        last = data.draw(st.integers(first, len(spans)))
        found = selected(f"{kind} {first}-{last}", passages, place, whole)
        assert (found.start, found.end) == (spans[first - 1].start, spans[last - 1].end)
        with pytest.raises(InvalidValue, match=r"^There is no (word|sentence) "):
            selected(f"{kind} {len(spans) + 1}", passages, place, whole)


@given(texts_with_turns(), st.data())
def test_a_quotation_selects_its_own_words_or_says_why_not(made, data):
    text, turns = made
    passages = Passages(text, turns)
    place = data.draw(st.integers(0, len(passages.parts) - 1))
    part = passages.parts[place]
    whole = Span(part.start, part.end)
    words = passages.words(whole)
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(len(words) - 1, first + 3)))
    quote = text[words[first].start : words[last].end]
    try:
        found = selected(f'"{quote}"', passages, place, whole)
    except InvalidValue as refused:
        assert "times; type more of it" in str(refused)
    else:
        assert text[found.start : found.end] == quote


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=texts_with_turns(), steps=st.integers(0, 6))
def test_what_was_read_out_last_is_what_is_coded(tmp_path_factory, made, steps):
    text, turns = made
    path = tmp_path_factory.mktemp("read") / "study.qualcode"
    with Project.create(path, coder="Amina") as project:
        project.documents.add("Text", Transcript(text, "txt", tuple(turns)))
        project.codebook.add("Code")
    typed = ["1", *[""] * steps, "c Code"]
    target = io.StringIO()
    Session(Talk(io.StringIO("".join(f"{line}\n" for line in typed)), target, echo=True), "Amina").run(path)
    answers = target.getvalue().split("Enter next, c code, ? help: ")
    with Project.open(path) as project:
        (coding,) = project.codings.all()
    stored = visible(text[coding.start : coding.end])
    read = [answer for answer in answers[1 : 1 + steps] if "This is the end" not in answer]
    last = read[-1].split("\n")[1:] if read else answers[0].split("\n")[4:]
    assert last[0].endswith(stored) or last[-2].endswith(stored)


# -- small cases


def passages_of(text: str, *turns: tuple[str, str | None], marks: tuple[TimeMark, ...] = ()) -> Passages:
    """Return the passages of a text with turns of these words."""
    made, at = [], 0
    for words, speaker in turns:
        at = text.index(words, at)
        made.append(Turn(at, at + len(words), speaker))
        at += len(words)
    return Passages(text, made, unspoken=[(mark.start, mark.end) for mark in marks])


def test_labels_and_time_marks_are_no_parts_but_all_other_lines_are():
    text = "Title\n\nAnn [0:01]\nYes. No.\n[0:07]\nphone rings\nBob: Hm.\nthe end\n"
    marks = (
        TimeMark(text.index("[0:01"), text.index("\nYes"), 1),
        TimeMark(text.index("[0:07"), text.index("\nph"), 7),
    )
    passages = passages_of(text, ("Yes. No.", "Ann"), ("Hm.", "Bob"), marks=marks)
    assert [text[part.start : part.end] for part in passages.parts] == [
        "Title", "Yes. No.", "phone rings", "Hm.", "the end",
    ]  # fmt: skip
    assert [part.number for part in passages.parts] == [None, 1, None, 2, None]


def test_a_line_that_only_stands_where_a_label_would_is_read():
    text = "Yes.\nsomebody laughs\nNo.\n"
    passages = passages_of(text, ("Yes.", "Ann"), ("No.", "Ann"))
    assert [text[part.start : part.end] for part in passages.parts] == ["Yes.", "somebody laughs", "No."]


def test_places_lines_sections_and_shares():
    passages = Passages("One. Two.\n\nThree.", sections=(Section("Q", 0, 17), Section("Q2", 11, 17)))
    assert passages.parts == [Part(0, 9, 1), Part(11, 17, 2)]
    assert [passages.place_at(offset) for offset in (0, 9, 10, 16, 99)] == [0, 1, 1, 1, 1]
    assert [passages.sentence_at(0, offset) for offset in (0, 4, 9)] == [0, 1, 1]
    assert [passages.line(offset) for offset in (0, 9, 10, 11)] == [1, 1, 2, 3]
    assert [passages.section(offset) for offset in (0, 12, 17)] == ["Q", "Q2", None]
    assert [passages.line_start(number) for number in (0, 3, 4)] == [None, 11, None]
    assert passages.share([(0, 9)]) == 9 / 15
    assert passages.share([(0, 17)]) == 1
    assert passages.share([]) == 0


def test_stretches_are_joined_over_white_space_alone():
    assert joined([(11, 17), (0, 4), (5, 9)], "One. Two.\n\nThree.") == [(0, 17)]
    assert joined([(0, 3), (8, 9)], "One. Two.") == [(0, 3), (8, 9)]


def test_typed_quotation_marks_and_dashes_stand_for_typeset_ones():
    text = "He said “it’s done” — and left."
    passages = Passages(text)
    whole = Span(0, len(text))
    found = selected('said "it\'s done" - and', passages, 0, whole)
    assert text[found.start : found.end] == "said “it’s done” — and"


def test_from_to_reads_the_only_sense_that_fits():
    text = "I went to town to buy bread to eat."
    passages = Passages(text)
    whole = Span(0, len(text))
    found = selected("from went to town to bread", passages, 0, whole)
    assert text[found.start : found.end] == "went to town to buy bread"
    with pytest.raises(InvalidValue, match="stands here 4 times"):
        selected("to", passages, 0, whole)


def test_numbers_once_given_stay(tmp_path):
    numbers = Numbering()
    numbers.take_up([30, 10, 20])
    numbers.take_up([5, 10])
    assert [numbers.number(row) for row in (30, 10, 20, 5, 99)] == [1, 2, 3, 4, 5]
    assert [numbers.row(number) for number in (1, 4, 5, 6)] == [30, 5, 99, None]


def test_codes_are_found_by_words_in_name_path_and_definition(tmp_path):
    with Project.create(tmp_path / "codes.qualcode", coder="Amina") as project:
        book = project.codebook
        distance = book.add("Distance", definition="Kept at arm's length.")
        book.add("Irony", distance)
        book.add("Arms", definition="Weapons.")
        book.add("a > b")
        codes = book.all()
    paths = {
        typed: [code.path for code in fitting(typed, codes)]
        for typed in ("dist", "arm", "ir", "n", "is", "> ", "")
    }
    assert paths["dist"] == ["Distance", "Distance > Irony"]
    assert paths["arm"] == ["Arms", "Distance"]
    assert paths["ir"] == ["Distance > Irony"]
    assert paths["n"] == paths["is"] == paths["> "] == paths[""] == []
    assert [code.path for code in fitting("Distance > Ironies", codes)] == []
    assert [code.path for code in named("DISTANCE > irony", codes)] == ["Distance > Irony"]
    assert [code.path for code in named("a > b", codes)] == ["a \\> b"]
    assert [code.path for code in nearly("Distance > Ironi", codes)] == ["Distance > Irony"]
    assert new_path("irony > Self", codes) == "Distance > Irony > Self"
    assert new_path("new > Self", codes) == "new > Self"
