"""Bytes become text: byte order mark, then strict UTF-8, then the likely old code pages in order.

The bare best guess of a detector is never taken: it reads German cp1252 as hp_roman8. Each code page of a
short list is scored by how well its letters fit (`letters.py`); the choice is reported with a line to check.
"""

from __future__ import annotations

import codecs
import re

from qualcode.errors import InvalidValue, ReadingError
from qualcode.readers.letters import likely_encodings, plausibility

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_LOOKED_AT = 30_000  # bytes that a guess is made from
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")
_BINARY = "{} is not a text: it holds binary data; export the transcript from the program that made it."
_NO_CONTROLS = bytes([*b"\0\t\n\x0b\x0c\r\x1b", *range(32, 256)])
_CLOSE = 0.05  # two scores nearer than this are a tie, which the detector's hint decides
_SHOWN = 60  # characters of the sample line in a warning


def decode_bytes(
    data: bytes, encoding: str | None = None, language: str | None = None, name: str = "the file"
) -> tuple[str, str, str | None]:
    """The text of `data`, the encoding (a Python codec name), and a warning when that had to be guessed.

    `encoding` decides when given; `language` (a code like `de`) narrows the guess; `name` is what errors call
    the file. The byte order mark is left out, line ends are untouched. Raises ReadingError, or InvalidValue
    when no such encoding exists.
    """
    if encoding is not None:
        return _decode_as(data, encoding, name)
    for mark, label, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name), label, None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\0" not in text:
        refuse_binary(text, name)
        return text, "utf-8", None
    if b"\0" in data:
        return _without_mark(data, name)
    return _guessed(data, language, name) if data else ("", "utf-8", None)


def refuse_binary(text: str, name: str) -> None:
    """Raise ReadingError when the characters are those of a program or a picture rather than of a text."""
    head = text[:_LOOKED_AT]
    controls = len(head.encode("utf-8", "surrogatepass").translate(None, _NO_CONTROLS))
    if "\0" in text or controls * 50 > len(head):
        raise ReadingError(_BINARY.format(name))


def _decode_as(data: bytes, encoding: str, name: str) -> tuple[str, str, str | None]:
    try:
        codec = codecs.lookup(encoding)
        text, _ = codec.decode(data, "strict")
    except LookupError as unknown:
        raise InvalidValue(
            f'There is no encoding "{encoding}"; known ones are for example utf-8, cp1252, cp1251, koi8-r.'
        ) from unknown
    except Exception as wrong:  # some codecs raise errors of their own kind
        raise ReadingError(_not_in(name, encoding, wrong)) from wrong
    if not isinstance(text, str):
        raise InvalidValue(
            f'"{encoding}" turns no bytes into text; choose an encoding such as utf-8 or cp1252.'
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as half:
        raise ReadingError(f"{name} is not {encoding}: it would hold half characters.") from half
    refuse_binary(text, name)
    return text.removeprefix("\ufeff"), codec.name, None


def _not_in(name: str, encoding: str, wrong: Exception) -> str:
    place = f" at byte {wrong.start}" if isinstance(wrong, UnicodeDecodeError) else ""
    return f"{name} is not {encoding}: it does not fit{place}; leave the encoding out to have it recognised."


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as wrong:
        raise ReadingError(
            f"{name} says that it is {codec} but is damaged at byte {wrong.start}; save it again as UTF-8."
        ) from wrong
    refuse_binary(text, name)
    return text


def _without_mark(data: bytes, name: str) -> tuple[str, str, str | None]:
    """UTF-16 without a byte order mark gives itself away by zero bytes in every second place."""
    controls = len(data.translate(None, _NO_CONTROLS))
    if data.count(0) * 4 < len(data) and controls * 50 < len(data) and _in(data, "utf-8") is not None:
        raise ReadingError(_BINARY.format(name))  # a zero here and there in a text is damage
    best: tuple[float, str, str] | None = None
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and any(sign in text for sign in " \n\r\t"):
            score = plausibility(text[:_LOOKED_AT], codec)
            if best is None or score > best[0]:
                best = (score, codec, text)
    if best is None:
        raise ReadingError(_BINARY.format(name))
    refuse_binary(best[2], name)
    return best[2], best[1], _warning(best[2], best[1])


def _guessed(data: bytes, language: str | None, name: str) -> tuple[str, str, str | None]:
    head = _telling_lines(data)
    scores = {}
    for codec in likely_encodings(language):
        text = _in(head, codec)
        if text is not None:
            scores[codec] = plausibility(text, codec) / max(1, sum(byte > 127 for byte in head))
    for codec in _by_fit(head, scores):
        try:
            whole = data.decode(codec)
        except UnicodeDecodeError:
            continue  # fits at the beginning only
        refuse_binary(whole, name)
        return whole, codec, _warning(whole, codec)
    raise ReadingError(f"{name} is in no encoding that is known here; name it with --encoding.")


def _telling_lines(data: bytes) -> bytes:
    """The first lines that hold anything beyond ASCII."""
    found = bytearray()
    position = 0
    while len(found) < _LOOKED_AT and (telling := _BEYOND_ASCII.search(data, position)):
        start = max(
            data.rfind(b"\n", position, telling.start()), data.rfind(b"\r", position, telling.start())
        )
        end = _LINE_END.search(data, telling.end())
        position = end.start() if end else len(data)
        found += data[max(start, position - _LOOKED_AT, 0) : position] + b"\n"
    return bytes(found[:_LOOKED_AT])


def _in(head: bytes, codec: str) -> str | None:
    try:  # the last character may be cut
        return codecs.getincrementaldecoder(codec)().decode(head, final=False)
    except UnicodeDecodeError:
        return None


def _by_fit(head: bytes, scores: dict[str, float]) -> list[str]:
    """Best first; among the nearly equal, the detector's hint and then the order of the list decide."""
    ranked = sorted(scores, key=lambda codec: -scores[codec])
    close = [codec for codec in scores if scores[ranked[0]] - scores[codec] < _CLOSE]
    if len({head.decode(codec, "replace") for codec in close}) > 1:
        hint = _hint(head, close)
        close.sort(key=lambda codec: codec != hint)
    return close + [codec for codec in ranked if codec not in close]


def _hint(head: bytes, codecs_in_question: list[str]) -> str | None:
    if {"cp1252", "latin-1"} >= set(codecs_in_question):
        return "cp1252"
    from charset_normalizer import from_bytes

    match = from_bytes(head, cp_isolation=[codec.replace("-", "_") for codec in codecs_in_question]).best()
    if match is None:
        return None
    return next((c for c in codecs_in_question if codecs.lookup(c) == codecs.lookup(match.encoding)), None)


def _warning(text: str, codec: str) -> str:
    """A sentence with the first line that shows whether the guess is right."""
    line = next((line for line in text.splitlines() if not line.isascii()), "")
    shown = "".join(sign if sign.isprintable() else " " for sign in line).strip()
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN].rstrip() + "…"
    return (
        f'The encoding was guessed as {codec}: check that "{shown}" reads well, or name it with --encoding.'
    )
