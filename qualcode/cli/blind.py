"""A note for who codes blind: commands show the codings of all coders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.cli.session import Session
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.api import Project


def tell_if_blind(session: Session, project: Project, coders: Sequence[str] | None = None) -> str:
    """Say before a table that it shows others' codings too, and return that; `coders` are its filter, if it has one."""
    from qualcode.blind_coding import blind_remark

    try:
        remark = blind_remark(project, coders or ())
    except QualcodeError as error:
        session.say(f"Note: {error} Until then it is not known whether {project.coder} codes blind.")
        return ""
    if remark:
        remedy = f" `--coder {project.coder}` leaves out those of others." if coders is not None else ""
        session.say(f"Note: {remark}{remedy}")
    return remark
