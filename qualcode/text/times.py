"""Time marks as transcripts write them: `0:03`, `[00:01:02]`, `(01:05)`, `#00:01:02-3#`, `00:01:02,500`."""

from __future__ import annotations

import re

# 1:02, 01:02, 1:01:02, with tenths to milliseconds after . , or (f4) -
CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3}|-\d{1,3}(?!\d|:))?"
ARROW = r"\s*(?:-->|->|→|–|—|-)\s*"
# What stands in one of the brackets is a mark wherever it stands.
BRACKETED = (
    rf"(?:\[\s*{CLOCK}(?:{ARROW}{CLOCK})?\s*\]|\(\s*{CLOCK}(?:{ARROW}{CLOCK})?\s*\)"
    rf"|\{{\s*{CLOCK}(?:{ARROW}{CLOCK})?\s*\}}|\#\d{{1,2}}:\d{{2}}:\d{{2}}(?:[-.,:]\d{{1,3}})?\#)"
)
BARE = rf"(?<![\d:.,]){CLOCK}(?![\d:])"
INLINE = re.compile(
    r"#\d{1,2}:\d{2}:\d{2}(?:[-.,:]\d{1,3})?#"
    r"|\[\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\]"
    r"|\(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\)"
)
_READ = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,3})(?:[.,:-](\d{1,9}))?")


def seconds(mark: str) -> float | None:
    """The time of the first clock in a mark, in seconds; None when there is none."""
    found = _READ.search(mark)
    return None if found is None else _seconds(found)


def time_range(mark: str) -> tuple[float | None, float | None]:
    """Start and end in seconds of a mark such as `0:03.4 - 0:09.0`; the end is None for a single time."""
    found = [_seconds(match) for match in _READ.finditer(mark)]
    return (found[0] if found else None, found[1] if len(found) > 1 else None)


def clock(value: float) -> str:
    """Seconds as `m:ss` or `h:mm:ss`, for sentences."""
    whole = int(value)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def inline_marks(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, float]]:
    """The bracketed marks within `[start, end)` as (start, end, seconds)."""
    if not any(sign in text for sign in "#[("):
        return []
    found = INLINE.finditer(text, start, len(text) if end is None else end)
    return [(match.start(), match.end(), seconds(match.group()) or 0.0) for match in found]


def _seconds(found: re.Match[str]) -> float:
    hours, minutes, whole, fraction = found.groups()
    value = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole)
    return value + (int(fraction) / 10 ** len(fraction) if fraction else 0.0)
