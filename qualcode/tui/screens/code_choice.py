"""Choosing one code by a few letters; what the choice would lead to is told before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.model import Code
from qualcode.tui.fuzzy import CodeFinder, Match
from qualcode.tui.notices import guarded
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList, row

HINT = "type a few letters · ↑ ↓ · Enter takes it · Esc leaves"
TOP = "top"
MOST_ROWS = 200


class ChoiceLine(LineInput):
    """Where letters are typed; the arrows walk through what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", show=False, id="code-choice.next"),
        Binding("up", "screen.walk(-1)", show=False, id="code-choice.previous"),
        Binding("pagedown", "screen.walk(10)", show=False, id="code-choice.page-down"),
        Binding("pageup", "screen.walk(-10)", show=False, id="code-choice.page-up"),
    ]


class CodeChoiceScreen(DialogScreen[int | str | None]):
    """Gives the row number of the code chosen, `TOP`, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", id="code-choice.leave")
    ]

    def __init__(
        self,
        title: str,
        codes: Sequence[Code],
        counts: Mapping[int, int],
        consequence: Callable[[Code | None], str],
        *,
        with_top: bool = False,
    ) -> None:
        """`consequence` tells what choosing a code (None: the top of the codebook) would lead to."""
        super().__init__()
        self._title, self._codes, self._counts = title, list(codes), counts
        self._by_id = {code.id: code for code in codes}
        self._consequence, self._with_top = consequence, with_top
        self._finder = CodeFinder(self._codes)

    def compose(self) -> ComposeResult:
        """Yield the line, what it finds, and what that would lead to."""
        with Dialog(self._title, id="picker"):
            yield ChoiceLine(compact=True, max_length=LONGEST_NAME, placeholder="a few letters of a code")
            yield RowList(id="found")
            yield Static("", id="remark", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show all codes."""
        self.query_one(RowList).can_focus = False
        self.query_one(ChoiceLine).focus()
        self._find("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is found."""
        self._find(message.value)

    def action_walk(self, step: int) -> None:
        """Go up or down in what is found."""
        self.query_one(RowList).place += step

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell what this one would lead to."""
        self._tell()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the current row."""
        message.stop()
        self._find(message.value)  # of a quick hand's letters no message may have come yet
        self._give(self.query_one(RowList).key)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click gives the row."""
        self._give(message.key)

    def _give(self, key: object) -> None:
        if key == TOP or isinstance(key, int):
            self.dismiss(key)

    def _find(self, typed: str) -> None:
        found = self._finder.find(typed, MOST_ROWS)
        rows = [found_row(match, self._counts.get(match.code.id, 0)) for match in found.matches]
        if self._with_top and not typed.strip():
            rows.insert(
                0, Row(TOP, (Piece("   "), Piece("▲ ", muted=True), Piece("the top of the codebook")))
            )
        if found.number > MOST_ROWS:
            rows.append(row(None, f"   … {found.number - MOST_ROWS:,} more: type more letters", muted=True))
        if not rows:
            rows.append(row(None, "   No code answers to that.", muted=True))
        shown = self.query_one(RowList)
        if [each.key for each in rows] != [each.key for each in shown.rows]:
            shown.show_rows(rows)
            shown.place = 0
        self._tell()

    @guarded
    def _tell(self) -> None:
        key = self.query_one(RowList).key
        told = ""
        if key == TOP or isinstance(key, int):
            told = self._consequence(self._by_id.get(key) if isinstance(key, int) else None)
        self.query_one("#remark", Static).update(visible(told))


def found_row(match: Match, count: int) -> Row:
    """Return a code found as a line: its path with the letters that were typed set off, and its definition."""
    code, marks = match.code, set(match.marks)
    pieces = [Piece("   "), Piece("■ ", colour=code.colour)]
    for is_marked, letters in groupby(enumerate(code.path), key=lambda each: each[0] in marks):
        pieces.append(Piece("".join(letter for _, letter in letters), strong=is_marked))
    if code.retired:
        pieces.append(Piece(" (retired)", muted=True))
    if code.definition:
        pieces.append(Piece("  " + " ".join(code.definition.split()), muted=True))
    return Row(code.id, tuple(pieces), str(count) if count else "–", muted=code.retired)
