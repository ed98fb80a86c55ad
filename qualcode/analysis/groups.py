"""The columns of a table: documents, participants, coders, speakers, sections, or the values of an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from qualcode.analysis.corpus import Corpus
from qualcode.analysis.naming import Labelled, distinct_headings, headings_of
from qualcode.analysis.spans import Integers, Links, linked, numbers
from qualcode.errors import UnknownName
from qualcode.model import Attribute
from qualcode.project import ProjectFile
from qualcode.project.conditions import find_attribute, typed_value
from qualcode.project.lookup import unknown
from qualcode.project.scope import Chosen

BY = ("document", "participant", "coder", "speaker", "section")


def no_places() -> Integers:
    """Return an empty array of places."""
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Groups:
    """The columns of a table, and what belongs to them.

    `source` says what `links` start from: places of documents, coders, stretches or participants, or parts of
    sections (`part_start`, `part_end`; in order, disjoint). The group behind the last heading, number `none`, is
    for what belongs to no column; `none_heading` names it.
    """

    headings: tuple[str, ...]
    source: str
    links: Links
    none_heading: str = ""
    part_start: Integers = field(default_factory=no_places)
    part_end: Integers = field(default_factory=no_places)
    coders: tuple[int, ...] = ()
    attribute: Attribute | None = None

    @property
    def none(self) -> int:
        """The number of the group for what belongs to no column."""
        return len(self.headings)

    @property
    def width(self) -> int:
        """How many groups there are, that one included."""
        return len(self.headings) + 1

    def coder_places(self, coder_rows: Integers) -> Integers:
        """Return the places of coders given by their row numbers."""
        return np.searchsorted(np.array(self.coders, dtype=np.int64), coder_rows).astype(np.int64)

    def through(self, participants: Links) -> Links:
        """Return links from what `participants` start from to groups that consist of participants."""
        items = np.arange(len(participants.begin) - 1, dtype=np.int64)
        item, participant = participants.of(items)
        row, group = self.links.of_or(participant, self.none)
        return linked(item[row], group, len(items))

    def parts_and_gaps(self, end: int) -> tuple[Integers, Integers, Integers]:
        """Return start, end and number of the parts of sections and of the gaps between them, from 0 to `end`.

        All gaps have the number after the last part's, which has no links.
        """
        edges = np.unique(np.concatenate(([0, end], self.part_start, self.part_end)))
        start = edges[:-1]
        before = np.searchsorted(self.part_start, start, side="right") - 1
        is_part = np.append(self.part_end, 0)[before] > start
        return start, edges[1:], np.where(is_part, before, len(self.part_start))


def group_by(project: ProjectFile, chosen: Chosen, corpus: Corpus, by: str | None) -> Groups:
    """Return the groups for `by`: None (a single group), one of `BY`, or the name of an attribute.

    Raises `UnknownName`, `AmbiguousName` for an attribute.
    """
    match by:
        case None:
            return Groups(("",), "document", _one_each(np.zeros(len(corpus.row), dtype=np.int64)))
        case "document":
            every = np.arange(len(corpus.row), dtype=np.int64)
            return Groups(headings_of(corpus.documents), "document", _one_each(every))
        case "participant":
            return _by_participant(corpus)
        case "coder":
            return _by_coder(project, chosen)
        case "speaker":
            return _by_speaker(project, corpus)
        case "section":
            return _by_section(project, corpus)
    return _by_attribute(project, corpus, by)


def _one_each(group: Integers) -> Links:
    """Return links from each item to its one group, or to none where that is -1."""
    item = np.flatnonzero(group >= 0)
    return linked(item, group[item], len(group))


def present_participants(corpus: Corpus) -> Integers:
    """Return the places of the participants who have text in scope, in the project's order."""
    stretches = corpus.stretches
    _, target = stretches.participants.of(np.flatnonzero(stretches.kept))
    return np.unique(target)


def _by_participant(corpus: Corpus) -> Groups:
    present = present_participants(corpus)
    group = np.full(len(corpus.participants), -1, dtype=np.int64)
    group[present] = np.arange(len(present))
    headings = headings_of([corpus.participants[place] for place in present.tolist()])
    return Groups(headings, "participant", _one_each(group), "(no participant)")


def _by_coder(project: ProjectFile, chosen: Chosen) -> Groups:
    active = project.tallies.active_coders() if chosen.coders is None else chosen.coders
    coders = [coder for coder in project.coders.all() if coder.id in active]
    every = np.arange(len(coders), dtype=np.int64)
    return Groups(headings_of(coders), "coder", _one_each(every), coders=tuple(coder.id for coder in coders))


def _by_speaker(project: ProjectFile, corpus: Corpus) -> Groups:
    label = {speaker.id: speaker.label for speaker in project.documents.speakers()}
    stretches = corpus.stretches
    present = set(stretches.speaker[stretches.kept].tolist())
    labels = tuple(dict.fromkeys(label[number] for number in sorted(present) if number in label))
    place = {name: number for number, name in enumerate(labels)}
    group = [place.get(label.get(number, ""), -1) for number in stretches.speaker.tolist()]
    headings = distinct_headings((name, None) for name in labels)
    return Groups(headings, "stretch", _one_each(np.array(group, dtype=np.int64)), "(no speaker)")


def _by_section(project: ProjectFile, corpus: Corpus) -> Groups:
    known = set(corpus.row.tolist())
    rows = [row for row in project.tallies.sections() if row[0] in known]
    names = list(dict.fromkeys(name for *_, name in rows))
    place = {name: number for number, name in enumerate(names)}
    document, start, end, group = numbers(((*row[:3], place[row[3]]) for row in rows), 4)
    offset = corpus.begin[corpus.place_of(document)]
    start, end = start + offset, end + offset
    # Sections may lie in one another: they are cut at every edge, so that the parts do not overlap.
    edges = np.unique(np.concatenate((start, end)))
    first, last = np.searchsorted(edges, start), np.searchsorted(edges, end)
    pairs = [
        (part, name)
        for low, high, name in zip(first.tolist(), last.tolist(), group.tolist(), strict=True)
        for part in range(low, high)
    ]
    part, target = numbers(pairs, 2)
    used, part = np.unique(part, return_inverse=True)
    links = linked(part.astype(np.int64), target, len(used) + 1)  # and one for gaps
    headings = distinct_headings((name, None) for name in names)
    return Groups(headings, "section", links, "(no section)", edges[used], edges[used + 1])


def _by_attribute(project: ProjectFile, corpus: Corpus, name: str) -> Groups:
    known = [*project.participants.attributes(), *project.participants.attributes("document")]
    try:
        attribute = find_attribute(name, known)
    except UnknownName:
        columns = [*BY, *(each.name for each in known)]
        raise UnknownName(unknown("attribute", name, columns, "qualcode participants")) from None
    held = project.participants.values(attribute.of)
    subjects: Sequence[Labelled]
    if attribute.of == "participant":
        subjects, present = corpus.participants, present_participants(corpus).tolist()
        rows = [each.id for each in corpus.participants]
    else:
        subjects, present = corpus.documents, list(range(len(corpus.documents)))
        rows = [each.id for each in corpus.documents]
    values = {place: held.get(rows[place], {}).get(attribute.name) for place in present}
    labels, group_of = _sorted_values(attribute, [value for value in values.values() if value is not None])
    group = np.full(len(subjects), -1, dtype=np.int64)
    for place, value in values.items():
        group[place] = -1 if value is None else group_of[value]
    headings = distinct_headings((label, None) for label in labels)
    return Groups(headings, attribute.of, _one_each(group), "(no value)", attribute=attribute)


def _sorted_values(attribute: Attribute, values: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    """Return the different values as the type orders them, and each spelling's place; 2.50 and 2.5 are one."""
    spellings = sorted(set(values), key=lambda value: (typed_value(attribute, value), value))
    labels: list[str] = []
    places: dict[str, int] = {}
    for _, same in groupby(spellings, key=lambda value: _identity(attribute, value)):
        alike = list(same)
        places |= dict.fromkeys(alike, len(labels))
        labels.append(alike[0])
    return labels, places


def _identity(attribute: Attribute, value: str) -> object:
    return value if attribute.type == "text" else typed_value(attribute, value)
