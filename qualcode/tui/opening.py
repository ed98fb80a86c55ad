"""Opening, making and remembering projects, for the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualcode.errors import QualcodeError
from qualcode.settings import coder_setting, read_settings, write_settings

if TYPE_CHECKING:
    from qualcode.api import Project

Result = TypeVar("Result")
SUFFIX = ".qualcode"
RECENT = "recent_projects"
MOST_RECENT = 12
PATIENCE_SECONDS = 0.5
"""How long a change may wait for another program's: the screen stands still meanwhile."""


def open_project(path: Path, coder: str | None) -> Project:
    """Open a project; without a coder in the name saved in the settings, else the login name."""
    from qualcode.api import Project

    project = Project.open(path, coder or saved_coder())
    project.wait_for_others(PATIENCE_SECONDS)
    remember(path)
    return project


def make_project(path: Path, coder: str | None) -> Project:
    """Make an empty project; the suffix is added where it is missing."""
    from qualcode.api import Project

    path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    project = Project.create(path, coder=coder or saved_coder())
    project.wait_for_others(PATIENCE_SECONDS)
    remember(path)
    return project


def with_own_connection(
    path: Path, coder: str, job: Callable[[Project], Result], *, read_only: bool = False
) -> Result:
    """Do a job on the project in another thread: connections to the file belong to one thread each."""
    from qualcode.api import Project

    with Project.open(path, coder, read_only=read_only) as project:
        return job(project)


def saved_coder() -> str | None:
    """Return the coder's name in the settings; settings that cannot be read say nothing."""
    try:
        return coder_setting()
    except QualcodeError:
        return None


def recent_projects() -> list[Path]:
    """Return the projects opened last that are still there, the latest first."""
    try:
        known = read_settings().get(RECENT, [])
    except QualcodeError:
        return []
    paths = [Path(each) for each in known if isinstance(each, str)] if isinstance(known, list) else []
    return [path for path in paths if path.is_file()]


def remember(path: Path) -> None:
    """Put a project first among the recent ones. Where settings cannot be written, nothing is remembered."""
    latest = str(path.resolve())
    others = [str(known) for known in recent_projects() if str(known) != latest]
    try:
        write_settings(**{RECENT: [latest, *others][:MOST_RECENT]})
    except (OSError, QualcodeError):
        return
