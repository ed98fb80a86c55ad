"""The codebook beside the text: pins, marks, finding, retired codes, moving a code with the mouse."""

from __future__ import annotations

from textual.widgets import Input

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.tui.notices import guarded
from qualcode.tui.screens.viewing import Viewing
from qualcode.tui.widgets.codes import CodesFilter, CodesList
from qualcode.tui.widgets.lines import StatusLine


class CodesPanel(Viewing):
    """The codebook's part of the reading screen."""

    @guarded
    def action_pin_code(self, digit: int) -> None:
        """Pin the code in the panel to a digit; again, or with 0, let it go."""
        code, recent = self._code_in_panel(), self.desk.recent
        if digit == 0 or recent.pinned.get(digit) == code.id:
            if code.id not in recent.pinned.values():
                raise InvalidValue(f"{code.name} is not pinned; 1 to 9 pins it to that digit.")
            recent.unpin(code.id)
            told = f"{code.name} is not pinned any more"
        else:
            recent.pin(digit, code.id)
            told = f"{code.name} stays on {digit}: pinned · {digit} again lets it go"
        self.draw_all()
        self.query_one(StatusLine).tell(told)
        self.desk.keep_preferences()

    @guarded
    def action_mark_code(self) -> None:
        """Mark the code in the panel, or take its mark away, and go on."""
        codes, code = self.query_one(CodesList), self._code_in_panel()
        codes.shown.marked ^= {code.id}
        self.draw_codes()
        codes.action_walk(1)

    def action_find_codes(self) -> None:
        """Open the line in which codes are found."""
        self.open_panel("left")
        line = self.query_one(CodesFilter)
        line.add_class("-on")
        line.focus()

    def action_toggle_retired(self) -> None:
        """Show retired codes, or hide them."""
        shown = self.query_one(CodesList).shown
        shown.with_retired = not shown.with_retired
        self.draw_codes()
        self.query_one(StatusLine).tell(f"retired codes are {'shown' if shown.with_retired else 'hidden'}")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show the codes that answer."""
        codes = self.query_one(CodesList)
        if isinstance(message.input, CodesFilter) and message.value != codes.shown.typed:
            codes.shown.typed = message.value
            self.draw_codes()
            codes.place = next((n for n, each in enumerate(codes.rows) if not each.muted), 0)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go to the codes found."""
        if isinstance(message.input, CodesFilter):
            self.query_one(CodesList).focus()

    def action_leave_panel(self) -> None:
        """Esc: end finding codes first, then leave the panel."""
        line, codes = self.query_one(CodesFilter), self.query_one(CodesList)
        if not line.has_class("-on") or not (line.has_focus or codes.has_focus):
            super().action_leave_panel()
            return
        key = codes.key
        line.value = codes.shown.typed = ""
        line.remove_class("-on")
        self.draw_codes()
        codes.go_to(key)
        codes.focus()

    def on_codes_list_dragged(self, message: CodesList.Dragged) -> None:
        """Say where the code would go."""
        code = self.desk.study.code(message.code_id)
        onto = self.desk.study.code(message.onto) if message.onto is not None else None
        if code is not None:
            self.query_one(StatusLine).tell(f"{code.name} → {f'under {onto.path}' if onto else 'to the top'}")

    @guarded
    def on_codes_list_dropped(self, message: CodesList.Dropped) -> None:
        """Move a code under the one it was dropped on."""
        book = self.desk.project.codebook
        parent = book.get(message.onto) if message.onto is not None else None
        change = self.desk.move_code(book.get(message.code_id), parent)
        if parent is not None:
            self.query_one(CodesList).shown.folded.discard(parent.id)
        self.show_change(change)
        self.query_one(CodesList).go_to(message.code_id)

    def _code_in_panel(self) -> Code:
        key = self.query_one(CodesList).key
        code = self.desk.study.code(key) if isinstance(key, int) else None
        if code is None:
            raise InvalidValue("No code is chosen in the codebook.")
        return code
