"""Word files (.docx): paragraphs and tables in order, line breaks, tracked changes accepted, notes left out.

Read from the XML itself: python-docx's `paragraph.text` leaves out inserted text and content controls.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.archive import Archive, attribute, local_name
from qualcode.readers.flow import Flow
from qualcode.readers.request import Request
from qualcode.readers.word_styles import Styles, is_on

_DESCENDED = frozenset(
    ["ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "oMath",
     "oMathPara", "ruby", "rubyBase"]
)  # fmt: skip
_REMOVED = frozenset(["del", "moveFrom"])
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}


def read(data: bytes, request: Request) -> Transcript:
    """Read a .docx; raises ReadingError for a damaged or foreign file."""
    archive = Archive(data, request.name)
    part = _main_part(archive)
    if part is None:
        raise ReadingError(f"{request.name} is no Word document: save it as .docx from Word.")
    root = archive.xml(part)
    body = next((child for child in root.iter() if local_name(child) == "body"), None)
    if body is None:
        raise ReadingError(f"{request.name} is no Word document: it has no body.")
    styles_part = posixpath.join(posixpath.dirname(part), "styles.xml")
    styles = Styles(archive.xml(styles_part)) if styles_part in archive.members else Styles(None)
    walk = _Walk(styles)
    walk.blocks(body)
    return walk.flow.transcript(request, "docx")


def _main_part(archive: Archive) -> str | None:
    if "word/document.xml" in archive.members:
        return "word/document.xml"
    if "_rels/.rels" in archive.members:
        for relation in archive.xml("_rels/.rels"):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in archive.members:
                return target if "word" in target else None
    return None


class _Walk:
    """Goes through a body and writes what is said into a flow."""

    def __init__(self, styles: Styles) -> None:
        self.flow = Flow()
        self._styles = styles
        self._boxes: list[Any] = []
        self._merged_from: int | None = None
        self._comments: set[str] = set()

    def blocks(self, parent: Any) -> None:
        """Paragraphs, tables, content controls and text boxes in order."""
        for child in parent:
            name = local_name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name in _DESCENDED:
                self._count_change(name)
                self.blocks(child)
            elif name in _REMOVED:
                self.flow.left_out.deletions += 1
            elif name == "AlternateContent":
                self._alternative(child, self.blocks)

    def _paragraph(self, paragraph: Any) -> None:
        start = self.flow.begin_paragraph() if self._merged_from is None else self._merged_from
        properties = _child(paragraph, "pPr")
        style = (
            attribute(_child(properties, "pStyle"), "val")
            if _child(properties, "pStyle") is not None
            else None
        )
        mark = _child(properties, "rPr")
        if mark is not None and _child(mark, "ins") is not None:
            self.flow.left_out.insertions += 1
        self._inline(paragraph, self._styles.bold(style))
        if mark is not None and _child(mark, "del") is not None:
            self._merged_from = start  # the paragraph's end was deleted: the next one goes on
            self.flow.left_out.deletions += 1
        else:
            self._merged_from = None
            self.flow.end_paragraph(start, self._styles.level(style))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _inline(self, parent: Any, bold: bool) -> None:
        for child in parent:
            name = local_name(child)
            if name == "r":
                self._run(child, bold)
            elif name in _DESCENDED:
                self._count_change(name)
                self._inline(child, bold)
            elif name in _REMOVED:
                self.flow.left_out.deletions += 1
            elif name == "AlternateContent":
                self._alternative(child, lambda chosen: self._inline(chosen, bold))

    def _run(self, run: Any, bold: bool) -> None:
        properties = _child(run, "rPr")
        if properties is not None:
            if is_on(_child(properties, "vanish")):
                self.flow.left_out.hidden += 1
                return
            bold = self._styles.run_bold(properties, bold)
        self._run_content(run, bold)

    def _run_content(self, run: Any, bold: bool) -> None:
        for child in run:
            name = local_name(child)
            if name == "t":
                self.flow.write(child.text or "", bold)
            elif name in _SIGNS:
                self.flow.write(_SIGNS[name], bold)
            elif name == "br":
                self._break(child)
            elif name == "sym":
                self.flow.write(_symbol(child), bold)
            elif name in ("footnoteReference", "endnoteReference"):
                self.flow.left_out.notes += 1
            elif name == "commentReference":
                self._comments.add(attribute(child, "id") or "")
                self.flow.left_out.comments = len(self._comments)
            elif name in ("drawing", "pict", "object"):
                self._boxes += [box for box in child.iter() if local_name(box) == "txbxContent"][:1]
            elif name == "AlternateContent":
                self._alternative(child, lambda chosen: self._run_content(chosen, bold))
            elif name in ("ruby", "rubyBase"):
                self._inline(child, bold)

    def _break(self, child: Any) -> None:
        kind = attribute(child, "type")
        if kind in (None, "textWrapping") or (self.flow.parts and not self.flow.parts[-1].endswith("\n")):
            self.flow.write("\n")

    def _alternative(self, element: Any, follow: Callable[[Any], None]) -> None:
        """Of several writings of the same thing, take one."""
        for wanted in ("Choice", "Fallback"):
            for child in element:
                if local_name(child) == wanted:
                    follow(child)
                    return

    def _table(self, table: Any) -> None:
        for row in _rows(table):
            properties = _child(row, "trPr")
            if properties is not None and _child(properties, "del") is not None:
                self.flow.left_out.deletions += 1
                continue
            self.flow.begin_row()
            for cell in _cells(row):
                start = self.flow.length
                self.blocks(cell)
                self._merged_from = None
                self.flow.end_cell(start, _columns(cell))
            self.flow.end_row()

    def _count_change(self, name: str) -> None:
        if name in ("ins", "moveTo"):
            self.flow.left_out.insertions += 1


def _rows(table: Any) -> list[Any]:
    return [element for child in table for element in _within(child, "tr")]


def _cells(row: Any) -> list[Any]:
    return [element for child in row for element in _within(child, "tc")]


def _within(element: Any, wanted: str) -> list[Any]:
    """The element itself, or those in the content controls and insertions around it."""
    name = local_name(element)
    if name == wanted:
        return [element]
    if name in _DESCENDED:
        return [found for child in element for found in _within(child, wanted)]
    return []


def _columns(cell: Any) -> int:
    span = _child(_child(cell, "tcPr"), "gridSpan")
    value = attribute(span, "val") if span is not None else None
    return min(int(value), 60) if value and value.isdecimal() and int(value) > 0 else 1


def _child(element: Any, name: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if local_name(child) == name), None)


def _symbol(element: Any) -> str:
    try:
        value = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0x110000 else ""
