"""Pdf files with a text layer; lines that recur at the same place of the pages are headers and left out."""

from __future__ import annotations

import re
from collections import Counter

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.flow import Flow
from qualcode.readers.request import Request
from qualcode.text.wording import counted

_EDGE = 3  # lines at the top and the bottom of a page that may be header or footer
_RECURS = 3  # pages on which such a line must come back
_HYPHEN = re.compile("[\ufffe\x02]\n?")  # how the library marks a word cut at a line's end
_MOST_CHARACTERS = 100_000_000


def read(data: bytes, request: Request) -> Transcript:
    """Read a pdf's text layer; raises ReadingError when there is none, or the file is damaged or protected."""
    pages = [_lines(text) for text in _page_texts(data, request.name)]
    if not any(pages):
        raise ReadingError(
            f"{request.name} has no text layer: it holds pictures of pages; run text recognition (OCR) on it first."
        )
    recurring = _recurring(pages)
    flow = Flow()
    for lines in pages:
        for place, line in enumerate(lines):
            if _key(place, line, len(lines)) in recurring:
                continue
            flow.write(line + "\n")
    empty = sum(not lines for lines in pages)
    transcript = flow.transcript(request, "pdf")
    return _with_warnings(transcript, empty, len(pages), sum(recurring.values()))


def _page_texts(data: bytes, name: str) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        why = (
            "it is protected by a password: save it without one"
            if "assword" in str(wrong)
            else "it is damaged"
        )
        raise ReadingError(f"{name} cannot be read: {why}.") from wrong
    try:
        return _texts(document, name)
    except pypdfium2.PdfiumError as wrong:
        raise ReadingError(f"{name} cannot be read: a page of it is damaged.") from wrong
    finally:
        document.close()


def _texts(document: object, name: str) -> list[str]:
    texts, total = [], 0
    for page in document:  # type: ignore[attr-defined]
        layer = page.get_textpage()
        text = layer.get_text_bounded()
        layer.close()
        page.close()
        total += len(text)
        if total > _MOST_CHARACTERS:
            raise ReadingError(f"{name} holds more than 100 MB of text: split it first.")
        texts.append(text)
    return texts


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = re.sub("[\ud800-\udfff]", "\ufffd", _HYPHEN.sub("", text))
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def _key(place: int, line: str, count: int) -> tuple[int, str] | None:
    """Where a line stands, from the nearer edge, and what it says but for its numbers."""
    edges = min(_EDGE, count // 4)  # on a page of a few lines none is likely to be a header
    edge = place if place < edges else place - count if place >= count - edges else None
    if edge is None or not line.strip():
        return None
    return edge, re.sub(r"\d+", "0", line.strip())


def _recurring(pages: list[list[str]]) -> Counter[tuple[int, str]]:
    counts: Counter[tuple[int, str]] = Counter()
    for lines in pages:
        keys = (_key(place, line, len(lines)) for place, line in enumerate(lines))
        counts.update({key for key in keys if key is not None})
    return Counter(
        {key: count for key, count in counts.items() if count >= _RECURS and count * 2 >= len(pages)}
    )


def _with_warnings(transcript: Transcript, empty: int, pages: int, headers: int) -> Transcript:
    from dataclasses import replace

    sentences = []
    if empty:
        sentences.append(
            f"{empty} of {counted(pages, 'page')} {'has' if empty == 1 else 'have'} no text layer:"
            f" what {'it shows' if empty == 1 else 'they show'} is missing here."
        )
    if headers == 1:
        sentences.append("1 line that recurs at the edges of pages was left out as a header or footer.")
    elif headers:
        sentences.append(
            f"{headers:,} lines that recur at the edges of pages were left out as headers or footers."
        )
    return replace(transcript, warnings=(*sentences, *transcript.warnings))
