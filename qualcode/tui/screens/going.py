"""Going to a place of the document, and how its text looks: its width, and whether interviewers are set back."""

from __future__ import annotations

from typing import Any

from qualcode.errors import InvalidValue, QualcodeError
from qualcode.settings import read_settings, write_settings
from qualcode.text.interviewers import interviewers
from qualcode.tui.destinations import HINT, Destination, Kind, offset_at_time, read_destination
from qualcode.tui.notices import before_typing, guarded
from qualcode.tui.screens.drawing import Drawing
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.transcript.columns import DEFAULT_MEASURE, NARROWEST_TEXT, WIDEST_TEXT
from qualcode.tui.widgets.lines import StatusLine

MEASURE, DIM = "measure", "dim_interviewers"
STEP_CELLS = 5


class Going(Drawing):
    """Goes to lines, turns, shares and times; widens the text; sets interviewers back."""

    _asides: frozenset[str] = frozenset()

    @before_typing
    def action_go_to_place(self) -> None:
        """Ask where to go."""
        if self.desk.document is None:
            raise InvalidValue("There is no document yet; F9 imports transcripts.")

        @guarded
        def answered(screen: Going, typed: str | None) -> None:
            if typed is not None and typed.strip():
                screen.query_one(StatusLine).tell(screen.go_to_destination(read_destination(typed)))

        self.app.push_screen(PromptScreen(f"Go to: {HINT}"), lambda typed: answered(self, typed))

    def go_to_destination(self, there: Destination) -> str:
        """Go there; return in words where that is. Raises `InvalidValue` where there is no such place."""
        match there.kind:
            case Kind.LINE:
                return self._go_to_line(int(there.number))
            case Kind.TURN:
                return self._go_to_turn(int(there.number))
            case Kind.SHARE:
                self.view.go_to(round(there.number * max(0, len(self.desk.text) - 1)))
                return f"{there.number:.0%} of the text"
            case Kind.TIME:
                return self._go_to_time(there.number)

    def _go_to_line(self, number: int) -> str:
        lines = self.desk.text.count("\n") + 1
        self.view.go_to_line(number)
        return f"line {number:,} of {lines:,}" if number <= lines else f"line {lines:,}, the last one"

    def _go_to_turn(self, number: int) -> str:
        turns = len(self.desk.turns)
        if not turns:
            raise InvalidValue("No turns are known in this document; go to a line (120) or a share (40%).")
        self.view.go_to_turn(number)
        return f"turn {number:,} of {turns:,}" if number <= turns else f"turn {turns:,}, the last one"

    def _go_to_time(self, seconds: float) -> str:
        document = self.desk.document
        marks = self.desk.project.documents.time_marks(document) if document else ()
        offset = offset_at_time(seconds, self.desk.turns, marks)
        if offset is None:
            raise InvalidValue(
                "No times are known in this document; go to a line (120), a turn (t12) or a share (40%)."
            )
        self.view.go_to(offset)
        minutes, second = divmod(int(seconds), 60)
        return f"what was said at {minutes // 60}:{minutes % 60:02d}:{second:02d}"

    # -- how the text looks

    def show_as_chosen(self) -> None:
        """Give the text the width that was chosen."""
        chosen = _setting(MEASURE)
        is_number = isinstance(chosen, int) and not isinstance(chosen, bool)
        self.view.measure = chosen if is_number else DEFAULT_MEASURE

    @guarded
    def action_widen_text(self, step: int) -> None:
        """Make the column of text wider or narrower, and remember it."""
        view = self.view
        room = view.text_cells
        before = min(view.measure, room) if step < 0 else view.measure
        wanted = max(NARROWEST_TEXT, min(WIDEST_TEXT, before + step * STEP_CELLS))
        view.measure = wanted
        self._tell_width(wanted)
        write_settings(**{MEASURE: wanted})

    def _tell_width(self, wanted: int) -> None:
        shown = self.view.text_cells
        more = f"; there is room for {shown} here" if shown < wanted else ""
        end = (
            " (the widest)"
            if wanted == WIDEST_TEXT
            else " (the narrowest)"
            if wanted == NARROWEST_TEXT
            else ""
        )
        self.query_one(StatusLine).tell(f"text column: {wanted} cells{end}{more}")

    @guarded
    def action_dim_interviewers(self) -> None:
        """Set what interviewers say back, or show all alike, and remember it."""
        dims = not _dims()
        write_settings(**{DIM: dims})
        self.show_asides()
        names = ", ".join(sorted(self._asking()))
        if not names:
            told = "nobody here is known as an interviewer"
        else:
            told = f"{names}: {'set back, and passed over by } and {' if dims else 'shown like all others'}"
        self.query_one(StatusLine).tell(told)

    def show_asides(self) -> None:
        """Set the turns of interviewers back, if that is wished."""
        asides = frozenset(self._asking() if _dims() else ())
        if asides != self._asides:
            self._asides = asides
            self.view.set_asides(asides)

    def _asking(self) -> set[str]:
        """Return the labels of those who ask: named so, and linked to no participant."""
        speakers = self.desk.voices.speakers if self.desk.document else ()
        linked = {speaker.label for speaker in speakers if speaker.participant_id is not None}
        return interviewers(speaker.label for speaker in speakers) - linked


def _dims() -> bool:
    return _setting(DIM) is not False


def _setting(name: str) -> Any:
    """Return a setting; settings that cannot be read say nothing."""
    try:
        return read_settings().get(name)
    except QualcodeError:
        return None
