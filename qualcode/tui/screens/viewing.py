"""What of the codings is on view: others' codings, blind coding, only some codes."""

from __future__ import annotations

from qualcode.errors import InvalidValue
from qualcode.model import ReadingState
from qualcode.preferences import Others, advances_after_coding, set_advance_after_coding
from qualcode.tui.desk import Change
from qualcode.tui.keymap import key_of, with_keys
from qualcode.tui.notices import guarded
from qualcode.tui.screens.places import Places
from qualcode.tui.widgets.codes import CodesList
from qualcode.tui.widgets.lines import StatusLine
from qualcode.tui.widgets.panels import subtree_ids

NAMES_TOLD = 2
NO_CODE_CHOSEN = "No code is chosen; {to-codes} goes to the codebook, {mark-code} marks codes there."


class Viewing(Places):
    """The part of the reading screen that shows less than there is, and says so."""

    _advances: bool | None = None

    @guarded
    def action_cycle_others(self) -> None:
        """Show others' codings, dim them, hide them."""
        view = self.desk.on_view
        view.others = view.others.following
        self._keep_and_show(f"others' codings are {view.others}" + self._but_blind())

    @guarded
    def action_toggle_blind(self) -> None:
        """Hide others' codings of each document until it is complete, or end that."""
        view = self.desk.on_view
        view.blind = not view.blind
        self.desk.refresh()
        told = (
            "blind coding: others' codings of a document are hidden until you mark it complete"
            f" ({key_of(self, 'mark-complete')})"
            if view.blind
            else f"blind coding has ended; others' codings are {view.others}"
        )
        self._keep_and_show(told)

    @guarded
    def action_highlight_codes(self) -> None:
        """Highlight only the codes marked in the panel, or the one at its cursor; or all again."""
        view, codes = self.desk.on_view, self.query_one(CodesList)
        if view.only:
            view.only = frozenset()
            told = "all codes are highlighted again"
        else:
            chosen = codes.shown.marked or self._with_subcodes(codes.key)
            if not chosen:
                raise InvalidValue(with_keys(self, NO_CODE_CHOSEN))
            view.only = frozenset(chosen)
            told = f"{self.only_told()}: the others are not shown · f shows all"
        self.show_everything()
        self.query_one(StatusLine).tell(told)

    @guarded
    def action_toggle_advance(self) -> None:
        """Let the cursor go on after coding, or stay."""
        advances = not self.advances
        set_advance_after_coding(advances)
        self._advances = advances
        told = "goes to the next sentence" if advances else "stays where it is"
        self.query_one(StatusLine).tell(
            f"after coding the cursor {told} · {key_of(self, 'advance-after-coding')} changes that"
        )

    @property
    def advances(self) -> bool:
        """Whether the cursor goes to the next sentence after coding."""
        if self._advances is None:
            self._advances = advances_after_coding()
        return self._advances

    def reveal(self, change: Change) -> None:
        """Let what was just done be seen: its code joins the codes that are highlighted."""
        view = self.desk.on_view
        codes = {coding.code_id for coding in change.added}
        if view.only and not codes <= view.only:
            view.only |= codes
            self.show_codings()

    def only_told(self) -> str:
        """Return the codes that are highlighted, in words; empty where all are."""
        only = self.desk.on_view.only
        names = [code.name for code in self.desk.study.codes if code.id in only]
        more = f" +{len(names) - NAMES_TOLD}" if len(names) > NAMES_TOLD else ""
        return f"only {', '.join(names[:NAMES_TOLD])}{more}" if names else ""

    def view_told(self) -> tuple[str, ...]:
        """Return what is not shown of this document, in words, for the line at the top."""
        desk = self.desk
        told = [self.only_told()]
        if desk.on_view.blind:
            told.append("blind" if desk.state() is not ReadingState.COMPLETE else "blind: done here")
        if desk.on_view.others is not Others.SHOWN and not desk.is_blind_here:
            told.append(f"others {desk.on_view.others}")
        return tuple(each for each in told if each)

    def _with_subcodes(self, key: object) -> set[int]:
        return subtree_ids(self.desk.study.codes, key) if isinstance(key, int) else set()

    def _but_blind(self) -> str:
        return ", once this document is complete (blind coding)" if self.desk.is_blind_here else ""

    def _keep_and_show(self, told: str) -> None:
        self.show_everything()
        self.query_one(StatusLine).tell(told)
        self.desk.keep_preferences()
