"""From a cue's lines to words: markup removed, entities decoded, rolling repeats dropped."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import pairwise

from qualcode.readers.cues import Cue

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?(?:[ \t]{1,9}([^<>\n]{0,200}))?>")
_TAGS = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|v|font|span)(?:[.\s][^<>]{0,200})?>|<(?:\d+:)?\d+:\d+[.,]\d+>|\{\\[^}]{0,99}\}",
    re.IGNORECASE,
)
_WORD_TIMES = re.compile(r"<(?:\d+:)?\d+:\d+[.,]\d+>")
_CHANGE = re.compile(r"\s*(?:>>>?|&gt;&gt;(?:&gt;)?)\s*")


def voices(cue: Cue) -> list[tuple[str | None, str]]:
    """The cue's words by voice tag: (name or None, markup); one entry without a name where there is no tag."""
    text = "\n".join(cue.lines)
    parts = _VOICE.split(text)
    found: list[tuple[str | None, str]] = []
    if parts[0].strip() or len(parts) == 1:
        found.append((None, parts[0]))
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        found.append((plain(name or "") or None, words))
    return found


def has_voices(cues: Sequence[Cue]) -> bool:
    """Whether any cue bears a voice tag."""
    return any("<v" in line and _VOICE.search(line) for cue in cues for line in cue.lines)


def plain(markup: str) -> str:
    """The words of a piece of markup on one line; tags go first, then entities are decoded."""
    return " ".join(html.unescape(_TAGS.sub("", markup)).split())


def drop_rolling(cues: Sequence[Cue]) -> int:
    """Remove, in place, the lines that automatic captions show again; returns how many were removed.

    The first lines of a cue go when they are the last ones of the cue before and carry no word times; and only
    in files that roll: people do say things twice.
    """
    if not _rolls(cues):
        return 0
    dropped = 0
    before: list[str] = []
    for cue in cues:
        lines = [line for line in cue.lines if plain(line)]
        shown = [plain(line) for line in lines]
        again = _overlap(before, shown, [bool(_WORD_TIMES.search(line)) for line in lines])
        dropped += again
        cue.lines = lines[again:]
        before = shown
    return dropped


def _overlap(before: list[str], shown: list[str], timed: list[bool]) -> int:
    """How many lines at the end of one cue are those at the beginning of the next."""
    most = timed.index(True) if True in timed else len(shown)
    return next((k for k in range(min(len(before), most), 0, -1) if before[-k:] == shown[:k]), 0)


def _rolls(cues: Sequence[Cue]) -> bool:
    if any(_WORD_TIMES.search(line) for cue in cues[:50] for line in cue.lines):
        return True
    shown = [[words for words in map(plain, cue.lines) if words] for cue in cues]
    again = sum(bool(a and b) and a[-1] == b[0] for a, b in pairwise(shown))
    two = sum(len(lines) > 1 for lines in shown)
    return len(cues) >= 6 and again >= 0.6 * (len(cues) - 1) and two >= 0.4 * len(cues)


def changes(markup: str) -> list[str]:
    """The pieces between `>>` signs; the first one goes on with whoever spoke before."""
    return _CHANGE.split(markup)
