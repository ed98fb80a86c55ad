"""Small matters of wording."""

from __future__ import annotations


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning; the rest (names!) stays as it is."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, `1 coding` or `2,104 codings`; the plural takes an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
