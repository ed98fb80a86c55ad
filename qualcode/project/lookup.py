"""Finding a thing by what the researcher typed: a name, a code's path, or a GUID (8 or more characters of it)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from qualcode.errors import AmbiguousName, UnknownName
from qualcode.project.guids import normal_guid

SHORTEST_GUID_PREFIX = 8
HEXADECIMAL = frozenset("0123456789abcdef-")


class Named(Protocol):
    """A thing with a name and a GUID."""

    @property
    def guid(self) -> str:
        """The GUID."""

    @property
    def name(self) -> str:
        """The name."""


Thing = TypeVar("Thing", bound=Named)


def find(kind: str, reference: str, things: Sequence[Thing], listed_by: str) -> Thing:
    """Return the one thing that `reference` names.

    An exact name comes first, then a GUID or a unique beginning of one, then the name without regard to case.
    Raises `AmbiguousName` when several answer, `UnknownName` (with near names) when none does.
    """
    reference = reference.strip()
    for matches in (
        [thing for thing in things if thing.name == reference],
        by_guid(reference, things),
        [thing for thing in things if thing.name.casefold() == reference.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise AmbiguousName(ambiguous(kind, reference, ((thing.name, thing.guid) for thing in matches)))
    raise UnknownName(unknown(kind, reference, (thing.name for thing in things), listed_by))


def by_guid(reference: str, things: Iterable[Thing]) -> list[Thing]:
    """Return the things whose GUID begins with `reference`, if that looks like the beginning of one."""
    prefix = normal_guid(reference)
    if len(prefix) < SHORTEST_GUID_PREFIX or not set(prefix) <= HEXADECIMAL:
        return []
    return [thing for thing in things if thing.guid.startswith(prefix)]


def ambiguous(kind: str, reference: str, matches: Iterable[tuple[str, str]]) -> str:
    """Return the sentence that lists several things of one name, each with its GUID."""
    listed = ", ".join(f"{name} ({guid})" for name, guid in matches)
    return f"“{reference}” is the name of more than one {kind}: {listed}; name one by its GUID."


def unknown(kind: str, reference: str, names: Iterable[str], listed_by: str) -> str:
    """Return the sentence for a name that nothing answers to."""
    folded = {name.casefold(): name for name in names}
    wanted = reference.casefold()
    near = get_close_matches(wanted, list(folded), n=3, cutoff=0.6) or [n for n in folded if wanted in n][:3]
    hint = f"did you mean {' or '.join(f'“{folded[name]}”' for name in near)}?" if near else ""
    return f"There is no {kind} “{reference}”; {hint or f'`{listed_by}` lists them.'}"
