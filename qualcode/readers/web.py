"""Web pages (.html): blocks end lines, `<br>` is a line, scripts, styles and the head are no text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.encodings import decode_bytes
from qualcode.readers.flow import Flow
from qualcode.readers.request import Request

_META = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]+)", re.I
)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SKIPPED = frozenset("script style head template noscript svg math iframe object select button".split())  # noqa: SIM905
_BLOCKS = frozenset(
    """
    p div section article main header footer aside nav ul ol li dl dt dd blockquote figure figcaption pre hr form
    fieldset address h1 h2 h3 h4 h5 h6 table caption body html details summary
    """.split()  # noqa: SIM905
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.I)


def read(data: bytes, request: Request) -> Transcript:
    """Read a web page; the encoding is the one it declares, unless the user names one."""
    from lxml import etree, html

    decoded, encoding, doubt = _decoded(data, request)
    markup = _XML_HEAD.sub("", decoded).replace("\0", "\ufffd")
    parser = html.HTMLParser(no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as wrong:
        raise ReadingError(
            f"{request.name} is no web page that can be read: there is nothing in it."
        ) from wrong
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError(f"{request.name} is nested too deeply to be read whole; save it as text.")
    walk = _Walk()
    walk.element(etree, root)
    transcript = walk.flow.transcript(request, "html")
    warnings = ((doubt,) if doubt else ()) + transcript.warnings
    return replace(transcript, encoding=encoding, warnings=warnings)


def _decoded(data: bytes, request: Request) -> tuple[str, str, str | None]:
    declared = _META.search(data[:4096])
    if (
        request.encoding is None
        and declared
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    ):
        name = (declared[1] or declared[2]).decode("ascii", "replace").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "windows-1252") else name
        try:
            text = data.decode(name)
            return text.removeprefix("\ufeff"), "utf-8" if name == "utf8" else name, None
        except (UnicodeError, LookupError):
            pass  # declared wrongly: recognise it
    return decode_bytes(data, request.encoding, request.language, request.name)


class _Walk:
    """Goes through the tree by events, however deep it is, and writes what is shown into a flow."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._bold = 0
        self._skipped = 0
        self._literal = 0
        self._paragraph: int | None = None
        self._cells: list[int] = []

    def element(self, etree: Any, root: Any) -> None:
        """Write a tree's text."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            name = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._start(element, name)
                self._characters(element.text)
            else:
                if event == "end":
                    self._end(element, name)
                self._characters(element.tail)
        self._end_paragraph()

    def _start(self, element: Any, name: str) -> None:
        if name in _SKIPPED:
            self._skipped += 1
        self._bold += _is_bold(element, name)
        if self._skipped:
            return
        if name in _BLOCKS:
            self._end_paragraph()
        self._literal += name in ("pre", "textarea")
        if name == "br":
            self._trim()
            self._open()
            self.flow.write("\n")
        elif name == "tr":
            self._end_paragraph()
            self.flow.begin_row()
        elif name in ("td", "th"):
            self._cells.append(self.flow.length)

    def _end(self, element: Any, name: str) -> None:
        self._bold -= _is_bold(element, name)
        if name in _SKIPPED:
            self._skipped -= 1
            return
        if self._skipped:
            return
        self._literal -= name in ("pre", "textarea")
        if name in ("td", "th") and self._cells:
            self._end_paragraph()
            self.flow.end_cell(self._cells.pop())
        elif name == "tr":
            self.flow.end_row()
        elif name in _BLOCKS:
            level = int(name[1]) if name[0] == "h" and name[1:].isdecimal() else None
            self._end_paragraph(level, blank=name == "p")

    def _characters(self, text: str | None) -> None:
        if not text or self._skipped:
            return
        words = text if self._literal else _SPACE.sub(" ", text)
        before = self.flow.parts[-1][-1:] if self._paragraph is not None and self.flow.parts else "\n"
        if not self._literal and words[0] == " " and before in " \n":
            words = words[1:]
        if words:
            self._open()
            self.flow.write(words, self._bold > 0)

    def _open(self) -> None:
        if self._paragraph is None:
            self._paragraph = self.flow.begin_paragraph()

    def _end_paragraph(self, level: int | None = None, blank: bool = False) -> None:
        if self._paragraph is not None:
            self._trim()
            self.flow.end_paragraph(self._paragraph, level)
            if blank and not self._cells:
                self.flow.write("\n")
        self._paragraph = None

    def _trim(self) -> None:
        """A space before a line end is not shown."""
        if self.flow.parts and self.flow.parts[-1].endswith(" ") and not self._literal:
            self.flow.parts[-1] = self.flow.parts[-1][:-1]
            self.flow.length -= 1


def _is_bold(element: Any, name: str) -> bool:
    return name in ("b", "strong") or bool(_BOLD_STYLE.search(element.get("style") or ""))
