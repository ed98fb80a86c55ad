"""Names that tell things apart: nothing is keyed on a name, so two documents, participants or codes may share one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from qualcode.model import Code


class Labelled(Protocol):
    """A thing with a name and a GUID."""

    @property
    def guid(self) -> str:
        """The GUID."""

    @property
    def name(self) -> str:
        """The name."""


def headings_of(things: Sequence[Labelled]) -> tuple[str, ...]:
    """Return the names as column headings; where a name is taken, its GUID stands behind it."""
    return distinct_headings((thing.name, thing.guid) for thing in things)


def distinct_headings(
    names: Iterable[tuple[str, str | None]], taken: Sequence[str] = ("code",)
) -> tuple[str, ...]:
    """Return headings that differ from one another and from those taken.

    A name comes with its GUID, or with None where a number has to tell it apart.
    """
    used = set(taken)
    headings: list[str] = []
    for name, guid in names:
        heading, number = name, 1
        while heading in used:
            number += 1
            heading = f"{name} ({guid})" if guid and number == 2 else f"{name} ({number})"
        used.add(heading)
        headings.append(heading)
    return tuple(headings)


def code_labels(codes: Sequence[Code]) -> dict[int, str]:
    """Return row number → path of all codes of a codebook; a path that is taken has its GUID behind it."""
    labels = distinct_headings(((code.path, code.guid) for code in codes), taken=())
    return {code.id: label for code, label in zip(codes, labels, strict=True)}
