"""Headers of lines that begin alike, read once: in a long interview the same label opens hundreds of lines.

Up to a line's first colon, with a space and then a word behind it, the beginning alone decides what `headers.py`
makes of the line: a time holds a colon between digits, so none can begin before that colon; behind it a time would
stand in a bracket; emphasis would close right behind it.
"""

from __future__ import annotations

from qualcode.text.headers import Header
from qualcode.text.newlines import Line

_OPENS_TIME = "[({#"
_LOOKED_AT = 130  # characters; the colon of a label stands among them


class Beginnings:
    """The headers of one document by the beginnings of their lines.

    Not for lines in bold type nor for texts with typed line numbers: there more than the beginning counts.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Header]] = {}

    def header(self, line: Line, index: int, paragraph: bool) -> Header | None:
        """The header of a line that begins as an earlier one did; None when there was no such line."""
        text = line.text
        known = self._known.get(_beginning(text))
        if known is None or not _decided(text):
            return None
        length, like = known
        return Header(
            index, line.start, line.start + length, like.label, like.key, like.kind,
            like.look, paragraph, like.bold, text[length:].strip(),
        )  # fmt: skip

    def learn(self, line: Line, header: Header) -> None:
        """Remember the header of a line, if its beginning alone decided it."""
        if header.kind == "colon" and _decided(line.text):
            self._known[_beginning(line.text)] = (header.text_start - line.start, header)


def _beginning(text: str) -> str:
    """A line up to its first colon."""
    return text[: text.find(":", 0, _LOOKED_AT) + 1]


def _decided(text: str) -> bool:
    """Whether behind the first colon stand one space and something else than a time."""
    place = len(_beginning(text))
    after = text[place : place + 2]
    return (
        place > 0
        and len(after) == 2
        and after[0] == " "
        and not after[1].isspace()
        and after[1] not in _OPENS_TIME
    )
