"""Captions in any of their dialects become cues: WebVTT, SubRip, Whisper's lines and tables, Teams' old export.

Decided by content, never by suffix: WEBVTT stands in .txt files, dots in .srt, commas in .vtt, and numbers, blank
lines and hours are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,4})?"
_TIMING = re.compile(rf"\s*(?P<start>{_TIME})\s*-+>\s*(?P<end>{_TIME})(?P<rest>(?:\s.*)?)$")
_CONSOLE = re.compile(rf"\s*\[(?P<start>{_TIME})\s*-+>\s*(?P<end>{_TIME})\]\s*(?P<text>.*)$")
_TABLE_HEAD = re.compile(r"start\tend\ttext\s*$", re.IGNORECASE)
_TABLE_ROW = re.compile(r"(?P<start>\d+)\t(?P<end>\d+)\t(?P<text>.*)$")
_NUMBER = re.compile(r"\s*\d+\s*$")
_SKIPPED = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,](\d+))?$")
_UNPADDED = re.compile(r"\d:\d{1,2}:\d{1,2}\.\d+$")


@dataclass(slots=True)
class Cue:
    """What is on screen from `start` to `end` (seconds), line by line, with the markup of the file."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CueFile:
    """The cues of a file, its dialect, and what stood there besides them."""

    format: str
    cues: list[Cue]
    preamble: list[str] = field(
        default_factory=list
    )  # lines before the first cue that are no header of the format
    notes: int = 0


def read_cues(text: str, suffix: str = ".txt") -> CueFile | None:
    """The cues of a text (line ends already normalised), or None when it is no caption file."""
    if ">" not in text and not text.startswith("WEBVTT") and not _TABLE_HEAD.match(text.partition("\n")[0]):
        return None  # most files; spares them the looks at each line
    lines = text.split("\n")
    if _TABLE_HEAD.match(lines[0]):
        return _table(lines[1:])
    console = [_CONSOLE.match(line) for line in lines[:400] if "--" in line[:40] or "->" in line[:40]]
    filled = sum(bool(line.strip()) for line in lines[:400])
    if filled and sum(match is not None for match in console) >= 0.6 * filled:
        return _console(lines)
    if text.startswith("WEBVTT"):
        return _blocks(lines, "vtt")
    timings = sum(_TIMING.match(line) is not None for line in lines if "->" in line)
    if timings >= (1 if suffix in (".srt", ".vtt") else 2) and _early(lines):
        return _blocks(lines, suffix.removeprefix(".") if suffix in (".srt", ".vtt") else "srt")
    return None


def seconds_of(clock: str) -> float:
    """Seconds of `hh:mm:ss.mmm`, `mm:ss,mmm`; in `0:0:7.90`, where nothing is padded, 90 are milliseconds."""
    match = _CLOCK.match(clock.strip())
    if match is None:
        return 0.0
    hours, minutes, whole, fraction = match.groups()
    value = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole)
    if not fraction:
        return float(value)
    unpadded = _UNPADDED.match(clock.strip()) and (len(minutes) == 1 or len(whole) == 1)
    return value + int(fraction) / (1000 if unpadded else 10 ** len(fraction))


def _early(lines: Sequence[str]) -> bool:
    """Whether the first timing stands near the top, or timings make up much of the file."""
    filled = [line for line in lines if line.strip()]
    places = [place for place, line in enumerate(filled) if "->" in line and _TIMING.match(line)]
    return bool(places) and (places[0] < 12 or len(places) >= 0.2 * len(filled))


def _table(lines: Sequence[str]) -> CueFile | None:
    rows = [_TABLE_ROW.match(line) for line in lines if line.strip()]
    if not rows or None in rows:
        return None
    cues = [Cue(int(row["start"]) / 1000, int(row["end"]) / 1000, [row["text"]]) for row in rows if row]
    return CueFile("whisper", cues)


def _console(lines: Sequence[str]) -> CueFile:
    found = CueFile("whisper", [])
    for line in lines:
        match = _CONSOLE.match(line)
        if match is not None:
            found.cues.append(Cue(seconds_of(match["start"]), seconds_of(match["end"]), [match["text"]]))
        elif line.strip():
            (found.cues[-1].lines if found.cues else found.preamble).append(line)
    return found


def _blocks(lines: Sequence[str], format: str) -> CueFile:
    """Blocks parted by blank lines; a timing opens a cue wherever it stands, a block without one goes on."""
    found = CueFile(format, [])
    place = _header_end(lines) if lines[0].startswith("WEBVTT") else 0
    block: list[str] = []
    for line in [*lines[place:], ""]:
        if line and (line.strip() or format == "vtt"):
            block.append(line)
        elif block:
            _take(block, found)
            block = []
    return found


def _header_end(lines: Sequence[str]) -> int:
    for place, line in enumerate(lines):
        if not line.strip() or (place and _TIMING.match(line)):
            return place
    return len(lines)


def _take(block: list[str], found: CueFile) -> None:
    timings = [place for place, line in enumerate(block) if "->" in line and _TIMING.match(line)]
    if not timings:
        _without_timing(block, found)
        return
    if found.format != "vtt" and timings[0] > 1:
        (found.cues[-1].lines if found.cues else found.preamble).extend(block[: timings[0] - 1])
    for number, place in enumerate(timings):
        match = _TIMING.match(block[place])
        assert match is not None
        until = timings[number + 1] if number + 1 < len(timings) else len(block)
        if number + 1 < len(timings) and until > place + 1 and _NUMBER.match(block[until - 1]):
            until -= 1  # the next cue's number
        start, end = seconds_of(match["start"]), seconds_of(match["end"])
        found.cues.append(Cue(start, end, block[place + 1 : until]))


def _without_timing(block: list[str], found: CueFile) -> None:
    if _SKIPPED.match(block[0]) and found.format == "vtt":
        found.notes += block[0].startswith("NOTE")
    elif found.cues:
        if not (len(block) == 1 and _NUMBER.match(block[0])):
            found.cues[-1].lines.extend(block)
    else:
        found.preamble.extend(block)
