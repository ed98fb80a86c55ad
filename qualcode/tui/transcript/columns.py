"""How the width of the view is shared out: names, lanes, line and turn numbers, text."""

from __future__ import annotations

from dataclasses import dataclass

NARROWEST_TEXT, WIDEST_TEXT = 60, 90
DEFAULT_MEASURE = 80
LETTERS_BELOW = 60
FULL_MARGIN_FROM = 100
NAME_CELLS = (9, 16)  # the narrowest worth showing, the widest


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells for each part of a row, from left to right; 0 where a part is left out."""

    names: int
    lanes: int
    surplus: int  # "+2": how many codings have no lane here
    line_numbers: int
    turn_numbers: int
    text: int
    letters: bool  # lanes show the code's first letter instead of a line

    @property
    def lanes_from(self) -> int:
        """The cell at which the first lane stands."""
        return self.names

    @property
    def text_from(self) -> int:
        """The cell at which the text begins; the one before it holds the mark of the cursor."""
        return self.names + self.lanes + self.surplus + self.line_numbers + self.turn_numbers + 1


def share_out(width: int, lines: int, turns: int, measure: int = DEFAULT_MEASURE) -> Columns:
    """Share out `width` cells for a document of so many numbered lines and turns; the text gets at most `measure`."""
    letters = width < LETTERS_BELOW
    lanes = min(6, max(3, (width - 62) // 6))
    line_numbers = max(2, len(str(lines))) + 1 if lines else 0
    turn_numbers = 0 if letters or turns == 0 else max(2, len(str(turns))) + 1
    rest = width - lanes - 2 - line_numbers - turn_numbers - 2
    names = min(NAME_CELLS[1], rest - NARROWEST_TEXT)
    names = names if names >= NAME_CELLS[0] else 0
    text = max(2, min(measure, rest - names))
    return Columns(names, lanes, 2, line_numbers, turn_numbers, text, letters)
