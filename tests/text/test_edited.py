"""What was not touched in an editor comes back as it was stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.edited import edited
from qualcode.text.visible import visible_lines

ODD = st.text(
    st.sampled_from("ab \n\x00\x1b\x7f\x85\x9b\u202e\u2066\u2028\ufffd␛\t\xad\u200d🧑"), max_size=40
)
TYPED = st.text(st.sampled_from("TU\n").map(str), min_size=1, max_size=5).map(lambda text: f"T{text}T")


@given(ODD)
def test_a_text_that_was_not_touched_is_the_one_stored(stored: str) -> None:
    assert edited(stored, visible_lines(stored), visible_lines(stored)) == stored


@given(ODD, ODD, ODD, TYPED)
def test_all_but_what_was_typed_over_is_as_stored(before: str, gone: str, after: str, typed: str) -> None:
    stored = before + gone + after
    shown = visible_lines(stored)
    written = shown[: len(before)] + typed + shown[len(before) + len(gone) :]
    assert edited(stored, shown, written) == before + typed + after


@given(st.lists(ODD.map(lambda text: text.replace("\n", "")), min_size=3, max_size=6), TYPED, TYPED)
def test_lines_between_two_places_that_were_touched_are_as_stored(
    lines: list[str], first: str, last: str
) -> None:
    lines = [f"{number}{line}" for number, line in enumerate(lines)]
    shown = [visible_lines(line) for line in lines]
    written = "\n".join([first + shown[0], *shown[1:-1], shown[-1] + last])
    wanted = "\n".join([first + lines[0], *lines[1:-1], lines[-1] + last])
    assert edited("\n".join(lines), "\n".join(shown), written) == wanted


@given(ODD, ODD)
def test_whatever_was_written_is_what_is_seen(stored: str, written: str) -> None:
    shown, result = visible_lines(stored), edited(stored, visible_lines(stored), written)
    pairs = dict(zip(stored, shown, strict=True)) if stored else {}
    assert len(result) == len(written)
    assert all(
        kept == seen or (kept in pairs and seen in shown) for kept, seen in zip(result, written, strict=True)
    )
