"""The codebook as rows of a tree: what is on view, with own counts and those with sub-codes. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.model import Code
from qualcode.tui.widgets.row_list import Piece, Row, row

STEP = 2


@dataclass(slots=True)
class TreeView:
    """How the tree is looked at: what is folded, the filter, and whether retired codes are shown."""

    folded: set[int] = field(default_factory=set)
    filter: str = ""
    retired: bool = False


def codes_on_view(codes: Sequence[Code], view: TreeView) -> list[Code]:
    """Return the codes that the tree shows, in its order.

    A filter shows the codes that answer with those above them, folded or not.
    """
    offered = codes if view.retired else not_retired(codes)
    if view.filter.strip():
        answering = answering_ids(offered, view.filter)
        wanted = with_ancestors(offered, answering)
        return [code for code in offered if code.id in wanted]
    shown, hidden = [], set[int]()
    for code in offered:
        if code.parent_id in hidden or code.parent_id in view.folded:
            hidden.add(code.id)
        else:
            shown.append(code)
    return shown


def not_retired(codes: Sequence[Code]) -> list[Code]:
    """Return the codes that are neither retired nor under a retired one."""
    hidden: set[int] = set()
    for code in codes:
        if code.retired or code.parent_id in hidden:
            hidden.add(code.id)
    return [code for code in codes if code.id not in hidden]


def answering_ids(codes: Sequence[Code], typed: str) -> set[int]:
    """Return the codes whose path or definition holds every word typed, in any case."""
    words = typed.casefold().split()
    return {
        code.id
        for code in codes
        if all(word in f"{code.path}\n{code.definition}".casefold() for word in words)
    }


def with_ancestors(codes: Sequence[Code], chosen: set[int]) -> set[int]:
    """Return codes with all above them; `codes` are in the order of the tree."""
    wanted = set(chosen)
    for code in reversed(codes):
        if code.id in wanted and code.parent_id is not None:
            wanted.add(code.parent_id)
    return wanted


def totals(codes: Sequence[Code], counts: Mapping[int, int]) -> dict[int, int]:
    """Return for each code the number of codings of it and of all under it."""
    sums = {code.id: counts.get(code.id, 0) for code in codes}
    for code in reversed(codes):
        if code.parent_id is not None:
            sums[code.parent_id] += sums[code.id]
    return sums


def tree_rows(codes: Sequence[Code], counts: Mapping[int, int], view: TreeView) -> list[Row]:
    """Return a row for each code on view: fold mark, colour, name, own codings / with sub-codes."""
    shown = codes_on_view(codes, view)
    sums = totals(codes, counts)
    answering = answering_ids(shown, view.filter) if view.filter.strip() else None
    parents = {code.parent_id for code in (codes if view.retired else not_retired(codes))}
    return [
        _row(
            code,
            counts.get(code.id, 0),
            sums[code.id] if code.id in parents else None,
            answering is None and code.id in view.folded,
            answering is not None and code.id not in answering,
        )
        for code in shown
    ]


def _row(code: Code, own: int, total: int | None, is_folded: bool, is_beside: bool) -> Row:
    fold = " " if total is None else "▸" if is_folded else "▾"
    left = (
        Piece(" " * (1 + STEP * code.depth) + fold + " ", muted=True),
        Piece("■ ", colour=code.colour),
        Piece(("(retired) " if code.retired else "") + code.name),
    )
    right = str(own or "–") if total is None or total == own else f"{own} / {total}"
    return Row(code.id, left, right, muted=code.retired or is_beside)


def fold_mark_at(code: Code) -> int:
    """Return the column of a code's fold mark."""
    return 1 + STEP * code.depth


def empty_rows(view: TreeView, has_codes: bool) -> list[Row]:
    """Return what is told where no code is on view."""
    if view.filter.strip():
        told = ["No code answers to that.", "Esc ends the filter."]
    elif has_codes:
        told = ["All codes are retired.", "h shows them."]
    else:
        told = ["No codes yet.", "n makes the first one;", "F9 brings in a codebook", "(csv, xlsx, json)."]
    return [row(None, f" {line}", muted=True) for line in told]


def siblings_of(codes: Sequence[Code], code: Code) -> list[Code]:
    """Return the codes with the same parent, the code itself included, in their order."""
    return [each for each in codes if each.parent_id == code.parent_id]


def same_named(codes: Sequence[Code], code: Code) -> int:
    """Return how many siblings have the same name, in any case."""
    wanted = code.name.casefold()
    return sum(each.name.casefold() == wanted for each in siblings_of(codes, code)) - 1


def retired_above(codes: Sequence[Code], code: Code) -> Code | None:
    """Return the nearest code above that is retired."""
    by_id = {each.id: each for each in codes}
    above = by_id.get(code.parent_id or 0)
    while above is not None and not above.retired:
        above = by_id.get(above.parent_id or 0)
    return above


def subtree_of(codes: Sequence[Code], code: Code) -> list[Code]:
    """Return a code and all under it; `codes` are in the order of the tree."""
    inside = {code.id}
    for each in codes:
        if each.parent_id in inside:
            inside.add(each.id)
    return [each for each in codes if each.id in inside]
