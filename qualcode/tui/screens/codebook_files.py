"""The codebook to files and from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.tui.codebook_desk import Done
from qualcode.tui.keymap import with_keys
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.codebook_import import CodebookImportScreen
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.exporting import export
from qualcode.tui.screens.path_prompt import PathPrompt

if TYPE_CHECKING:
    from qualcode.api import Project

FORMATS = {
    "Spreadsheet (.xlsx), fit for import again": "codebook.xlsx",
    "Text table (.csv), fit for import again": "codebook.csv",
    "Data (.json), fit for import again": "codebook.json",
    "Markdown (.md), for reading and printing": "codebook.md",
    "Word (.docx), an appendix for reading": "codebook.docx",
    "Text table with tabs (.tsv), fit for import again": "codebook.tsv",
    "REFI-QDA (.qdc), for NVivo, ATLAS.ti, MAXQDA": "codebook.qdc",
}
IMPORTED = (".csv", ".tsv", ".xlsx", ".json", ".qdc", ".qualcode")


class CodebookFiles(CodebookParts):
    """Exports and imports the codebook."""

    @guarded
    def action_export_codebook(self) -> None:
        """Choose a format, and write the codebook."""
        if not self.save_typed():
            return
        if not self.desk.study.codes:
            raise InvalidValue(
                with_keys(self, "There are no codes to export yet; {codebook-new} makes the first one.")
            )

        def write(project: Project, path: Path, replace: bool) -> str:
            notes: list[str] = []
            project.export_codebook(path, notes=notes)
            return " ".join(notes)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                export(self.app, self.desk.project, FORMATS[answer], write)

        self.app.push_screen(ChoiceScreen("Export the codebook as", list(FORMATS)), chosen)

    @guarded
    def action_import_codebook(self) -> None:
        """Choose a file, see what it would change, and bring it in."""
        if not self.save_typed():
            return
        project = self.desk.project

        def imported(told: str | None) -> None:
            if told is not None:
                self.show_done_at(Done(told))

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.app.push_screen(CodebookImportScreen(project.path, project.coder, path), imported)

        self.app.push_screen(
            PathPrompt("Import a codebook: csv, tsv, xlsx, json, qdc, or another project", IMPORTED), chosen
        )
