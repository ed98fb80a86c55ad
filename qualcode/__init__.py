"""qualcode: code interview transcripts in the terminal; exact, offline, one SQLite file per study.

    from qualcode import Project
    with Project.open("study.qualcode") as project:
        print(project.frequency())

Nothing heavy is imported here: the names below are looked up when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.errors import QualcodeError
from qualcode.version import __version__

if TYPE_CHECKING:
    from qualcode.api import Project

__all__ = ["Project", "QualcodeError", "__version__"]


def __getattr__(name: str) -> Any:
    if name == "Project":
        from qualcode.api import Project

        return Project
    raise AttributeError(f"module 'qualcode' has no attribute {name!r}")
