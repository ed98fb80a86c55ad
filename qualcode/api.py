"""The Python API: a project with everything that the command line can do, for scripts and notebooks.

    from qualcode import Project

    with Project.open("study.qualcode", coder="Amina") as project:
        report = project.import_files("corpora")
        project.frequency()

Each method is a thin door to the module that does the work; what is heavy is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model import Scope
from qualcode.project import ProjectFile

if TYPE_CHECKING:
    from pandas import DataFrame

    from qualcode.exchange.codebook_choices import Choices
    from qualcode.exchange.codebook_plan import CodeDifference
    from qualcode.exchange.codebook_restoring import Restoration
    from qualcode.exchange.reports import CodebookReport, CodingsReport, ImportReport, ParticipantsReport

Progress = Callable[[int, int, str], None]


class Project(ProjectFile):
    """One study in one file. Use `Project.create` or `Project.open`, in a `with` or with `close()` at the end.

    `documents`, `participants`, `codebook`, `codings`, `memos`, `progress`, `coders`, `history` and `search` are
    its parts. Every change is one action that `undo()` takes back.
    """

    # -- bringing in

    def import_files(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        encoding: str | None = None,
        language: str | None = None,
        speakers: str = "auto",
        progress: Progress | None = None,
        dry_run: bool = False,
    ) -> ImportReport:
        """Import transcripts from files and folders (with their subfolders), all or nothing, as one action.

        The report has a row for each file: document, words, turns, speakers, encoding, warnings, or why it was
        skipped. `speakers` is `auto`, `none` or a regular expression; `progress` is called with (done, total,
        file name). Raises `ImportRefused`, whose `rows` tell what is wrong with which file.
        """
        from qualcode.exchange.transcripts import import_files

        return import_files(
            self,
            paths,
            encoding=encoding,
            language=language,
            speakers=speakers,
            progress=progress,
            dry_run=dry_run,
        )

    def import_table(
        self,
        path: str | Path,
        *,
        id_column: str,
        text_columns: Sequence[str],
        attribute_columns: Sequence[str] | None = None,
        encoding: str | None = None,
        sheet: str | None = None,
        delimiter: str | None = None,
        dry_run: bool = False,
    ) -> ImportReport:
        """Import a survey or interview table (csv, tsv, xlsx, ods): a row becomes a document and a participant.

        Each text column becomes a section named after it; the attribute columns (None: all others) become typed
        attributes of the participant. Raises `ImportRefused` with the rows that do not fit.
        """
        from qualcode.exchange.survey_tables import import_table

        return import_table(
            self,
            path,
            id_column=id_column,
            text_columns=text_columns,
            attribute_columns=attribute_columns,
            encoding=encoding,
            sheet=sheet,
            delimiter=delimiter,
            dry_run=dry_run,
        )

    def import_codebook(
        self, source: str | Path, choices: Choices | None = None, *, dry_run: bool = False
    ) -> CodebookReport:
        """Bring in a codebook (csv, tsv, xlsx, json) or that of another project; nothing is removed.

        A code with the same GUID, or else at the same path, is the same code; codes are added, changed and moved.
        `choices` say what is to become of what differs. Raises `ImportRefused`.
        """
        from qualcode.exchange.codebook_files import import_codebook

        return import_codebook(self, source, choices, dry_run=dry_run)

    def diff_codebook(self, path: str | Path) -> list[CodeDifference]:
        """Return, code by code, what `import_codebook` would do with this file or project."""
        from qualcode.exchange.codebook_files import diff_codebook

        return diff_codebook(self, path)

    def restore_codebook(self, version: str, *, dry_run: bool = False) -> Restoration:
        """Make the codebook what it was in a version, as one action; codes that came since are retired.

        Raises `UnknownName`. `codebook_versions` names versions and lists them.
        """
        from qualcode.exchange.codebook_restoring import restore_codebook

        return restore_codebook(self, version, dry_run=dry_run)

    def import_codings(
        self,
        path: str | Path,
        *,
        create: bool = False,
        skip_bad: bool = False,
        dry_run: bool = False,
        coder: str | None = None,
        encoding: str | None = None,
        progress: Progress | None = None,
    ) -> CodingsReport:
        """Bring in codings from a table, as one action; what the project says already is passed over.

        A row has `document`, a place (`start` and `end`, or `quote`, or `section`, or `turn`) and `code`; `coder`,
        `memo`, `weight` and `guid` may stand with it. `create` makes codes that are missing; `skip_bad` leaves out
        rows that do not fit instead of raising `ImportRefused`. `coder` is for rows that name none. `progress`
        is called with (rows done, 0, file name).
        """
        from qualcode.exchange.codings_files import import_codings

        return import_codings(
            self,
            path,
            create=create,
            skip_bad=skip_bad,
            dry_run=dry_run,
            coder=coder,
            encoding=encoding,
            progress=progress,
        )

    def import_participants(
        self, path: str | Path, *, encoding: str | None = None, dry_run: bool = False
    ) -> ParticipantsReport:
        """Bring in participants with attributes and links from a table; those already there are updated.

        Columns: `participant` (or `name`), `document`, `speaker`, `guid`; every other column is an attribute.
        Raises `ImportRefused` with the rows that do not fit.
        """
        from qualcode.exchange.participant_files import import_participants

        return import_participants(self, path, encoding=encoding, dry_run=dry_run)

    # -- taking out

    def export_codebook(
        self, path: str | Path, *, version: str | None = None, notes: list[str] | None = None
    ) -> Path:
        """Write the codebook to a .csv, .tsv, .xlsx, .json, .qdc (all lossless), .md or .docx file, or a version of it.

        `notes` gets a line for what a .qdc file has no place for.
        """
        from qualcode.exchange.codebook_files import export_codebook

        return export_codebook(self, path, version=version, notes=notes)

    def export_codings(self, path: str | Path, scope: Scope | None = None) -> int:
        """Write codings to a .csv, .tsv or .xlsx file with a row each; return how many."""
        from qualcode.exchange.codings_export import export_codings

        return export_codings(self, path, scope or Scope())

    def export_participants(self, path: str | Path) -> int:
        """Write participants with attributes and links to a .csv, .tsv or .xlsx file; return how many."""
        from qualcode.exchange.participant_files import export_participants

        return export_participants(self, path)

    def export_documents(self, path: str | Path) -> int:
        """Write documents, with what is known about each, to a .csv, .tsv or .xlsx file; return how many."""
        from qualcode.exchange.document_files import export_documents

        return export_documents(self, path)

    # -- counting

    def frequency(
        self,
        by: str | None = None,
        count: str | None = None,
        *,
        scope: Scope | None = None,
        with_subcodes: bool = False,
    ) -> DataFrame:
        """Return the theme table: a row per code, in the order of the codebook.

        Without `by`: codings, documents, participants, words and share_of_words. `by` is document, participant,
        coder, speaker, section or the name of an attribute and gives a column per value; `count` is codings,
        documents, participants, words or characters. With `with_subcodes` a code stands for all under it, nothing
        counted twice. `attrs["about"]` says in words what was counted. Raises `UnknownName`, `InvalidValue`.
        """
        from qualcode.analysis.frequency import frequency

        return frequency(self, by=by, count=count, scope=scope, with_subcodes=with_subcodes)

    def crosstab(
        self, attribute: str, *, scope: Scope | None = None, with_subcodes: bool = False
    ) -> DataFrame:
        """Return for each code how many participants (or documents) of each value of an attribute have it.

        Shares of all of that value stand behind the counts. Raises `UnknownName`, `InvalidValue`.
        """
        from qualcode.analysis.crosstab import crosstab

        return crosstab(self, attribute, scope=scope, with_subcodes=with_subcodes)

    def segments(self, scope: Scope | None = None) -> DataFrame:
        """Return a row per coding: document, participant and attributes, speaker, section, place, code, text."""
        from qualcode.analysis.segments import segments

        return segments(self, scope)

    def export_matrix(
        self,
        path: str | Path,
        scope: Scope | None = None,
        *,
        by: str = "document",
        long: bool = False,
        remark: str = "",
    ) -> int:
        """Write zeros and ones, documents (or `by="segment"`) × codes, to .csv, .tsv, .xlsx or .json; return the rows.

        `long` is a row for each document and code instead of a column for each code. What the table counts and
        covers stands on a second sheet or in a file beside it, with `remark`. Raises `InvalidValue` for another unit.
        """
        from qualcode.reports.matrix import write_matrix

        return write_matrix(self, path, scope or Scope(), by=by, long=long, remark=remark)

    def export_workbook(
        self,
        path: str | Path,
        scope: Scope | None = None,
        *,
        with_subcodes: bool = False,
        overwrite: bool = False,
        remark: str = "",
    ) -> Path:
        """Write the Excel workbook: themes, by document, by participant, crosstabs, segments, codebook, about.

        `remark` is what else its reader should know, for the sheet About.
        Raises `InvalidValue` when a file of that name is there, unless `overwrite`.
        """
        from qualcode.reports.workbook import write_workbook

        return write_workbook(
            self, path, scope, with_subcodes=with_subcodes, overwrite=overwrite, remark=remark
        )
