"""The picker: a few letters find a code, a new name makes one, several can be marked, weight and memo go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from qualcode.errors import QualcodeError
from qualcode.garbage import garbage_later
from qualcode.model import Code
from qualcode.project.near_names import NearNames
from qualcode.tui.fuzzy import CodeFinder
from qualcode.tui.notices import guarded, refuse
from qualcode.tui.picking import AT_TOP, CREATE, Naming, picker_rows, weight_of
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible, visible_lines
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.picked_details import DetailMemo, DetailWeight, PickedDetails
from qualcode.tui.widgets.row_list import RowList

HINT = "Enter applies · ↓ Space several · Tab weight, memo · ^D definition"
HINT_RECODE = "Enter gives this code · ^D definition"
MOST_SHOWN = 100
"""Rows built at most; who wants to see more types another letter."""
TEXTS = (
    ("", "definition"),
    ("When to use: ", "when_to_use"),
    ("When not: ", "when_not_to_use"),
    ("Example: ", "example"),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """The codes chosen, the paths of those to be made, and what goes with each coding."""

    codes: list[Code]
    new_paths: list[str]
    weight: int | None = None
    memo: str = ""


class PickerInput(LineInput):
    """Where letters are typed; ↑ and ↓ walk through what was found, Space marks there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", show=False, id="picker.next", tooltip="Go to the next code"),
        Binding("up", "screen.walk(-1)", show=False, id="picker.previous", tooltip="Go to the code before"),
        Binding(
            "pagedown", "screen.walk(10)", show=False, id="picker.page-down", tooltip="Go ten codes down"
        ),
        Binding("pageup", "screen.walk(-10)", show=False, id="picker.page-up", tooltip="Go ten codes up"),
        Binding(
            "space", "screen.space", show=False, id="picker.mark", tooltip="Mark the code the arrows went to"
        ),
        Binding(
            "ctrl+d",
            "screen.toggle_definition",
            show=False,
            id="picker.definition",
            tooltip="Show what the code means, when to use it and when not",
        ),
        Binding(
            "tab",
            "screen.to_details",
            show=False,
            id="picker.details",
            tooltip="Give the coding a weight and a memo in the same step",
        ),
    ]

    def on_key(self, event: events.Key) -> None:
        """Space marks the code that the arrows went to; while a name is typed it is a space."""
        if event.key == "space" and isinstance(self.screen, PickerScreen) and self.screen.mark():
            event.stop()
            event.prevent_default()


class PickerScreen(DialogScreen[Picked | None]):
    """Gives the codes picked, or None when it is left.

    A new name goes under `parent`, the parent of the code marked in the tree, unless a path is typed. With
    `details` a weight and a memo can be given with it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="picker.leave", tooltip="Leave without applying anything"),
        Binding(
            "ctrl+s", "submit", "apply", show=False, id="picker.apply", tooltip="Apply, also from the memo"
        ),
    ]

    def __init__(
        self,
        title: str,
        codes: Sequence[Code],
        counts: Mapping[int, int],
        recency: Sequence[int],
        *,
        parent: Code | None = None,
        details: bool = True,
    ) -> None:
        super().__init__()
        self._title, self._codes, self._counts = title, list(codes), counts
        self._details = details
        self._by_id = {code.id: code for code in codes}
        self._finder = CodeFinder(self._codes, recency)
        self._near = NearNames(self._codes)
        self._naming = Naming(self._codes, parent)
        self._marked: list[int] = []
        self._walking = self._asked_to_drop = False
        self._similar_told = ""
        self._while_open = ExitStack()

    def compose(self) -> ComposeResult:
        """Yield the line, what it finds, what goes with it, and the hints."""
        with Dialog(self._title, id="picker"):
            yield PickerInput(
                placeholder="type a few letters, or a new name, or Parent > Name",
                compact=True,
                max_length=LONGEST_NAME,
            )
            yield RowList(id="found")
            yield Static("", id="similar", markup=False)
            yield Static("", id="meaning", markup=False)
            yield PickedDetails(id="details")
            yield Static(HINT if self._details else HINT_RECODE, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show all codes, the last used first."""
        self._while_open.enter_context(garbage_later())  # a search for garbage takes longer than ten keys
        self.query_one(RowList).can_focus = False
        self.query_one("#meaning").display = False
        self.query_one(PickerInput).focus()
        self._find("")

    def on_unmount(self) -> None:
        """Let garbage be looked for again."""
        self._while_open.close()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is found."""
        if isinstance(message.input, PickerInput):
            self._walking = False
            self._find(message.value)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell what the code means that the arrows went to."""
        self._tell_meaning()

    def action_walk(self, step: int) -> None:
        """Go up or down in what is found."""
        self._walking = True
        self.query_one(RowList).place += step

    def action_toggle_definition(self) -> None:
        """Show what the current code means, or hide it."""
        meaning = self.query_one("#meaning")
        meaning.display = not meaning.display
        self._tell_meaning()

    def action_to_details(self) -> None:
        """Go to the weight and the memo; they open."""
        if self._details:
            self.query_one("#meaning").display = False
            self.query_one(PickedDetails).add_class("-open")
            self.query_one(DetailWeight).focus()

    def action_to_codes(self) -> None:
        """Go back from the weight and the memo."""
        self.query_one(PickerInput).focus()

    def action_leave(self) -> None:
        """Leave; a memo that was typed is dropped only when Esc is pressed again."""
        if self.query_one(DetailMemo).text.strip() and not self._asked_to_drop:
            self._asked_to_drop = True
            refuse(self.app, "The memo is not saved: Ctrl+S applies the code with it, Esc again drops it.")
            return
        self.app.clear_notifications()
        self.dismiss(None)

    def mark(self) -> bool:
        """Mark the current code, or take its mark away, if the arrows went to it; say whether they did."""
        key, typed = self.query_one(RowList).key, self.query_one(PickerInput).value
        # The line is asked for what it holds now: of a quick hand's letters no message may have come yet.
        if (typed and not self._walking) or not isinstance(key, int):
            return False
        (self._marked.remove if key in self._marked else self._marked.append)(key)
        self._find(self.query_one(PickerInput).value, key)
        return True

    @guarded
    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give what is marked, or the current row."""
        message.stop()
        self._pick(self.query_one(RowList).key)

    @guarded
    def action_submit(self) -> None:
        """Give what is marked, or the current row, from wherever one is."""
        self._pick(self.query_one(RowList).key)

    @guarded
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click picks."""
        self._pick(message.key)

    def _pick(self, key: object) -> None:
        marked = [self._by_id[each] for each in self._marked]
        weight = self._weight()
        memo = self.query_one(DetailMemo).text
        if key in (CREATE, AT_TOP):
            typed = self.query_one(PickerInput).value
            path = self._naming.path(typed) if key == CREATE else self._naming.path_at_top(typed)
            self.dismiss(Picked(marked, [path], weight, memo))
        elif marked or isinstance(key, int):
            self.dismiss(Picked(marked or [self._by_id[key]], [], weight, memo))  # type: ignore[index]
        else:
            refuse(self.app, "Type the name of a code, or choose one.")

    def _weight(self) -> int | None:
        """Return the weight that is typed. Raises `InvalidValue` for what is none, with the focus on it."""
        field = self.query_one(DetailWeight)
        try:
            return weight_of(field.value)
        except QualcodeError:
            field.focus()
            raise

    def _find(self, typed: str, key: int | None = None) -> None:
        found = self._finder.find(typed, MOST_SHOWN)
        rows = picker_rows(found.matches, found.number - MOST_SHOWN, self._counts, self._marked)
        rows += self._naming.rows(typed)
        shown = self.query_one(RowList)
        shown.show_rows(rows)
        shown.place = next((n for n, each in enumerate(rows) if key is not None and each.key == key), 0)
        self._tell_similar(typed, {match.code.id for match in found.matches[:5]})
        self._tell_meaning()

    def _tell_similar(self, typed: str, shown: set[int]) -> None:
        told = (
            [f"marked: {', '.join(self._by_id[each].name for each in self._marked)}"] if self._marked else []
        )
        try:
            name = self._naming.path(typed).split(" > ")[-1] if typed.strip() else ""
        except QualcodeError:
            name = ""
        near = [code.name for code in self._near.to(name) if code.id not in shown]
        told += [f"similar: {', '.join(near)}"] if near else []
        sentence = visible(" · ".join(told))
        if sentence != self._similar_told:  # the dialog is laid out anew for it
            self._similar_told = sentence
            self.query_one("#similar", Static).update(sentence)

    def _tell_meaning(self) -> None:
        meaning = self.query_one("#meaning", Static)
        if not meaning.display:
            return
        key = self.query_one(RowList).key
        code = self._by_id.get(key) if isinstance(key, int) else None
        texts = [(told, getattr(code, name).strip()) for told, name in TEXTS] if code else []
        parts = [f"{told}{visible_lines(text)}" for told, text in texts if text]
        meaning.update(Content("\n".join(parts) or "There is no definition yet."))
