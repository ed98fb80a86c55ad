"""All texts of a code in the one Description that REFI-QDA has, written so that they can be taken apart again.

The definition comes first; each other text follows behind an empty line under its heading in square brackets. A line of
a text that looks like such a heading gets a backslash before it, and one backslash more where it has some.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HEADINGS = {"when to use": "When to use", "when not to use": "When not to use", "example": "Example"}
RETIRED = "[Retired]"
_FIELDS = {f"[{heading}]": field for field, heading in HEADINGS.items()} | {RETIRED: "retired"}
_LIKE_A_HEADING = re.compile(rf"^(\\*)(?=(?:{'|'.join(map(re.escape, _FIELDS))})$)", re.MULTILINE)


def together(texts: Mapping[str, str], is_retired: bool) -> str:
    """Return the texts of a code (by the names of the columns of a codebook table) as one."""
    parts = [_LIKE_A_HEADING.sub(r"\\\1", texts["definition"])] if texts.get("definition") else []
    for field, heading in HEADINGS.items():
        if texts.get(field):
            parts.append(f"[{heading}]\n" + _LIKE_A_HEADING.sub(r"\\\1", texts[field]))
    if is_retired:
        parts.append(RETIRED)
    return "\n\n".join(parts)


def apart(description: str) -> dict[str, str]:
    """Return what a Description says, by columns; `retired` is `yes` where it says so. The inverse of `together`."""
    found: dict[str, str] = {}
    field, lines = "definition", list[str]()
    for line in [*description.split("\n"), None]:
        if line is not None and line not in _FIELDS:
            lines.append(line[1:] if line.startswith("\\") and _LIKE_A_HEADING.match(line) else line)
            continue
        if line is not None and lines and not lines[-1]:
            lines.pop()  # the empty line before a heading
        if field == "retired":
            found[field] = "yes"
        elif text := "\n".join(lines):
            found[field] = text if field not in found else f"{found[field]}\n{text}"
        field, lines = _FIELDS.get(line or "", ""), []
    return found
