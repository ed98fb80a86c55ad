"""What counts as said."""

from __future__ import annotations

import pytest

from qualcode.model import Turn
from qualcode.text.counted import counted_spans, spoken_text


def test_turns_count_where_there_are_any() -> None:
    assert counted_spans("P: yes", [Turn(3, 6, "P")]) == [(3, 6)]
    assert counted_spans("no turns", []) == [(0, 8)]


@pytest.mark.parametrize(
    ("text", "unspoken", "said"),
    [
        ("one [00:01] two", [(4, 11)], "one two"),
        ("one\n02   two", [(4, 6)], "one\ntwo"),
        ("[00:01] one", [(0, 7)], "one"),
        ("one[00:01]two", [(3, 10)], "onetwo"),
        ("one two", [(20, 25)], "one two"),
        ("one two", [], "one two"),
    ],
)
def test_marks_are_cut_out(text: str, unspoken: list[tuple[int, int]], said: str) -> None:
    assert spoken_text(text, 0, len(text), unspoken) == said
