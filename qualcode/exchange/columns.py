"""Columns found by their headings: any order, capitals or not, and the other names a column may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from qualcode.errors import ImportRefused


def folded(heading: str) -> str:
    """Return a heading as it is compared: without capitals, with `_` and runs of white space as one space."""
    return " ".join(heading.replace("_", " ").casefold().split())


def places_of(
    name: str, headings: Sequence[str], known: Mapping[str, Iterable[str]]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return field → place of its column, and the headings that belong to none.

    `known` maps each field to the headings it goes by (folded). Raises `ImportRefused` when two columns hold the
    same field.
    """
    fields = {alias: field for field, aliases in known.items() for alias in aliases}
    places: dict[str, int] = {}
    others: list[str] = []
    for place, heading in enumerate(headings):
        field = fields.get(folded(heading))
        if field is None:
            others.append(heading)
        elif field in places:
            raise ImportRefused(
                f"{name} has two columns for the same thing, “{headings[places[field]]}” and “{heading}”;"
                " leave one of them out."
            )
        else:
            places[field] = place
    return places, tuple(others)


def column(name: str, headings: Sequence[str], wanted: str) -> int:
    """Return the place of the column that the user named; capitals do not matter where that is clear.

    Raises `ImportRefused` with the columns there are.
    """
    if wanted in headings:
        return headings.index(wanted)
    near = [place for place, heading in enumerate(headings) if folded(heading) == folded(wanted)]
    if len(near) == 1:
        return near[0]
    close = get_close_matches(wanted, headings, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"its columns are: {', '.join(headings)}."
    raise ImportRefused(f"{name} has no column “{wanted}”; {hint}")
