"""The projects opened last, as the settings keep them for every face of qualcode."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.settings import read_settings, write_settings

RECENT = "recent_projects"
MOST_RECENT = 12


def recent_projects() -> list[Path]:
    """Return the projects opened last that are still there, the latest first."""
    try:
        known = read_settings().get(RECENT, [])
    except QualcodeError:
        return []
    paths = [Path(each) for each in known if isinstance(each, str)] if isinstance(known, list) else []
    return [path for path in paths if path.is_file()]


def remember(path: Path) -> None:
    """Put a project first among the recent ones; where settings cannot be written, nothing is remembered."""
    latest = str(path.resolve())
    others = [str(known) for known in recent_projects() if str(known) != latest]
    try:
        write_settings(**{RECENT: [latest, *others][:MOST_RECENT]})
    except (OSError, QualcodeError):
        return
