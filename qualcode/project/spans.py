"""Whether a span is a passage of a document: one rule for codings and memos."""

from __future__ import annotations

from qualcode.errors import InvalidValue
from qualcode.model import Document


def check_span(document: Document, start: int, end: int) -> None:
    """Raise `InvalidValue` unless `[start, end)` is a non-empty span inside the document."""
    check_bounds(document.name, document.characters, start, end)


def check_bounds(name: str, characters: int, start: int, end: int) -> None:
    """Raise `InvalidValue` unless `[start, end)` is a non-empty span of a text of so many characters."""
    if not 0 <= start < end <= characters:
        raise InvalidValue(f"The span {start}:{end} does not fit {name}, whose text is 0:{characters}.")
