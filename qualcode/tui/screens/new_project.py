"""Asking for the name of a new project and of who works on it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label, Static

from qualcode.project.file import login_name
from qualcode.tui.notices import refuse
from qualcode.tui.opening import SUFFIX, saved_coder
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LONGEST_PATH, LineInput


class NewProjectScreen(DialogScreen[tuple[str, str] | None]):
    """Gives (file name, coder), or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="new.leave")]

    def __init__(self, coder: str | None) -> None:
        super().__init__()
        self._coder = coder or saved_coder() or login_name()

    def compose(self) -> ComposeResult:
        """Yield the two lines."""
        with Dialog("New project"):
            yield Label("Name of the study", markup=False)
            yield LineInput(
                placeholder=f"study (becomes study{SUFFIX} in this folder)",
                id="name",
                compact=True,
                max_length=LONGEST_PATH,
            )
            yield Label("Who codes", markup=False)
            yield LineInput(self._coder, id="coder", compact=True, max_length=LONGEST_NAME)
            yield Static("Enter goes on · Esc leave", id="hint", markup=False)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go on to the coder, then give both."""
        name, coder = self.query_one("#name", Input), self.query_one("#coder", Input)
        if not name.value.strip():
            name.focus()
        elif Path(name.value).expanduser().with_suffix(SUFFIX).exists():
            refuse(self.app, f"{name.value} is there already; choose another name, or open it.")
        elif message.input is name:
            coder.focus()
        elif coder.value.strip():
            self.dismiss((name.value.strip(), coder.value.strip()))
