from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import InvalidValue, QualcodeError, ReadingError
from qualcode.readers import SUFFIXES, read_transcript
from qualcode.readers.request import Request
from qualcode.readers.typed import read
from qualcode.text.turns import recognise_turns


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_text_is_stored_as_it_is(tmp_path: Path) -> None:
    data = "\ufeffI:  e\u0301t\u00e9 \u2028there\r\n\r\nR: yes \r\n".encode()
    transcript = read_transcript(write(tmp_path, "a.txt", data))
    assert transcript.text == "I:  e\u0301t\u00e9 \u2028there\n\nR: yes \n"
    assert transcript.bytes_sha256 == hashlib.sha256(data).hexdigest()
    assert (transcript.origin, transcript.format, transcript.encoding) == ("a.txt", "txt", "utf-8-sig")
    assert [(t.speaker, transcript.text[t.start : t.end]) for t in transcript.turns] == [
        ("I", "e\u0301t\u00e9 \u2028there"),
        ("R", "yes"),
    ]


def test_the_language_is_passed_on(tmp_path: Path) -> None:
    assert read_transcript(write(tmp_path, "a.txt", "hello"), language="tg").language == "tg"


def test_speakers_none_keeps_the_text_and_finds_no_turns(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "I: How?\n\nR: So [00:00:07] it was.\n")
    transcript = read_transcript(path, speakers="none")
    assert transcript.turns == ()
    assert [mark.seconds for mark in transcript.time_marks] == [7.0]
    assert transcript.text == read_transcript(path).text
    assert not transcript.warnings


def test_a_regular_expression_decides(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "0:01 ANA> hi: you\nstill\n0:05 BO> yes\n")
    transcript = read_transcript(path, speakers=r"(?P<time>\d+:\d+) (?P<speaker>\w+)>")
    assert [(t.speaker, t.start_time, transcript.text[t.start : t.end]) for t in transcript.turns] == [
        ("ANA", 1.0, "hi: you\nstill"),
        ("BO", 5.0, "yes"),
    ]
    assert [transcript.text[m.start : m.end] for m in transcript.time_marks] == ["0:01", "0:05"]
    first = read_transcript(path, speakers=r"\S+ (\w+)>")
    assert [turn.speaker for turn in first.turns] == ["ANA", "BO"]


@pytest.mark.parametrize("expression", ["([a-z", r"\w+:", "(?P<speaker", "*"])
def test_a_regular_expression_that_is_none(tmp_path: Path, expression: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_transcript(write(tmp_path, "a.txt", "I: a\nR: b\n"), speakers=expression)
    assert "\n" not in str(refused.value)


def test_times_that_go_backwards_are_reported(tmp_path: Path) -> None:
    text = "A 0:10\nyes, so\n\nB 0:20\nno, why\n\nA 0:05\nwell\n\nB 0:30\nso\n"
    transcript = read_transcript(write(tmp_path, "a.txt", text))
    assert [turn.start_time for turn in transcript.turns] == [10.0, 20.0, 5.0, 30.0]
    assert "The times go backwards once, first from 0:20 to 0:05." in transcript.warnings


def test_labels_that_come_back_but_are_none_are_named(tmp_path: Path) -> None:
    text = "I: Go on.\n\nR: Well.\nNote: one\nNote: two\n\nI: And?\n\nR: No.\n"
    transcript = read_transcript(write(tmp_path, "a.txt", text))
    assert [turn.speaker for turn in transcript.turns] == ["I", "R", "I", "R"]
    assert any('"Note"' in sentence and "come back" in sentence for sentence in transcript.warnings)


def test_a_label_without_words_is_reported(tmp_path: Path) -> None:
    transcript = read_transcript(write(tmp_path, "a.txt", "I: Go on.\n\nR:\n\nI: And?\n\nR: No.\n"))
    assert [turn.speaker for turn in transcript.turns] == ["I", "I", "R"]
    assert any("no words" in sentence for sentence in transcript.warnings)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", "\ufeff \n".encode("utf-16-le"), "empty"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x03\x00\x3e\x00" * 50, "not a text"),
        ("a.doc", b"anything", "no known format"),
        ("noending", b"anything", "no known format"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.odt", b"no zip at all", "damaged"),
        ("a.pdf", b"%PDF-1.4 nothing", "cannot be read"),
        ("a.rtf", b"hello", "no rich text"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_transcript(write(tmp_path, name, content))
    message = str(refused.value)
    assert says in message
    assert name in message
    assert "\n" not in message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"nowhere\.txt cannot be opened"):
        read_transcript(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadingError, match=r"folder\.txt"):
        read_transcript(tmp_path / "folder.txt")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(ReadingError, match=r"huge\.txt holds 200 MB"):
        read_transcript(path)


def test_the_suffixes_are_the_formats_promised() -> None:
    assert {".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".srt", ".vtt"} <= set(SUFFIXES)


SCRAPS = st.one_of(
    st.sampled_from(
        ["I:", "R:", "Anna:", "**Bo:**", "Note:", "Привет", "您好：", "שלום:", "word", "::", "https://a.b/c:"]
    ),
    st.sampled_from(
        ["[00:01:02]", "0:03", "#00:00:01-2#", "-->", "00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n"]
    ),
    st.sampled_from(
        ["\n", "\n\n", "\r\n", "\r", "\t", "\u2028", "\ufeff", "\u200f", "  ", ", ", ".", "?", "«", "»"]
    ),
    st.sampled_from(
        ["👩\u200d👩\u200d👧", "👍🏽", "e\u0301", "## H\n", "---\n", "-", ">", "1.", "01  A:", "<v Ana>"]
    ),
)
TEXTS = (
    st.lists(SCRAPS, max_size=40).map("".join)
    | st.lists(SCRAPS, max_size=40).map(" ".join)
    | st.text(max_size=200)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["auto", "none", r"(\w+):"]))
def test_turns_are_in_order_within_the_text_and_never_empty(text: str, speakers: str) -> None:
    found = recognise_turns(text, speakers=speakers)
    last = 0
    for turn in found.turns:
        assert last <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end] == text[turn.start : turn.end].strip()
        last = turn.end
    place = 0
    for mark in found.time_marks:
        assert place <= mark.start <= mark.end <= len(text)
        place = mark.end
    assert all(0 <= s.start < s.end <= len(text) and s.name for s in found.sections)
    assert all(span.start < span.end <= len(text) for span in found.layout)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]))
def test_what_is_stored_is_the_file_with_line_ends_normalised(text: str, codec: str) -> None:
    text = text.replace("\0", "").lstrip("\ufeff")
    data = text.encode(codec) if codec.startswith("utf-8") else ("\ufeff" + text).encode(codec)
    try:
        transcript = read(data, Request("a.txt", speakers="none"))
    except ReadingError:
        return  # empty, or nothing but control characters
    if transcript.format == "txt":
        assert transcript.text == text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_transcript_or_a_sentence(data: bytes) -> None:
    for suffix in (".txt", ".vtt", ".md"):
        try:
            transcript = read(data, Request(f"a{suffix}", suffix))
        except QualcodeError as refused:
            assert "\n" not in str(refused)
        else:
            transcript.text.encode("utf-8")
