"""Two codebooks compared, whatever they are kept in: what the second has, says and places otherwise, and lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.exchange.codebook_choices import NAMES, Choices
from qualcode.exchange.codebook_plan import CodeDifference, plan_of
from qualcode.exchange.codebook_sources import exactly
from qualcode.exchange.codebook_table import CodebookTable
from qualcode.model import Code


def compared(before: Sequence[Code], after: CodebookTable) -> list[CodeDifference]:
    """Return what becomes of each code from one codebook to another, those that are `removed` at the end.

    A code with the same GUID, or else at the same path, is the same code. Of what the second codebook has no column
    for nothing is told. Raises `ImportRefused`.
    """
    plan = plan_of(before, exactly(after), Choices(match=NAMES))
    silent = {row.line for row in after.rows if "colour" not in row.fields}
    told = [_without_colour(each) if each.line in silent else each for each in plan.differences]
    there = {difference.guid for difference in told}
    gone = [CodeDifference(code.path, code.guid, ("removed",)) for code in before if code.guid not in there]
    return [*told, *gone]


def _without_colour(difference: CodeDifference) -> CodeDifference:
    """Drop the colour, which is made up where a file tells none."""
    changes = tuple(change for change in difference.changes if change.field != "colour")
    kinds = tuple(
        kind for kind in difference.kinds if kind != "changed" or any(_is_of_code(c.field) for c in changes)
    )
    return replace(difference, changes=changes, kinds=kinds or ("same",))


def _is_of_code(field: str) -> bool:
    return field not in ("path", "place")
