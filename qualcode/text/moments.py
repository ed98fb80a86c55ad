"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime


def local_time(moment: str) -> str:
    """Return a moment of the project file (ISO 8601, UTC) in the user's own time, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
