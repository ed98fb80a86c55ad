"""Codebooks in files: csv, tsv, xlsx, json and qdc both ways without loss, Markdown and Word for reading."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from qualcode.errors import ReadingError
from qualcode.exchange.codebook_choices import Choices
from qualcode.exchange.codebook_plan import CodeDifference, Plan, plan_of
from qualcode.exchange.codebook_sources import codebook_in
from qualcode.exchange.codebook_table import COLUMNS, CodebookTable
from qualcode.exchange.places import written_whole
from qualcode.exchange.reports import CodebookReport
from qualcode.exchange.tables import WRITTEN, write_table
from qualcode.model import Code
from qualcode.project import ProjectFile


def import_codebook(
    project: ProjectFile,
    source: str | Path | CodebookTable,
    choices: Choices | None = None,
    *,
    dry_run: bool = False,
) -> CodebookReport:
    """Add, change and move codes as a file or another project says, as one action; nothing is removed.

    A code with the same GUID is the same code; without a GUID, the one at the same path. A column that is there
    sets its field; an empty cell says nothing. `choices` say what else is to become of what differs.
    Raises `ReadingError`, `ImportRefused`.
    """
    table = source if isinstance(source, CodebookTable) else codebook_in(Path(source))
    if dry_run:  # the plan tells everything, and nobody has to wait for a lock
        return _report(table, plan_of(project.codebook.all(), table, choices))
    with project.action("codebook", f"imported the codebook {table.name}") as action:
        plan = plan_of(project.codebook.all(), table, choices)
        report = _report(table, plan)
        action.summary = report.action_summary
        project.codebook.bring_in(plan.records, report.action_summary)
    return report


def _report(table: CodebookTable, plan: Plan) -> CodebookReport:
    return CodebookReport(
        plan.differences, told(table.name, plan), table.unknown_columns, (*table.notes, *plan.notes)
    )


def diff_codebook(project: ProjectFile, path: str | Path) -> list[CodeDifference]:
    """Return what `import_codebook` would do with this file, code by code."""
    return list(plan_of(project.codebook.all(), codebook_in(Path(path))).differences)


def told(name: str, plan: Plan) -> str:
    """Return in words what a plan does, for the history."""
    numbers = [
        f"{number} {kind}"
        for kind in ("added", "changed", "moved")
        if (number := sum(kind in difference.kinds for difference in plan.differences))
    ]
    return f"imported the codebook {name}: {', '.join(numbers) or 'nothing new'}"


def export_codebook(
    project: ProjectFile, path: str | Path, *, version: str | None = None, notes: list[str] | None = None
) -> Path:
    """Write the codebook to a .csv, .tsv, .xlsx, .json or .qdc file, fit for import, or to .md or .docx for reading.

    With `version`: as it was then. `notes` gets a line for what the format has no place for (.qdc).
    Raises `UnknownName`, `ReadingError`.
    """
    path = Path(path)
    codes = state_of(project, version)
    suffix = path.suffix.lower()
    if suffix == ".json":
        _write_json(path, codes)
    elif suffix == ".md":
        from qualcode.exchange.codebook_markdown import markdown_of

        with written_whole(path) as draft:
            draft.write_text(markdown_of(project.name, codes), encoding="utf-8", newline="\n")
    elif suffix == ".qdc":
        from qualcode.exchange.foreign.refi_codebook import write_refi_codebook

        told_of = write_refi_codebook(path, codes)
        if notes is not None:
            notes += told_of
    elif suffix == ".docx":
        from qualcode.exchange.codebook_word import write_word

        write_word(path, project.name, codes)
    elif suffix in WRITTEN:
        write_table(path, COLUMNS, (row_of(code) for code in codes))
    else:
        raise ReadingError(
            f"{path.name} cannot be written: a codebook is a .csv, .tsv, .xlsx, .json, .qdc, .md or .docx file."
        )
    return path


def state_of(project: ProjectFile, version: str | None) -> list[Code]:
    """Return the codes as they are now, or as they were in a version; raises `UnknownName`."""
    if version is None:
        return project.codebook.all()
    versions = project.codebook_versions
    return versions.codes(versions.find(version))


def row_of(code: Code) -> tuple[str, ...]:
    """Return a code as a row under `COLUMNS`."""
    texts = (code.definition, code.when_to_use, code.when_not_to_use, code.example)
    return (code.guid, code.path, code.colour, *texts, "yes" if code.retired else "no")


def _write_json(path: Path, codes: Sequence[Code]) -> None:
    entries = [dict(zip(COLUMNS, row_of(code), strict=True)) for code in codes]
    with written_whole(path) as draft:
        draft.write_text(
            json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
