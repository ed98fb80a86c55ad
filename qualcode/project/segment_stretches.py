"""The stretches of texts that a filter of segments asks about: who speaks, what is coded, what stands there.

Stretches of one kind in one document are disjoint and in order, so that whether a coding lies on one of them is
told by the first that ends behind the coding's start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from qualcode.model import Condition, Scope
from qualcode.project.attribution import NOBODY, Attribution
from qualcode.project.scope import Chosen, choose

if TYPE_CHECKING:
    from qualcode.project.file import ProjectFile
    from qualcode.project.segment_query import SegmentFilter

Stretch = tuple[int, int, int]  # document, start, end
People = tuple[int, ...]


def united(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the union of spans that come in the order of their starts, as disjoint spans."""
    first: tuple[int, int] | None = None
    for start, end in spans:
        if first is None or start > first[1]:
            if first is not None:
                yield first
            first = (start, end)
        elif end > first[1]:
            first = (first[0], end)
    if first is not None:
        yield first


def united_by_document(rows: Iterable[tuple[int, int, int]]) -> Iterator[Stretch]:
    """Yield the union of (document, start, end) that come in the order of the texts."""
    for document, spans in groupby(rows, itemgetter(0)):
        for start, end in united((start, end) for _, start, end in spans):
            yield document, start, end


def chosen_people(project: ProjectFile, filter: SegmentFilter) -> Chosen:
    """Return what a filter says of documents, participants and speakers, as row numbers.

    Conditions `=` on one attribute are alternatives; all others must hold together.
    Raises `UnknownName`, `AmbiguousName`, `InvalidValue`.
    """
    participants = frozenset(filter.participants) or None
    documents = frozenset(filter.documents) or None
    for alternatives in _alternatives(filter):
        found = [choose(project, Scope(where=(condition,))) for condition in alternatives]
        if found[0].participants is not None:
            rows = frozenset[int]().union(*(each.participants or () for each in found))
            participants = rows if participants is None else participants & rows
        else:
            rows = frozenset[int]().union(*(each.documents or () for each in found))
            documents = rows if documents is None else documents & rows
    speakers = choose(project, Scope(speakers=filter.speakers)).speakers if filter.speakers else None
    return Chosen(documents=documents, participants=participants, speakers=speakers)


def _alternatives(filter: SegmentFilter) -> Iterator[list[Condition]]:
    equal: dict[str, list[Condition]] = {}
    for condition in filter.where:
        if condition.operator == "=" and condition.value.strip():
            equal.setdefault(condition.attribute, []).append(condition)
        else:
            yield [condition]
    yield from equal.values()


def kept_stretches(project: ProjectFile, chosen: Chosen) -> Iterator[Stretch]:
    """Yield the stretches whose words the speakers and participants chosen leave in.

    A coding is left in when it lies on one of them. In a document where nobody is told apart that is all of it.
    """
    rule = Attribution(project, chosen)
    documents = project.documents.all()
    wholly = {document.id for document in documents if rule.is_kept(document.id, NOBODY)}
    yield from ((document.id, 0, document.characters) for document in documents if document.id in wholly)
    yield from united_by_document(
        (document, start, end)
        for document, start, end, speaker in project.tallies.turns()
        if document not in wholly and rule.is_kept(document, speaker)
    )


def voices(project: ProjectFile, chosen: Chosen) -> Iterator[tuple[int, int, int, People]]:
    """Yield (document, start, end, participants) of the stretches that are somebody's and that are left in."""
    rule = Attribution(project, chosen)
    whole = set()
    for document in project.documents.all():
        people = rule.participants(document.id, NOBODY)
        if people and chosen.speakers is None:
            whole.add(document.id)
            yield document.id, 0, document.characters, tuple(people)
    for document, start, end, speaker in project.tallies.turns():
        if document not in whole and rule.is_kept(document, speaker):
            people = rule.participants(document, speaker)
            if people:
                yield document, start, end, tuple(people)


def wording(words: str) -> re.Pattern[str]:
    """Return the pattern of words that stand together, in any case, with any white space between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)


def places_of(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield every place where words stand, also where one place begins inside another."""
    found = pattern.search(text)
    while found:
        yield found.span()
        found = pattern.search(text, found.start() + 1)
