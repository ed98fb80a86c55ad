"""Grapheme clusters found from anywhere in a text are those found from its start."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.graphemes import certain_boundary, cluster_at, clusters, is_boundary, snap_outwards

JOINING = [
    "e\u0301",
    "👨\u200d👩\u200d👧",
    "🇺🇦",
    "🇺🇦🇹🇯",
    "क्षत्रि",
    "กำ",
    "👍🏽",
    "\r\n",
    "\u200d",
    "\ufe0f",
    "각",
    "\u0301",
    "a",
    " ",
    "я",
    "שׁ",
]
texts = st.lists(st.one_of(st.sampled_from(JOINING), st.characters(codec="utf-8")), max_size=40).map("".join)


def boundaries(text: str) -> set[int]:
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


@given(texts)
def test_clusters_cover_the_text(text: str) -> None:
    spans = list(clusters(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert {0, *(end for _, end in spans)} == boundaries(text)


@given(texts)
def test_boundaries_asked_one_by_one(text: str) -> None:
    assert {place for place in range(len(text) + 1) if is_boundary(text, place)} == boundaries(text)


@given(texts, st.data())
def test_cluster_at_holds_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    start, end = cluster_at(text, offset)
    assert {start, end} <= boundaries(text)
    assert start <= offset < end or start == offset == end == len(text)


@given(texts, st.data())
def test_a_certain_boundary_is_one(text: str, data: st.DataObject) -> None:
    assert certain_boundary(text, data.draw(st.integers(0, len(text)))) in boundaries(text)


def test_snapping_widens_to_whole_characters() -> None:
    text = "ae\u0301 👨\u200d👩\u200d👧!"
    assert snap_outwards(text, 2, 2) == (1, 3)
    assert snap_outwards(text, 5, 6) == (4, 9)
    assert snap_outwards(text, 0, 1) == (0, 1)


def test_a_cluster_without_end_is_cut() -> None:
    text = "a" + "\u0301" * 5000
    start, end = cluster_at(text, 4000)
    assert start > 0
    assert start <= 4000 < end
