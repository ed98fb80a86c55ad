"""What the transcript view draws: plain records, so that it knows no project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MEMO = 0
"""Stands for the code of a memo on a passage; no code has this row number."""


class CodingMark(NamedTuple):  # made twice as fast as a frozen dataclass, and a document may have 50,000
    """A coding as it is drawn: one code on `[start, end)` by one coder; `dimmed` sets it back."""

    id: int
    start: int
    end: int
    code_id: int
    coder: str = ""
    dimmed: bool = False

    @property
    def is_memo(self) -> bool:
        """Whether it is no coding but a memo on a passage: its `code_id` is `MEMO`."""
        return self.code_id == MEMO


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code is shown: its name, its colour as `#rrggbb`, and the digit that applies it, if one does."""

    name: str
    colour: str
    digit: int | None = None

    @property
    def label(self) -> str:
        """The name, led by the digit."""
        return self.name if self.digit is None else f"{self.digit} {self.name}"
