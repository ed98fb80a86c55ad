"""What a codebook file would change in a project, code by code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a code with its value before and after; a parent is told by its path, empty at the top."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CodeDifference:
    """What becomes of one code: its path afterwards, and all that changes.

    `kinds` holds `added`, or `changed` and/or `moved`, or `same`.
    """

    path: str
    guid: str
    kinds: tuple[str, ...]
    changes: tuple[FieldChange, ...] = ()
