"""The segments screen's part that changes codings: the marked ones, or the one at the cursor, as one action."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Action
from qualcode.project.many_codings import Done
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted
from qualcode.tui.notices import guarded, report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.note import NoteScreen
from qualcode.tui.screens.picker import Picked, PickerScreen
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.widgets.lines import StatusLine

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.exchange.segment_cards import Card
    from qualcode.tui.widgets.segment_list import SegmentList

    Base = PlaceScreen
else:
    Base = object

AT_ONCE = 2_000
"""Codings changed while the screen waits; more are changed in a thread of their own."""
ASKED_ABOUT = 10_000
"""More than that are changed only after a question: it takes a while, and so does undoing it."""
LEAVE = "Leave them as they are"
STILL_CHANGING = "The last change is still being carried out; wait for it."
UNDOES, REDOES = "Ctrl+Z undoes", "Ctrl+Y redoes"

Job = Callable[["Project"], Done]


class SegmentChanging(Base):
    """Recodes, weighs, writes memos and removes."""

    _is_changing = False
    way_back_of_change = UNDOES

    if TYPE_CHECKING:

        @property
        def segments(self) -> SegmentList:
            """The list."""

        def read_cards(self, numbers: Sequence[int]) -> Mapping[int, Card | None]:
            """Return the cards of some codings."""

    # -- what is meant

    def _meant(self) -> array[int]:
        """Return the row numbers of the marked codings, or of the one at the cursor."""
        shown = self.segments
        if self._is_changing:
            raise InvalidValue(STILL_CHANGING)
        marked = shown.marks.of(shown.ids)
        if marked:
            return marked
        if shown.coding is None:
            raise InvalidValue("There is no segment here; z takes the filter away.")
        return array("q", [shown.coding])

    def _told(self, numbers: array[int]) -> str:
        if len(numbers) > 1:
            return counted(len(numbers), "marked segment")
        card = self.read_cards(numbers)[numbers[0]]
        return f"“{shortened(card.text, 40)}”" if card else "this segment"

    # -- the actions

    @guarded
    def action_recode_marked(self) -> None:
        """Give what is meant another code."""
        numbers, study = self._meant(), self.desk.study

        def picked(answer: Picked | None) -> None:
            if answer is not None:
                self._carry_out("Recode", numbers, recoding(numbers, answer))

        self.app.push_screen(
            PickerScreen(
                f"Another code for {self._told(numbers)}",
                study.pickable(),
                study.code_counts,
                self.desk.recent.newest_first,
                details=False,
            ),
            picked,
        )

    @guarded
    def action_weigh_marked(self) -> None:
        """Give what is meant a weight."""
        numbers = self._meant()

        @guarded
        def weigh(screen: SegmentChanging, typed: str | None) -> None:
            if typed is not None:
                weight = weight_of(typed)
                screen._carry_out(
                    "Weigh", numbers, lambda project: project.many_codings.weigh(numbers, weight)
                )

        card = self.segments.card
        before = "" if len(numbers) > 1 or card is None or card.coding.weight is None else card.coding.weight
        self.app.push_screen(
            PromptScreen(f"Weight of {self._told(numbers)}, 0–100 (empty: none)", str(before)),
            lambda typed: weigh(self, typed),
        )

    @guarded
    def action_write_memo(self) -> None:
        """Write the memo on one segment, or one on each of many."""
        numbers = self._meant()
        if len(numbers) == 1:
            self._write_own(numbers[0])
            return

        def written(text: str | None) -> None:
            if text is not None:
                self._carry_out(
                    "Write a memo on", numbers, lambda project: project.many_codings.add_memo(numbers, text)
                )

        self.app.push_screen(NoteScreen(f"A memo on each of {self._told(numbers)}"), written)

    def _write_own(self, number: int) -> None:
        coding = self.desk.project.codings.get(number)
        mine = self.desk.own_memo(coding)

        @guarded
        def written(screen: SegmentChanging, text: str | None) -> None:
            if text is not None and text != (mine.text if mine else ""):
                screen.show_done(screen.desk.write_memo(coding, text).told)

        self.app.push_screen(
            NoteScreen(
                f"Your memo on {self._told(array('q', [number]))}",
                mine.text if mine else "",
                project=self.desk.project,
                subject=f"coding:{coding.guid}",
            ),
            lambda text: written(self, text),
        )

    @guarded
    def action_remove_marked(self) -> None:
        """Remove what is meant."""
        numbers = self._meant()
        self._carry_out("Remove", numbers, lambda project: project.many_codings.remove(numbers))

    # -- carrying out

    def _carry_out(self, does: str, numbers: array[int], job: Job) -> None:
        """Do a job, after a question where it takes long."""
        if len(numbers) <= ASKED_ABOUT:
            self._do(numbers, job)
            return
        yes = f"{does} all {len(numbers):,}"

        def answered(answer: str | None) -> None:
            if answer == yes:
                self._do(numbers, job)

        question = f"{does} {len(numbers):,} segments? It takes a while, and so does undoing it."
        self.app.push_screen(ChoiceScreen(question, [LEAVE, yes]), answered)

    @guarded
    def _do(self, numbers: array[int], job: Job) -> None:
        self.desk.check_place()
        if len(numbers) <= AT_ONCE:
            self._done(job(self.desk.project))
        else:
            self.in_a_thread(f"changing {len(numbers):,} codings", job)

    def in_a_thread(self, doing: str, job: Job, way_back: str = UNDOES) -> None:
        """Do a long job over a connection of its own; no other change is begun meanwhile."""
        path, coder = self.desk.project.path, self.desk.project.coder
        self._is_changing = True
        self.query_one(StatusLine).show_here(f"{doing} …")
        self.way_back_of_change = way_back

        def work() -> None:
            try:
                done = with_own_connection(path, coder, job)
            except Exception as error:
                self.app.call_from_thread(self._failed_changing, error)
            else:
                self.app.call_from_thread(self._done, done)

        self.run_worker(work, thread=True, exit_on_error=False, group="changing")

    def _failed_changing(self, error: Exception) -> None:
        self._is_changing = False
        report(self.app, error)
        self.show_done("nothing was changed", "")

    def _done(self, done: Done) -> None:
        self._is_changing = False
        left = f"; {counted(done.left, 'coding')} left as they were: the code is on those passages already"
        self.show_done(done.summary + (left if done.left else ""), self.way_back_of_change)
        self.way_back_of_change = UNDOES

    # -- undo and redo: of many changes in a thread, as it takes longer than making them

    @guarded
    def action_undo(self) -> None:
        """Take back the last thing done."""
        action = self.desk.project.next_undo()
        if action is None or action.changes <= AT_ONCE:
            super().action_undo()
            return
        number = self._reversed(action)
        doing = f"taking back {action.changes:,} changes"
        self.in_a_thread(doing, lambda project: reversal(project.undo(number)), REDOES)

    @guarded
    def action_redo(self) -> None:
        """Bring back what was undone last."""
        action = self.desk.project.next_redo()
        if action is None or action.changes <= AT_ONCE:
            super().action_redo()
            return
        number = self._reversed(action)
        doing = f"bringing back {action.changes:,} changes"
        self.in_a_thread(doing, lambda project: reversal(project.redo(number)))

    def _reversed(self, action: Action) -> int:
        """Return the number of an action that is to be reversed; raises `InvalidValue` while another change runs."""
        if self._is_changing:
            raise InvalidValue(STILL_CHANGING)
        self.desk.check_place()
        return action.id

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Let a change that is under way come to its end first; say so."""
        if self._is_changing:
            self.query_one(StatusLine).tell("Many codings are being changed; wait for the end of it.")
        return self._is_changing


def reversal(action: Action) -> Done:
    """Return what came of an undo or redo."""
    return Done(action.summary, action.changes)


def recoding(numbers: array[int], picked: Picked) -> Job:
    """Return the job that gives codings a code, making it first if it is new; one action."""

    def job(project: Project) -> Done:
        if picked.codes:
            return project.many_codings.recode(numbers, project.codebook.get(picked.codes[0].id))
        with project.action("coding", "made a code for codings") as action:
            code = project.codebook.add_path(picked.new_paths[0])
            done = project.many_codings.recode(numbers, code)
            action.summary = f"made {code.path} and {done.summary}"
        return Done(action.summary, done.changed, done.left)

    return job


def weight_of(typed: str) -> int | None:
    """Return the weight that was typed; raises `InvalidValue` for what is none."""
    if typed.strip() and not typed.strip().isdecimal():
        raise InvalidValue(f"“{typed}” is no weight; it is a whole number from 0 to 100.")
    return int(typed) if typed.strip() else None
