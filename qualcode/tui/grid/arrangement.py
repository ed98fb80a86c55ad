"""How one grid is looked at: sorted, filtered, what is marked, and where the cursor is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from qualcode.tui.grid.arranging import in_order, matching, sorted_rows
from qualcode.tui.grid.sheet import Sheet, SheetRow


@dataclass(slots=True)
class Arrangement:
    """The way a grid is looked at.

    Sorting and filtering happen when they are asked for, not with each change: a row that is edited stays where it is.
    """

    sorted_by: tuple[Hashable, bool] | None = None  # column, whether descending
    filter: str = ""
    marked: set[Hashable] = field(default_factory=set)
    row: Hashable | None = None
    column: Hashable | None = None
    _order: list[Hashable] | None = None
    _known: set[Hashable] = field(default_factory=set)

    def arrange(self, sheet: Sheet) -> None:
        """Sort and filter what is in the sheet now."""
        if self.sorted_by is None and not self.filter.strip():
            self._order = None
            return
        rows = self._sorted(sheet)
        self._order = [row.key for row in matching(rows, self.filter)]
        self._known = {row.key for row in rows}

    def _sorted(self, sheet: Sheet) -> Sequence[SheetRow]:
        column = sheet.column(self.sorted_by[0]) if self.sorted_by else None
        if column is None or self.sorted_by is None:
            self.sorted_by = None
            return sheet.rows
        place = sheet.columns.index(column)
        return sorted_rows(sheet.rows, place, column.order, descending=self.sorted_by[1])

    def shown(self, sheet: Sheet) -> list[SheetRow]:
        """Return the rows to be shown: as they were arranged, those that are new since then at the end."""
        there = {row.key for row in sheet.rows}
        self.marked &= there
        if self._order is None:
            return list(sheet.rows)
        new = [row.key for row in sheet.rows if row.key not in self._known]
        self._order = [key for key in self._order if key in there] + new
        self._known.update(new)
        kept = set(self._order)
        return in_order([row for row in sheet.rows if row.key in kept], self._order)

    def sort_by(self, column: Hashable, sheet: Sheet) -> str:
        """Sort by a column; again the other way round, and a third time no more. Say how it is now."""
        if self.sorted_by is None or self.sorted_by[0] != column:
            self.sorted_by = (column, False)
        elif not self.sorted_by[1]:
            self.sorted_by = (column, True)
        else:
            self.sorted_by = None
        self.arrange(sheet)
        found = sheet.column(column)
        if self.sorted_by is None or found is None:
            return "in the order in which they came"
        return f"sorted by {found.heading}{', the last first' if self.sorted_by[1] else ''}"

    def mark(self, key: Hashable) -> None:
        """Mark a row, or take its mark away."""
        self.marked ^= {key}
