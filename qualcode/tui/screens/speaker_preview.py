"""Before participants are made for speakers: which, for whom; each can be left out, or divided by documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qualcode.model import Document, Participant
from qualcode.text.wording import counted
from qualcode.tui.grid.speaker_plan import Proposal, divided
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "Space: make or leave out · d: one person, or another in each document · Enter makes them · Esc leaves"


class SpeakerPreview(DialogScreen[list[Proposal] | None]):
    """Gives the proposals with what was chosen, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", id="speakers.leave"),
        Binding(
            "space", "choose", "choose", show=False, id="speakers.choose", tooltip="Make it, or leave it out"
        ),
        Binding(
            "d",
            "divide",
            "divide",
            show=False,
            id="speakers.divide",
            tooltip="One person or one in each document",
        ),
        Binding("enter", "make", "make", show=False, id="speakers.make", tooltip="Make them", priority=True),
    ]

    def __init__(
        self, proposals: Sequence[Proposal], documents: Mapping[int, Document], people: Sequence[Participant]
    ) -> None:
        super().__init__()
        self._proposals = list(proposals)
        self._documents, self._people = documents, people

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Dialog("Participants for speakers that stand for nobody", classes="tall wide"):
            yield Static("", id="doing", markup=False)
            yield RowList(id="proposals")
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show the proposals."""
        self._draw_proposals()
        self.query_one(RowList).focus()

    def _draw_proposals(self) -> None:
        rows = [
            Row(number, self._pieces(each), counted(len(each.speakers), "speaker"), muted=not each.is_chosen)
            for number, each in enumerate(self._proposals)
        ]
        self.query_one(RowList).show_rows(rows)
        chosen = [each for each in self._proposals if each.is_chosen]
        new = {each.name for each in chosen if each.known is None}
        left = len(self._proposals) - len(chosen)
        self.query_one("#doing", Static).update(
            f"{counted(len(new), 'new participant')}, {counted(sum(len(each.speakers) for each in chosen), 'link')}"
            f"; {left} left out"
        )

    def _pieces(self, proposal: Proposal) -> tuple[Piece, ...]:
        names = list(dict.fromkeys(self._documents[each.document_id].name for each in proposal.speakers))
        told = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        label = proposal.speakers[0].label
        mark = "[x] " if proposal.is_chosen else "[ ] "
        what = " is there already" if proposal.known else ""
        asks = " reads like an interviewer" if proposal.asks else ""
        return (
            Piece(f" {mark}"),
            Piece(proposal.name, strong=proposal.is_chosen),
            Piece(f"{what}{asks}", muted=True),
            Piece(f"  ← {label} in {told}" if label != proposal.name else f"  ← {told}", muted=True),
        )

    def _place(self) -> int:
        return self.query_one(RowList).place

    def action_choose(self) -> None:
        """Make the current one, or leave it out."""
        place = self._place()
        each = self._proposals[place]
        self._proposals[place] = replace(each, is_chosen=not each.is_chosen)
        self._draw_proposals()
        self.query_one(RowList).place = place + 1

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click chooses, or leaves out."""
        self.action_choose()

    def action_divide(self) -> None:
        """Make one person of several documents several people, or one again."""
        self._proposals = divided(self._proposals, self._place(), self._documents, self._people)
        self._draw_proposals()

    def action_make(self) -> None:
        """Give what was chosen."""
        self.dismiss(self._proposals)
