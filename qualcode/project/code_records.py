"""A code as the codebook is to hold it, and what merging and removing codes did."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.project.database import Row

TEXTS = ("definition", "when_to_use", "when_not_to_use", "example")
RECORDED = ("parent_id", "position", "name", "colour", *TEXTS, "retired")


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge did: codings that changed their code, and how many of these now say what another said.

    `united` of them became one with that other.
    """

    codings: int
    duplicates: int
    subcodes: int
    memos: int
    united: int = 0


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a code takes with it."""

    codes: int
    codings: int
    memos: int


@dataclass(frozen=True, slots=True)
class CodeRecord:
    """A code as the codebook is to hold it, by GUID; `position` None: where it is, or behind its siblings."""

    guid: str
    parent_guid: str | None
    position: int | None
    name: str
    colour: str
    definition: str
    when_to_use: str
    when_not_to_use: str
    example: str
    retired: bool

    def row(self, parent_id: int | None, position: int) -> Row:
        """Return the values of the columns `RECORDED`."""
        texts = (getattr(self, field) for field in TEXTS)
        return (parent_id, position, self.name, self.colour, *texts, int(self.retired))
