"""XML of other tools: no DOCTYPE in any encoding, nothing fetched, bounded in size and depth, read piece by piece."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Any

from qualcode.errors import ReadingError

MOST_ELEMENTS = 1_000_000
MOST_ATTRIBUTES = 3_000_000  # a coding of NVivo is four elements with twelve attributes
DEEPEST = 256  # levels of elements: the parser's own limit
_PIECE = 1 << 16
_LONGEST_HEAD = 1 << 20  # bytes before the first element
_DECLARED = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_KNOWN = ("utf-8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252")
Element = Any


def elements(data: bytes, name: str, tags: Sequence[str]) -> Iterator[Element]:
    """Yield the elements with these local names as each of them ends; whoever takes them may clear them.

    Raises `ReadingError` for a DOCTYPE, for XML that is not well-formed (with line and column) and for too much of it.
    """
    from lxml import etree

    refuse_doctype(data, name)
    refuse_too_many(data, name)
    parser = etree.XMLPullParser(
        ("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, collect_ids=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
            for _, element in parser.read_events():
                yield element
        parser.close()
        for _, element in parser.read_events():
            yield element
    except (etree.XMLSyntaxError, etree.ParserError, LookupError) as wrong:
        raise ReadingError(_not_well_formed(name, wrong)) from wrong


def _not_well_formed(name: str, wrong: Exception) -> str:
    """The parser's words are left out: they may quote the file."""
    text = str(wrong)
    if "depth" in text.lower():
        return f"{name} nests elements over {DEEPEST} levels deep; no more is read."
    if "resource limit" in text.lower() or "huge" in text.lower():
        return f"{name} holds a text or an attribute of over 10 MB; no longer one is read."
    line, column = getattr(wrong, "position", (None, None)) or (None, None)
    place = f" (line {line}, column {column})" if line else ""
    return f"{name} is no well-formed XML{place}; export it again."


def refuse_doctype(data: bytes, name: str) -> None:
    """Raise `ReadingError` when a DOCTYPE stands before the first element, or the encoding could hide one."""
    head = _decoded(data[:_LONGEST_HEAD], name)
    place = 0
    while True:
        while place < len(head) and head[place].isspace():
            place += 1
        if head.startswith("<?", place):
            place = _after(head, "?>", place)
        elif head.startswith("<!--", place):
            place = _after(head, "-->", place + 4)
        else:
            break
    if head[place : place + 9].upper() == "<!DOCTYPE":
        raise ReadingError(f"{name}: a DOCTYPE is not allowed in a project or codebook; nothing was read.")
    if place >= len(head) and len(data) > _LONGEST_HEAD:
        raise ReadingError(f"{name} has over 1 MiB before its first element; it is no project or codebook.")


def _after(head: str, sign: str, place: int) -> int:
    found = head.find(sign, place)
    return len(head) if found < 0 else found + len(sign)


def _decoded(data: bytes, name: str) -> str:
    """Return the head as text in which a DOCTYPE shows; refuses encodings whose `<` is another byte."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) or data[:4] in (b"<\0\0\0", b"\0\0\0<"):
        raise ReadingError(f"{name} is UTF-32, which is not read here; save it as UTF-8.")
    if data.startswith(codecs.BOM_UTF16_LE) or data[:2] == b"<\0":
        return data.decode("utf-16-le", "replace").removeprefix("\ufeff")
    if data.startswith(codecs.BOM_UTF16_BE) or data[:2] == b"\0<":
        return data.decode("utf-16-be", "replace").removeprefix("\ufeff")
    if data.startswith(b"\x4c\x6f\xa7\x94"):
        raise ReadingError(f"{name} is EBCDIC, which is not read here; save it as UTF-8.")
    head = data.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    declared = _DECLARED.match(head[:1000])
    if declared and declared[1].lower() not in _KNOWN:
        raise ReadingError(f"{name} declares an encoding that is not read here; save it as UTF-8.")
    return head


def refuse_too_many(data: bytes, name: str) -> None:
    """Raise `ReadingError` when there is more than any study needs."""
    # Closing tags count as well: an upper bound that costs no parsing.
    if data.count(b"<") > 2 * MOST_ELEMENTS:
        raise ReadingError(f"{name} holds over {MOST_ELEMENTS:,} elements; no more are read.")
    if data.count(b"=") > MOST_ATTRIBUTES:
        raise ReadingError(f"{name} holds over {MOST_ATTRIBUTES:,} attributes; no more are read.")


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if tag.__class__ is str else ""


def as_text(element: Element) -> str:
    """Return an element as XML, as it stands in the file."""
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def drop(element: Element, name: str) -> None:
    """Remove all elements of a name below an element, with the white space behind them."""
    from lxml import etree

    etree.strip_elements(element, f"{{*}}{name}")
