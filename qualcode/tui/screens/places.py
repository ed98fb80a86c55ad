"""Going from the reading screen to its panels, to the other screens, and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.notices import guarded
from qualcode.tui.screens.drawing import Drawing
from qualcode.tui.widgets.codes import CodesList
from qualcode.tui.widgets.memo import MemoPanel

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp


class Places(Drawing):
    """Panels that slide in on narrow screens, and the other screens."""

    @property
    def qualcode(self) -> QualcodeApp:
        """The app."""
        return self.app  # type: ignore[return-value]

    # -- panels

    def to_text(self) -> None:
        """Give the text the focus."""
        self.view.focus()

    def open_panel(self, side: str) -> None:
        """Slide a panel (`left` or `right`) in, where the screen is narrow."""
        self.close_panels()
        self.query_one(f"#{side}").add_class("-open")

    def close_panels(self) -> None:
        """Slide the panels out again."""
        for side in ("left", "right"):
            self.query_one(f"#{side}").remove_class("-open")

    def action_to_text(self) -> None:
        """Go to the text."""
        if not self.query_one(MemoPanel).is_writing:
            self.close_panels()
        self.to_text()

    def action_to_codes(self) -> None:
        """Go to the codebook."""
        self.open_panel("left")
        self.query_one(CodesList).focus()

    def action_to_documents(self) -> None:
        """Go to the documents."""
        self.open_panel("left")
        self.query_one("#documents").focus()

    def action_toggle_here(self) -> None:
        """Show or hide the panel at the right."""
        right = self.query_one("#right")
        if self.has_class("-narrow"):
            is_open = right.has_class("-open")
            self.close_panels()
            right.set_class(not is_open, "-open")
        else:
            right.toggle_class("-shut")

    def action_leave_panel(self) -> None:
        """Go back to the text from a panel, and close the notices."""
        self.action_to_text()
        self.app.clear_notifications()

    def on_codes_list_folded(self) -> None:
        """Draw the tree anew."""
        self.draw_codes()

    @guarded
    def action_next_document(self, step: int) -> None:
        """Open the next document, or the one before."""
        documents = self.desk.study.documents
        if self.desk.document in documents:
            there = documents.index(self.desk.document) + step
            if 0 <= there < len(documents):
                self.open_document(documents[there])

    # -- other screens

    @guarded
    def action_import_files(self) -> None:
        """Bring transcripts in, or a table."""
        from qualcode.tui.screens.bringing_in import ask_transcripts

        ask_transcripts(self.app, self.desk.project, self.look_after_changes_now)

    @guarded
    def action_export_workbook(self) -> None:
        """Write the workbook."""
        from qualcode.tui.screens.exporting import export_workbook

        export_workbook(self.app, self.desk.project)

    @guarded
    def action_close_project(self) -> None:
        """Close the project and go to the start page."""
        if not self.ask_before_leaving(self.qualcode.show_start):
            self.qualcode.show_start()

    @guarded
    def come_back(self) -> None:
        """Show the text again after another place was shown."""
        if self.desk.was_changed_elsewhere():
            self.desk.refresh()
        self.show_everything()

    @guarded
    def look_after_changes_now(self) -> None:
        """Read the project anew after another screen had it."""
        self.desk.refresh()
        self.show_everything()
