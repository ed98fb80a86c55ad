"""Naming a new code: the path it will get is shown, and names that are nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.errors import QualcodeError
from qualcode.model import Code
from qualcode.project.codes import join_path, split_path
from qualcode.project.near_names import NearNames
from qualcode.tui.notices import refuse
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput

HINT = "Enter makes it · Name > Name makes a sub-code with it · Esc leaves"


class NewCodeScreen(DialogScreen[str | None]):
    """Gives the name, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="new-code.leave")]

    def __init__(self, parent: Code | None, codes: Sequence[Code]) -> None:
        super().__init__()
        self._under, self._near = parent, NearNames(codes)

    def compose(self) -> ComposeResult:
        """Yield the line, the path, and what is similar."""
        title = (
            f"New code under “{self._under.path}”" if self._under else "New code at the top of the codebook"
        )
        with Dialog(title):
            yield LineInput(placeholder="its name", compact=True, max_length=LONGEST_NAME)
            yield Static("", id="similar", markup=False)
            yield Static("", id="remark", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show the path it will get, and what is similar."""
        try:
            names = split_path(message.value) if message.value.strip() else []
        except QualcodeError:
            names = []
        above = split_path(self._under.path) if self._under else []
        path = f"will be: {join_path([*above, *names])}" if names else ""
        near = [code.path for code in self._near.to(names[0])] if len(names) == 1 else []
        self.query_one("#similar", Static).update(visible(path))
        self.query_one("#remark", Static).update(visible(f"similar: {' · '.join(near)}" if near else ""))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the name."""
        message.stop()
        if message.value.strip():
            self.dismiss(message.value)
        else:
            refuse(self.app, "A code needs a name; Esc leaves without making one.")
