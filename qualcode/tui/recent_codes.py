"""Which code sits on which digit. A code keeps its digit until nine others were used since; a pinned one stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.preferences import DIGITS


class RecentCodes:
    """The codes on the digits 1–9, and all codes in the order of their last use."""

    def __init__(self, applied: Iterable[int] = ()) -> None:
        """`applied` has a code for each coding done lately, newest first; the digits go by first use."""
        applied = list(applied)
        self._newest_first = list(dict.fromkeys(applied))
        recent = set(self._newest_first[:DIGITS])
        on_digits = [code for code in dict.fromkeys(reversed(applied)) if code in recent]
        self._on_digit: list[int | None] = [*on_digits, *[None] * (DIGITS - len(on_digits))]
        self._pinned: set[int] = set()

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
        return self._on_digit[digit - 1] if 1 <= digit <= DIGITS else None

    def digits(self) -> dict[int, int]:
        """Return code → digit."""
        return {code: digit for digit, code in enumerate(self._on_digit, 1) if code is not None}

    @property
    def pinned(self) -> dict[int, int]:
        """Digit → code, of those that stay where they are."""
        return {digit: code for code, digit in self.digits().items() if code in self._pinned}

    def pin(self, digit: int, code_id: int) -> None:
        """Keep a code on a digit (1–9), whatever is used; the one that was there takes its place, or a free one."""
        before, there = self.digits().get(code_id), self.on(digit)
        if before is not None:
            self._on_digit[before - 1] = None
        self._on_digit[digit - 1] = code_id
        self._pinned.add(code_id)
        if there is not None and there != code_id:
            self._pinned.discard(there)
            free = before or next((each for each in range(1, DIGITS + 1) if self.on(each) is None), None)
            if free is not None:
                self._on_digit[free - 1] = there

    def unpin(self, code_id: int) -> None:
        """Let a code give its digit away again when nine others were used."""
        self._pinned.discard(code_id)

    def used(self, code_id: int) -> None:
        """Note that a code was used: if it has no digit, it takes a free one or that of the longest unused."""
        if code_id in self._newest_first:
            self._newest_first.remove(code_id)
        self._newest_first.insert(0, code_id)
        self._seat(code_id)

    def return_to(self, kept: Mapping[int, int]) -> None:
        """Put codes back on the digits (1–9) they had before; those of the recent that had none take what is left."""
        seated = [code for code in self._on_digit if code is not None]
        self._on_digit = [code if code in self._pinned else None for code in self._on_digit]
        for digit, code in kept.items():
            if 1 <= digit <= DIGITS and self.on(digit) is None and code not in self._on_digit:
                self._on_digit[digit - 1] = code
        for code in seated:
            self._seat(code)

    def _seat(self, code_id: int) -> None:
        if code_id in self._on_digit:
            return
        movable = [place for place, code in enumerate(self._on_digit) if code not in self._pinned]
        free = next((place for place in movable if self._on_digit[place] is None), None)
        if free is not None:
            self._on_digit[free] = code_id
        elif movable:
            self._on_digit[max(movable, key=self._unused_for)] = code_id

    def _unused_for(self, place: int) -> int:
        """Return how long ago the code on a place was used, in codes."""
        code = self._on_digit[place]
        return self._newest_first.index(code) if code in self._newest_first else len(self._newest_first)

    def keep(self, existing: Iterable[int]) -> None:
        """Forget codes that are no longer there; the others keep their digits."""
        there = set(existing)
        self._newest_first = [code for code in self._newest_first if code in there]
        self._on_digit = [code if code in there else None for code in self._on_digit]
        self._pinned &= there
