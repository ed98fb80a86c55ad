"""The text of an HTML document with an exact way from byte offsets to it.

Taguette counts the UTF-8 bytes of the document's text nodes, joined, tags not counted. The text that is read is not
that joined text: paragraphs become lines, and white space that a page does not show goes. So the text is built in
runs, each of which knows where its characters were.
Source: `taguette/extract.py`, and the HTML standard on white space and on the line end after `<pre>`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html import unescape

# A declaration, a tag, or text; a `<` that begins neither is text. Nothing is gone over twice: time grows with length.
_PIECE = re.compile(
    r"""<[!?][^<>]*+>|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*+)(?:[^<>"']|"[^"]*"|'[^']*')*+>|(?P<text>[^<]+|<)""",
    re.S,
)
# White space, or words with one space between them, which stay as they are.
_WORDS = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = frozenset(
    ("ul", "ol", "li", "dl", "dt", "dd", "tr", "caption", "thead", "tbody", "tfoot", "div", "section", "hr")
)
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class _Runs:
    """Characters that stand together in the joined text nodes and in the text that is read; numbers, to be small."""

    raw: array[int] = field(default_factory=lambda: array("I"))  # where each begins in the joined text nodes
    own: array[int] = field(default_factory=lambda: array("I"))  # where it begins in the text that is read
    length: array[int] = field(default_factory=lambda: array("I"))

    def add(self, raw: int, own: int, length: int) -> None:
        """Add a run, or make the last one longer where this one goes on in both."""
        if self.raw and (before := self.length[-1]) == raw - self.raw[-1] == own - self.own[-1]:
            self.length[-1] = before + length
            return
        self.raw.append(raw)
        self.own.append(own)
        self.length.append(length)


@dataclass(slots=True)
class PageText:
    """The text of a page; `span` finds in it what lies between two byte offsets of its joined text nodes."""

    text: str
    pictures: int
    _raw: str  # the joined text nodes
    _runs: _Runs
    _bytes: list[int] = field(default_factory=list)  # bytes before every _STEP-th character of `_raw`

    def span(self, first: int | None, last: int | None) -> tuple[int, int] | None:
        """Return the half-open span of what is shown between two byte offsets; None where nothing is.

        An offset inside a character counts as behind it.
        """
        if first is None or last is None or first < 0 or last <= first:
            return None
        start, end = self._character(first), self._character(last)
        if start is None or end is None:
            return None
        return self._shown(start, end)

    def _character(self, offset: int) -> int | None:
        """The code-point offset in the joined text of a byte offset; None behind the end."""
        place = bisect_right(self._bytes, offset) - 1
        start, before = place * _STEP, self._bytes[place]
        piece = self._raw[start : start + _STEP].encode("utf-8", "surrogatepass")
        rest = offset - before
        if rest > len(piece):
            return None
        while rest < len(piece) and 0x80 <= piece[rest] <= 0xBF:
            rest += 1
        return start + len(piece[:rest].decode("utf-8", "surrogatepass"))

    def _shown(self, start: int, end: int) -> tuple[int, int] | None:
        runs = self._runs
        first = max(0, bisect_right(runs.raw, start) - 1)
        if first < len(runs.raw) and runs.raw[first] + runs.length[first] <= start:
            first += 1
        last = bisect_left(runs.raw, end) - 1
        if first > last or first >= len(runs.raw):
            return None
        begin = runs.own[first] + max(0, start - runs.raw[first])
        finish = runs.own[last] + min(runs.length[last], end - runs.raw[last])
        return (begin, finish) if begin < finish else None


_STEP = 1_000


def page_text(markup: str) -> PageText:
    """Read a page's text. Scripts and styles are not expected: Taguette takes them out on import."""
    writing = _Writing()
    for match in _PIECE.finditer(markup.replace("\r\n", "\n").replace("\r", "\n")):
        if match["text"] is not None:
            writing.words(match["text"])
        elif match["name"]:
            writing.tag(match["name"].lower(), is_end=bool(match["end"]))
    raw = "".join(writing.raw)
    page = PageText("".join(writing.parts), writing.pictures, raw, writing.runs, [0])
    for start in range(0, len(raw), _STEP):
        length = len(raw[start : start + _STEP].encode("utf-8", "surrogatepass"))
        page._bytes.append(page._bytes[-1] + length)
    return page


@dataclass(slots=True)
class _Writing:
    raw: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    runs: _Runs = field(default_factory=_Runs)
    pictures: int = 0
    _raw_length: int = 0
    _length: int = 0
    _break: int = 0  # line ends to come before the next words
    _space: int | None = None  # where a space stands that is written if words follow it in this line
    _cell: bool = False
    _literal: int = 0
    _after_pre: bool = False

    def tag(self, name: str, *, is_end: bool) -> None:
        """Take note of a tag."""
        self._after_pre = name == "pre" and not is_end
        self.pictures += name == "img"
        if name == "pre":
            self._literal = max(0, self._literal + (-1 if is_end else 1))
        if name == "br" and not is_end:
            self._break, self._space = self._break + 1, None
        elif name in _PARAGRAPHS:
            self._end_line(2)
        elif name in _LINES:
            self._end_line(1)
        elif name in _CELLS and is_end:
            self._cell, self._space = True, None

    def words(self, markup: str) -> None:
        """Take a text node, or a part of one."""
        text = unescape(markup).replace("\r", "\n")
        if self._after_pre:
            text = text.removeprefix("\n")  # the first line end in <pre> is none, by the standard
        self._after_pre = False
        for match in _WORDS.finditer(text):
            place = self._raw_length + match.start()
            words = (
                match[0].removeprefix("\ufeff") if place == 0 else match[0]
            )  # no text of ours begins with a BOM
            if not words:
                continue
            if words[0] not in " \t\n\r\f" or self._literal:
                self._write(place + len(match[0]) - len(words), words)
            elif self._space is None:
                self._space = place
        self.raw.append(text)
        self._raw_length += len(text)

    def _end_line(self, ends: int) -> None:
        self._break, self._space, self._cell = max(self._break, ends), None, False

    def _write(self, place: int, words: str) -> None:
        if self._break or self._cell:
            between = "\n" * self._break if self._break else "\t"
            self._put(between if self._length else "")
        elif self._space is not None and self._length:
            self.runs.add(self._space, self._length, 1)
            self._put(" ")
        self._break, self._space, self._cell = 0, None, False
        self.runs.add(place, self._length, len(words))
        self._put(words)

    def _put(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self._length += len(words)
