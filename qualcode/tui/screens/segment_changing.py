"""The segments screen's part that changes codings: the marked ones, or the one at the cursor, as one action."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.project.many_codings import Done
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted
from qualcode.tui.keymap import with_keys
from qualcode.tui.notices import before_typing, guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.note import NoteScreen
from qualcode.tui.screens.picker import Picked, PickerScreen
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.waiting import change_beside

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

Job = Callable[["Project"], Done]


class SegmentChanging(Base):
    """Recodes, weighs, writes memos and removes."""

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
        marked = shown.marks.of(shown.ids)
        if marked:
            return marked
        if shown.coding is None:
            raise InvalidValue(
                with_keys(self, "There is no segment here; {segments-clear-filter} takes the filter away.")
            )
        return array("q", [shown.coding])

    def _told(self, numbers: array[int]) -> str:
        if len(numbers) > 1:
            return counted(len(numbers), "marked segment")
        card = self.read_cards(numbers)[numbers[0]]
        return f"“{shortened(card.text, 40)}”" if card else "this segment"

    # -- the actions

    @before_typing
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

    @before_typing
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

    @before_typing
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
            change_beside(self, self.desk, f"changing {len(numbers):,} codings", job, self._done)

    def _done(self, done: Done) -> None:
        left = f"; {counted(done.left, 'coding')} left as they were: the code is on those passages already"
        self.show_done(done.summary + (left if done.left else ""))


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
