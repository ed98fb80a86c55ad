"""Opening, making and remembering projects, for the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualcode.errors import QualcodeError
from qualcode.remembered import remember_project
from qualcode.settings import coder_setting, write_settings

if TYPE_CHECKING:
    from qualcode.api import Project

Result = TypeVar("Result")
SUFFIX = ".qualcode"
PATIENCE_SECONDS = 0.5
"""How long a change may wait for another program's: the screen stands still meanwhile."""


def open_project(path: Path, coder: str | None) -> Project:
    """Open a project; without a coder in the name saved in the settings, else the login name."""
    from qualcode.api import Project

    project = Project.open(path, coder or saved_coder())
    project.wait_for_others(PATIENCE_SECONDS)
    remember_project(path)
    return project


def make_project(path: Path, coder: str | None) -> Project:
    """Make an empty project; the suffix is added where it is missing."""
    from qualcode.api import Project

    path = project_file(path)
    project = Project.create(path, coder=coder or saved_coder())
    project.wait_for_others(PATIENCE_SECONDS)
    remember_project(path)
    return project


def project_file(path: Path) -> Path:
    """Return the file of a project that is to be named so: the suffix is added where it is missing."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def with_own_connection(
    path: Path, coder: str, job: Callable[[Project], Result], *, read_only: bool = False
) -> Result:
    """Do a job on the project in another thread: connections to the file belong to one thread each."""
    from qualcode.api import Project

    with Project.open(path, coder, read_only=read_only) as project:
        return job(project)


def remember_coder(name: str) -> None:
    """Keep who codes in the settings, where nobody is named there yet: next time she need not say it."""
    with suppress(OSError, QualcodeError):
        if coder_setting() is None:
            write_settings(coder=name)


def saved_coder() -> str | None:
    """Return the coder's name in the settings; settings that cannot be read say nothing."""
    try:
        return coder_setting()
    except QualcodeError:
        return None
