"""Weight and memo that go with a code in the picker, in the same step."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qualcode.tui.widgets.line_input import LineInput
from qualcode.tui.widgets.memo import MemoText


class DetailWeight(LineInput):
    """A weight, 0–100 or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "shift+tab",
            "screen.to_codes",
            show=False,
            id="picker.weight-back",
            tooltip="Go back to the codes",
        ),
    ]


class DetailMemo(MemoText):
    """A memo on what is about to be coded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.to_codes", show=False, id="picker.memo-back", tooltip="Go back to the codes"),
    ]


class PickedDetails(Vertical):
    """The fields; they are there once Tab was pressed."""

    DEFAULT_CSS = """
    PickedDetails { display: none; height: auto; }
    PickedDetails.-open { display: block; }
    PickedDetails > DetailWeight { margin: 0; }
    PickedDetails > DetailMemo { height: 4; border: none; background: $panel; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        yield DetailWeight(placeholder="weight, 0–100, or none", compact=True, max_length=3)
        yield Static("memo (Ctrl+S applies the code with it):", markup=False)
        yield DetailMemo(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
