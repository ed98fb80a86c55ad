"""The history: who did what and when; any of it can be looked at, taken back, or gone back to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from qualcode.model import Action
from qualcode.text.moments import local_time
from qualcode.text.wording import counted
from qualcode.tui.actions import HISTORY
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.notices import guarded
from qualcode.tui.screens.history_reading import ActionReading
from qualcode.tui.screens.one_of_many import OneOfMany
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.row_list import Piece, Row, RowList, row
from qualcode.tui.widgets.walked_list import WalkedList
from qualcode.tui.widgets.words_line import WordsLine

if TYPE_CHECKING:
    from qualcode.api import Project

AT_ONCE = 500
EVERY = ("every",)  # a key that no name can be
NOTHING = "Nothing fits these filters; Esc shows everything."


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which actions are shown; the document is a row number."""

    coder: str | None = None
    kind: str | None = None
    document: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class HistoryMemory:
    """What is found again when one comes back."""

    filter: HistoryFilter
    action: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """Actions that were read for a filter; `number` is how many there are in all."""

    filter: HistoryFilter
    actions: list[Action]
    number: int
    is_end: bool


class HistoryScreen(ActionReading):
    """The audit trail, newest first. It is read in parts, as one scrolls down."""

    place = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HISTORY)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HISTORY

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = HistoryFilter()
        self._actions: list[Action] = []
        self._is_end, self._reading_on = True, False
        self._come_to: int | None = None

    def compose(self) -> ComposeResult:
        """Yield the filters and the list."""
        yield HeaderLine()
        yield WordsLine()
        yield WalkedList(id="actions", classes="panel")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the actions."""
        rows = self.query_one(RowList)
        rows.border_title = "History"
        rows.focus()
        self.query_one(WordsLine).take(self.filter.words)
        self.draw_place()

    def remembered(self) -> HistoryMemory:
        """Return the filters and the action one was at."""
        key = self.query_one(RowList).key
        return HistoryMemory(self.filter, key if isinstance(key, int) else None)

    def recall(self, memory: object) -> None:
        """Look at it as before."""
        if isinstance(memory, HistoryMemory):
            self.filter, self._come_to = memory.filter, memory.action

    # -- reading

    def draw_place(self) -> None:
        """Read the actions that fit anew, as many as were there."""
        self._read(max(AT_ONCE, len(self._actions)), None)

    def _read(self, limit: int, before: int | None) -> None:
        wanted = self.filter
        coder = self.desk.project.coder if self.desk.on_view.blind else wanted.coder
        self._reading_on = before is not None

        def read(project: Project) -> Read:
            among = None if wanted.document is None else project.history.touching(wanted.document)
            actions = project.history.matching(
                before=before,
                limit=limit,
                coder=coder,
                kind=wanted.kind,
                words=wanted.words,
                among=among,
            )
            return Read(wanted, actions, project.history.number(), len(actions) < limit)

        def show(found: Read) -> None:
            self._show(found, goes_on=before is not None)

        if wanted.words.strip() or wanted.document is not None:  # much may have to be read to find little
            self.read_beside(read, show, group="history")
        else:
            show(read(self.desk.project))

    def _show(self, found: Read, *, goes_on: bool) -> None:
        if found.filter != self.filter:
            return
        self._reading_on = False
        self._actions = [*self._actions, *found.actions] if goes_on else found.actions
        self._is_end = found.is_end
        rows = [action_row(action) for action in self._actions] or [row(None, f" {NOTHING}")]
        self.query_one(RowList).show_rows(rows, self._come_to)
        self._come_to = None
        shown = f"{len(self._actions):,}{'' if self._is_end else ' and more'} of "
        all_shown = self.filter == HistoryFilter() and self._is_end
        self.title_here("History", f"{'' if all_shown else shown}{counted(found.number, 'action')}")
        self.query_one(WordsLine).tell(self._filter_told())

    def _filter_told(self) -> str:
        wanted = self.filter
        document = next((each.name for each in self.desk.study.documents if each.id == wanted.document), None)
        parts = [wanted.coder, wanted.kind, document, f"“{wanted.words}”" if wanted.words.strip() else None]
        told = " · ".join(part for part in parts if part)
        if self.desk.on_view.blind:
            return f"You code blind: only what you did yourself is listed{' · ' if told else ''}{told}"
        return f"only {told} · Esc shows everything" if told else "everything that was done"

    def on_walked_list_end_near(self) -> None:
        """Read more when the end comes near."""
        if not self._is_end and not self._reading_on and self._actions:
            self._read(AT_ONCE, self._actions[-1].id)

    # -- choosing what is shown

    def _look_for(self, wanted: HistoryFilter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self._actions = []
            self.draw_place()

    @guarded
    def action_filter_words(self) -> None:
        """Type words to look for."""
        self.query_one(WordsLine).begin()

    @guarded
    def on_input_changed(self, message: Input.Changed) -> None:
        """Look for what is typed."""
        self._look_for(replace(self.filter, words=message.value))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go to what was found."""
        message.stop()
        self._look_for(replace(self.filter, words=message.value))
        self.query_one(WordsLine).take(message.value)
        self.query_one(RowList).focus()

    @guarded
    def action_filter_coder(self) -> None:
        """Choose whose actions are shown."""
        names = self.desk.project.history.coders()

        def chosen(key: object) -> None:
            self._look_for(replace(self.filter, coder=str(key) if key in names else None))

        self._ask("Whose actions?", "everyone's", [(name, name) for name in names], self.filter.coder, chosen)

    @guarded
    def action_filter_kind(self) -> None:
        """Choose what kind of actions are shown."""
        kinds = self.desk.project.history.kinds()

        def chosen(key: object) -> None:
            self._look_for(replace(self.filter, kind=str(key) if key in kinds else None))

        self._ask(
            "Which kind of actions?", "every kind", [(kind, kind) for kind in kinds], self.filter.kind, chosen
        )

    @guarded
    def action_filter_document(self) -> None:
        """Choose the document whose actions are shown."""
        things = [(each.id, each.name) for each in self.desk.study.documents]

        def chosen(key: object) -> None:
            self._look_for(replace(self.filter, document=key if isinstance(key, int) else None))

        self._ask("Actions on which document?", "every document", things, self.filter.document, chosen)

    def _ask(
        self,
        title: str,
        every: str,
        things: Sequence[tuple[Hashable, str]],
        current: Hashable | None,
        chosen: Callable[[object], None],
    ) -> None:
        """Let one of some things be chosen, or all of them."""

        def answered(key: Hashable | None) -> None:
            if key is not None:
                chosen(key)

        self.app.push_screen(OneOfMany(title, [(EVERY, every), *things], current), answered)

    def action_back(self) -> None:
        """Close the notices; show everything again; where everything is shown, go back to the text."""
        line = self.query_one(WordsLine)
        if self.closed_notices():
            return
        if self.filter == HistoryFilter() and not line.is_open:
            super().action_back()
            return
        line.take("")
        self.query_one(RowList).focus()
        self._look_for(HistoryFilter())


def action_row(action: Action) -> Row:
    """Return an action as a line: when, who, what, and whether it is undone."""
    left = (
        Piece(f" {local_time(action.at)}  ", muted=True),
        Piece(f"{action.coder}  ", strong=True),
        Piece(action.summary),
    )
    is_undone = action.undone and action.reverses is None  # an undo that was redone needs no mark of its own
    return Row(action.id, left, "undone" if is_undone else "", muted=action.undone)
