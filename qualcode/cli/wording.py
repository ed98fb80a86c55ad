"""Small matters of wording."""

from __future__ import annotations


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning; the rest (names!) stays as it is."""
    return text[:1].upper() + text[1:]
