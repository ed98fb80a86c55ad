"""Rows on the documents screen: opening, states, languages; adding, removing and linking participants."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, cast

from qualcode.errors import InvalidValue
from qualcode.model import Document
from qualcode.text.wording import counted
from qualcode.tui.grid.documents_sheet import LANGUAGE
from qualcode.tui.grid.sheet import Entry
from qualcode.tui.grid.speakers_sheet import PARTICIPANT, Whole
from qualcode.tui.grid.state_columns import StateOf, state_offers
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.documents_cells import Cells
from qualcode.tui.screens.documents_drawing import DOCUMENTS_TAB, PARTICIPANTS_TAB, SPEAKERS_TAB
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.widgets.lines import StatusLine

if TYPE_CHECKING:
    from qualcode.tui.screens.reading import ReadingScreen


class Rows(Cells):
    """What is done to whole rows: the marked ones, or else the current one."""

    def meant_rows(self) -> list[Hashable]:
        """Return the marked rows that are shown, or else the current one; raises `InvalidValue` without any."""
        marked = [line.key for line in self.view.lines if line.key in self.look.marked]
        if not marked:
            self.check_row()
        return marked or [self.view.row_key]

    # -- opening

    @guarded
    def action_enter_cell(self) -> None:
        """Open the document of this row; on what can be typed (but a document's name) edit it."""
        self.check_row()
        column = self.view.column
        if column is None or not self.settled():
            return
        if column.editable and not (self.memory.tab == DOCUMENTS_TAB and column.key == "name"):
            self.pane.begin()
        else:
            self.action_open_document()

    @guarded
    def action_open_document(self) -> None:
        """Open the document of this row in the text; of a participant with several, ask which."""
        if not self.settled():
            return
        self.check_row()
        documents = self.documents_here()
        if not documents:
            raise InvalidValue("No document comes from this participant yet; link one under Speakers (F4).")
        if len(documents) == 1:
            self.read_document(documents[0])
            return
        by_number = {
            f"{number}  {document.name}": document for number, document in enumerate(documents, start=1)
        }

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.read_document(by_number[answer])

        self.app.push_screen(ChoiceScreen("Open which document?", list(by_number)), chosen)

    def documents_here(self) -> list[Document]:
        """Return the documents of the current row: itself, or those that come from the participant."""
        row = self.view.row_key
        known = {each.id: each for each in self.desk.study.documents}
        if self.memory.tab == DOCUMENTS_TAB:
            numbers = [row]
        elif self.memory.tab == PARTICIPANTS_TAB:
            numbers = list(self.participants_sheet.documents.get(cast(int, row), ()))
        elif isinstance(row, Whole):
            numbers = [row.document]
        else:
            numbers = [self.speakers_sheet.speakers[cast(int, row)].document_id]
        return [known[number] for number in numbers if number in known]

    def read_document(self, document: Document) -> None:
        """Go to the text of a document."""
        from qualcode.tui.screens.reading import ReadingScreen

        app = self.qualcode
        reading: ReadingScreen = next(each for each in app.screen_stack if isinstance(each, ReadingScreen))
        app.action_go_to("read")
        reading.open_document(document)
        reading.to_text()

    # -- states and languages

    def _meant_documents(self) -> list[Hashable]:
        if self.memory.tab != DOCUMENTS_TAB:
            raise InvalidValue("States and languages are the documents'; F4 goes on to their tab.")
        return self.meant_rows()

    @guarded
    def action_set_state(self) -> None:
        """Choose the state of the documents meant; on another coder's column it is hers."""
        rows = self._meant_documents()
        if not self.settled():
            return
        here = self.view.column_key
        column = here if isinstance(here, StateOf) else StateOf(self.desk.project.coder)
        names = [offer.text for offer in state_offers("")]

        @guarded
        def chosen(screen: Rows, answer: str | None) -> None:
            if answer is not None:
                screen.put([Entry(row, column, answer) for row in rows])

        what = self.sheet.title_of(rows[0]) if len(rows) == 1 else counted(len(rows), "document")
        self.app.push_screen(
            ChoiceScreen(f"{what}: state of {column.coder}", names), lambda answer: chosen(self, answer)
        )

    @guarded
    def action_set_language(self) -> None:
        """Ask for the language of the documents meant."""
        rows = self._meant_documents()
        if not self.settled():
            return

        @guarded
        def answered(screen: Rows, answer: str | None) -> None:
            if answer is not None:
                screen.put([Entry(row, LANGUAGE, answer) for row in rows])

        what = self.sheet.title_of(rows[0]) if len(rows) == 1 else counted(len(rows), "document")
        column = self.sheet.column(LANGUAGE)
        value = self.sheet.text(rows[0], column) if column else ""
        self.app.push_screen(
            PromptScreen(f"Language of {what}: a code (en, ru, tg) or a name", value),
            lambda answer: answered(self, answer),
        )

    # -- removing

    @guarded
    def action_remove_rows(self) -> None:
        """Remove documents or participants, or unlink speakers; say what went with them."""
        rows = self.meant_rows()
        if not self.settled():
            return
        if self.memory.tab == SPEAKERS_TAB:
            self.put([Entry(row, PARTICIPANT, "") for row in rows])
            return
        self.take_changes_elsewhere()
        with self.desk.own_change():
            told = self._remove(cast(list[int], rows))
        self.desk.refresh()
        self.tell_done(told)

    def _remove(self, rows: list[int]) -> str:
        project = self.desk.project
        if self.memory.tab == DOCUMENTS_TAB:
            documents = [self.documents_sheet.documents[row] for row in rows]
            gone = project.documents.remove(documents)
            parts = [counted(gone["codings"], "coding"), counted(gone["memos"], "memo")]
            name = documents[0].name if len(documents) == 1 else counted(len(documents), "document")
            return f"removed {name} with {' and '.join(parts)}"
        people = [self.participants_sheet.people[row] for row in rows]
        gone = project.participants.remove_all(people)
        parts = [
            counted(gone["values"], "value"),
            counted(gone["links"], "link"),
            counted(gone["memos"], "memo"),
        ]
        name = people[0].name if len(people) == 1 else counted(len(people), "participant")
        return f"removed {name} with {', '.join(parts)}; the documents stay"

    # -- back

    def action_back(self) -> None:
        """Close notices, then the filter; drop the marks; go back to the text."""
        if not self._is_drawn:
            super().action_back()
            return
        line = self.query_one("#grid-filter")
        if self.query("Toast"):
            self.app.clear_notifications()
        elif self.look.filter or line.has_class("-open"):
            self.look.filter = ""
            self.look.arrange(self.sheet)
            self.show_tab()
        elif self.look.marked:
            self.look.marked = set()
            self._draw()
            self.query_one(StatusLine).tell("no row is marked any more")
        else:
            super().action_back()
