"""The reading screen: documents and codebook at the left, the transcript, what is coded here at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from qualcode.model import Document
from qualcode.tui.actions import ALWAYS_SHOWN, CODES_PANEL, CODING, DIGITS, EDGES, MEMO, PLACES, READING
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Change, Desk
from qualcode.tui.garbage import long_lived
from qualcode.tui.keymap import with_keys
from qualcode.tui.notices import warn
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.finding import Finding
from qualcode.tui.screens.going import Going
from qualcode.tui.screens.passage_memos import PassageMemos
from qualcode.tui.screens.resuming import Resuming
from qualcode.tui.screens.visiting import Visiting
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS
from qualcode.tui.transcript.messages import SentencesFound
from qualcode.tui.widgets.codes import CodesFilter, CodesList
from qualcode.tui.widgets.find_line import FindLine
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.here import HerePanel
from qualcode.tui.widgets.hints import HintLine
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.memo import MemoPanel
from qualcode.tui.widgets.row_list import RowList
from qualcode.tui.widgets.transcript import CodingTranscript

NARROW_BELOW = 110
NOTHING_YET = (
    "No transcripts yet.\n\n"
    "Press {import} to bring some in: a file or a folder (txt, docx, odt, rtf, pdf, md, html, srt, vtt).\n"
    "They are copied into this one project file; nothing leaves your machine."
)


class ReadingScreen(Finding, Going, Resuming, Visiting, PassageMemos, Screen[None]):
    """Where a transcript is read and coded. What it does stands in its parts; here they meet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*ALWAYS_SHOWN, *PLACES)),
        Binding("ctrl+z", "undo", show=False, id="undo-anywhere", tooltip="Take back the last thing done"),
        Binding(
            "ctrl+y,ctrl+r", "redo", show=False, id="redo-anywhere", tooltip="Bring back what was undone"
        ),
    ]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (*CODING, *READING, *EDGES, *CODES_PANEL, *PLACES, *MEMO)
    TEXT_BINDINGS = TEXT_BINDINGS
    SLIDING_PANELS = (("#documents", "Documents", "to_documents"), ("#codes", "Codes", "to_codes"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW_BELOW, "-wide")]  # noqa: RUF012  (Textual's own way)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    def compose(self) -> ComposeResult:
        """Yield the panels."""
        yield HeaderLine(id="header")
        with Horizontal(id="body"):
            with Vertical(id="left", classes="panel"):
                yield RowList(id="documents")
                yield CodesFilter(id="codes-filter", placeholder="find codes", compact=True)
                yield CodesList(id="codes")
            with Vertical(id="middle"):
                yield CodingTranscript(id="text")
                yield FindLine(id="find")
            with Vertical(id="right", classes="panel"):
                yield HerePanel(id="here", can_focus=False)
                yield MemoPanel(id="memo")
        yield StatusLine(id="status")
        yield HintLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Name the panels and open the first document that is not complete."""
        for panel, title in (
            ("documents", "Documents"),
            ("codes", "Codes"),
            ("here", "Here"),
            ("memo", "Memo"),
        ):
            self.query_one(f"#{panel}").border_title = title
        self.show_as_chosen()
        self.open_document(self.document_read_last() or self._first_to_read())
        self.to_text()
        if self.desk.warning:
            warn(self.app, self.desk.warning)

    def palette_title(self, command: Command) -> str | None:
        """Return an action's name for the palette; the digits are named by their codes, None for an idle one."""
        if command not in DIGITS:
            return command.palette_title
        code = self.desk.study.code(self.desk.recent.on(DIGITS.index(command) + 1) or 0)
        return f"Apply {code.name}" if code else None

    # -- the document

    @property
    def view(self) -> CodingTranscript:
        """The transcript."""
        return self.query_one(CodingTranscript)

    @long_lived()
    def open_document(self, document: Document | None) -> None:
        """Show a document, or the advice to import one."""
        self.action_drop_edges()
        self.keep_place()
        if document is None:
            self.view.show(with_keys(self, NOTHING_YET), numbered=False)
        else:
            self.desk.open(document)
            project = self.desk.project
            self.view.show(
                self.desk.text,
                self.desk.turns,
                project.documents.sections(document),
                project.documents.time_marks(document),
                language=document.language,
                sentences=self._sentences.get(document.id),
            )
            self.take_up_place(document)
            self.show_asides()
            self.find_in_opened()
        self.show_codings()
        self.draw_all()
        if document is not None:
            self.draw_documents(document.id)
        self.qualcode.show_hints()

    def on_transcript_view_sentences_found(self, message: SentencesFound) -> None:
        """Keep the sentences for the next time."""
        if self.desk.document is not None:
            self._sentences[self.desk.document.id] = message.sentences

    def _first_to_read(self) -> Document | None:
        documents = self.desk.study.documents
        unread = (each for each in documents if self.desk.study.states.get(each.id) != "complete")
        return next(unread, documents[0] if documents else None)

    # -- changes

    def show_change(self, change: Change) -> None:
        """Show what was done here, and tell it with the way back."""
        self.draw_change(change)
        if change.added and change.counts:
            self.view.focus_coding(change.added[-1].id)
        self.app.clear_notifications()
        self.query_one(StatusLine).tell(change.told, self.undoes)

    def draw_change(self, change: Change) -> None:
        """Draw what became of codings; the cursor stays."""
        for coding in change.removed:
            self.view.remove_coding(coding.id)
        for coding in change.added:
            self.view.add_coding(self.mark_of(coding))
        self.draw_passage_memos()
        self.draw_looks()
        self.call_after_refresh(self.draw_around)  # the text comes first

    def show_everything(self) -> None:
        """Draw everything anew after the desk was read anew; cursor, selection and scrolling stay."""
        if self.desk.document is None:
            self.open_document(self._first_to_read())
            return
        meant = self.view.focused_coding
        self.show_codings()
        if meant is not None:
            self.view.focus_coding(meant.id)  # as far as it is there still
        self.take_up_edges()
        self.show_asides()
        self.draw_all()

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Ask about an unsaved memo; say whether there was something to ask."""
        if not self.query_one(MemoPanel).is_changed:
            return False
        if isinstance(self.app.screen, ChoiceScreen):
            return True  # it is asked already
        self.ask_about_memo(leave)
        return True
