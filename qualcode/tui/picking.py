"""What the picker shows and what a typed name means. No widgets but the row records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qualcode.errors import QualcodeError
from qualcode.model import PATH_SEPARATOR, Code
from qualcode.project.codes import join_path, split_path
from qualcode.tui.fuzzy import Match
from qualcode.tui.widgets.row_list import Piece, Row

CREATE = "create"


def picker_rows(
    typed: str,
    found: Sequence[Match],
    codes: Sequence[Code],
    counts: Mapping[int, int],
    marked: Collection[int],
) -> list[Row]:
    """Return a row for each code found, and one to make what is typed unless it is there."""
    rows = [_found_row(match, counts.get(match.code.id, 0), match.code.id in marked) for match in found]
    if new := new_path(typed, codes):
        rows.append(Row(CREATE, (Piece(" + create  ", strong=True), Piece(new))))
    return rows


def _found_row(match: Match, count: int, is_marked: bool) -> Row:
    code, marks = match.code, set(match.marks)
    pieces = [Piece(" ✓ " if is_marked else "   ", strong=True), Piece("■ ", colour=code.colour)]
    start = 0
    for place in range(1, len(code.path) + 1):
        if place == len(code.path) or (place in marks) != (start in marks):
            pieces.append(Piece(code.path[start:place], strong=start in marks))
            start = place
    if code.definition:
        pieces.append(Piece("  " + " ".join(code.definition.split()), muted=True))
    return Row(code.id, tuple(pieces), str(count) if count else "–")


def new_path(typed: str, codes: Sequence[Code]) -> str | None:
    """Return the path that would be made for what is typed; None when it is empty, unfinished or there already."""
    try:
        path = written_path(typed, codes)
    except QualcodeError:
        return None
    folded = path.casefold()
    return None if any(code.path.casefold() == folded for code in codes) else path


def written_path(typed: str, codes: Sequence[Code]) -> str:
    """Return the path for what is typed: a parent may be written by its name alone, in any case.

    Raises `InvalidValue` when a name in it is empty.
    """
    *above, name = split_path(typed)
    if not above:
        return join_path([name])
    written = join_path(above).casefold()
    by_path = [code for code in codes if code.path.casefold() == written]
    by_name = [code for code in codes if code.name.casefold() == written]
    parents = by_path or (by_name if len(by_name) == 1 else [])
    parent = parents[0].path if parents else join_path(above)
    return parent + PATH_SEPARATOR + join_path([name])
