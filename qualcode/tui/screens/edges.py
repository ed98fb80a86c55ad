"""Moving an edge of a coding: a mode of its own, which says so. One action on Enter; Esc restores."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model import Coding, Span
from qualcode.tui.keymap import with_keys
from qualcode.tui.notices import guarded
from qualcode.tui.screens.coding import CodingActions
from qualcode.tui.widgets.lines import StatusLine

IN_THE_MODE = {"edit_edge", "keep_edges", "drop_edges"}
KEYS_TOLD = "↑↓ sentence ←→ word Ctrl+←→ character Ctrl+↑↓ turn · {keep-edges} keeps · {drop-edges} restores"


@dataclass(slots=True)
class EdgeEdit:
    """A coding whose edges are moved, where they are now, and what was there before."""

    coding: Coding
    span: Span
    at_start: bool
    cursor: Span
    selection: Span | None


class Edges(CodingActions):
    """The part of the reading screen that moves the edges of a coding."""

    _edge_edit: EdgeEdit | None = None

    @property
    def is_moving_edge(self) -> bool:
        """Whether an edge of a coding is being moved."""
        return self._edge_edit is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow what is possible now: while an edge is moved only what ends that."""
        if action in ("keep_edges", "drop_edges"):
            return self.is_moving_edge
        if self.is_moving_edge and action not in IN_THE_MODE:
            return False
        return super().check_action(action, parameters)

    @guarded
    def action_edit_edge(self, at_start: bool) -> None:
        """Take the start or the end of the coding here; the keys that move the cursor move it from now on."""
        edit = self._edge_edit
        if edit is None:
            coding = self._meant_or_shortest()
            span = Span(coding.start, coding.end)
            edit = self._edge_edit = EdgeEdit(coding, span, at_start, self.view.cursor, self.view.selection)
        edit.at_start = at_start
        self.close_panels()
        self.to_text()
        self.view.select(edit.span.start, edit.span.end, head_at_start=at_start)
        self.show_edges()

    @guarded
    def move_edge(self, unit: str, step: int) -> None:
        """Move the edge by a unit; it does not pass the other one."""
        if not self.view.move_end(unit, step):
            self.hint_at_edge_keys("The edge cannot go further there.")
            return
        self._take_edges()

    @guarded
    def put_edge(self, span: Span) -> None:
        """Put the edge at a character that was clicked: the start before it, the end behind it."""
        edit = self._edge_edit
        if edit is None:
            return
        start, end = (span.start, edit.span.end) if edit.at_start else (edit.span.start, span.end)
        if start >= end:
            self.hint_at_edge_keys("The edges cannot cross.")
            return
        self.view.select(start, end, head_at_start=edit.at_start)
        self._take_edges()

    def show_edges(self) -> None:
        """Draw the coding where it would be, and say which edge is moved and how to end that."""
        edit = self._edge_edit
        if edit is None:
            return
        mark = self.mark_of(edit.coding)._replace(start=edit.span.start, end=edit.span.end)
        self.view.add_coding(mark)
        self.view.focus_coding(mark.id)
        code = self.desk.study.code(edit.coding.code_id)
        which, other = ("START", "{edit-end} end") if edit.at_start else ("END", "{edit-start} start")
        name = code.name if code else "the coding"
        self.query_one(StatusLine).hold(f"{which} of {name} · {with_keys(self, f'{KEYS_TOLD} · {other}')}")
        self.refresh_bindings()

    def hint_at_edge_keys(self, why: str = "") -> None:
        """Say which keys act now, after another one was pressed."""
        self.query_one(StatusLine).tell(f"{why or 'An edge is being moved:'} {with_keys(self, KEYS_TOLD)}")

    @guarded
    def action_keep_edges(self) -> None:
        """Keep the coding as it is now, as one action."""
        edit = self._edge_edit
        if edit is None:
            return
        if edit.span == Span(edit.coding.start, edit.coding.end):
            self.action_drop_edges()
            return
        change = self.desk.resize(edit.coding, edit.span)
        self._leave_mode()
        self.view.go_to(edit.span.start)
        self.show_change(change)

    def action_drop_edges(self) -> None:
        """Let the coding be where it was, and the cursor too."""
        edit = self._edge_edit
        if edit is None:
            return
        self._leave_mode()
        if edit.coding.id in self.desk.codings:
            self.view.add_coding(self.mark_of(self.desk.codings[edit.coding.id]))
        if edit.selection is None:
            self.view.go_to(edit.cursor.start)
        else:
            self.view.select(edit.selection.start, edit.selection.end)
        self.view.focus_coding(edit.coding.id)
        self.draw_here()

    def take_up_edges(self) -> None:
        """Go on after everything was drawn anew; where another program changed the coding, end the mode."""
        edit = self._edge_edit
        if edit is None:
            return
        if self.desk.codings.get(edit.coding.id) == edit.coding:
            self.show_edges()
            return
        self._leave_mode()
        self.view.action_select_none()
        self.query_one(StatusLine).tell(
            "Another program changed this coding meanwhile; its edges were not moved"
        )

    def _take_edges(self) -> None:
        edit, span = self._edge_edit, self.view.selection
        if edit is not None and span is not None:
            edit.span = span
            self.show_edges()

    def _leave_mode(self) -> None:
        self._edge_edit = None
        self.query_one(StatusLine).hold(None)
        self.refresh_bindings()
