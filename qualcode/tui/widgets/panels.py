"""The rows of the panels: documents with their state, and the codebook as a tree. Pure but for the row records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualcode.model import Code
from qualcode.tui.recent_codes import RecentCodes
from qualcode.tui.study import STATE_MARKS, Study
from qualcode.tui.widgets.row_list import Piece, Row, row

PINNED = "•"
OPEN = "»"


def document_rows(study: Study, open_document: int | None, *, with_read: bool = False) -> list[Row]:
    """Return a row for each document: state mark, sign if open, name, how much was read if there is room, codings."""
    if not study.documents:
        return [
            row(None, " No transcripts yet:", muted=True),
            row(None, " press F9 to import some", muted=True),
        ]
    rows = []
    for document in study.documents:
        count = study.document_counts.get(document.id, 0)
        mark = STATE_MARKS[study.states.get(document.id)]
        is_open = document.id == open_document
        name = Piece(document.name, strong=is_open)
        read = f"{study.read_shares.get(document.id, 0.0):.0%} read " if with_read else ""
        rows.append(
            Row(document.id, (Piece(f"{mark}{OPEN if is_open else ' '}"), name), f"{read}{count or '–':>3}")
        )
    return rows


class _Marks(NamedTuple):
    """What stands before a code's name."""

    digit: int | None
    is_pinned: bool
    is_marked: bool
    fold: str


@dataclass(slots=True)
class CodesShown:
    """How the panel shows the codebook: folded and marked codes, retired ones or not, what is typed to find some."""

    folded: set[int] = field(default_factory=set)
    marked: set[int] = field(default_factory=set)
    with_retired: bool = False
    typed: str = ""
    made: dict[int, tuple[Code, int, _Marks, Row]] = field(default_factory=dict)  # rows, as long as they hold


def code_rows(study: Study, recent: RecentCodes, shown: CodesShown) -> list[Row]:
    """Return a row for each code that is on view: digit, fold mark, colour, name, number of codings.

    A folded code counts what lies folded under it as well. While codes are looked for nothing is folded, and the
    codes above those found are muted.
    """
    if not study.codes:
        return [
            row(None, " No codes yet: c on a", muted=True),
            row(None, " sentence makes the first", muted=True),
        ]
    kept = study.codes if shown.with_retired else study.pickable()
    if shown.typed.strip():
        return _found_rows(study, kept, recent, shown)
    rows = [_kept_row(shown, *each) for each in _tree(study, kept, recent, shown)]
    if retired := len(study.codes) - len(kept):
        rows.append(row(None, f" {retired} retired: h shows", muted=True))
    return rows


def _tree(
    study: Study, kept: Sequence[Code], recent: RecentCodes, shown: CodesShown
) -> Iterator[tuple[Code, int, _Marks]]:
    parents = {code.parent_id for code in kept}
    counts, digits, pinned = _folded_counts(study, shown.folded), recent.digits(), set(recent.pinned.values())
    hidden = set[int]()
    for code in kept:
        if code.parent_id in hidden or code.parent_id in shown.folded:
            hidden.add(code.id)
            continue
        fold = ("▸" if code.id in shown.folded else "▾") if code.id in parents else " "
        marks = _Marks(digits.get(code.id), code.id in pinned, code.id in shown.marked, fold)
        yield code, counts.get(code.id, 0), marks


def _folded_counts(study: Study, folded: Collection[int]) -> Mapping[int, int]:
    """Return the number of codings by code; a folded code counts those of all codes under it too."""
    if not folded:
        return study.code_counts
    counts, folding = dict(study.code_counts), set(folded)
    for code in study.codes:  # whatever lies under a folded code is gathered there, branch by branch
        if code.parent_id in folding:
            folding.add(code.id)
    for code in reversed(study.codes):
        if code.parent_id is not None and code.parent_id in folding:
            counts[code.parent_id] = counts.get(code.parent_id, 0) + counts.get(code.id, 0)
    return counts


def _found_rows(study: Study, kept: Sequence[Code], recent: RecentCodes, shown: CodesShown) -> list[Row]:
    words = shown.typed.casefold().split()
    found = {code.id for code in kept if all(word in code.path.casefold() for word in words)}
    found |= {code.id for code in kept if all(word in code.definition.casefold() for word in words)}
    above, by_id = set[int](), {code.id: code for code in kept}
    for code_id in found:
        parent = by_id[code_id].parent_id
        while parent is not None and parent not in above:
            above.add(parent)
            parent = by_id[parent].parent_id
    digits, pinned = recent.digits(), set(recent.pinned.values())
    rows = []
    for code in kept:
        if code.id in found or code.id in above:
            marks = _Marks(digits.get(code.id), code.id in pinned, code.id in shown.marked, " ")
            shown_row = _code_row(code, study.code_counts.get(code.id, 0), marks)
            rows.append(shown_row if code.id in found else replace(shown_row, muted=True))
    return rows or [row(None, " No code answers.", muted=True)]


def _kept_row(shown: CodesShown, code: Code, count: int, marks: _Marks) -> Row:
    """Return the row made before, while nothing on it changes: a codebook may have thousands."""
    made = shown.made.get(code.id)
    if made is None or made[0] is not code or made[1] != count or made[2] != marks:
        made = shown.made[code.id] = code, count, marks, _code_row(code, count, marks)
    return made[3]


def _code_row(code: Code, count: int, marks: _Marks) -> Row:
    left = (
        Piece(f"{marks.digit or ' '}{PINNED if marks.is_pinned else ' '}", strong=True),
        Piece(" " * code.depth + marks.fold, muted=True),
        Piece("■ ", colour=code.colour),
        Piece("✓ " if marks.is_marked else "", strong=True),
        Piece(code.name + (" (retired)" if code.retired else "")),
    )
    return Row(code.id, left, str(count) if count else "", muted=code.retired)


def subtree_ids(codes: Collection[Code], top: int) -> set[int]:
    """Return the row numbers of a code and of all codes under it; `codes` are in the order of the tree."""
    inside = {top}
    for code in codes:
        if code.parent_id in inside:
            inside.add(code.id)
    return inside
