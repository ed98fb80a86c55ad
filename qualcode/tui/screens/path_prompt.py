"""Asking for a file or folder: a line that completes, and below it what there is."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.tui.path_entries import Entry, common_start, entries_for
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_PATH, LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "Tab completes · ↓ into the list · Enter takes it · Esc leave"


class PathInput(LineInput):
    """The line for the path."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", show=False, id="path.complete", tooltip="Complete the path"),
        Binding("down", "screen.to_list", show=False, id="path.list", tooltip="Go into the list"),
    ]


class PathPrompt(DialogScreen[Path | None]):
    """Gives the path, or None when it is left. With `folders` a folder may be taken as well as a file."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="path.leave")]

    def __init__(
        self, title: str, suffixes: Collection[str], *, folders: bool = False, start: str = ""
    ) -> None:
        super().__init__()
        self._title, self._suffixes, self._folders, self._start = title, suffixes, folders, start
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Yield the line and the list."""
        with Dialog(self._title, classes="tall"):
            yield PathInput(
                self._start,
                select_on_focus=False,
                placeholder="a path; ~ is your home folder",
                compact=True,
                max_length=LONGEST_PATH,
            )
            yield RowList()
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show what is in this folder."""
        self.query_one(PathInput).focus()
        self._offer(self._start)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what the path may go on as."""
        self._offer(message.value)

    def action_complete(self) -> None:
        """Complete as far as there is one way to go on."""
        line = self.query_one(PathInput)
        longer = common_start(self._entries)
        if len(longer) > len(line.value):
            line.value = longer
            line.cursor_position = len(longer)

    def action_to_list(self) -> None:
        """Go into the list."""
        self.query_one(RowList).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take what is typed."""
        if message.value.strip():
            self._take(message.value.strip())

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go into a folder; take a file."""
        entry = self._entries[message.key] if isinstance(message.key, int) else None
        if entry is None:
            self._take(self.query_one(PathInput).value or ".")
        elif entry.is_folder:
            line = self.query_one(PathInput)
            line.value = entry.typed
            line.cursor_position = len(line.value)
            line.focus()
        else:
            self._take(entry.typed)

    def _take(self, typed: str) -> None:
        path = Path(typed).expanduser()
        if path.is_dir() and not self._folders:
            line = self.query_one(PathInput)
            line.value = typed.rstrip("/") + "/"
            line.cursor_position = len(line.value)
            return
        self.dismiss(path)

    def _offer(self, typed: str) -> None:
        self._entries = entries_for(typed, self._suffixes)
        rows = [
            Row(n, (Piece(" ▸ " if entry.is_folder else "   ", muted=True), Piece(entry.name)))
            for n, entry in enumerate(self._entries)
        ]
        if self._folders and (not typed or typed.endswith("/")):
            rows.insert(0, Row("folder", (Piece(" ● ", muted=True), Piece("this whole folder"))))
        self.query_one(RowList).show_rows(rows)
