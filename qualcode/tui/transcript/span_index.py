"""Which spans lie on a stretch of text: an index by buckets of a fixed number of characters.

Adding, removing and asking cost what they touch, however many spans the document carries and however long its
lines are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

BUCKET = 1024
"""Characters per bucket."""


class Marked(Protocol):
    """Anything with an id that lies on `[start, end)`."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


Mark = TypeVar("Mark", bound=Marked)


def text_order(mark: Marked) -> tuple[int, int, int]:
    """Sort key: by start, the longer first, then by id."""
    return mark.start, -mark.end, mark.id


class SpanIndex(Generic[Mark]):
    """Marks on a text, found by place. No mark is empty; each id is there once."""

    def __init__(self, marks: Iterable[Mark] = (), bucket: int = BUCKET) -> None:
        self._bucket = bucket
        self._buckets: dict[int, dict[int, Mark]] = {}
        self._marks = {mark.id: mark for mark in marks}
        self._place_all()
        self._order = sorted([(mark.start, -mark.end, mark.id) for mark in self._marks.values()])

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        """All marks, in the order of the text."""
        return (self._marks[key[2]] for key in self._order)

    def __contains__(self, mark_id: object) -> bool:
        return mark_id in self._marks

    def get(self, mark_id: int) -> Mark | None:
        """Return the mark with this id, if it is there."""
        return self._marks.get(mark_id)

    def add(self, mark: Mark) -> None:
        """Add a mark; one with the same id is replaced."""
        if mark.id in self._marks:
            self.remove(mark.id)
        self._marks[mark.id] = mark
        self._place(mark)
        insort(self._order, text_order(mark))

    def remove(self, mark_id: int) -> Mark | None:
        """Take a mark out and return it; None if it is not there."""
        mark = self._marks.pop(mark_id, None)
        if mark is not None:
            for number in self._numbers(mark.start, mark.end):
                self._buckets[number].pop(mark_id, None)
            del self._order[bisect_left(self._order, text_order(mark))]
        return mark

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a character with `[start, end)`, in the order of the text."""
        if end <= start:
            return []
        found: dict[int, Mark] = {}
        for number in self._numbers(start, end):
            found.update(self._buckets.get(number, {}))
        hits = [mark for mark in found.values() if mark.start < end and mark.end > start]
        return sorted(hits, key=text_order)

    def any_in(self, start: int, end: int) -> bool:
        """Say whether a mark shares a character with `[start, end)`."""
        return any(
            mark.start < end and mark.end > start
            for number in self._numbers(start, end)
            for mark in self._buckets.get(number, {}).values()
        )

    def after(self, key: tuple[int, ...]) -> Mark | None:
        """Return the first mark whose `text_order` is greater than `key`; `(offset,)` means from there on."""
        place = bisect_right(self._order, key)
        return self._marks[self._order[place][2]] if place < len(self._order) else None

    def before(self, key: tuple[int, ...]) -> Mark | None:
        """Return the last mark whose `text_order` is less than `key`; `(offset,)` means those that start before."""
        place = bisect_left(self._order, key)
        return self._marks[self._order[place - 1][2]] if place else None

    def _place_all(self) -> None:
        """Place all marks: most lie in one bucket, and a document may have 50,000."""
        buckets: defaultdict[int, dict[int, Mark]] = defaultdict(dict)
        size = self._bucket
        for mark_id, mark in self._marks.items():
            first, last = mark.start // size, (mark.end - 1) // size
            buckets[first][mark_id] = mark
            for number in range(first + 1, last + 1):
                buckets[number][mark_id] = mark
        self._buckets = dict(buckets)

    def _place(self, mark: Mark) -> None:
        for number in self._numbers(mark.start, mark.end):
            if number in self._buckets:
                self._buckets[number][mark.id] = mark
            else:
                self._buckets[number] = {mark.id: mark}

    def _numbers(self, start: int, end: int) -> range:
        return range(start // self._bucket, (max(end, start + 1) - 1) // self._bucket + 1)
