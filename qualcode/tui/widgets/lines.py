"""The lines above and below the text: where the reader is, and what is coded here or was just done."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from qualcode.tui.transcript.margin import fitted
from qualcode.tui.visible import visible

TOLD_FOR_SECONDS = 4.0
SAVED, SAVING = "● saved", "○ saving…"


class HeaderLine(Widget):
    """Where the reader is at the left, how far she is at the right, a rule between them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    HeaderLine { height: 1; dock: top; color: $text-muted; background: $background; }
    """

    left: reactive[str] = reactive("")
    right: reactive[tuple[str, ...]] = reactive(())
    saving: reactive[bool] = reactive(False)
    """A change is being written, and it takes a moment."""

    def _parts(self) -> list[str]:
        """Return the facts at the right; whether all is saved comes last, where that is said at all."""
        parts = [visible(part) for part in self.right]
        if not self.saving:
            return parts
        if parts and parts[-1].endswith(SAVED):
            return [*parts[:-1], f"{parts[-1].removesuffix(SAVED)}{SAVING}"]
        return [*parts, SAVING]

    def render(self) -> Content:
        """Return the line; where it is narrow, the first parts at the right are left out."""
        width = self.size.width
        parts = self._parts()
        while len(parts) > 1 and cell_len(" · ".join(parts)) > width * 3 // 5:
            parts.pop(0)
        right = f" {' · '.join(parts)} "
        room = max(4, width - cell_len(right) - 4)
        left = visible(self.left)
        left = f" {left if cell_len(left) <= room else fitted(left, room)} "
        rule = "─" * max(0, width - cell_len(left) - cell_len(right))
        return Content.assemble((left, "$foreground bold"), (rule, "$border"), (right, "$foreground 70%"))


class StatusLine(Static):
    """What is coded here, in words; for four seconds after an action what was done."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1; padding: 0 1; color: $text-muted; background: $background;
        text-overflow: ellipsis; text-wrap: nowrap;
    }
    StatusLine.-told { color: $text-accent; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._here = ""
        self._held: str | None = None
        self._told: str | None = None
        self._telling: Timer | None = None

    def show_here(self, here: str) -> None:
        """Say what is coded here, once nothing else is told."""
        self._here = visible(here)
        self._draw()

    def hold(self, sentence: str | None) -> None:
        """Say at once in which mode the keys are, as long as they are in it; with None say again what is coded here."""
        self._held = None if sentence is None else visible(sentence)
        self._stop_telling()

    def tell(self, sentence: str, way_back: str = "") -> None:
        """Say what was done, for four seconds; where the line is short, the way back is said whole."""
        if self._telling is not None:
            self._telling.stop()
        told, back = visible(sentence), f" · {visible(way_back)}" if way_back else ""
        room = self.content_size.width - cell_len(back)
        self._told = (told if cell_len(told) <= room or not back else fitted(told, max(4, room))) + back
        self._telling = self.set_timer(TOLD_FOR_SECONDS, self._stop_telling)
        self._draw()

    def _stop_telling(self) -> None:
        if self._telling is not None:
            self._telling.stop()
        self._telling = self._told = None
        self._draw()

    def _draw(self) -> None:
        spoken = self._told if self._told is not None else self._held
        self.set_class(spoken is not None, "-told")
        self.update(self._here if spoken is None else spoken, layout=False)
