"""Text of files on its way to a terminal: what cannot be shown, or would steer it, becomes a symbol.

Every replacement is one character for one character, so offsets into the stored text hold on the screen.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
ZERO_WIDTH_NON_JOINER = "\u200c"

_SYMBOLS = {code: chr(0x2400 + code) for code in range(0x20)}  # NUL → ␀ … ESC → ␛ … US → ␟
_SYMBOLS |= {
    0x09: " ",  # a tab is a gap between words, and is shown as one
    0x7F: "\u2421",
    0xAD: "\u2010",  # terminals disagree on whether a soft hyphen takes a cell
    0x2028: "\u21b5",
    0x2029: "\u21b5",
}
_SYMBOLS |= dict.fromkeys(range(0x80, 0xA0), REPLACEMENT)  # C1: a second way to write escape sequences
_SYMBOLS |= dict.fromkeys(range(0x202A, 0x202F), REPLACEMENT)  # bidirectional embeddings and overrides
_SYMBOLS |= dict.fromkeys(range(0x2066, 0x206A), REPLACEMENT)  # bidirectional isolates
_SURROGATES = "\ud800-\udfff"  # cannot be written to any terminal
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069" + _SURROGATES
_UNSEEN = re.compile(f"[{_CONTROLS}]")
_UNSEEN_OR_BREAK = re.compile(f"[{_CONTROLS}\n]")
_JOINERS = re.compile("[\u200d\ufe0f]")


def visible(text: str) -> str:
    """Return `text` fit for one line of the screen, as long as before; a line break becomes ␊."""
    return _settle_joiners(_UNSEEN_OR_BREAK.sub(_symbol, text))


def visible_lines(text: str) -> str:
    """Return `text` fit for the screen, as long as before, with its line breaks kept."""
    return _settle_joiners(_UNSEEN.sub(_symbol, text))


def _symbol(found: re.Match[str]) -> str:
    return _SYMBOLS.get(ord(found[0]), REPLACEMENT)


def _settle_joiners(text: str) -> str:
    """Replace joiners that join nothing: Rich would swallow the character behind them when it measures."""
    if text.isascii():
        return text
    stray = [found.start() for found in _JOINERS.finditer(text) if _joins_nothing(text, found.start())]
    if not stray:
        return text
    characters = list(text)
    for place in stray:
        characters[place] = ZERO_WIDTH_NON_JOINER
    return "".join(characters)


def _joins_nothing(text: str, place: int) -> bool:
    # Imported here because its rules cost time to load, and most text on the command line never asks for them.
    from qualcode.text.graphemes import is_boundary

    return is_boundary(text, place + 1 if text[place] == "\u200d" else place)
