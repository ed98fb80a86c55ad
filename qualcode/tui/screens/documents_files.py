"""Files on the documents screen: bringing in, and writing spreadsheets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.tui.notices import guarded
from qualcode.tui.screens.bringing_in import ask_what
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.documents_attributes import Attributes
from qualcode.tui.screens.documents_drawing import DOCUMENTS_TAB
from qualcode.tui.screens.exporting import export

if TYPE_CHECKING:
    from qualcode.api import Project

KINDS = ("xlsx", "csv", "tsv")


class Files(Attributes):
    """What comes in from files and goes out to them."""

    @guarded
    def action_import_here(self) -> None:
        """Ask what to bring in, and from where."""
        if self.settled():
            ask_what(self.app, self.desk.project, self._brought_in)

    @guarded
    def _brought_in(self) -> None:
        last = self.desk.project.history.last()
        was_new = self.desk.was_changed_elsewhere()
        self.desk.refresh()
        if was_new and last is not None:
            self.tell_done(last.summary)
        else:
            self.draw_place()

    @guarded
    def action_export_here(self) -> None:
        """Write the documents, or the participants, as a spreadsheet."""
        if not self.settled():
            return
        name = "documents" if self.memory.tab == DOCUMENTS_TAB else "participants"

        def write(project: Project, path: Path, replace: bool) -> None:
            (project.export_documents if name == "documents" else project.export_participants)(path)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                export(self.app, self.desk.project, answer, write)

        self.app.push_screen(
            ChoiceScreen(f"Write all {name} as", [f"{name}.{kind}" for kind in KINDS]), chosen
        )
