"""Memos written out: as pages to read in Markdown, or as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualcode.errors import InvalidValue
from qualcode.exchange.places import written_whole
from qualcode.exchange.tables import WRITTEN, write_table
from qualcode.model import Memo
from qualcode.project import ProjectFile
from qualcode.project.memo_subjects import MemoOn, memos_with_subjects
from qualcode.text.moments import local_time
from qualcode.text.quotes import shortened
from qualcode.text.visible import visible

COLUMNS = ("guid", "kind", "on", "start", "end", "coder", "created", "modified", "text")
SUFFIXES = (".md", ".csv", ".tsv", ".xlsx")
LONGEST_HEADING = 200


def write_memos(project: ProjectFile, path: Path, memos: Sequence[Memo] | None = None) -> int:
    """Write memos (by default all) to a .md, .csv, .tsv or .xlsx file; return how many.

    Raises `InvalidValue` for another suffix, and for a text that no cell of .xlsx can hold.
    """
    found = memos_with_subjects(project, memos)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidValue(f"{path.name} cannot be written: memos are {', '.join(SUFFIXES)} files.")
    if suffix in WRITTEN:
        return write_table(path, COLUMNS, [memo_row(each) for each in found])
    with written_whole(path) as draft:
        draft.write_text(as_pages(found), encoding="utf-8", newline="\n")
    return len(found)


def memo_row(on: MemoOn) -> tuple[str | int | None, ...]:
    """Return the row of a memo under `COLUMNS`; its place is the passage's, for a coding it stands in `on`."""
    memo = on.memo
    return (
        memo.guid, on.kind, named(on), memo.start, memo.end, memo.coder, memo.created, memo.modified, memo.text,
    )  # fmt: skip


def named(on: MemoOn) -> str:
    """Return what a memo is on, in words."""
    return f"{on.name} in {on.document} {on.start}:{on.end}" if on.kind == "coding" else on.name


def heading(on: MemoOn) -> str:
    """Return the line above a memo's text: on what, by whom, when."""
    return visible(f"{on.kind} {named(on)} — {on.memo.coder}, {local_time(on.memo.created)}")


def as_pages(memos: Sequence[MemoOn]) -> str:
    """Return memos as a Markdown text, a heading each; the memos' own text stays as it was written."""
    parts = ["# Memos\n"]
    for on in memos:
        place = f" {on.memo.start}:{on.memo.end}" if on.memo.start is not None else ""
        parts.append(f"\n## {shortened(heading(on) + place, LONGEST_HEADING)}\n\n{on.memo.text.rstrip()}\n")
    return "".join(parts)
