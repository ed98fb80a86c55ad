"""What one chooses for each code of a codebook before it is brought in, in words and as rows. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.exchange.codebook_choices import BOTH, LEAVE, OURS, THEIRS, Choices
from qualcode.tui.codebook_desk import FIELD_TITLES
from qualcode.tui.widgets.row_list import Piece, Row

if TYPE_CHECKING:
    from qualcode.exchange.codebook_plan import CodeDifference
    from qualcode.exchange.reports import CodebookReport

FIELDS_TOLD = FIELD_TITLES | {"retired": "retired", "path": "moves", "place": "place among its siblings"}
TEXTS = {"definition", "when to use", "when not to use", "example"}
MARKS = {"added": "+", "changed": "~", "moved": "→", "same": "=", "conflicting name": "!"}
TAKE = "take"
CONFLICT = "conflicting name"
TOLD = {
    TAKE: "It is added.",
    LEAVE: "It is left out, with all that is new under it.",
    THEIRS: "What the file says is taken.",
    OURS: "What the project says stays; texts that only the file has are taken.",
    BOTH: "Both texts are kept, one after the other; name, colour and place stay.",
}
TOLD_OF_NAMESAKES = {
    BOTH: "It is added beside the code here that has the same name.",
    OURS: "It becomes one with the code of the same name here, and what that says stays.",
    THEIRS: "It becomes one with the code of the same name here, and what the file says is taken.",
    LEAVE: TOLD[LEAVE],
}


@dataclass(slots=True)
class Item:
    """A code that would change, and which of its ways is chosen."""

    difference: CodeDifference
    way: int = 0

    @property
    def ways(self) -> tuple[str, ...]:
        """What can be chosen for it, the usual way first."""
        if self.difference.line is None:
            return (TAKE,)  # another code of the file needs it
        if CONFLICT in self.difference.kinds:
            return (BOTH, OURS, THEIRS, LEAVE)
        if "added" in self.difference.kinds:
            return (TAKE, LEAVE)
        differing = any(
            change.field in TEXTS and change.old and change.new for change in self.difference.changes
        )
        return (THEIRS, OURS, BOTH) if differing else (THEIRS, OURS)

    @property
    def chosen(self) -> str:
        """The way that is chosen."""
        return self.ways[self.way]

    def choose_next(self) -> None:
        """Choose the next way, after the last the first."""
        self.way = (self.way + 1) % len(self.ways)

    def choose(self, way: str) -> None:
        """Choose a way where there is such a one."""
        if way in self.ways:
            self.way = self.ways.index(way)

    def row(self, place: int) -> Row:
        """Return the code as a line: what would become of it, its path, and what is chosen."""
        kinds = self.difference.kinds
        marks = "".join(MARKS[kind] for kind in kinds)
        left = (Piece(f" {marks:<3}", strong=True), Piece(self.difference.path))
        return Row(place, left, f"{' and '.join(kinds)} · {self.chosen}", muted=self.chosen in (LEAVE, OURS))

    def told(self) -> str:
        """Return what is chosen in a sentence, and all that differs."""
        told = TOLD_OF_NAMESAKES if CONFLICT in self.difference.kinds else TOLD
        lines = [told[self.chosen]]
        for change in self.difference.changes:
            title = FIELDS_TOLD.get(change.field, change.field)
            lines.append(f"{title}: {change.old or 'nothing'} → {change.new or 'nothing'}")
        return "\n".join(lines)


def choices_of(items: list[Item]) -> Choices:
    """Return what is chosen for each code; what is taken as usual needs no choice."""
    return Choices(
        by_line={
            item.difference.line: item.chosen
            for item in items
            if item.difference.line is not None and item.chosen != TAKE
        }
    )


def summary(told: CodebookReport) -> str:
    """Return in a line what an import would do, and what it leaves out."""
    kinds = ["added", "changed", "moved", "same", *([CONFLICT] if told.number(CONFLICT) else [])]
    parts = [", ".join(f"{told.number(kind)} {kind}" for kind in kinds), *told.notes]
    if told.unknown_columns:
        parts.append(f"left out, not known here: {', '.join(told.unknown_columns)}")
    return " · ".join(parts)
