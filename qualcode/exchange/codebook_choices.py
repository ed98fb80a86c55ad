"""What is to become of the codes of another codebook where it and the project differ: by rule, or code by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.errors import InvalidValue

OURS, THEIRS, BOTH, LEAVE = "ours", "theirs", "both", "leave"
POLICIES = (OURS, THEIRS, BOTH)
GUIDS, NAMES = "guids", "names"
MATCHES = (GUIDS, NAMES)


@dataclass(frozen=True, slots=True)
class Choices:
    """How codes of a file find their code in the project, and who is right where the two differ.

    `match` `names`: a code whose GUID the project does not know is the code at the same path. `policy` holds for all,
    `by_line` for the code on a line of the file: `ours` keeps what the project says and takes what it does not say;
    `theirs` takes what the file says; `both` keeps both texts one after the other, and the project's name, colour and
    place; `leave` does not take a new code, nor what is new under it. Where a new code has the name of another
    one at its place, `both` puts it beside that one, and `ours` and `theirs` make one of the two. Without a policy
    texts are theirs, and names stand beside each other.
    """

    match: str = GUIDS
    policy: str | None = None
    by_line: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is no choice."""
        if self.match not in MATCHES:
            raise InvalidValue(f"“{self.match}” is no way to match codes; there are {' and '.join(MATCHES)}.")
        for choice in filter(None, (self.policy, *self.by_line.values())):
            if choice not in (*POLICIES, LEAVE):
                raise InvalidValue(f"“{choice}” is no choice; there are {', '.join((*POLICIES, LEAVE))}.")

    def of(self, line: int) -> str | None:
        """Return the choice for the code on a line; None where nothing was chosen."""
        return self.by_line.get(line, self.policy)


def joined(ours: str, theirs: str) -> str:
    """Return two texts one after the other; what is there already is not put in again."""
    if not ours or not theirs or theirs in ours:
        return ours or theirs
    return f"{ours}\n\n{theirs}"
