"""The small things of REFI-QDA files: GUIDs, moments, colours, numbers, paths, read leniently, never guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_COLOUR_NUMBERS = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,[^)]*)?\)", re.IGNORECASE)
_COLOUR_NAMED = re.compile(r"Color \[(?:A=\d+,\s*)?R=(\d+),\s*G=(\d+),\s*B=(\d+)\]", re.IGNORECASE)
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_HEX_WITH_ALPHA = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{6})")
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,18}\s*", re.ASCII)


def moment(written: str | None) -> str | None:
    """Return a moment as ISO 8601, in UTC where it names a zone; None where there is none or it is none."""
    if not written or not (text := written.strip()):
        return None
    try:
        point = datetime.fromisoformat(text)
        if point.tzinfo is None:
            return text
        if text.endswith("Z"):
            return text
        point = point.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return point.isoformat().replace("+00:00", "Z")


def colour(written: str | None) -> str | None:
    """Return a colour as `#rrggbb`, empty where there is none, and None where it is not understood."""
    if not written or not (text := written.strip()):
        return ""
    if found := _HEX.fullmatch(text):
        digits = found[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    if found := _HEX_WITH_ALPHA.fullmatch(text):
        return f"#{found[2].lower()}"
    if found := _COLOUR_NUMBERS.fullmatch(text) or _COLOUR_NAMED.fullmatch(text):
        shares = [int(number) for number in found.groups()]
        return "#" + "".join(f"{share:02x}" for share in shares) if max(shares) < 256 else None
    if _WHOLE.fullmatch(text):
        number = int(text)
        return f"#{number & 0xFFFFFF:06x}" if -(1 << 31) <= number < 1 << 32 else None
    return None


def whole(written: str | None) -> int | None:
    """Return a whole number of at most 18 digits, or None for anything else; nothing is rounded or bounded."""
    if written is None:
        return None
    if (written.isdigit() and len(written) < 19 and written.isascii()) or _WHOLE.fullmatch(written):
        return int(written)
    return None


def flag(written: str | None) -> bool:
    """Return an xsd:boolean; true where it is missing."""
    return (written or "true").strip().lower() not in ("false", "0")


def flat_name(path: str) -> tuple[str | None, bool]:
    """Return the name inside `sources/` that a path means, and whether it is written as the standard says.

    None for a path outside of the archive: such a file is never opened.
    """
    if path.startswith("internal://"):
        flat, standard = path.removeprefix("internal://").removeprefix("/"), True
    elif "://" in path:
        return None, True
    else:
        flat, standard = path, False
    folder, _, rest = flat.partition("/")
    if rest and folder.casefold() == "sources":
        flat, standard = rest, False
    return (None if not flat or "/" in flat or "\\" in flat else flat), standard


def stem(path: str) -> str:
    """Return the name of a file without its folders and extension."""
    name = re.split(r"[/\\]", path)[-1]
    return name.rpartition(".")[0] or name
