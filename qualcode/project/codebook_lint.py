"""What a codebook lacks before it is shared or applied by a second coder: remarks on its codes. No SQL here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model import Code
from qualcode.project.codes import pickable
from qualcode.project.near_names import near_names
from qualcode.text.wording import counted

RULES = {
    "no definition": "says what it means nowhere",
    "no example": "has no example",
    "unused": "has no codings, nor has a code under it",
    "near name": "is named nearly as another code",
    "single child": "has only one code under it",
    "retired but used": "is retired and has codings",
}
"""The rules, in the order in which a code's remarks are told."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about a code, by which rule."""

    code: Code
    rule: str
    told: str


def remarks_on(codes: Sequence[Code], counts: Mapping[int, int]) -> list[Remark]:
    """Return what is to be said about a codebook, code by code in the order of the tree.

    `codes` are in that order; `counts` are their own codings. Retired codes, and those under one, need no
    definition and no codings; of them it is only told where they have codings.
    """
    offered = pickable(codes)
    place = {code.id: number for number, code in enumerate(codes)}
    rank = {rule: number for number, rule in enumerate(RULES)}
    found = [*_incomplete(offered), *_unused(offered, codes, counts), *_near(offered)]
    found += [*_single(offered), *_retired(codes, counts)]
    return sorted(found, key=lambda remark: (place[remark.code.id], rank[remark.rule]))


def _incomplete(codes: Sequence[Code]) -> Iterator[Remark]:
    for code in codes:
        for rule, text in (("no definition", code.definition), ("no example", code.example)):
            if not text.strip():
                yield Remark(code, rule, RULES[rule])


def _unused(offered: Sequence[Code], codes: Sequence[Code], counts: Mapping[int, int]) -> Iterator[Remark]:
    totals = {code.id: counts.get(code.id, 0) for code in codes}
    for code in reversed(codes):
        if code.parent_id is not None:
            totals[code.parent_id] += totals[code.id]
    yield from (Remark(code, "unused", RULES["unused"]) for code in offered if not totals[code.id])


def _near(codes: Sequence[Code]) -> Iterator[Remark]:
    for first, second in near_names(codes):
        yield Remark(second, "near name", f"is named nearly as {first.path}")


def _single(codes: Sequence[Code]) -> Iterator[Remark]:
    children = Counter(code.parent_id for code in codes)
    for code in codes:
        if children[code.id] == 1:
            yield Remark(code, "single child", RULES["single child"])


def _retired(codes: Sequence[Code], counts: Mapping[int, int]) -> Iterator[Remark]:
    for code in codes:
        if code.retired and (number := counts.get(code.id, 0)):
            yield Remark(code, "retired but used", f"is retired and has {counted(number, 'coding')}")
