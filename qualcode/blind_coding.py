"""What blind coding means for tables and exports: they are of the whole study, and say so to whom codes blind.

Blind coding is a choice of how one coder works, kept in her settings; the same command must give the same table to
everybody. So commands and the workbook leave nothing out of what was asked for, but tell a blind coder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.preferences import read_preferences

if TYPE_CHECKING:
    from qualcode.project import ProjectFile


def blind_remark(project: ProjectFile, coders: Sequence[str] = ()) -> str:
    """Return a sentence where the present coder codes blind and may be shown codings of others; else nothing.

    `coders` are those to which a table is limited. Raises `QualcodeError` when the settings cannot be read.
    """
    me = project.coder
    if not read_preferences(project.guid, me).blind:
        return ""
    others = [coder.name for coder in project.coders.all() if coder.name != me]
    if coders and not {project.coders.find(name).name for name in coders} - {me}:
        return ""
    return f"{me} codes blind, but codings of all coders are shown here." if others else ""
