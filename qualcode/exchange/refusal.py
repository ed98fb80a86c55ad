"""Rows that do not fit: all are counted, the first ones are told with the reason."""

from __future__ import annotations

from qualcode.errors import ImportRefused

TOLD = 20


class BadRows:
    """Collects what is wrong with a file, row by row, in little memory."""

    def __init__(self) -> None:
        self.number = 0
        self._told: list[str] = []

    @property
    def full(self) -> bool:
        """Whether further reasons are only counted."""
        return len(self._told) >= TOLD

    def add(self, line: int, reason: str) -> None:
        """Note that the row that begins on this line does not fit."""
        self.number += 1
        if not self.full:
            self._told.append(f"line {line}: {reason}")

    def told(self) -> tuple[str, ...]:
        """Return the first reasons, and how many more there are."""
        more = self.number - len(self._told)
        return (*self._told, f"and {more:,} more") if more else tuple(self._told)

    def refuse(self, file: str, outcome: str = "nothing was imported") -> None:
        """Raise `ImportRefused` when there is any bad row."""
        if self.number:
            rows = "1 row does" if self.number == 1 else f"{self.number:,} rows do"
            first = f" (line {self._told[0].removeprefix('line ')})" if self.number == 1 else ""
            raise ImportRefused(f"{file}: {rows} not fit{first}; {outcome}.", self.told())
