"""How codes are written: paths, colours, and the order of the tree. No SQL here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualcode.errors import InvalidValue
from qualcode.model import PATH_SEPARATOR, Code
from qualcode.text.newlines import normalise_newlines

# A separator inside a name: any number of backslashes, then >, between spaces or at an end of the name.
INNER_SEPARATOR = re.compile(r"(?<![^ ])(\\*)>(?![^ ])")
ESCAPED_SEPARATOR = re.compile(r"(?<![^ ])\\(\\*)>(?![^ ])")

# Twelve colours that stay apart for colour-blind readers and on light and dark screens
# (after Paul Tol's "muted" and "bright" schemes).
PALETTE = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377",
    "#ee8866", "#44bb99", "#882255", "#999933", "#cc6677", "#88ccee",
)  # fmt: skip


def pickable(codes: Iterable[Code]) -> list[Code]:
    """Return the codes that may be applied: those not retired, and not under a retired one."""
    retired: set[int] = set()
    kept = []
    for code in codes:
        if code.retired or code.parent_id in retired:
            retired.add(code.id)
        else:
            kept.append(code)
    return kept


def join_path(names: Iterable[str]) -> str:
    """Return the path of a code from the names of its ancestors and its own, top first."""
    return PATH_SEPARATOR.join(INNER_SEPARATOR.sub(r"\\\1>", name) if ">" in name else name for name in names)


def split_path(path: str) -> list[str]:
    """Return the names in a path, top first; the inverse of `join_path`. Spaces around names are dropped.

    Raises `InvalidValue` for a path with an empty name.
    """
    names = [
        ESCAPED_SEPARATOR.sub(r"\1>", part.strip()) for part in f" {path.strip()} ".split(PATH_SEPARATOR)
    ]
    if not all(names):
        raise InvalidValue(f"“{path}” is not a code's path: a name between two “>” is empty.")
    return names


def checked_name(name: str) -> str:
    """Return a code's name without surrounding white space; raises `InvalidValue` when nothing is left.

    Line breaks become spaces: a name is one line everywhere it is shown.
    """
    name = " ".join(normalise_newlines(name).split("\n")).strip()
    if not name:
        raise InvalidValue("A code needs a name.")
    return name


def checked_colour(colour: str) -> str:
    """Return a colour as `#rrggbb`; takes `#RGB`, `RRGGBB` and capitals too. Raises `InvalidValue`."""
    digits = colour.strip().lstrip("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9a-f]{6}", digits):
        raise InvalidValue(f"“{colour}” is not a colour; write it as #rrggbb, for example #4477aa.")
    return f"#{digits}"


def next_colour(used: Sequence[str]) -> str:
    """Return the colour of the palette that is used least, the earliest of several."""
    counts = dict.fromkeys(PALETTE, 0)
    for colour in used:
        if colour in counts:
            counts[colour] += 1
    return min(PALETTE, key=lambda colour: counts[colour])
