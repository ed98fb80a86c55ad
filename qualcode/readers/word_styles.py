"""Which of a Word file's styles are bold, and which are headings."""

from __future__ import annotations

import re
from typing import Any

from qualcode.readers.archive import attribute, local_name

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)  # Word's own name, in every language


def is_on(switch: Any) -> bool:
    """Whether a property such as `<w:b/>` is present and not switched off."""
    return switch is not None and (attribute(switch, "val") or "true") not in ("0", "false", "off", "none")


class Styles:
    """The styles of one file; without a style sheet nothing is bold and heading styles go by their ids."""

    def __init__(self, root: Any) -> None:
        self._bold: dict[str, bool] = {}
        self._level: dict[str, int] = {}
        self._based_on: dict[str, str] = {}
        for style in root if root is not None else ():
            name = attribute(style, "styleId") if local_name(style) == "style" else None
            if name:
                self._read(name, style)

    def bold(self, style: str | None) -> bool:
        """Whether text of that style is bold, its ancestors included."""
        return bool(self._inherited(style, self._bold))

    def level(self, style: str | None) -> int | None:
        """The level of a heading style, None for others."""
        found: int | None = self._inherited(style, self._level)
        if found is None and style:
            match = re.fullmatch(r"Heading([1-9])", style)
            found = int(match[1]) if match else None
        return found

    def run_bold(self, properties: Any, inherited: bool) -> bool:
        """Whether a run with these properties is bold where its paragraph is so or not."""
        for child in properties:
            name = local_name(child)
            if name == "b":
                return is_on(child)
            if name == "rStyle" and self._inherited(attribute(child, "val"), self._bold) is not None:
                inherited = self.bold(attribute(child, "val"))
        return inherited

    def _read(self, name: str, style: Any) -> None:
        for child in style:
            kind = local_name(child)
            if kind == "name" and (match := _HEADING.match(attribute(child, "val") or "")):
                self._level[name] = int(match[1])
            elif kind == "name" and (attribute(child, "val") or "").lower() == "title":
                self._level[name] = 1
            elif kind == "basedOn":
                self._based_on[name] = attribute(child, "val") or ""
            elif kind == "rPr":
                for switch in child:
                    if local_name(switch) == "b":
                        self._bold[name] = is_on(switch)

    def _inherited(self, style: str | None, values: dict[str, Any]) -> Any:
        seen: set[str] = set()
        while style and style not in seen:
            if style in values:
                return values[style]
            seen.add(style)
            style = self._based_on.get(style)
        return None
