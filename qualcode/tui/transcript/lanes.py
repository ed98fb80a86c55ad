"""Which lane of the margin shows which coding: always the lowest that is free.

Two codings in one lane never overlap, and never meet in a row either: a coding holds its lane up to the end of
its line, or for `ROOM` characters, whichever comes first.
"""

from __future__ import annotations

from heapq import heappop, heappush

from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.span_index import SpanIndex

ROOM = 90
"""Characters kept free behind a coding: the widest text column."""


class Lanes:
    """The lane of each coding in an index, from 0, kept as codings come and go."""

    def __init__(self, text: str, codings: SpanIndex[CodingMark]) -> None:
        self._text = text
        self._codings = codings
        self._lanes: dict[int, int] = {}
        self._allot()

    def __getitem__(self, coding_id: int) -> int:
        return self._lanes[coding_id]

    def add(self, coding: CodingMark) -> None:
        """Give a coding that was added to the index the lowest lane free there; the others keep theirs."""
        self._lanes.pop(coding.id, None)
        taken = {self._lanes[other.id] for other in self._neighbours(coding) if other.id in self._lanes}
        self._lanes[coding.id] = next(lane for lane in range(len(taken) + 1) if lane not in taken)

    def remove(self, coding: CodingMark) -> list[CodingMark]:
        """Free the lane of a coding that was taken out; return those that moved down into the room it left."""
        freed = self._lanes.pop(coding.id)
        moved = []
        for other in sorted(self._neighbours(coding), key=lambda mark: self._lanes[mark.id]):
            before = self._lanes[other.id]
            if before > freed:
                self.add(other)
                moved += [other] if self._lanes[other.id] != before else []
        return moved

    def held_until(self, coding: CodingMark) -> int:
        """Return the offset up to which a coding holds its lane."""
        line_end = self._text.find("\n", coding.end, coding.end + ROOM)
        return coding.end + ROOM if line_end < 0 else line_end

    def _neighbours(self, coding: CodingMark) -> list[CodingMark]:
        near = self._codings.overlapping(max(0, coding.start - ROOM), self.held_until(coding) + 1)
        return [
            other
            for other in near
            if other.id != coding.id
            and other.start < self.held_until(coding)
            and coding.start < self.held_until(other)
        ]

    def _allot(self) -> None:
        busy: list[tuple[int, int]] = []  # (held until, lane)
        free: list[int] = []
        lanes = 0
        allotted, find = self._lanes, self._text.find
        for coding in self._codings:
            start, end = coding.start, coding.end
            while busy and busy[0][0] <= start:
                heappush(free, heappop(busy)[1])
            if free:
                lane = heappop(free)
            else:
                lane, lanes = lanes, lanes + 1
            allotted[coding.id] = lane
            line_end = find("\n", end, end + ROOM)  # as in `held_until`
            heappush(busy, (end + ROOM if line_end < 0 else line_end, lane))
