"""What is remembered of a line's beginning is what reading the whole line says."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.text.beginnings import Beginnings
from qualcode.text.headers import Header, read_headers
from qualcode.text.newlines import Line

BEGINNINGS = [
    "Anna", "I", "INTERVIEWER", "Dr. No", "**Ann", "**Bo**", "_Cy_", "*D", "- Eve", "> Fay", "[0:01] Gus",
    "0:03 Hal", "[Ida]", "<Jo>", "1. Kim", "12  Lea", "\u200eMo", "Note", "http", "Q1", "А. Б.", "N\u00a0", "O：P",
    "", " ", "??", "x" * 140,
]  # fmt: skip
SIGNS = [
    ":", ": ", ":  ", ":\t", ":\u00a0", ":**", ": **", "：", " : ", "::", "[0:05]", "(00:01:02)", "#00:00:01-2#",
    "{0:01}", "0:03", "10:30", "Yes.", "no", "in: the end", "1", "*", "_", "\ufeff", "\u200e", "[ 0:01 - 0:02 ]",
]  # fmt: skip
lines = st.builds(
    lambda name, rest: name + "".join(rest), st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(SIGNS))
)


def whole(line: Line, index: int, paragraph: bool) -> list[Header]:
    return list(read_headers(line, index, paragraph=paragraph))


@given(st.lists(lines, min_size=2, max_size=12))
@example(["Anna: Yes.", "Anna: [0:05] no", "Anna: no", "Anna:no"])
@example(["**Ann: Yes.", "**Ann:** Yes."])
def test_a_remembered_header_is_the_one_read(texts: list[str]) -> None:
    known = Beginnings()
    start = 0
    for index, text in enumerate(texts):
        line = Line(start, start + len(text), text)
        read = whole(line, index, index % 2 == 0)
        remembered = known.header(line, index, index % 2 == 0)
        assert remembered is None or [remembered] == read
        for header in read:
            known.learn(line, header)
        start = line.end + 1


def test_a_label_that_comes_back_is_remembered() -> None:
    known = Beginnings()
    first = Line(0, 12, "Anna: Hello.")
    known.learn(first, whole(first, 0, True)[0])
    assert known.header(Line(20, 31, "Anna: Well."), 3, False) == Header(
        3, 20, 25, "Anna", "anna", "colon", (False, ""), False, False, "Well."
    )
    assert known.header(Line(20, 31, "Bela: Well."), 3, False) is None
