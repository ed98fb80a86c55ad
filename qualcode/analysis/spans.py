"""Exact arithmetic on many spans at once: unions, overlaps and the words they cover.

Spans are half-open and given as arrays of starts and ends. A *lane* keeps apart what must not be united or
counted together: spans of one code are on one lane, say. All arrays hold 64-bit integers, so that nothing is
rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
ROWS_AT_ONCE = 100_000


class Lanes(NamedTuple):
    """Spans on lanes: the span `[start, end)` lies on its `lane`."""

    lane: Integers
    start: Integers
    end: Integers


class Pieces(NamedTuple):
    """Parts of spans: `[start, end)` is what the span number `span` has in common with the place `place`."""

    span: Integers
    place: Integers
    start: Integers
    end: Integers


def union(spans: Lanes) -> Lanes:
    """Return the union of the spans on each lane, by lane and start; spans that touch become one."""
    if not len(spans.lane):
        return spans
    extent = int(spans.end.max()) + 1
    # Each lane gets a stretch of its own on one long line, so that a single sort and sweep does them all.
    start = spans.lane * extent + spans.start
    order = np.argsort(start, kind="stable")
    start, end = start[order], (spans.lane * extent + spans.end)[order]
    reach = np.maximum.accumulate(end)
    first = np.flatnonzero(np.concatenate(([True], start[1:] > reach[:-1])))
    start, end = start[first], reach[np.append(first[1:] - 1, len(reach) - 1)]
    lane = start // extent
    return Lanes(lane, start - lane * extent, end - lane * extent)


def by_lanes(spans: Lanes, width: int) -> Iterator[Lanes]:
    """Yield spans that are in the order of their lanes in portions, never parting lanes of one `lane // width`.

    What is reckoned from a portion needs several times its memory; a million spans at once would need too much.
    """
    begin, number = 0, len(spans.lane)
    while begin < number:
        last = min(begin + ROWS_AT_ONCE, number) - 1
        end = int(np.searchsorted(spans.lane, (spans.lane[last] // width + 1) * width))
        yield Lanes(*(column[begin:end] for column in spans))
        begin = end


def overlapped(
    start: Integers, end: Integers, place_start: Integers, place_end: Integers
) -> tuple[Integers, Integers]:
    """Return for each span the range `[first, last)` of places that it overlaps by a character or more.

    The places are disjoint and in order.
    """
    first = np.searchsorted(place_end, start, side="right").astype(np.int64)
    last = np.searchsorted(place_start, end, side="left").astype(np.int64)
    return first, np.maximum(first, last)


def spread(first: Integers, last: Integers) -> tuple[Integers, Integers]:
    """Return (row, item) for every item of the ranges `[first[row], last[row])`, row by row."""
    number = last - first
    row = np.repeat(np.arange(len(number), dtype=np.int64), number)
    before = np.cumsum(number) - number
    return row, np.arange(len(row), dtype=np.int64) - before[row] + first[row]


def clip(start: Integers, end: Integers, place_start: Integers, place_end: Integers) -> Pieces:
    """Return what each span has in common with each place; the places are disjoint and in order."""
    span, place = spread(*overlapped(start, end, place_start, place_end))
    return Pieces(
        span, place, np.maximum(start[span], place_start[place]), np.minimum(end[span], place_end[place])
    )


def characters_covered(spans: Lanes, lanes: int) -> Integers:
    """Return how many characters are covered on each of `lanes` lanes; spans of a lane must not overlap."""
    covered = np.zeros(lanes, dtype=np.int64)
    np.add.at(covered, spans.lane, spans.end - spans.start)
    return covered


def words_covered(spans: Lanes, lanes: int, word_start: Integers, word_end: Integers) -> Integers:
    """Return how many words are covered on each of `lanes` lanes.

    A word is covered where at least half of its characters lie in the spans of the lane; several spans may
    share in that. Spans of a lane must not overlap; the words are disjoint and in order.
    """
    covered = np.zeros(lanes, dtype=np.int64)
    if not len(word_start):
        return covered
    first = np.searchsorted(word_start, spans.start, side="left")
    last = np.searchsorted(word_end, spans.end, side="right")
    np.add.at(covered, spans.lane, np.maximum(last - first, 0))
    key, held = summed(*_cut_words(spans, word_start, word_end, first, last))
    lane, word = np.divmod(key, len(word_start))
    np.add.at(covered, lane[2 * held >= word_end[word] - word_start[word]], 1)
    return covered


def _cut_words(
    spans: Lanes, word_start: Integers, word_end: Integers, first: NDArray[np.intp], last: NDArray[np.intp]
) -> tuple[Integers, Integers]:
    """Return (lane × words + word, characters held) for each word that a span holds in part only.

    Only two words of a span can be cut: the one before the first whole word and the one after the last.
    """
    left = np.maximum(first - 1, 0)
    is_cut_left = (first > 0) & (word_end[left] > spans.start)
    right = np.minimum(last, len(word_start) - 1)
    # A span inside one word cuts it on both sides; that word is taken as the left one, and once.
    is_cut_right = (
        (last < len(word_start)) & (word_start[right] < spans.end) & ~(is_cut_left & (left == right))
    )
    span = np.concatenate((np.flatnonzero(is_cut_left), np.flatnonzero(is_cut_right)))
    word = np.concatenate((left[is_cut_left], right[is_cut_right]))
    held = np.minimum(spans.end[span], word_end[word]) - np.maximum(spans.start[span], word_start[word])
    return spans.lane[span] * len(word_start) + word, held


def summed(key: Integers, amount: Integers) -> tuple[Integers, Integers]:
    """Return the distinct keys in order, and the sum of the amounts of each."""
    if not len(key):
        return key, amount
    order = np.argsort(key, kind="stable")
    key, amount = key[order], amount[order]
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    return key[first], np.add.reduceat(amount, first)


class Links(NamedTuple):
    """Which targets each item points to: those of item `i` are `target[begin[i]:begin[i + 1]]`."""

    begin: Integers
    target: Integers

    def of(self, items: Integers) -> tuple[Integers, Integers]:
        """Return (row, target) for every target of every item; `row` is the item's place in `items`."""
        row, place = spread(self.begin[items], self.begin[items + 1])
        return row, self.target[place]

    def of_or(self, items: Integers, none: int) -> tuple[Integers, Integers]:
        """Return (row, target) as `of` does; an item without any target gets `none`."""
        row, target = self.of(items)
        missing = np.flatnonzero(self.number(items) == 0)
        nothing = np.full(len(missing), none, dtype=np.int64)
        return np.concatenate((row, missing)), np.concatenate((target, nothing))

    def number(self, items: Integers) -> Integers:
        """Return how many targets each item has."""
        return self.begin[items + 1] - self.begin[items]


def linked(item: Integers, target: Integers, items: int) -> Links:
    """Return the links of pairs (item, target) among `items` items; a pair given twice counts once."""
    width = int(target.max()) + 1 if len(target) else 1
    key = np.unique(item * width + target)
    item, target = np.divmod(key, width)
    number = np.bincount(item, minlength=items)
    return Links(np.concatenate(([0], np.cumsum(number))).astype(np.int64), target)


def numbers(rows: Iterable[Sequence[int]], columns: int) -> list[Integers]:
    """Return the columns of rows of whole numbers as arrays, without holding the rows in memory."""
    waiting = iter(rows)
    parts: list[list[Integers]] = [[] for _ in range(columns)]
    while len(flat := np.fromiter(chain.from_iterable(islice(waiting, ROWS_AT_ONCE)), dtype=np.int64)):
        for column, part in enumerate(parts):
            part.append(flat[column::columns].copy())
    return [np.concatenate(part) if part else np.zeros(0, dtype=np.int64) for part in parts]
