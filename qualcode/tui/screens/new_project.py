"""Asking for the name of a new project and of who works on it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label, Static

from qualcode.project.file import login_name
from qualcode.tui.notices import guarded, refuse
from qualcode.tui.opening import SUFFIX, project_file, saved_coder
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
            yield Static("Enter goes on · Esc leaves", id="hint", markup=False)

    @guarded
    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go on to the coder, then give both."""
        name, coder = self.query_one("#name", Input), self.query_one("#coder", Input)
        if (trouble := trouble_with(name.value.strip())) is not None:
            name.focus()
            if trouble:
                refuse(self.app, trouble)
            return
        self.app.clear_notifications()
        if message.input is name:
            coder.focus()
        elif coder.value.strip():
            self.dismiss((name.value.strip(), coder.value.strip()))


def trouble_with(name: str) -> str | None:
    """Say why no project can be made by that name; empty where there is none yet, None where it can be."""
    if not name.strip("./~"):
        return ""
    path = project_file(Path(name).expanduser())
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}; write the name without “/”, or make the folder first."
    if path.exists():
        return f"{path} is there already; choose another name, or open it."
    return None
