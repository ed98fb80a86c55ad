"""What the screen remembers by itself, beside the settings: projects opened lately, and which first keys were used.

It is a small file of its own, so that the settings hold only what a person set. Where it cannot be read or written,
nothing is remembered, and nothing else happens.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qualcode.settings import settings_folder

FILE_NAME = "remembered.json"
PROJECTS, HINTS = "projects", "hints_used"
MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened lately: when (ISO 8601, UTC), which document was read last, and how many it has."""

    path: str
    opened: str = ""
    document: str = ""
    documents: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether the file is still where it was."""
        try:
            return Path(self.path).is_file()
        except OSError:
            return False


def recent_projects() -> list[RecentProject]:
    """Return the projects opened lately, the latest first; also those that are gone."""
    found = []
    for each in _read().get(PROJECTS, []):
        with suppress(TypeError):
            project = RecentProject(**each)
            texts = (project.path, project.opened, project.document)
            if all(isinstance(text, str) for text in texts) and isinstance(project.documents, int | None):
                found.append(project)
    return found


def remember_project(path: Path) -> None:
    """Put a project first among the recent ones."""
    full = str(path.resolve())
    known = recent_projects()
    before = next((each for each in known if each.path == full), RecentProject(full))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    others = [each for each in known if each.path != full]
    _write_projects([replace(before, opened=now), *others])


def remember_place(path: Path, document: str, documents: int) -> None:
    """Note which document of a recent project was read last, and how many there are."""
    full = str(path.resolve())
    _write_projects(
        replace(each, document=document, documents=documents) if each.path == full else each
        for each in recent_projects()
    )


def forget_project(path: str) -> None:
    """Take a project off the list; its file is not touched."""
    _write_projects(each for each in recent_projects() if each.path != path)


def hints_used() -> set[str]:
    """Return which of the first keys were used already."""
    used = _read().get(HINTS, [])
    return {each for each in used if isinstance(each, str)} if isinstance(used, list) else set()


def remember_hints(used: Iterable[str]) -> None:
    """Note which of the first keys were used."""
    _write({HINTS: sorted(used)})


def _write_projects(projects: Iterable[RecentProject]) -> None:
    _write({PROJECTS: [asdict(each) for each in projects][:MOST_RECENT]})


def _read() -> dict[str, Any]:
    try:
        record = json.loads((settings_folder() / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write(changes: dict[str, Any]) -> None:
    text = json.dumps({**_read(), **changes}, indent=1)
    folder = settings_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix="remembered.", suffix=".new", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(draft, folder / FILE_NAME)
