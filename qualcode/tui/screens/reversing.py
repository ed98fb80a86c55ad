"""Undo and redo on every screen of a study: at once where little was changed, else beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualcode.text.wording import counted
from qualcode.tui.command import Command
from qualcode.tui.desk import Change, Desk
from qualcode.tui.notices import guarded
from qualcode.tui.screens.waiting import change_beside

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.model import Action
    from qualcode.tui.app import QualcodeApp

    Base = Screen[None]
else:
    Base = object

MANY_CHANGES = 5_000
"""Rows that are reversed while the screen waits (some 50 ms); more are reversed in a thread of its own."""


class Reversing(Base):
    """Takes back and brings back."""

    desk: Desk
    COMMANDS_HERE: ClassVar[tuple[Command, ...]]

    if TYPE_CHECKING:

        @property
        def qualcode(self) -> QualcodeApp:
            """The app."""

    @guarded
    def action_undo(self) -> None:
        """Take back the last thing done."""
        self.reverse(self.desk.project.next_undo(), redo=False)

    @guarded
    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self.reverse(self.desk.project.next_redo(), redo=True)

    def reverse(self, action: Action | None, *, redo: bool) -> None:
        """Take an action back, or bring it back; raises `CannotUndo` with the reason where that cannot be."""
        way_back = self.undoes if redo else self.redoes
        number = action.id if action is not None else None
        if action is None or action.changes <= MANY_CHANGES:
            change = self.desk.redo(number) if redo else self.desk.undo(number)
            self.show_reversed(change, way_back)
            return
        doing = f"{'bringing' if redo else 'taking'} back {counted(action.changes, 'change')}"
        change_beside(
            self,
            self.desk,
            doing,
            lambda project: project.redo(number) if redo else project.undo(number),
            lambda done: self.show_reversed_beside(done.summary, way_back),
        )

    def show_reversed_beside(self, told: str, way_back: str) -> None:
        """Read everything anew and show it, after much was taken back or brought back."""
        self.desk.refresh()
        self.show_reversed(Change(told, everything=True), way_back)

    def show_reversed(self, change: Change, way_back: str) -> None:
        """Draw what was taken back or brought back; the desk knows it already."""
        raise NotImplementedError

    @property
    def undoes(self) -> str:
        """How what was done is taken back, in words."""
        return f"{self._key('screen.undo')} undoes"

    @property
    def redoes(self) -> str:
        """How what was taken back is brought back, in words."""
        return f"{self._key('screen.redo')} redoes"

    def _key(self, action: str) -> str:
        """Return the key of an action here: one that acts also where letters are typed, as the focus may be there."""
        number = next(command.id for command in self.COMMANDS_HERE if command.action == action)
        return self.qualcode.key_map.key(number, while_typing=True)
