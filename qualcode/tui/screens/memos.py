"""The memos of the study: a list by kind, date, code or coder, and the one she is at in full."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from qualcode.errors import InvalidValue
from qualcode.model import Span
from qualcode.project.memo_subjects import MemoOn, memos_with_subjects
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted
from qualcode.tui.actions import MEMOS
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.memo_rows import (
    MemoView,
    about_told,
    chosen_memos,
    dates_told,
    memo_list_row,
    not_blind,
)
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.earlier_texts import EarlierTextsScreen
from qualcode.tui.screens.exporting import export
from qualcode.tui.screens.memos_choosing import MemosChoosing
from qualcode.tui.screens.memos_writing import MemosWriting
from qualcode.tui.screens.visiting import visit
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.memo_page import MemoPage
from qualcode.tui.widgets.row_list import RowList, row
from qualcode.tui.widgets.walked_list import WalkedList
from qualcode.tui.widgets.words_line import WordsLine

if TYPE_CHECKING:
    from qualcode.api import Project

MANY = 5000
"""More memos than these are read in a thread of its own."""
QUOTE_LENGTH = 400
EXPORTS = {
    "pages to read (.md)": ".md",
    "a table for spreadsheets (.xlsx)": ".xlsx",
    "a table as text (.csv)": ".csv",
}
NONE_YET = (
    "No memos yet. n writes one on the project, a document, a code or a participant;"
    " m in the text writes one on a coding or passage."
)
NONE_FITS = "No memo fits; Esc shows all."


@dataclass(frozen=True, slots=True)
class MemosMemory:
    """What is found again when one comes back."""

    view: MemoView
    memo: int | None


class MemosScreen(MemosChoosing, MemosWriting):
    """Lists memos, shows one in full, and goes to what it is on."""

    place = "memos"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MEMOS)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = MEMOS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: dict[int, MemoOn] = {}
        self._come_to: int | None = None

    def compose(self) -> ComposeResult:
        """Yield the filters, the list and the memo."""
        yield HeaderLine()
        yield WordsLine()
        with Horizontal(id="memos-body"):
            yield WalkedList(id="memo-list", classes="panel")
            yield MemoPage(id="memo-page", classes="panel")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the memos."""
        rows = self.query_one(RowList)
        rows.border_title = "Memos"
        rows.focus()
        self.query_one(WordsLine).take(self.memo_view.words)
        self.draw_place()

    def remembered(self) -> MemosMemory:
        """Return how the list was looked at, and the memo one was at."""
        key = self.query_one(RowList).key
        return MemosMemory(self.memo_view, key if isinstance(key, int) else None)

    def recall(self, memory: object) -> None:
        """Look at it as before."""
        if isinstance(memory, MemosMemory):
            self.memo_view, self._come_to = memory.view, memory.memo

    # -- drawing

    @guarded
    def draw_place(self) -> None:
        """Read the memos anew."""
        if self.desk.project.memos.number() > MANY:
            self.read_beside(memos_with_subjects, self._take, group="memos")
        else:
            self._take(memos_with_subjects(self.desk.project))

    def _take(self, memos: list[MemoOn]) -> None:
        if self.desk.on_view.blind:
            memos = not_blind(memos, self.desk.project.coder, self.desk.study.states.get)
        self.memos = memos
        self.draw_list()

    def draw_list(self) -> None:
        """Show the memos that fit."""
        shown = chosen_memos(self.memos, self.memo_view)
        self._shown = {on.memo.id: on for on in shown}
        rows = self.query_one(RowList)
        empty = NONE_FITS if self.memos else "No memos yet; n writes one."
        rows.show_rows([memo_list_row(on) for on in shown] or [row(None, f" {empty}")], self._come_to)
        self._come_to = None
        number = counted(len(self.memos), "memo")
        self.title_here("Memos", number if len(shown) == len(self.memos) else f"{len(shown):,} of {number}")
        self.query_one(WordsLine).tell(self.memo_view.told())
        self.show_page()

    def show_page(self) -> None:
        """Show the memo one is at in full, unless one is being written."""
        if self.page.is_writing:
            return
        key = self.query_one(RowList).key
        on = self._shown.get(key) if isinstance(key, int) else None
        if on is None:
            self.page.show("", "", "" if self.memos else NONE_YET)
        else:
            below = "\n".join(part for part in (dates_told(on), self._quote(on)) if part)
            self.page.show(f"On {about_told(on)}", below, on.memo.text)

    def _quote(self, on: MemoOn) -> str:
        if on.document_id is None or on.start is None:
            return ""
        document = next((each for each in self.desk.study.documents if each.id == on.document_id), None)
        if document is None:
            return ""
        return f"“{shortened(self.desk.project.documents.text(document)[on.start : on.end], QUOTE_LENGTH)}”"

    @guarded
    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the memo one went to; a memo that is being written comes first."""
        if message.rows.id != "memo-list":
            return
        if self.page.is_changed:
            self.ask_before_leaving(self.show_page)
        elif self.page.is_writing:
            self._stop_writing()
        else:
            self.show_page()

    # -- going

    def memo_here(self) -> MemoOn:
        """Return the memo one is at. Raises `InvalidValue` where there is none."""
        key = self.query_one(RowList).key
        if not isinstance(key, int) or key not in self._shown:
            raise InvalidValue("No memo is chosen; n writes one.")
        return self._shown[key]

    @guarded
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter, or a double click, goes to what the memo is on."""
        self.action_go_there()

    @guarded
    def action_go_there(self) -> None:
        """Go to what the memo is on."""
        on = self.memo_here()
        if self.ask_before_leaving(lambda: self._go(on)):
            return
        self._go(on)

    def _go(self, on: MemoOn) -> None:
        document = next((each for each in self.desk.study.documents if each.id == on.document_id), None)
        if document is not None:
            span = Span(on.start or 0, on.end or 0)
            mark = -on.memo.id if on.kind == "passage" else on.memo.coding_id
            visit(self.qualcode, document, span, mark, "memos")
        elif on.kind == "code":
            from qualcode.tui.screens.codebook import CodebookMemory

            self.qualcode.remember_for("codebook", CodebookMemory(code_id=on.code_id))
            self.qualcode.go_to_from_here("codebook")
        elif on.kind == "participant":
            self.qualcode.go_to_from_here("documents")
        else:
            raise InvalidValue("This memo is on the project as a whole.")

    @guarded
    def action_show_earlier(self) -> None:
        """Show the earlier versions of the memo."""
        on = self.memo_here()
        earlier = self.desk.project.memos.earlier(on.memo)
        if not earlier:
            raise InvalidValue("The text of this memo has never been changed.")
        self.app.push_screen(
            EarlierTextsScreen(f"Earlier versions of the memo on {about_told(on)}", on.memo.text, earlier)
        )

    # -- taking out

    @guarded
    def action_export_memos(self) -> None:
        """Write the memos that are shown, in their order."""
        memos = [on.memo for on in self._shown.values()]
        if not memos:
            raise InvalidValue("There are no memos here to export.")

        def write(project: Project, path: Path, replace: bool) -> None:
            from qualcode.exchange.memo_files import write_memos

            write_memos(project, path, memos)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                export(self.app, self.desk.project, f"memos{EXPORTS[answer]}", write)

        self.app.push_screen(
            ChoiceScreen(f"Export {counted(len(memos), 'memo')} as …", list(EXPORTS)), chosen
        )
