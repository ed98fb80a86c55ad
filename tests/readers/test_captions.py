from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers import read_transcript
from qualcode.readers.captions import build
from qualcode.readers.cue_text import plain
from qualcode.readers.cues import read_cues, seconds_of
from qualcode.readers.request import Request
from qualcode.text.words import count_words


def read(folder: Path, text: str, name: str = "a.vtt", speakers: str = "auto") -> Transcript:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_transcript(path, speakers=speakers)


def said(transcript: Transcript) -> list[tuple[str | None, float | None, float | None, str]]:
    return [(t.speaker, t.start_time, t.end_time, transcript.text[t.start : t.end]) for t in transcript.turns]


def vtt(*cues: str) -> str:
    blocks = [f"00:0{i}.000 --> 00:0{i}.900\n{cue}" for i, cue in enumerate(cues)]
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def test_voices_become_turns_written_with_their_names(tmp_path: Path) -> None:
    text = vtt("<v Ana>Hi &amp; welcome,", "<v.loud Ana>everyone.</v>", "<v Bo &lt;3>Thanks.</v> <v Ana>So")
    transcript = read(tmp_path, text)
    assert transcript.text == "Ana: Hi & welcome, everyone.\n\nBo <3: Thanks.\n\nAna: So"
    assert said(transcript) == [
        ("Ana", 0.0, 1.9, "Hi & welcome, everyone."),
        ("Bo <3", 2.0, 2.9, "Thanks."),
        ("Ana", 2.0, 2.9, "So"),
    ]
    assert [(transcript.text[m.start :][:4], m.seconds) for m in transcript.time_marks] == [
        ("Hi &", 0.0),
        ("ever", 1.0),
        ("Than", 2.0),
        ("So", 2.0),
    ]
    assert all(mark.start == mark.end for mark in transcript.time_marks)


def test_a_cue_without_a_name_is_nobodys_and_ends_the_turn(tmp_path: Path) -> None:
    transcript = read(tmp_path, vtt("Ana: a", "Bo: b", "Note: hm", "Bo: c", "Ana: d"))
    assert [row[0] for row in said(transcript)] == ["Ana", "Bo", None, "Bo", "Ana"]
    assert transcript.text.split("\n\n")[2] == "Note: hm"
    assert "No speaker is named in 1 of 5 cues." in transcript.warnings


def test_rolling_captions_are_said_once_and_real_repeats_stay(tmp_path: Path) -> None:
    rolling = vtt("so<00:00:00.500><c> we</c>", "so we\nyes<00:00:01.500>", "yes\nyes<00:00:02.500>")
    transcript = read(tmp_path, rolling)
    assert transcript.text == "so we yes yes"
    assert any(sentence.startswith("2 lines") for sentence in transcript.warnings)
    assert read(tmp_path, vtt("no", "no", "yes", "no")).text == "no no yes no"


def test_rolling_lines_without_word_times(tmp_path: Path) -> None:
    lines = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    transcript = read(tmp_path, vtt(*[f"{a}\n{b}" for a, b in pairwise(lines)]))
    assert transcript.text == " ".join(lines)


def test_signs_of_a_change_of_speaker(tmp_path: Path) -> None:
    transcript = read(tmp_path, vtt("&gt;&gt; Good evening.", "We begin.", ">> MAYOR: Thank you. >> Sorry."))
    assert [(row[0], row[3]) for row in said(transcript)] == [
        (None, "Good evening. We begin."),
        ("MAYOR", "Thank you."),
        (None, "Sorry."),
    ]


def test_a_name_after_a_change_whose_words_come_in_the_next_cue(tmp_path: Path) -> None:
    transcript = read(tmp_path, vtt(">> Hello.", ">> MAYOR:", "Thank you.", ">> Note:"))
    assert [(row[0], row[3]) for row in said(transcript)] == [
        (None, "Hello."),
        ("MAYOR", "Thank you."),
        (None, "Note:"),
    ]


def test_webvtt_inside_txt_and_commas_and_missing_blank_lines(tmp_path: Path) -> None:
    text = "WEBVTT - a title\n\n1\n00:01,500 --> 00:02,000\nAna: one\n2\n00:03,000 --> 00:04,000\nBo: two\n"
    transcript = read(tmp_path, text + "3\n01:00:05.25 --> 01:00:06.01\nAna: three\n", "a.txt")
    assert transcript.format == "vtt"
    assert [row[:2] for row in said(transcript)] == [("Ana", 1.5), ("Bo", 3.0), ("Ana", 3605.25)]
    assert [row[3] for row in said(transcript)] == ["one", "two", "three"]


def test_blocks_that_are_no_cues(tmp_path: Path) -> None:
    text = "WEBVTT\nKind: captions\n\nNOTE by hand\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000 align:start\nHello\n"
    transcript = read(tmp_path, text)
    assert transcript.text == "Hello"
    assert any(sentence.startswith("1 note ") for sentence in transcript.warnings)


def test_old_teams_export_with_names_alone(tmp_path: Path) -> None:
    text = (
        "0:0:0.0 --> 0:0:2.330\nMarta Kos\nShall we?\n\n0:0:2.330 --> 0:0:7.90\nIvo Berg\nYes.\n\n"
        "0:0:7.90 --> 0:0:9.0\nIvo Berg\nI think.\n\n0:1:0.0 --> 0:1:9.0\nMarta Kos\nGood.\n"
    )
    transcript = read(tmp_path, text, "a.txt")
    assert said(transcript) == [
        ("Marta Kos", 0.0, 2.33, "Shall we?"),
        ("Ivo Berg", 2.33, 9.0, "Yes. I think."),
        ("Marta Kos", 60.0, 69.0, "Good."),
    ]


def test_whisper_tables_count_in_milliseconds(tmp_path: Path) -> None:
    transcript = read(tmp_path, "start\tend\ttext\n0\t1500\tHello\n1500\t2000\tthere\n", "a.txt")
    assert said(transcript) == [(None, 0.0, 2.0, "Hello there")]


def test_long_stretches_break_after_sentences_and_pauses(tmp_path: Path) -> None:
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:09.000 --> 00:10.000\nTwo\n\n00:19.000 --> 00:20.000\nthree\n"
    assert read(tmp_path, cues).text == "One.\nTwo three"


def test_speakers_none_and_a_regular_expression(tmp_path: Path) -> None:
    text = vtt("Ana: a", "Bo: b", "Ana: c")
    none = read(tmp_path, text, speakers="none")
    assert none.turns == ()
    assert none.text == read(tmp_path, text).text
    dashed = read(tmp_path, vtt("ana - hi", "bo - ho"), speakers=r"(\w+) - ")
    assert [row[0] for row in said(dashed)] == ["ana", "bo"]


def test_a_file_of_empty_cues_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"a\.vtt holds no words"):
        read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\n<i></i>\n")


@pytest.mark.parametrize(
    ("clock", "seconds"),
    [
        ("00:43.810", 43.81),
        ("1:02:03,5", 3723.5),
        ("00:00:10.01", 10.01),
        ("0:0:7.90", 7.09),
        ("0:0:0.0", 0.0),
    ],
)
def test_clocks(clock: str, seconds: float) -> None:
    assert seconds_of(clock) == pytest.approx(seconds)


WORDS = st.lists(  # nothing that could itself be a label: "Note: Ana: yes" may be read in two ways
    st.sampled_from(
        ["yes", "no.", "note", "well", "10:30", "👩\u200d👧", "да", "e\u0301t", "[hm]", ">>", "said: no"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["", "Ana: ", "[Bo]: ", "<v Cy>"]), WORDS), min_size=1, max_size=12)
)
def test_no_word_is_lost_or_doubled(cues: list[tuple[str, str]]) -> None:
    """The words of the cues, labels aside, are the words of the document, labels aside."""
    lines = []
    for second, (label, words) in enumerate(cues):
        lines += [f"00:00:{second:02},000 --> 00:00:{second:02},900", label + words, ""]
    found = read_cues("\n".join(lines), ".srt")
    assert found is not None
    shown = [plain(line) for cue in found.cues for line in cue.lines]
    source = [
        word for line in shown for word in line.split() if word.strip("[]:") not in ("Ana", "Bo", "Cy", ">>")
    ]
    try:
        transcript = build(found, Request("a.srt", ".srt"))
    except ReadingError:
        assert not source  # labels alone
        return
    stored = [word for word in transcript.text.split() if word.strip("[]:") not in ("Ana", "Bo", "Cy", ">>")]
    assert stored == source
    written = sum(count_words(transcript.text, turn.start, turn.end) for turn in transcript.turns)
    labels = sum(len(turn.speaker.split()) for turn in transcript.turns if turn.speaker)
    assert written + labels == count_words(transcript.text)
