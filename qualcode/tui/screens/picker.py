"""The picker: a few letters find a code, a new name makes one, several can be marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.errors import QualcodeError
from qualcode.model import Code
from qualcode.tui.fuzzy import CodeFinder, similar_names
from qualcode.tui.notices import guarded, refuse
from qualcode.tui.picking import CREATE, picker_rows, written_path
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.row_list import RowList

HINT = "Enter applies · ↓ Space marks several · Parent > Name: sub-code"


@dataclass(frozen=True, slots=True)
class Picked:
    """The codes chosen, and the paths of those to be made."""

    codes: list[Code]
    new_paths: list[str]


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
    ]

    def on_key(self, event: events.Key) -> None:
        """Space marks the code that the arrows went to; while a name is typed it is a space."""
        if event.key == "space" and isinstance(self.screen, PickerScreen) and self.screen.mark():
            event.stop()
            event.prevent_default()


class PickerScreen(DialogScreen[Picked | None]):
    """Gives the codes picked, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="picker.leave")]

    def __init__(
        self, title: str, codes: Sequence[Code], counts: Mapping[int, int], recency: Sequence[int]
    ) -> None:
        super().__init__()
        self._title, self._codes, self._counts = title, list(codes), counts
        self._by_id = {code.id: code for code in codes}
        self._finder = CodeFinder(self._codes, recency)
        self._marked: list[int] = []
        self._walking = False

    def compose(self) -> ComposeResult:
        """Yield the line, what it finds, and the hints."""
        with Dialog(self._title, id="picker"):
            yield PickerInput(
                placeholder="type a few letters, or a new name", compact=True, max_length=LONGEST_NAME
            )
            yield RowList(id="found")
            yield Static("", id="similar", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show all codes, the last used first."""
        self.query_one(RowList).can_focus = False
        self.query_one(PickerInput).focus()
        self._find("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is found."""
        self._walking = False
        self._find(message.value)

    def action_walk(self, step: int) -> None:
        """Go up or down in what is found."""
        self._walking = True
        self.query_one(RowList).place += step

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
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click picks."""
        self._pick(message.key)

    def _pick(self, key: object) -> None:
        marked = [self._by_id[each] for each in self._marked]
        if key == CREATE:
            path = written_path(self.query_one(PickerInput).value, self._codes)
            self.dismiss(Picked(marked, [path]))
        elif marked or isinstance(key, int):
            self.dismiss(Picked(marked or [self._by_id[key]], []))  # type: ignore[index]
        else:
            refuse(self.app, "Type the name of a code, or choose one.")

    def _find(self, typed: str, key: int | None = None) -> None:
        found = self._finder.best_first(typed)
        rows = picker_rows(typed, found, self._codes, self._counts, self._marked)
        shown = self.query_one(RowList)
        shown.show_rows(rows)
        shown.place = next((n for n, each in enumerate(rows) if key is not None and each.key == key), 0)
        self._tell_similar(typed, {match.code.id for match in found[:5]})

    def _tell_similar(self, typed: str, shown: set[int]) -> None:
        told = (
            [f"marked: {', '.join(self._by_id[each].name for each in self._marked)}"] if self._marked else []
        )
        try:
            name = written_path(typed, self._codes).split(" > ")[-1] if typed.strip() else ""
        except QualcodeError:
            name = ""
        near = [code.name for code in similar_names(name, self._codes) if code.id not in shown]
        told += [f"similar: {', '.join(near)}"] if near else []
        self.query_one("#similar", Static).update(visible(" · ".join(told)))
