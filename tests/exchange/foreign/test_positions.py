"""Positions of other programs become offsets, whichever way they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.foreign.calibration import Passage, calibrate
from qualcode.exchange.foreign.positions import Convention, FileText

SIGNS = st.sampled_from(
    ["a", "é", "字", " ", ".", "\n", "\r", "\r\n", "😀", "\U0001f469\u200d\U0001f33e", "\ufeff", "7"]
)
TEXTS = st.lists(SIGNS, max_size=40).map("".join)
CONVENTIONS = st.builds(Convention, st.booleans(), st.sampled_from([1, 2]), st.booleans())


def positions_of(decoded: str, has_mark: bool, way: Convention) -> list[int]:
    """The file's position of each stored offset and of the end, counted sign by sign."""
    position = int(has_mark and way.mark)
    found = [position]
    place = 0
    while place < len(decoded):
        line_end = decoded.startswith("\r\n", place)
        sign = decoded[place]
        position += way.crlf if line_end else 2 if way.utf16 and ord(sign) > 0xFFFF else 1
        place += 2 if line_end else 1
        found.append(position)
    return found


@given(decoded=TEXTS, has_mark=st.booleans(), way=CONVENTIONS)
def test_every_offset_is_found_again(decoded: str, has_mark: bool, way: Convention) -> None:
    decoded = decoded.removeprefix("\ufeff").lstrip("\ufeff")
    text = FileText(decoded, has_mark)
    there = positions_of(decoded, has_mark, way)
    its_map = text.map_of(way)
    assert len(there) == len(text.stored) + 1
    assert [its_map.offset(position) for position in there] == list(range(len(there)))
    assert its_map.length == there[-1]
    assert its_map.offset(there[-1] + 1) is None
    assert its_map.offset(-1) is None
    between = set(range(there[0], there[-1])) - set(
        there
    )  # inside a pair, or between the signs of a line end
    for position in between:
        offset = its_map.offset(position)
        assert offset is None or text.stored[offset] == "\n"


WORDS = st.lists(st.sampled_from(["word", "Straße", "😀", "字", "ab", "Ж"]), min_size=2, max_size=12)


@given(
    lines=st.lists(WORDS, min_size=1, max_size=6),
    line_end=st.sampled_from(["\n", "\r\n"]),
    has_mark=st.booleans(),
    way=CONVENTIONS,
    data=st.data(),
)
def test_named_passages_are_recovered_or_told_to_be_doubtful(
    lines: list[list[str]], line_end: str, has_mark: bool, way: Convention, data: st.DataObject
) -> None:
    decoded = line_end.join(" ".join(words) for words in lines)
    text = FileText(decoded, has_mark)
    there = positions_of(decoded, has_mark, way)
    ends = st.integers(0, len(text.stored))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted).map(tuple), min_size=1, max_size=5))
    passages = [Passage(there[start], there[end], text.stored[start:end]) for start, end in spans]
    found = calibrate(text, passages)
    read = [found.map.span(each.start, each.end) for each in passages]
    if read != spans:
        # The names did not tell: none is long enough, or its text stands there in the other reading as well.
        telling = [each for each in passages if len(each.name.strip()) > 8]
        assert found.score.matching == len(telling)
        assert found.tied or found.score.total > calibrate_as(text, passages, way)
    else:
        assert found.score.matching == found.score.named


def calibrate_as(text: FileText, passages: list[Passage], way: Convention) -> float:
    """The words part of the score of a way of counting, plus its names."""
    stored, its_map, total = text.stored, text.map_of(way), 0.0
    for each in passages:
        span = its_map.span(each.start, each.end)
        assert span is not None
        for end in span:
            inside = 0 < end < len(stored) and stored[end - 1].isalnum() and stored[end].isalnum()
            total += 0 if inside else 0.5
        total += 2 if len(each.name.strip()) > 8 else 0
    return total / len(passages)


def test_whole_words_alone_tell_utf_16_from_code_points() -> None:
    text = FileText("Hello 😀 world\r\nsecond line\r\n")
    passages = [Passage(0, 5), Passage(9, 14)]
    found = calibrate(text, passages)
    assert found.convention.utf16
    assert (found.score.words, found.unambiguous, found.doubtful) == (1.0, False, False)
    spans = [found.map.span(each.start, each.end) for each in passages]
    assert [text.stored[slice(*span)] for span in spans if span] == ["Hello", "world"]


@pytest.mark.parametrize(
    ("origin", "read"),
    [
        ("NVivo for Windows 12.6", "ab"),
        ("ATLAS.ti 8", "cd"),
        ("QualCoder 3.5", "cd"),
        ("", "ab"),
        ("qc", "ab"),
    ],
)
def test_a_tie_goes_to_the_habit_of_the_program_and_is_doubtful(origin: str, read: str) -> None:
    # Three line ends before it move the passage by three signs, from one word to the next.
    text = FileText("x\r\ny\r\nz\r\nab cd ef")
    found = calibrate(text, [Passage(9, 11)], origin)
    assert text.stored[slice(*(found.map.span(9, 11) or (0, 0)))] == read
    assert found.tied
    assert found.doubtful
    assert found.rival == Convention(crlf=1 if read == "ab" else 2)


def test_a_text_without_anything_to_count_differently_is_unambiguous() -> None:
    found = calibrate(FileText("Plain text\nof two lines"), [Passage(0, 5), Passage(11, 13)], "NVivo")
    assert found.unambiguous
    assert found.convention == Convention()
    assert not found.doubtful


def test_passages_that_cut_words_are_doubtful() -> None:
    found = calibrate(FileText("Plain text of one line"), [Passage(1, 3), Passage(2, 4)])
    assert (found.score.words, found.doubtful, found.unambiguous) == (0.0, True, True)


@pytest.mark.parametrize("name", ["", "line:12", "12,40", "short"])
def test_names_that_are_no_text_are_not_compared(name: str) -> None:
    assert calibrate(FileText("Plain text of one line"), [Passage(0, 5, name)]).score.named == 0


@pytest.mark.parametrize("name", ["Plain text of  one", "Plain text…", "Plain text of..."])
def test_a_name_is_the_text_or_its_beginning_before_an_ellipsis(name: str) -> None:
    score = calibrate(FileText("Plain text\r\nof one line"), [Passage(0, 18, name)]).score
    assert (score.named, score.matching) == (1, 1)
