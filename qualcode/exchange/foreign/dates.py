"""Moments as other tools write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CTIME = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment_of(text: str, *, utc: bool = False) -> str | None:
    """Return a moment in ISO 8601, or None where the text is no moment.

    Reads ISO 8601, also with a space for its `T`, and the form of C's `ctime` (`Wed Apr  8 00:11:10 2015`). One that
    names a zone is told in UTC; one that names none stays without, or is UTC where the tool writes so (`utc`).
    A day without a time stays a day.
    """
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            datetime.fromisoformat(text)
            return text
        moment = _from_ctime(text) or datetime.fromisoformat(text)
        if moment.tzinfo is None and not utc:
            return moment.isoformat()
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def _from_ctime(text: str) -> datetime | None:
    match = _CTIME.fullmatch(text)
    if not match or match[1].lower() not in _MONTHS:
        return None
    day, hour, minute, second, year = (int(match[number]) for number in (2, 3, 4, 5, 6))
    return datetime(year, _MONTHS.index(match[1].lower()) + 1, day, hour, minute, second)
