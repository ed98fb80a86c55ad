"""What a search found: in the open document hit by hit, in the others how many. No widgets; run in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from qualcode.project.text_reading import iter_texts
from qualcode.text.finding import Finder, Hits
from qualcode.text.wording import counted

TOLD_EVERY_SECONDS = 0.2
LOOKED_EVERY = 1000
"""Hits between two looks at whether the search is still wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is found so far: the hits in the open document, how many there are in each of the others."""

    hits: Hits = field(default_factory=Hits)
    elsewhere: dict[int, int] = field(default_factory=dict)  # other documents with hits, in their order
    everywhere: bool = False  # the others are, or will be, looked through
    is_done: bool = True

    def told(self, current: int | None) -> str:
        """Return the count in words; `current` is the place, from 0, of the hit the reader is at."""
        number = len(self.hits.spans)
        if current is None:
            here = f"{number:,} in this document" if number else "none in this document"
        else:
            here = f"{current + 1:,} of {number:,} in this document"
        if not self.everywhere:
            return here
        total = number + sum(self.elsewhere.values())
        documents = counted(len(self.elsewhere) + bool(number), "document")
        return f"{here}, {total:,} in {documents}{'' if self.is_done else ' so far …'}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The other documents of the project at `path`: those to look through, and what is known of the rest."""

    path: Path
    documents: Sequence[int] = ()
    known: Mapping[int, int] = field(default_factory=dict)  # document → number of hits


def search(
    finder: Finder, text: str, is_wanted: Callable[[], bool], others: Elsewhere | None = None
) -> Iterator[Found]:
    """Yield what is found, first in the open document, then growing with the others.

    Ends early when it is not wanted any more. Raises `InvalidValue` for a pattern that takes too long,
    `ProjectError` when the file cannot be read.
    """
    hits = Hits(tuple(_while_wanted(finder, text, is_wanted)))
    elsewhere = dict(others.known) if others else {}
    waiting = others.documents if others else ()
    yield Found(hits, dict(elsewhere), everywhere=others is not None, is_done=not waiting)
    if others is None or not waiting:
        return
    told = monotonic()
    for number, other in iter_texts(others.path, waiting):
        if count := sum(1 for _ in _while_wanted(finder, other, is_wanted)):
            elsewhere[number] = count
        if not is_wanted():
            return
        if monotonic() - told > TOLD_EVERY_SECONDS:
            told = monotonic()
            yield Found(hits, dict(elsewhere), everywhere=True, is_done=False)
    yield Found(hits, elsewhere, everywhere=True)


def _while_wanted(finder: Finder, text: str, is_wanted: Callable[[], bool]) -> Iterator[tuple[int, int]]:
    for number, hit in enumerate(finder.hits(text)):
        if number % LOOKED_EVERY == 0 and not is_wanted():
            return
        yield hit


def next_document(order: Sequence[int], here: int, with_hits: Mapping[int, int], step: int) -> int | None:
    """Return the nearest document with hits after (or before) the open one, going round; None if there is none."""
    place = order.index(here) if here in order else 0
    ring = [order[(place + step * distance) % len(order)] for distance in range(1, len(order))]
    return next((document for document in ring if with_hits.get(document)), None)
