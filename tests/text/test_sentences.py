"""Sentences: what they hold, and where they end in several languages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model import Turn
from qualcode.text.sentences import (
    LONGEST_AT_ONCE,
    iter_quick_sentence_spans,
    quick_sentence_spans,
    sentence_spans,
)

Finder = Callable[..., list[tuple[int, int]]]
WAYS = [quick_sentence_spans, sentence_spans]
both_ways = pytest.mark.parametrize("find", WAYS)

BITS = [
    "Dr. ",
    "e.g. ",
    "т.е. ",
    "г. ",
    "No. 5",
    "…",
    "... ",
    ". ",
    "?! ",
    "。",
    "！",
    "“",
    "” ",
    "« ",
    "»",
    "— ",
    "\n",
    "\n\n",
    "  ",
    "word",
    "Word ",
    "слово ",
    "Слово",
    "我们",
    "[laughs] ",
    "1. ",
    "3.5",
    "\u00a0",
    "\t",
    "🙂",
    "(",
    ") ",
]
texts = st.lists(st.one_of(st.sampled_from(BITS), st.characters(codec="utf-8")), max_size=60).map("".join)


@st.composite
def texts_with_turns(draw: st.DrawFn) -> tuple[str, list[Turn]]:
    text = draw(texts)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, [Turn(a, b, "A") for a, b in zip(edges[::2], edges[1::2], strict=False)]


def check(text: str, turns: list[Turn], spans: list[tuple[int, int]]) -> None:
    held = set()
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        for turn in turns:
            assert end <= turn.start or start >= turn.end or turn.start <= start < end <= turn.end
        held.update(range(start, end))
        end_before = end
    assert {place for place, character in enumerate(text) if not character.isspace()} <= held


@given(texts_with_turns())
def test_quick_sentences_hold_all_text(drawn: tuple[str, list[Turn]]) -> None:
    text, turns = drawn
    check(text, turns, quick_sentence_spans(text, turns, "en"))


@settings(deadline=None)
@given(texts_with_turns(), st.sampled_from(["en", "ru", "xx", "zh", "de", None]))
def test_spacy_sentences_hold_all_text(drawn: tuple[str, list[Turn]], language: str | None) -> None:
    text, turns = drawn
    check(text, turns, sentence_spans(text, turns, language))


CASES = [
    ("en", "Dr. Smith came, e.g. on Monday.| He paid $3.5."),
    ("en", "J. R. Smith lives in the U.S. now.| See No. 5 there."),
    ("en", "I thought ... maybe not.| Well…| Then she came."),
    ("en", 'He said "No."| "Why?" she asked.| “Come in.”| He did.'),
    ("en", "Wait?!| (Really.)| Yes.| [laughs] Fine."),
    ("en", "1. First of all we ate.| 2. Then we slept."),
    ("en", "ok.| so i went.| and then?| yes."),
    ("en", "He left the house.|She stayed."),
    ("ru", "Он пришёл, т.е. вчера.| В 2022 г. мы жили в г. Душанбе."),
    ("ru", "А. С. Пушкин писал.| «Нет!» — сказала она.| «Да.»| Потом…| Потом ушла."),
    ("ru", "Ул. Рудаки, д. 5.| Это 5 тыс. руб. стоит."),
    ("zh", "今天天气很好。|我们去公园！|你呢？|“好的。”|他说。"),
    ("ja", "今日は。|「はい。」|と言った。"),
    ("de", "Am 12. März kam er.| Hr. Müller sagte nichts.| Und?"),
    ("fa", "سلام.| شما چطورید؟| خوبم."),
    ("tg", "Мо омадем.| Шумо чӣ?| Хуб."),
]


@both_ways
@pytest.mark.parametrize(("language", "marked"), CASES)
def test_where_sentences_end(find: Finder, language: str, marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in find(text, (), language)]
    assert found == [part.strip() for part in marked.split("|")]


@both_ways
def test_turns_and_lines_end_sentences(find: Finder) -> None:
    text = "A: no full stop\nB: and then\nmore"
    turns = [Turn(3, 15, "A"), Turn(19, len(text), "B")]
    found = [text[start:end] for start, end in find(text, turns, "en")]
    assert found == ["A:", "no full stop", "B:", "and then", "more"]


@both_ways
@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u2003"])
def test_nothing_written_no_sentences(find: Finder, text: str) -> None:
    assert find(text) == []


def test_a_very_long_line_is_cut_at_sentences() -> None:
    text = "This is one of them. " * (LONGEST_AT_ONCE // 5)
    assert sentence_spans(text, (), "en") == quick_sentence_spans(text, (), "en")


def test_quick_sentences_are_found_as_far_as_asked() -> None:
    text = "One. Two. Three."
    spans = iter_quick_sentence_spans(text)
    assert next(spans) == (0, 4)
    assert next(spans) == (5, 9)


def test_spacy_is_not_imported_before_it_is_asked() -> None:
    code = (
        "import sys; from qualcode.text.sentences import quick_sentence_spans as q; q('One. Two.');"
        "assert 'spacy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
