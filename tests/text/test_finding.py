"""Finding: hits are exact in code points, against a slow search that compares every stretch."""

from __future__ import annotations

import re
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InvalidValue
from qualcode.text import finding
from qualcode.text.finding import Finder, Hits, Query

BITS = [
    "a", "A", "s", "S", "ß", "ẞ", "SS", "ﬁ", "fi", "İ", "i", "ı", "e", "é", "e\u0301", "E\u0301", "Ж", "ж", "ς",
    "Σ", " ", "\n", "각", "가\u11a8", "ŉ", "ǰ", "我", "们", "_", "-", "\u0301", "ᾳ", "\U00010400", "👩🏽", ".",
]  # fmt: skip
texts = st.lists(st.sampled_from(BITS), max_size=14).map("".join)
wider = st.one_of(texts, st.text(max_size=12))


def key(text: str, match_case: bool) -> str:
    text = unicodedata.normalize("NFC", text)
    return text if match_case else unicodedata.normalize("NFC", text.casefold())


def whole_characters(text: str) -> list[int]:
    """Return the places between characters and their marks."""
    following = regex.compile(r"[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]")
    return [
        place
        for place in range(len(text) + 1)
        if place in (0, len(text)) or not following.match(text[place]) or text[place - 1] == "\n"
    ]


def slowly(query: Query, text: str) -> list[tuple[int, int]]:
    wanted, places, found, free = key(query.words, query.match_case), whole_characters(text), [], 0
    for start in places:
        ends = (end for end in places if end > start and key(text[start:end], query.match_case) == wanted)
        end = next(ends, None)
        if start >= free and end is not None:
            found.append((start, end))
            free = end
    return found


@given(texts, wider, st.booleans())
def test_hits_are_those_of_the_slow_search(words: str, text: str, match_case: bool) -> None:
    query = Query(words, match_case=match_case)
    if words and not regex.match(r"[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]", words):
        assert list(Finder(query).hits(text)) == slowly(query, text)


@given(wider, wider, wider, st.booleans())
def test_what_is_there_is_found(before: str, words: str, behind: str, match_case: bool) -> None:
    text = f"{before}\n{words}\n{behind}"
    hits = list(Finder(Query(words, match_case=match_case)).hits(text))
    assert bool(hits) == bool(words)
    for start, end in hits:
        assert key(text[start:end], match_case) == key(words, match_case)


@given(wider, wider, st.booleans())
def test_whole_words_are_among_the_hits(words: str, text: str, match_case: bool) -> None:
    for start, end in Finder(Query(words, whole_words=True, match_case=match_case)).hits(text):
        assert key(text[start:end], match_case) == key(words, match_case)
        for place in (start, end):
            around = text[max(0, place - 1) : place + 1]
            assert not (0 < place < len(text) and re.fullmatch(r"[a-zA-Z0-9_]{2}", around))


@given(st.lists(st.sampled_from(["a", "b", " ", "\n", "ß", "é"]), max_size=30).map("".join))
def test_patterns_find_what_regex_finds(text: str) -> None:
    hits = list(Finder(Query("a+b?|^b|é$", pattern=True, match_case=True)).hits(text))
    assert hits == [
        found.span() for found in regex.finditer("a+b?|^b|é$", text, regex.MULTILINE) if found.group()
    ]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        (Query("strasse"), "Die Straße, die STRASSE", ["Straße", "STRASSE"]),
        (Query("Straße", match_case=True), "Die Straße, die STRASSE", ["Straße"]),
        (Query("s"), "ß s", ["s"]),
        (Query("café"), "cafe\u0301 CAFÉ cafes", ["cafe\u0301", "CAFÉ"]),
        (Query("e"), "cafe\u0301 e", ["e"]),
        (Query("МЕСТО"), "Это место, Место.", ["место", "Место"]),
        (Query("home", whole_words=True), "home homes at-home home's _home", ["home"] * 3),
        (Query("公园", whole_words=True), "我们去公园。", ["公园"]),
        (Query("[laughs]"), "Yes [laughs] [LAUGHS]", ["[laughs]", "[LAUGHS]"]),
        (Query("a.c", pattern=True), "abc a\nc ABC", ["abc", "ABC"]),
        (Query("a.c", pattern=True, match_case=True), "abc ABC", ["abc"]),
        (Query(r"\bwe\b", pattern=True), "We were, we", ["We", "we"]),
        (Query("we", pattern=True, whole_words=True), "We were, we", ["We", "we"]),
        (Query("x*", pattern=True), "axxb", ["xx"]),
        (Query("aa"), "aaaaa", ["aa", "aa"]),
        (Query(""), "anything", []),
        (Query("", pattern=True), "anything", []),
    ],
)  # fmt: skip
def test_known_hits(query: Query, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Finder(query).hits(text)] == found


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "*", "(?P<x", "a{99999999999999}", "\\", "(?<n>a)(?<n", "\\p{Nope}"]
)
def test_what_is_no_pattern_is_told_in_one_sentence(pattern: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Finder(Query(pattern, pattern=True))
    assert str(refused.value).startswith(f"“{pattern}” is no regular expression: ")
    assert "\n" not in str(refused.value)
    assert list(Finder(Query(pattern)).hits(f"x{pattern}y")) == [(1, 1 + len(pattern))]


def test_a_pattern_that_would_never_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATTERN_SECONDS", 0.05)
    with pytest.raises(InvalidValue, match="takes too long"):
        list(Finder(Query("(a+)+b", pattern=True)).hits("a" * 5000))


def test_walking_over_hits() -> None:
    hits = Hits(((3, 5), (9, 10), (20, 22)))
    assert [hits.after(offset) for offset in (-1, 2, 3, 9, 20)] == [0, 0, 1, 2, None]
    assert [hits.before(offset) for offset in (3, 4, 9, 10, 99)] == [None, 0, 0, 1, 2]
    assert Hits().after(0) is Hits().before(9) is None
