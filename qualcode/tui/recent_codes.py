"""Which code sits on which digit. A code keeps its digit until nine others were used since."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = 9


class RecentCodes:
    """The codes on the digits 1–9, and all codes in the order of their last use."""

    def __init__(self, applied: Iterable[int] = ()) -> None:
        """`applied` has a code for each coding done lately, newest first; the digits go by first use."""
        applied = list(applied)
        self._newest_first = list(dict.fromkeys(applied))
        recent = set(self._newest_first[:DIGITS])
        self._on_digit = [code for code in dict.fromkeys(reversed(applied)) if code in recent]

    @property
    def newest_first(self) -> list[int]:
        """Row numbers of codes, the last used first."""
        return list(self._newest_first)

    @property
    def last(self) -> int | None:
        """The code that was used last."""
        return self._newest_first[0] if self._newest_first else None

    def on(self, digit: int) -> int | None:
        """Return the code on a digit (1–9), if there is one."""
        return self._on_digit[digit - 1] if 1 <= digit <= len(self._on_digit) else None

    def digits(self) -> dict[int, int]:
        """Return code → digit."""
        return {code: digit for digit, code in enumerate(self._on_digit, 1)}

    def used(self, code_id: int) -> None:
        """Note that a code was used: if it has no digit, it takes a free one or that of the longest unused."""
        if code_id in self._newest_first:
            self._newest_first.remove(code_id)
        self._newest_first.insert(0, code_id)
        if code_id in self._on_digit:
            return
        if len(self._on_digit) < DIGITS:
            self._on_digit.append(code_id)
            return
        oldest = max(self._on_digit, key=self._newest_first.index)
        self._on_digit[self._on_digit.index(oldest)] = code_id

    def keep(self, existing: Iterable[int]) -> None:
        """Forget codes that are no longer there; the others keep their digits."""
        there = set(existing)
        self._newest_first = [code for code in self._newest_first if code in there]
        self._on_digit = [code for code in self._on_digit if code in there]
