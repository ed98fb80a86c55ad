"""A text that was edited as the screen shows it: what was not touched comes back as it was stored.

The screen shows a character that cannot be shown as a symbol, one for one. An editor holds the symbols, so a text that
is saved from there would have them in place of the characters that they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator

LONG = 2000


def edited(stored: str, shown: str, written: str) -> str:
    """Return `written` with the characters of `stored` wherever `shown`, as long as that, was left as it was."""
    if stored == shown:
        return written
    start = _common(shown, written)
    end = _common(shown[start:][::-1], written[start:][::-1])
    last, last_written = len(shown) - end, len(written) - end
    middle = _middle(stored[start:last], shown[start:last], written[start:last_written])
    return f"{stored[:start]}{middle}{stored[last:]}"


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _middle(stored: str, shown: str, written: str) -> str:
    """Return what stands between the first and the last place that was touched: line by line, then by character."""
    from difflib import SequenceMatcher  # seldom needed, and not at the start

    lines, new = shown.splitlines(keepends=True), written.splitlines(keepends=True)
    ends, new_ends = list(_ends(lines)), list(_ends(new))
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, lines, new, autojunk=False).get_opcodes():
        was, now = slice(ends[a], ends[b]), slice(new_ends[c], new_ends[d])
        if kind == "equal":
            pieces.append(stored[was])
        elif kind == "replace":
            pieces.append("".join(_by_character(stored[was], shown[was], written[now])))
        else:
            pieces.append(written[now])
    return "".join(pieces)


def _by_character(stored: str, shown: str, written: str) -> Iterator[str]:
    from difflib import SequenceMatcher

    # Exactness takes time with the square of the length; in a very long line frequent characters find no others.
    matcher = SequenceMatcher(None, shown, written, autojunk=len(shown) > LONG)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield stored[a:b] if kind == "equal" else written[c:d]


def _ends(lines: list[str]) -> Iterator[int]:
    """Yield where each line begins, and where the last one ends."""
    place = 0
    yield place
    for line in lines:
        place += len(line)
        yield place
