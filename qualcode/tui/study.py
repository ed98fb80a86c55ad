"""What the screen shows of a project, read at once: documents, states, codes, counts. Plain data, no widgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.errors import UnknownName
from qualcode.model import Code, Coder, Document, ReadingState
from qualcode.project.codes import pickable

if TYPE_CHECKING:
    from qualcode.project import ProjectFile

STATE_MARKS = {
    None: " ",
    ReadingState.ASSIGNED: "·",
    ReadingState.IN_PROGRESS: "▸",
    ReadingState.COMPLETE: "✓",
}


@dataclass(slots=True)
class Study:
    """A project as it was when it was read. The counts are kept current by whoever changes something."""

    name: str
    documents: list[Document]
    states: dict[int, ReadingState]  # of the coder who works, by document
    document_counts: dict[int, int]
    codes: list[Code]
    code_counts: dict[int, int]
    coders: dict[int, str]
    read_shares: dict[int, float] = field(default_factory=dict)  # of the coder who works: 0–1, by document
    blind: bool = False  # the counts leave out others' codings where the coder is not done

    def code(self, code_id: int) -> Code | None:
        """Return the code with that row number."""
        return next((code for code in self.codes if code.id == code_id), None)

    def pickable(self) -> list[Code]:
        """Return the codes that may be applied: those not retired, and not under a retired one."""
        return pickable(self.codes)

    def count(self, document_id: int, code_id: int, by: int) -> None:
        """Count `by` codings more (or fewer)."""
        self.document_counts[document_id] = self.document_counts.get(document_id, 0) + by
        self.code_counts[code_id] = self.code_counts.get(code_id, 0) + by


def read_study(project: ProjectFile, *, blind: bool = False) -> Study:
    """Read what the panels show; for blind coding without others' codings in documents that are not complete."""
    coder = own_coder(project)
    if blind:
        by_document, by_code = project.codings.numbers_seen_by(coder)
    else:
        by_document, by_code = project.codings.number_by_document(), project.codebook.counts()
    return Study(
        name=project.name,
        documents=project.documents.all(),
        states=own_states(project),
        document_counts=by_document,
        codes=project.codebook.all(),
        code_counts=by_code,
        coders={coder.id: coder.name for coder in project.coders.all()},
        read_shares=project.reading_places.shares(),
        blind=blind,
    )


def own_states(project: ProjectFile) -> dict[int, ReadingState]:
    """Return how far who is working is with each document."""
    coder = own_coder(project)
    states = project.progress.states()
    return {document: state for (who, document), state in states.items() if coder and who == coder.id}


def own_coder(project: ProjectFile) -> Coder | None:
    """Return who is working; None as long as she has done nothing in this project."""
    try:
        return project.coders.find(project.coder)
    except UnknownName:
        return None
