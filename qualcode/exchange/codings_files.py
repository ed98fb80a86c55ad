"""Codings in tables: brought in as one action, a million rows at a time; written out so that they can come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.errors import ImportRefused
from qualcode.exchange.coding_rows import KNOWN, CodingRows
from qualcode.exchange.columns import places_of
from qualcode.exchange.refusal import BadRows
from qualcode.exchange.reports import CodingsReport
from qualcode.exchange.tables import TableStream, open_table
from qualcode.project import ProjectFile
from qualcode.project.bulk import Applied
from qualcode.text.wording import counted

PLACES = ({"start", "end"}, {"quote"}, {"section"}, {"turn"})


def import_codings(
    project: ProjectFile,
    path: str | Path,
    *,
    create: bool = False,
    skip_bad: bool = False,
    dry_run: bool = False,
    coder: str | None = None,
    encoding: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> CodingsReport:
    """Bring in codings as one action; what the project says already is passed over.

    The rows are read once and never held together. Rows that do not fit raise `ImportRefused` (then nothing was
    imported) or are left out with `skip_bad`; the first of them are told. `coder` is for rows that name none.
    """
    stream = open_table(path, encoding=encoding)
    columns, unknown = _columns(stream)
    bad = BadRows()
    summary = f"imported codings from {stream.name}"
    with project.action("codings import", summary, dry_run=dry_run) as action:
        rows = CodingRows(project, stream, columns, bad, create=create, coder=coder or project.coder)
        report = (lambda done: progress(done, 0, stream.name)) if progress else None
        with project.codings.gathering() as gathered:
            gathered.gather(rows.fitting(stop_when_bad=not skip_bad, report=report))
            gathered.refuse_taken_guids(
                lambda line, guid: bad.add(line, f"another coding has the GUID {guid} already")
            )
            if not skip_bad:
                bad.refuse(stream.name)
            applied = gathered.apply()
        action.summary = summary = f"imported {counted(applied.added, 'coding')} from {stream.name}"
    return CodingsReport(
        rows.read, applied.added, applied.present, applied.memos, bad.number, bad.told(), tuple(rows.created),
        summary, unknown, (*stream.notes, *_notes(applied)),
    )  # fmt: skip


def _columns(stream: TableStream) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each field is; raises `ImportRefused` when document, code or any kind of place is missing."""
    columns, unknown = places_of(stream.name, stream.headings, KNOWN)
    for needed in ("document", "code"):
        if needed not in columns:
            raise ImportRefused(f"{stream.name} has no column “{needed}”; nothing was imported.")
    if not any(place <= set(columns) for place in PLACES):
        raise ImportRefused(
            f"{stream.name} does not tell where the codings are: it needs the columns start and end, or quote, or"
            " section, or turn."
        )
    return columns, unknown


def _notes(applied: Applied) -> tuple[str, ...]:
    if not applied.other_weights:
        return ()
    number = applied.other_weights
    were, keep = ("was", "it keeps") if number == 1 else ("were", "they keep")
    return (f"{counted(number, 'coding')} {were} there already with another weight, which {keep}.",)
