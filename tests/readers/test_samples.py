"""Every sample beside the project comes out as its expected.json says (rules in its `_about`)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from qualcode.model import Transcript, Turn
from qualcode.readers import read_transcript

SAMPLES = """
01-zoom.vtt 02-teams.vtt 03-teams.docx 04-meet.txt 05-otter.txt 06-rev.txt 07-descript.md 08-bracket-time.txt
09-whisperx.srt 10-whisper-console.txt 11-youtube.vtt 12-otranscribe.txt 13-f4.txt 14-interview.rtf 15-tab-rows.txt
16-hand-made.txt 17-hand-made.docx 18-table.docx 19-focus-group.txt 20-jefferson.txt 21-russian.txt 22-chinese.txt
23-persian.txt 24-genderstern.odt 25-french.txt 26-question-headings.md 27-no-speakers.txt 28-page.html
""".split()  # noqa: SIM905
MARK = (
    r"#\d{1,2}:\d{2}:\d{2}(?:[-.,:]\d{1,3})?#|\[\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\]"
    r"|\(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\)"
)
INVISIBLE = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
REPORTED = {
    "comments": "{} comment",
    "footnotes": "{} footnote",
    "tracked_insertions": "{} insertion",
    "tracked_deletions": "{} deletion",
}
# Where the file's `note` allows another number of words than the one in its table.
ALSO_RIGHT = {("26-question-headings.md", 3): {10, 11}, ("16-hand-made.txt", 5): {6, 9}}


def norm(text: str) -> str:
    return " ".join(re.sub(INVISIBLE, "", re.sub(MARK, " ", text)).split())


def said(transcript: Transcript, turn: Turn) -> str:
    """The turn's words, without the marks and line numbers that the reader reports within it."""
    pieces, place = [], turn.start
    unsaid = [(mark.start, mark.end) for mark in transcript.time_marks]
    unsaid += [(span.start, span.end) for span in transcript.layout]
    for start, end in sorted(unsaid):
        if place <= start < end <= turn.end:
            pieces.append(transcript.text[place:start])
            place = end
    return norm(" ".join([*pieces, transcript.text[place : turn.end]]))


@pytest.fixture
def expected(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (shared / "transcripts/samples/expected.json").read_text(encoding="utf-8")
    )
    return found


def test_no_sample_is_left_out(expected: dict[str, Any]) -> None:
    assert sorted(set(expected) - {"_about"}) == sorted(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample(name: str, shared: Path, expected: dict[str, Any]) -> None:
    wanted = expected[name]
    transcript = read_transcript(shared / "transcripts/samples" / name)
    assert [turn.speaker for turn in transcript.turns] == [row[0] for row in wanted["turns"]]
    for place, (turn, (_, start, words, count)) in enumerate(
        zip(transcript.turns, wanted["turns"], strict=True)
    ):
        text = said(transcript, turn)
        assert text[:40].rstrip() == words.rstrip()[: len(text[:40])]
        assert len(text.split()) in ALSO_RIGHT.get((name, place), {count})
        if start is None:
            assert turn.start_time is None
        else:
            assert turn.start_time == pytest.approx(start, abs=0.01)
    if wanted["encoding"] is not None:
        assert transcript.encoding == wanted["encoding"]
    assert {turn.speaker for turn in transcript.turns} - {None} == set(wanted["speakers"])
    assert not {turn.speaker for turn in transcript.turns} & set(wanted["never_speakers"])
    assert [section.name for section in transcript.sections] == wanted.get("sections", [])
    for kind, number in wanted.get("reported", {}).items():
        assert any(REPORTED[kind].format(number) in sentence for sentence in transcript.warnings)
    if "words" in wanted:
        assert len(norm(transcript.text).split()) == wanted["words"]


def test_look_alike_labels_are_offered_for_joining(shared: Path) -> None:
    folder = shared / "transcripts/samples"
    assert any('"Интервьюер" and "И."' in s for s in read_transcript(folder / "21-russian.txt").warnings)
    assert any(
        '"Interviewer*in" and "Interviewer:in"' in s
        for s in read_transcript(folder / "24-genderstern.odt").warnings
    )
    assert not any("may be the same" in s for s in read_transcript(folder / "19-focus-group.txt").warnings)


def test_ends_of_f4_paragraphs_are_ends_of_turns(shared: Path) -> None:
    transcript = read_transcript(shared / "transcripts/samples/13-f4.txt")
    assert [turn.end_time for turn in transcript.turns] == [7.4, 22.1, 23.0, 36.5, 39.9]
