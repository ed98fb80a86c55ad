"""What the codebook lacks, as a list: Enter goes to the code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qualcode.model import Code
from qualcode.text.wording import counted
from qualcode.tui.notices import report
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList, row

if TYPE_CHECKING:
    from qualcode.project.codebook_lint import Remark

MOST_ROWS = 2_000


class RemarksScreen(DialogScreen[int | None]):
    """Looks the codebook through beside the screen; gives the code to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="remarks.leave")]
    DEFAULT_CSS = """
    RemarksScreen RowList { height: 1fr; min-height: 3; }
    RemarksScreen #remark { height: 2; margin: 1 0; }
    """

    def __init__(self, codes: Sequence[Code], counts: Mapping[int, int]) -> None:
        super().__init__()
        self._codes, self._counts = list(codes), dict(counts)
        self._remarks: list[Remark] = []

    def compose(self) -> ComposeResult:
        """Yield what is told."""
        with Dialog("What the codebook lacks", classes="tall wide"):
            yield Static("Looking it through …", id="doing", markup=False)
            yield RowList()
            yield Static("", id="remark", markup=False)
            yield Static("↑ ↓ · Enter goes to the code · Esc leaves", id="hint", markup=False)

    def on_mount(self) -> None:
        """Look the codebook through."""
        self.query_one(RowList).focus()
        self.run_worker(self._look, thread=True, exit_on_error=False)

    def _look(self) -> None:
        from qualcode.project.codebook_lint import remarks_on

        try:
            remarks = remarks_on(self._codes, self._counts)
        except Exception as error:
            self.app.call_from_thread(report, self.app, error)
        else:
            self.app.call_from_thread(self._found, remarks)

    def _found(self, remarks: list[Remark]) -> None:
        if not self.is_attached:
            return  # it was left meanwhile
        self._remarks = remarks[:MOST_ROWS]
        self.query_one("#doing", Static).update(numbers_told(remarks))
        rows = [remark_row(place, each) for place, each in enumerate(self._remarks)]
        self.query_one(RowList).show_rows(rows or [row(None, " Nothing to remark.", muted=True)])
        self._show(0)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell the remark in full."""
        if isinstance(message.key, int):
            self._show(message.key)

    def _show(self, place: int) -> None:
        if place < len(self._remarks):
            remark = self._remarks[place]
            self.query_one("#remark", Static).update(visible(f"{remark.code.path} {remark.told}"))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Give the code."""
        if isinstance(message.key, int):
            self.dismiss(self._remarks[message.key].code.id)


def remark_row(place: int, remark: Remark) -> Row:
    """Return a remark as a line."""
    return Row(
        place, (Piece(" "), Piece("■ ", colour=remark.code.colour), Piece(remark.code.path)), remark.rule
    )


def numbers_told(remarks: Sequence[Remark]) -> str:
    """Return in a line how many remarks there are by each rule."""
    from collections import Counter

    numbers = Counter(remark.rule for remark in remarks)
    told = [
        counted(len(remarks), "remark"),
        *(f"{number:,} {rule}" for rule, number in numbers.most_common()),
    ]
    if len(remarks) > MOST_ROWS:
        told.append(f"the first {MOST_ROWS:,} are listed")
    return " · ".join(told)
