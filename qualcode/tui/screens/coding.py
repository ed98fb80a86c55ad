"""What the reading screen does when a key of coding is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Code, Coding, Span
from qualcode.tui.desk import Change
from qualcode.tui.keymap import key_of, with_keys
from qualcode.tui.notices import before_typing, guarded
from qualcode.tui.picking import weight_of
from qualcode.tui.screens.codes_panel import CodesPanel
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.reversing import Reversing
from qualcode.tui.widgets.codes import CodesList
from qualcode.tui.widgets.here import HerePanel
from qualcode.tui.widgets.lines import StatusLine
from qualcode.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from qualcode.tui.screens.picker import Picked

NOTHING_HERE = (
    "Nothing is coded here; go to a coding with {transcript.next-coding} or {transcript.previous-coding}."
)
MEMO_MEANT = (
    "A memo on this passage is meant here, not a coding; {edit-memo} changes it, {transcript.cycle-coding} goes on"
    " to what else is here."
)


class CodingActions(Reversing, CodesPanel):
    """Applying, removing and changing codings; undo and redo."""

    @property
    def is_moving_edge(self) -> bool:
        """Whether an edge of a coding is being moved."""
        return False

    @guarded
    def action_apply_recent(self, digit: int) -> None:
        """Apply the code on a digit."""
        code_id = self.desk.recent.on(digit)
        if code_id is None:
            chooses = f"{key_of(self, 'pick-code')} chooses one"
            raise InvalidValue(f"No code is on {digit} yet: the codes you use get the digits, {chooses}.")
        self._apply([self._code(code_id)])

    @guarded
    def action_apply_again(self) -> None:
        """Apply the last code again."""
        if self.desk.recent.last is None:
            raise InvalidValue(with_keys(self, "No code was used yet; {pick-code} chooses one."))
        self._apply([self._code(self.desk.recent.last)])

    @guarded
    def action_code_in_vivo(self) -> None:
        """Apply a code named with the words themselves."""
        self._show_applied(self.desk.code_in_vivo(self._target()))

    @before_typing
    def action_pick_code(self) -> None:
        """Choose codes for the sentence or selection."""
        span = self._target()

        @guarded
        def picked_for_span(screen: CodingActions, picked: Picked | None) -> None:
            if picked is None:
                return
            screen._show_applied(
                screen.desk.apply_picked(
                    picked.codes, picked.new_paths, span, weight=picked.weight, memo=picked.memo
                )
            )

        self._pick(f"Code “{self.desk.quote(span)}”", lambda picked: picked_for_span(self, picked))

    @guarded
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open the document that was chosen, or apply the code that was."""
        if message.rows.id == "documents" and isinstance(message.key, int):
            self.open_document(self.desk.project.documents.get(message.key))
            self.to_text()
        elif message.rows.id == "codes" and isinstance(message.key, int):
            self._apply([self._code(message.key)])

    @guarded
    def action_join_codings(self) -> None:
        """Make one coding of the coding here and its neighbour of the same code."""
        self.show_change(self.desk.join(self._meant_or_shortest()))

    @guarded
    def action_remove_coding(self) -> None:
        """Remove the coding here."""
        coding = self._surely_meant("remove", key_of(self, "remove-coding"))
        if coding is not None:
            self.show_change(self.desk.remove(coding))

    @before_typing
    def action_recode(self) -> None:
        """Give the coding here another code."""
        coding = self._meant_or_shortest()

        @guarded
        def recode_to(screen: CodingActions, picked: Picked | None) -> None:
            if picked is None:
                return
            code = picked.codes[0] if picked.codes else screen.desk.make_code(picked.new_paths[0])
            screen.show_change(screen.desk.recode(coding, code))

        self._pick(
            f"Another code for “{self.desk.quote(coding)}”",
            lambda picked: recode_to(self, picked),
            details=False,
        )

    @before_typing
    def action_set_weight(self) -> None:
        """Give the coding here a weight."""
        coding = self._meant_or_shortest()

        @guarded
        def weigh(screen: CodingActions, typed: str | None) -> None:
            if typed is not None:
                screen.show_change(screen.desk.set_weight(coding, weight_of(typed)))

        before = "" if coding.weight is None else str(coding.weight)
        self.app.push_screen(
            PromptScreen("Weight of this coding, 0–100 (empty: none)", before),
            lambda typed: weigh(self, typed),
        )

    def on_here_panel_clicked(self, message: HerePanel.Clicked) -> None:
        """Let the coding that was clicked be the one that is meant."""
        if not self.is_moving_edge:
            self.view.focus_coding(message.coding_id)
            self.draw_here()

    def _key(self, action: str) -> str:
        """Return the key of undo or redo: the letter where it acts, in the text."""
        name = action.removeprefix("screen.")
        return self.qualcode.key_map.key(name) if self.view.has_focus else super()._key(action)

    def show_reversed(self, change: Change, way_back: str) -> None:
        """Draw what was taken back or brought back, and tell it."""
        if change.everything:
            self.show_everything()
        else:
            meant = self.view.focused_coding
            self.draw_change(change)
            if meant is not None and any(coding.id == meant.id for coding in change.added):
                self.view.focus_coding(meant.id)
        self.app.clear_notifications()
        self.query_one(StatusLine).tell(change.told, way_back)

    @guarded
    def action_mark_complete(self) -> None:
        """Mark the document complete, or in progress again."""
        self.show_change(self.desk.mark_complete())
        if self.desk.on_view.blind:
            self.show_everything()

    # -- within

    def _apply(self, codes: list[Code]) -> None:
        self._show_applied(self.desk.apply(codes, self._target()))

    def _show_applied(self, change: Change) -> None:
        """Show what was applied; then go on, if that is what she wants."""
        self.reveal(change)
        self.show_change(change)
        if self.advances:
            self.view.action_move("sentence", 1)

    def _target(self) -> Span:
        if self.desk.document is None:
            raise InvalidValue(with_keys(self, "There is no document yet; {import} imports transcripts."))
        return self.view.target

    def _code(self, code_id: int) -> Code:
        return self.desk.project.codebook.get(code_id)

    def _parent_in_panel(self) -> Code | None:
        """Return the parent of the code at the cursor of the codebook panel: new codes go there."""
        study, key = self.desk.study, self.query_one(CodesList).key
        code = study.code(key) if isinstance(key, int) else None
        parent = study.code(code.parent_id) if code and code.parent_id else None
        return parent if parent in study.pickable() else None

    def _pick(self, title: str, then: Callable[[Picked | None], None], *, details: bool = True) -> None:
        from qualcode.tui.screens.picker import PickerScreen  # loaded with the first code that is picked

        self.app.push_screen(
            PickerScreen(
                title,
                self.desk.study.pickable(),
                self.desk.study.code_counts,
                self.desk.recent.newest_first,
                parent=self._parent_in_panel(),
                details=details,
            ),
            then,
        )

    def _meant_or_shortest(self) -> Coding:
        """Return the coding that is meant; where that is open, the shortest of her own.

        Raises `InvalidValue` where there is none, or a memo is meant.
        """
        if self.memo_meant() is not None:
            raise InvalidValue(with_keys(self, MEMO_MEANT))
        meant = self.meant()
        if meant is not None:
            return meant
        codings = self.codings_here()
        if not codings:
            raise InvalidValue(with_keys(self, NOTHING_HERE))
        me = self.desk.project.coder
        shortest = min(
            codings,
            key=lambda each: (self.desk.study.coders.get(each.coder_id) != me, each.end - each.start),
        )
        self.view.focus_coding(shortest.id)
        return shortest

    def _surely_meant(self, doing: str, key: str) -> Coding | None:
        """Return the coding that is meant; where that is open, choose one and ask for the key again.

        Only for what takes something away: after a key that opens a line to write in, the next keys are text.
        """
        is_open = self.meant() is None
        coding = self._meant_or_shortest()
        if not is_open:
            return coding
        name = self.desk.study.code(coding.code_id)
        self.query_one(StatusLine).tell(
            f"{len(self.codings_here())} codings here: {key} again to {doing}"
            f" {name.name if name else 'it'}, Tab for another"
        )
        return None
