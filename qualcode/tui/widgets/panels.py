"""The rows of the panels: documents with their state, and the codebook as a tree. Pure but for the row records."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from qualcode.model import Code
from qualcode.tui.study import STATE_MARKS, Study
from qualcode.tui.widgets.row_list import Piece, Row, row


def document_rows(study: Study, open_document: int | None, *, with_read: bool = False) -> list[Row]:
    """Return a row for each document: state mark, name, how much of it was read if there is room, its codings."""
    if not study.documents:
        return [
            row(None, " No transcripts yet:", muted=True),
            row(None, " press F9 to import some", muted=True),
        ]
    rows = []
    for document in study.documents:
        count = study.document_counts.get(document.id, 0)
        mark = STATE_MARKS[study.states.get(document.id)]
        name = Piece(document.name, strong=document.id == open_document)
        read = f"{study.read_shares.get(document.id, 0.0):.0%} read " if with_read else ""
        rows.append(Row(document.id, (Piece(f"{mark} "), name), f"{read}{count or '–':>3}"))
    return rows


def code_rows(study: Study, digits: Mapping[int, int], folded: Collection[int] = ()) -> list[Row]:
    """Return a row for each code that is on view: fold mark, digit, colour, name, number of codings.

    A folded code counts what lies folded under it as well.
    """
    if not study.codes:
        return [
            row(None, " No codes yet: c on a", muted=True),
            row(None, " sentence makes the first", muted=True),
        ]
    parents = {code.parent_id for code in study.codes}
    rows, hidden = [], set[int]()
    for code in study.codes:
        if code.parent_id in hidden or code.parent_id in folded:
            hidden.add(code.id)
            continue
        count = study.code_counts.get(code.id, 0)
        if code.id in folded:
            count = sum(study.code_counts.get(each, 0) for each in subtree_ids(study.codes, code.id))
        rows.append(_code_row(code, count, digits.get(code.id), code.id in parents, code.id in folded))
    return rows


def _code_row(code: Code, count: int, digit: int | None, has_children: bool, is_folded: bool) -> Row:
    fold = ("▸" if is_folded else "▾") if has_children else " "
    left = (
        Piece(f"{digit or ' '} ", strong=True),
        Piece(" " * code.depth + fold, muted=True),
        Piece("■ ", colour=code.colour),
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
