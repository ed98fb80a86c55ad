"""What could stand in a cell: values used before, names that are nearly what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.tui.grid.sheet import Offer

MOST = 6
IN_OTHER_CAPITALS = "is there in other capitals"


def values_like(typed: str, used: Mapping[str, int]) -> list[Offer]:
    """Return values used before that what is typed may go on as; one that differs in capitals alone comes first.

    While nothing is typed these are the values used most.
    """
    wanted = typed.strip().casefold()
    ranked = []
    for value, number in used.items():
        folded = value.casefold()
        if value == typed.strip() or wanted not in folded:
            continue
        same = folded == wanted
        begins = folded.startswith(wanted)
        note = f"{number}×{f' · {IN_OTHER_CAPITALS}' if same else ''}"
        offer = Offer(value, note, completes=begins and bool(wanted) and not same)
        ranked.append(((not same, not begins, -number, folded), offer))
    return [offer for _, offer in sorted(ranked, key=lambda pair: pair[0])][:MOST]


def other_capitals(typed: str, used: Mapping[str, int]) -> str | None:
    """Return the value used before that differs from what is typed in capitals alone, if what is typed is new."""
    typed = typed.strip()
    if not typed or typed in used:
        return None
    return next((value for value in used if value.casefold() == typed.casefold()), None)


def names_like(typed: str, names: Sequence[tuple[str, str]], most: int = MOST) -> list[Offer]:
    """Return (name, value) pairs as offers: names that begin so, words that do, that hold it, its letters in order."""
    wanted = typed.strip().casefold()
    ranked = []
    for place, (name, value) in enumerate(names):
        rank = _rank(wanted, name.casefold())
        if rank is not None:
            ranked.append((rank, place, Offer(name, value=value)))
    return [offer for *_, offer in sorted(ranked, key=lambda item: item[:2])][:most]


def names_sharing_words(text: str, names: Sequence[tuple[str, str]]) -> list[Offer]:
    """Return (name, value) pairs as offers whose name has a word of the text, those with most of them first."""
    words = set(text.casefold().split())
    shared = [(len(words & set(name.casefold().split())), name, value) for name, value in names]
    return [
        Offer(name, value=value)
        for number, name, value in sorted(shared, key=lambda each: -each[0])
        if number
    ]


def _rank(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    if wanted in name:
        return 3
    return 4 if len(wanted) > 1 and _in_order(wanted, name) else None


def _in_order(letters: Iterable[str], name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
