"""Speakers found by a user's own expression: what it finds, and what is refused in one sentence."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.text import turns
from qualcode.text.turns import recognise_turns


def test_the_speaker_is_the_group_of_that_name_or_the_first() -> None:
    text = "[00:02] ANNA> Yes.\n[00:05] BEN> No.\n"
    named = recognise_turns(text, speakers=r"\[(?P<time>[\d:]+)\] (?P<speaker>\w+)>")
    assert [(turn.speaker, turn.start_time) for turn in named.turns] == [("ANNA", 2.0), ("BEN", 5.0)]
    first = recognise_turns(text, speakers=r"\S+ (\w+)>")
    assert [turn.speaker for turn in first.turns] == ["ANNA", "BEN"]


@pytest.mark.parametrize("expression", ["(", "[a", "(?P<x", "a{99999999999999}", r"\w+:"])
def test_what_is_no_expression_is_refused_in_one_sentence(expression: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        recognise_turns("A: Yes.\n", speakers=expression)
    assert str(refused.value).startswith(f'"{expression}" ')
    assert "\n" not in str(refused.value)


def test_an_expression_that_would_never_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "EXPRESSION_SECONDS", 0.05)
    with pytest.raises(InvalidValue, match="takes too long"):
        recognise_turns("w" * 60 + "!1\n", speakers=r"((?:\w|\w\w)+)\d")
