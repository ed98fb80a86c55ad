"""What the columns of a survey table are: guessed from what stands in them, then chosen by the researcher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.exchange.tables import Table
from qualcode.project.attributes import type_of_values
from qualcode.text.wording import counted

WORDY = 8
"""Answers of so many words on average are text to be read, not values."""


class Role(StrEnum):
    """What a column becomes."""

    ID = "id"
    TEXT = "text"
    ATTRIBUTE = "attribute"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """A column of a survey table: what it becomes, and what stands in it."""

    heading: str
    role: Role
    told: str


def guessed_columns(table: Table) -> list[SurveyColumn]:
    """Return the columns: the first whose values are all different is the id, wordy ones are text."""
    columns: list[SurveyColumn] = []
    has_id = False
    for place, heading in enumerate(table.headings):
        values = [row[place].strip() for row in table.rows]
        filled = [value for value in values if value]
        words = sum(len(value.split()) for value in filled) / len(filled) if filled else 0.0
        if not filled:
            role = Role.LEFT_OUT
        elif words >= WORDY:
            role = Role.TEXT
        elif not has_id and len(set(values)) == len(values) == len(filled):
            role, has_id = Role.ID, True
        else:
            role = Role.ATTRIBUTE
        columns.append(SurveyColumn(heading, role, _told(filled, role, words)))
    return columns


def _told(filled: Sequence[str], role: Role, words: float) -> str:
    if not filled:
        return "empty"
    if role is Role.TEXT:
        return f"{counted(len(filled), 'answer')} of {counted(round(words), 'word')} on average"
    examples = ", ".join(dict.fromkeys(filled).keys()) if len(filled) < 50 else ", ".join(filled[:3])
    return f"{type_of_values(filled)}: {examples[:60]}{'…' if len(examples) > 60 else ''}"
