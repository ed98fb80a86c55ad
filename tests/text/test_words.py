from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.words import count_words, count_words_in, word_spans

RLM = "\u200f"
BOM = "\ufeff"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("   \n\t ", 0),
        ("one", 1),
        ("one two\nthree", 3),
        ("no\u00a0break and\u202fthin", 4),
        ("well-known – it's", 3),
        (f"{RLM} سلام {RLM}", 1),
        (f"{BOM}one", 1),
        (f"a{RLM} b", 2),
        ("您好，请您先介绍一下自己。", 1),
        ("می\u200cخندد", 1),
        ("👩\u200d👩\u200d👧 👍🏽", 2),
        ("line\u2028separator", 2),
    ],
)
def test_words_are_runs_between_white_space(text: str, words: int) -> None:
    assert count_words(text) == words
    assert len(word_spans(text)) == words


def test_time_marks_are_white_space() -> None:
    text = "before[00:01:02]after #00:02:03-4# end"
    marks = [(22, 34), (6, 16)]
    assert [text[a:b] for a, b in marks] == ["#00:02:03-4#", "[00:01:02]"]
    assert [text[a:b] for a, b in word_spans(text, marks=marks)] == ["before", "after", "end"]
    assert count_words(text, marks=marks) == 3


def test_an_empty_mark_separates_nothing() -> None:
    assert count_words("together", marks=[(3, 3)]) == 1


def test_only_the_span_is_counted_and_a_cut_word_counts() -> None:
    assert word_spans("one two three", 2, 6) == [(2, 3), (4, 6)]
    assert count_words("one two three", 2, 6) == 2
    assert count_words("one two three", 5, 5) == 0
    assert count_words("one two three", -3, 99) == 3


def test_a_mark_that_reaches_over_the_edge_is_clipped() -> None:
    assert word_spans("aa [00:01] bb", 5, 13, marks=[(3, 10)]) == [(11, 13)]


PIECES = st.sampled_from(["a", "é", "я", " ", "\n", "\u00a0", RLM, BOM, "👍🏽", "語", "[00:01]"])


@given(
    st.lists(PIECES).map("".join),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_spans_and_count_agree(text: str, marks: list[tuple[int, int]], start: int, end: int) -> None:
    spans = word_spans(text, start, end, marks)
    assert len(spans) == count_words(text, start, end, marks)
    assert all(start <= a < b <= end for a, b in spans)
    assert spans == sorted(spans)
    covered = {i for a, b in marks for i in range(a, b)}
    for a, b in spans:
        assert not covered & set(range(a, b))
        assert not re.search(r"\s", text[a:b])
        assert text[a:b].strip(RLM + BOM)


WRITTEN = st.text(alphabet=f"ab \n\t{RLM}{BOM}\u00a0\u2028[1:]é", max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(WRITTEN, SPANS, SPANS)
def test_counting_in_many_spans_is_counting_in_each(
    text: str, spans: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> None:
    marks = [(start, min(end, len(text))) for start, end in marks if start <= end <= len(text)]
    spans = [(start, min(end, len(text))) for start, end in spans if start <= end]
    expected = sum(count_words(text, start, end, marks) for start, end in spans)
    assert count_words_in(text, spans, marks) == expected
