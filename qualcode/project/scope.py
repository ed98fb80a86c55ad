"""What a scope stands for in one project: the names the researcher typed become row numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import UnknownName
from qualcode.model import Condition, Scope, Speaker
from qualcode.project.conditions import find_attribute, satisfying
from qualcode.project.lookup import unknown

if TYPE_CHECKING:
    from qualcode.project.file import ProjectFile

Rows = frozenset[int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The row numbers that a scope chooses; None means all of them."""

    codes: Rows | None = None
    documents: Rows | None = None
    coders: Rows | None = None
    participants: Rows | None = None
    speakers: Rows | None = None
    excluded_speakers: Rows = frozenset()

    @property
    def by_place(self) -> bool:
        """Whether it depends on where in a document a coding lies, not on the coding's row alone."""
        return self.participants is not None or self.speakers is not None or bool(self.excluded_speakers)


def choose(project: ProjectFile, scope: Scope) -> Chosen:
    """Return what a scope chooses in a project; raises `UnknownName`, `AmbiguousName`, `InvalidValue`."""
    participants = rows_of(project.participants.find(name).id for name in scope.participants)
    documents = rows_of(project.documents.find(name).id for name in scope.documents)
    for condition in scope.where:
        of, rows = _satisfying(project, condition)
        if of == "participant":
            participants = rows if participants is None else participants & rows
        else:
            documents = rows if documents is None else documents & rows
    labels = project.documents.speakers() if scope.speakers or scope.exclude_speakers else []
    return Chosen(
        codes=_codes(project, scope),
        documents=documents,
        coders=rows_of(project.coders.find(name).id for name in scope.coders),
        participants=participants,
        speakers=_with_labels(scope.speakers, labels) if scope.speakers else None,
        excluded_speakers=_with_labels(scope.exclude_speakers, labels),
    )


def rows_of(numbers: Iterable[int]) -> Rows | None:
    """Return the row numbers, or None (all) where there are none to choose by."""
    return frozenset(numbers) or None


def _codes(project: ProjectFile, scope: Scope) -> Rows | None:
    chosen = [project.codebook.find(reference) for reference in scope.codes]
    if not scope.with_subcodes:
        return rows_of(code.id for code in chosen)
    return rows_of(below.id for code in chosen for below in project.codebook.subtree(code))


def _satisfying(project: ProjectFile, condition: Condition) -> tuple[str, Rows]:
    """Return whether a condition is on participants or documents, and which of them satisfy it."""
    known = [*project.participants.attributes(), *project.participants.attributes("document")]
    attribute = find_attribute(condition.attribute, known)
    table = project.participants.values(attribute.of)
    values = {row: held[attribute.name] for row, held in table.items() if attribute.name in held}
    subjects = project.participants.all() if attribute.of == "participant" else project.documents.all()
    everyone = [subject.id for subject in subjects]
    return attribute.of, frozenset(satisfying(attribute, condition, values, everyone))


def _with_labels(wanted: Sequence[str], speakers: Sequence[Speaker]) -> Rows:
    """Return the speakers of all documents whose label is one of those wanted: exactly, else in any case."""
    found: set[int] = set()
    for label in wanted:
        matches = {speaker.id for speaker in speakers if speaker.label == label.strip()}
        folded = label.strip().casefold()
        matches = matches or {speaker.id for speaker in speakers if speaker.label.casefold() == folded}
        if not matches:
            labels = dict.fromkeys(speaker.label for speaker in speakers)
            raise UnknownName(unknown("speaker", label, labels, "qualcode documents turns"))
        found |= matches
    return frozenset(found)
