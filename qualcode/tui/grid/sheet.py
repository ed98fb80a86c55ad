"""What a grid shows and takes: columns, rows of texts, and one way to put texts into cells."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.errors import InvalidValue
from qualcode.text.wording import counted
from qualcode.tui.grid.arranging import natural

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `noun` is how a sentence names what stands in it; without `editable` it is counted, not typed.

    With `chooses` only what is offered is taken; without `fills` no other row gets what stands here. `order` gives
    the sort key of a text that is not empty.
    """

    key: Hashable
    heading: str
    noun: str = ""
    editable: bool = False
    chooses: bool = False
    fills: bool = True
    right: bool = False
    order: Callable[[str], Any] = natural


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: what it stands for, and a text for each column."""

    key: Hashable
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to be put into a cell. `makes` allows that what it names is made, if it is not there."""

    row: Hashable
    column: Hashable
    text: str
    makes: bool = False


@dataclass(frozen=True, slots=True)
class NewRow:
    """The row of a participant that is yet to be made, in a pasted block."""

    number: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What could stand in a cell. `value` is what is put there where it is not the text itself."""

    text: str
    note: str = ""
    value: str = ""
    makes: bool = False
    completes: bool = field(default=False, compare=False)

    @property
    def entered(self) -> str:
        """What is put into the cell when this is taken."""
        return self.value or self.text


class Sheet(ABC):
    """A grid's content. `read` takes it from the project; `put` changes the project."""

    name = ""
    noun = ""  # what a row is

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.columns: list[Column] = []
        self.rows: list[SheetRow] = []

    @abstractmethod
    def read(self) -> None:
        """Read columns and rows from the desk and the project."""

    @abstractmethod
    def put(self, entries: Sequence[Entry]) -> str:
        """Put texts into cells, as one action; return what was done in words, empty when nothing changed.

        Raises `QualcodeError` that names the cell; then nothing is changed.
        """

    @abstractmethod
    def advice(self) -> str:
        """Say what to do while there are no rows."""

    def offers(self, row: Hashable, column: Column, typed: str) -> list[Offer]:
        """Return what could stand in a cell, the likeliest first, once `typed` stands there."""
        return []

    def text_to_edit(self, row: Hashable, column: Column) -> str:
        """Return the text with which editing of a cell begins."""
        return self.text(row, column)

    def text_to_fill(self, row: Hashable, column: Column) -> str:
        """Return what other rows get when they are filled from a cell."""
        return self.text_to_edit(row, column)

    def warning(self, entries: Sequence[Entry]) -> str:
        """Return what to take care of after entries were put; asked before the sheet is read anew."""
        return ""

    def changes_states(self, entries: Sequence[Entry]) -> bool:
        """Whether entries change how far coders are, and with that, in blind coding, what is counted."""
        return False

    def about(self, row: Hashable, column: Column) -> str:
        """Say what stands in a column, for the line at the bottom."""
        return column.noun or column.heading

    # -- what all have in common

    def row(self, key: Hashable) -> SheetRow | None:
        """Return the row that stands for this."""
        return next((row for row in self.rows if row.key == key), None)

    def column(self, key: Hashable) -> Column | None:
        """Return the column of that key."""
        return next((column for column in self.columns if column.key == key), None)

    def text(self, row: Hashable, column: Column) -> str:
        """Return what a cell shows; nothing where the row is gone."""
        found = self.row(row)
        return found.cells[self.columns.index(column)] if found else ""

    def title_of(self, key: Hashable) -> str:
        """Return the name of a row."""
        found = self.row(key)
        return found.cells[0] if found else ""

    def editable(self, entry: Entry) -> Column:
        """Return the column of an entry; raises `InvalidValue` when nothing can be typed there."""
        column = self.column(entry.column)
        if column is None:
            raise InvalidValue("That column is no longer there.")
        if not column.editable:
            raise InvalidValue(f"The column {column.heading} is counted, not typed; nothing was changed.")
        if not isinstance(entry.row, NewRow) and self.row(entry.row) is None:
            raise InvalidValue(f"That {self.noun} was removed by another program in the meantime.")
        return column

    def told(self, entries: Sequence[Entry]) -> str:
        """Say in words what entries put where."""
        rows = list(dict.fromkeys(entry.row for entry in entries))
        whose = self.title_of(rows[0]) if len(rows) == 1 else counted(len(rows), self.noun)
        if len({(entry.column, entry.text.strip()) for entry in entries}) == 1:
            column = self.column(entries[0].column)
            what = (column.noun or column.heading) if column else ""
            value = entries[0].text.strip()
            return f"set {what} = {value} for {whose}" if value else f"emptied {what} of {whose}"
        return f"set {counted(len(entries), 'value')} of {whose}"
