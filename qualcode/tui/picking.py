"""What the picker shows and what a typed name means. No widgets but the row records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qualcode.errors import InvalidValue, QualcodeError
from qualcode.model import PATH_SEPARATOR, Code
from qualcode.project.codes import join_path, split_path
from qualcode.tui.fuzzy import Match
from qualcode.tui.widgets.row_list import Piece, Row, row

CREATE, AT_TOP = "create", "create at the top"
LONGEST_DEFINITION = 120


def picker_rows(
    found: Sequence[Match], unshown: int, counts: Mapping[int, int], marked: Collection[int]
) -> list[Row]:
    """Return a row for each code found, and one that tells how many more there are."""
    rows = [_found_row(match, counts.get(match.code.id, 0), match.code.id in marked) for match in found]
    if unshown > 0:
        rows.append(row(None, f"   … {unshown} more: type another letter", muted=True))
    return rows


def _found_row(match: Match, count: int, is_marked: bool) -> Row:
    code, path = match.code, match.code.path
    pieces = [Piece(" ✓ " if is_marked else "   ", strong=True), Piece("■ ", colour=code.colour)]
    end = 0
    for start, stop in _runs(match.marks):
        pieces += [Piece(path[end:start])] if start > end else []
        pieces.append(Piece(path[start:stop], strong=True))
        end = stop
    pieces += [Piece(path[end:])] if end < len(path) else []
    if code.definition:
        pieces.append(Piece("  " + " ".join(code.definition[:LONGEST_DEFINITION].split()), muted=True))
    return Row(code.id, tuple(pieces), str(count) if count else "–")


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return places in order as stretches `[start, stop)` without gaps."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs


class Naming:
    """What a typed name would be called in full: a name alone goes under `parent`, `> Name` goes to the top.

    What does not change between two key strokes is worked out once.
    """

    def __init__(self, codes: Sequence[Code], parent: Code | None = None) -> None:
        self._parent = parent
        self._paths = {code.path.casefold(): code.path for code in reversed(codes)}
        self._by_name: dict[str, list[str]] = {}
        for code in codes:
            self._by_name.setdefault(code.name.casefold(), []).append(code.path)

    def rows(self, typed: str) -> list[Row]:
        """Return the rows to make what is typed: under the parent, and at the top."""
        ways = [(CREATE, self.path, ""), (AT_TOP, self.path_at_top, "  (at the top)")]
        made: dict[str, Row] = {}
        for key, path_of, where in ways:
            try:
                path = path_of(typed)
            except QualcodeError:
                continue
            if path.casefold() not in self._paths and path not in made:
                made[path] = Row(
                    key,
                    (
                        Piece(" + create  ", strong=True),
                        Piece(path),
                        Piece(where if made else "", muted=True),
                    ),
                )
        return list(made.values())

    def path(self, typed: str) -> str:
        """Return the path for what is typed: a parent may be written by its name alone, in any case.

        Raises `InvalidValue` when a name in it is empty.
        """
        if typed.lstrip().startswith(">"):
            return self.path_at_top(typed)
        *above, name = split_path(typed)
        if not above:
            made = join_path([name])
            return self._parent.path + PATH_SEPARATOR + made if self._parent else made
        written = join_path(above)
        folded = written.casefold()
        named = self._by_name.get(folded, [])
        parent = self._paths.get(folded) or (named[0] if len(named) == 1 else written)
        return parent + PATH_SEPARATOR + join_path([name])

    def path_at_top(self, typed: str) -> str:
        """Return the path for what is typed at the top; a path that is typed whole stays. Raises `InvalidValue`."""
        *above, name = split_path(typed.lstrip().removeprefix(">"))
        return self.path(typed) if above else join_path([name])


def weight_of(typed: str) -> int | None:
    """Return a weight as it was typed; None for nothing. Raises `InvalidValue`."""
    typed = typed.strip()
    if not typed:
        return None
    if not typed.isdecimal() or int(typed) > 100:
        raise InvalidValue(f"“{typed}” is no weight; it is a whole number from 0 to 100.")
    return int(typed)
