"""Memos with what they are on, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.cli.moments import local_time
from qualcode.model import Memo
from qualcode.text.quotes import shortened
from qualcode.text.visible import visible

if TYPE_CHECKING:
    from qualcode.api import Project

KINDS = ("project", "document", "passage", "participant", "code", "coding")
COLUMNS = ("guid", "kind", "on", "start", "end", "coder", "created", "modified", "text")


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo, what kind of thing it is on, and that thing's name."""

    memo: Memo
    kind: str
    on: str

    def values(self, *, for_people: bool = False) -> tuple[object, ...]:
        """Return the memo's row under `COLUMNS`."""
        memo = self.memo
        created, modified = memo.created, memo.modified
        if for_people:
            created, modified = local_time(created), local_time(modified)
        return (
            memo.guid, self.kind, self.on, memo.start, memo.end, memo.coder, created, modified, memo.text,
        )  # fmt: skip

    def heading(self) -> str:
        """Return the line above the memo's text: on what, by whom, when."""
        on = f"{self.kind} {self.on}" if self.kind != "project" else f"project {self.on}"
        return visible(f"{on} — {self.memo.coder}, {local_time(self.memo.created)}")


def memo_rows(project: Project, memos: Sequence[Memo]) -> list[MemoRow]:
    """Return memos with their kind and the name of what they are on."""
    documents = {document.id: document.name for document in project.documents.all()}
    participants = {participant.id: participant.name for participant in project.participants.all()}
    codes = {code.id: code.path for code in project.codebook.all()}
    rows = []
    for memo in memos:
        if memo.coding_id is not None:
            coding = project.codings.get(memo.coding_id)
            place = f"{documents[coding.document_id]} {coding.start}:{coding.end}"
            rows.append(MemoRow(memo, "coding", f"{codes[coding.code_id]} in {place}"))
        elif memo.code_id is not None:
            rows.append(MemoRow(memo, "code", codes[memo.code_id]))
        elif memo.participant_id is not None:
            rows.append(MemoRow(memo, "participant", participants[memo.participant_id]))
        elif memo.document_id is not None:
            kind = "document" if memo.start is None else "passage"
            rows.append(MemoRow(memo, kind, documents[memo.document_id]))
        else:
            rows.append(MemoRow(memo, "project", project.name))
    return rows


def as_pages(rows: Sequence[MemoRow]) -> str:
    """Return memos as a Markdown text, a heading each; the memos' own text stays as it was written."""
    parts = ["# Memos\n"]
    for row in rows:
        place = f" {row.memo.start}:{row.memo.end}" if row.memo.start is not None else ""
        parts.append(f"\n## {shortened(row.heading() + place, 200)}\n\n{row.memo.text.rstrip()}\n")
    return "".join(parts)
