"""Showing a place of a document to someone who comes from another screen, and the way back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Document, Span
from qualcode.tui.screens.drawing import Drawing
from qualcode.tui.widgets.lines import StatusLine

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp


class Visiting(Drawing):
    """The reading screen's part: it shows the place, and Esc goes back to where she came from."""

    came_from: str = ""

    def show_visitor(self, document: Document, span: Span, coding_id: int | None, came_from: str) -> None:
        """Open the document at a place, with a coding meant if one is given."""
        if self.desk.document is None or self.desk.document.id != document.id:
            self.open_document(document)
        self.view.focus()
        self.view.go_to(span.start)
        if coding_id is not None:
            self.view.focus_coding(coding_id)
        self.came_from = came_from
        self.query_one(StatusLine).tell(f"Esc goes back to the {came_from}")

    def go_back_where_from(self) -> bool:
        """Go back to the screen she came from; say whether there is one."""
        if not self.came_from:
            return False
        place, self.came_from = self.came_from, ""
        app: QualcodeApp = self.app  # type: ignore[assignment]
        app.go_back(place)
        return True


def visit(app: QualcodeApp, document: Document, span: Span, coding_id: int | None, came_from: str) -> None:
    """Leave a place for the text, at a passage; Esc there comes back to the place."""
    app.action_go_to("read")
    reading = app.screen
    if isinstance(reading, Visiting):
        reading.show_visitor(document, span, coding_id, came_from)
