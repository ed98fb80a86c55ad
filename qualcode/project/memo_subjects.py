"""What memos are on: the kind of thing, its name, and the passage if it is on one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Memo

if TYPE_CHECKING:
    from qualcode.project.file import ProjectFile

KINDS = ("project", "document", "passage", "participant", "code", "coding")


@dataclass(frozen=True, slots=True)
class MemoOn:
    """A memo, the kind of thing it is on (one of `KINDS`) and that thing's name: for a coding its code's path.

    `document_id`, `start` and `end` are those of the document, passage or coding; `code_id` that of the code or coding.
    """

    memo: Memo
    kind: str
    name: str
    document: str = ""
    document_id: int | None = None
    start: int | None = None
    end: int | None = None
    code_id: int | None = None


def memos_with_subjects(project: ProjectFile, memos: Sequence[Memo] | None = None) -> list[MemoOn]:
    """Return memos (by default all) with what they are on, in the same order."""
    return list(_subjects(project, project.memos.all() if memos is None else memos))


def _subjects(project: ProjectFile, memos: Sequence[Memo]) -> Iterator[MemoOn]:
    documents = {document.id: document.name for document in project.documents.all()}
    participants = {participant.id: participant.name for participant in project.participants.all()}
    codes = {code.id: code.path for code in project.codebook.all()}
    codings = project.memos.codings()
    for memo in memos:
        if memo.coding_id is not None:
            document, code, start, end = codings[memo.coding_id]
            yield MemoOn(memo, "coding", codes[code], documents[document], document, start, end, code)
        elif memo.code_id is not None:
            yield MemoOn(memo, "code", codes[memo.code_id], code_id=memo.code_id)
        elif memo.participant_id is not None:
            yield MemoOn(memo, "participant", participants[memo.participant_id])
        elif memo.document_id is not None:
            kind, name = "document" if memo.start is None else "passage", documents[memo.document_id]
            yield MemoOn(memo, kind, name, name, memo.document_id, memo.start, memo.end)
        else:
            yield MemoOn(memo, "project", project.name)
