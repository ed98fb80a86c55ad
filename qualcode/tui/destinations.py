"""What a reader may type to go somewhere in a document: a line, a turn, a share of it, a time of the recording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from qualcode.errors import InvalidValue
from qualcode.model import TimeMark, Turn

HINT = "line 120 · turn t12 · share 40% · time 4:12"
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]?\d)")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_TURN = re.compile(r"(?:t|turn)\s*(\d+)", re.IGNORECASE)
_LINE = re.compile(r"(?:l|line)?\s*(\d+)", re.IGNORECASE)


class Kind(Enum):
    """What kind of place was typed."""

    LINE = auto()
    TURN = auto()
    SHARE = auto()  # 0–1
    TIME = auto()  # seconds


@dataclass(frozen=True, slots=True)
class Destination:
    """A place in a document; lines and turns count from 1."""

    kind: Kind
    number: float


def read_destination(typed: str) -> Destination:
    """Return the place that was typed. Raises `InvalidValue`."""
    typed = typed.strip()
    if match := _TIME.fullmatch(typed):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return Destination(Kind.TIME, hours * 3600 + minutes * 60 + seconds)
    if match := _SHARE.fullmatch(typed):
        share = float(match[1].replace(",", ".")) / 100
        if share <= 1:
            return Destination(Kind.SHARE, share)
    for kind, pattern in ((Kind.TURN, _TURN), (Kind.LINE, _LINE)):
        if (match := pattern.fullmatch(typed)) and len(match[1]) < 10 and int(match[1]):
            return Destination(kind, int(match[1]))
    raise InvalidValue(
        f"“{typed}” is no place in a document: type a line (120), a turn (t12), a share (40%) or a time (4:12)."
    )


def offset_at_time(seconds: float, turns: Iterable[Turn], marks: Iterable[TimeMark]) -> int | None:
    """Return where the recording is at a time: the last turn or mark not later. None where no times are known."""
    timed = [(turn.start_time, turn.start) for turn in turns if turn.start_time is not None]
    timed += [(mark.seconds, mark.end) for mark in marks]
    reached = [each for each in timed if each[0] <= seconds]
    if reached:
        return max(reached)[1]
    return min(timed)[1] if timed else None
