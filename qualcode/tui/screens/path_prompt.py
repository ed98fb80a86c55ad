"""Asking for a file or folder: a line that completes, and below it what there is."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.tui.dropped import dropped_path
from qualcode.tui.notices import guarded, refuse
from qualcode.tui.path_entries import Entry, common_start, entries_for
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_PATH, LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "Tab completes · ↓ into the list · Enter takes it · Esc leaves"
NOT_THERE = "There is no file or folder {path}.{way}"
IN_LIST = " ↓ goes into the list of those that begin so."


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

    @guarded
    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take what is typed or was pasted; of what is only begun, the one thing it can go on as."""
        typed = message.value.strip()
        if not typed:
            return
        path = dropped_path(typed)
        if path is not None:
            self._take(str(path))
        elif len(self._entries) == 1:
            self._choose(self._entries[0])
        else:
            refuse(self.app, NOT_THERE.format(path=typed, way=IN_LIST if self._entries else ""))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go into a folder; take a file."""
        if isinstance(message.key, int):
            self._choose(self._entries[message.key])
        else:
            self._take(self.query_one(PathInput).value or ".")

    def _choose(self, entry: Entry) -> None:
        if entry.is_folder:
            self._go_into(entry.typed)
        else:
            self._take(entry.typed)

    def _take(self, typed: str) -> None:
        path = Path(typed).expanduser()
        if path.is_dir() and not self._folders:
            self._go_into(typed)
        else:
            self.app.clear_notifications()
            self.dismiss(path)

    def _go_into(self, folder: str) -> None:
        line = self.query_one(PathInput)
        line.value = folder.rstrip("/") + "/"
        line.cursor_position = len(line.value)
        line.focus()

    def _offer(self, typed: str) -> None:
        self._entries = entries_for(typed, self._suffixes)
        rows = [
            Row(n, (Piece(" ▸ " if entry.is_folder else "   ", muted=True), Piece(entry.name)))
            for n, entry in enumerate(self._entries)
        ]
        if self._folders and (not typed or typed.endswith("/")):
            rows.insert(0, Row("folder", (Piece(" ● ", muted=True), Piece("this whole folder"))))
        self.query_one(RowList).show_rows(rows)
