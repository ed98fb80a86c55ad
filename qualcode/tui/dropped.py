"""A path that was pasted, or dropped on the window: terminals quote and escape it, file managers write a URI."""

from __future__ import annotations

import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit


def dropped_path(text: str) -> Path | None:
    """Return the file or folder that a pasted text names; None when there is none of that name."""
    for candidate in _readings(text.strip()):
        try:
            path = Path(candidate).expanduser()
            if path.exists():
                return path
        except (OSError, RuntimeError, ValueError):
            continue
    return None


def _readings(text: str) -> list[str]:
    """Return what a text may mean as a path: as it is, quoted, escaped, as a URI."""
    if not text or "\n" in text:
        return []
    readings = [text]
    if text.startswith("file://"):
        readings.append(unquote(urlsplit(text).path))
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if len(words) == 1:
        readings.append(words[0])
    return readings
