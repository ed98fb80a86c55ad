"""OpenDocument texts (.odt): paragraphs, lists and tables in order; deleted text, notes and comments left out."""

from __future__ import annotations

import re
from typing import Any

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.archive import Archive, attribute, local_name
from qualcode.readers.flow import Flow
from qualcode.readers.request import Request

_SKIPPED = frozenset(
    ["sequence-decls", "variable-decls", "user-field-decls", "forms", "event-listeners", "ruby-text", "change",
     "change-start", "change-end", "annotation-end", "alphabetical-index-auto-mark-file"]
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_REPEATED = 60


def read(data: bytes, request: Request) -> Transcript:
    """Read an .odt; raises ReadingError for a damaged, protected or foreign file."""
    archive = Archive(data, request.name)
    if "content.xml" not in archive.members:
        raise ReadingError(f"{request.name} is no OpenDocument text: it has no content.xml.")
    if "META-INF/manifest.xml" in archive.members and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise ReadingError(f"{request.name} is protected by a password: save it without one.")
    root = archive.xml("content.xml")
    body = next((element for element in root.iter() if local_name(element) == "text"), None)
    if body is None or local_name(body.getparent()) != "body":
        raise ReadingError(f"{request.name} is no OpenDocument text: save it as .odt.")
    sheets = [archive.xml("styles.xml")] if "styles.xml" in archive.members else []
    walk = _Walk(_bold_styles([*sheets, root]))
    walk.blocks(body)
    return walk.flow.transcript(request, "odt")


def _bold_styles(roots: list[Any]) -> frozenset[str]:
    """The names of the styles that are bold, their parents included."""
    bold: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter():
            name = attribute(style, "name") if local_name(style) == "style" else None
            if name is None:
                continue
            parents[name] = attribute(style, "parent-style-name") or ""
            for child in style:
                weight = attribute(child, "font-weight") if local_name(child) == "text-properties" else None
                if weight is not None:
                    bold[name] = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
    return frozenset(name for name in parents if _is_bold(name, bold, parents))


def _is_bold(name: str, bold: dict[str, bool], parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        if name in bold:
            return bold[name]
        seen.add(name)
        name = parents.get(name, "")
    return False


class _Walk:
    """Goes through a text and writes what is said into a flow."""

    def __init__(self, bold_styles: frozenset[str]) -> None:
        self.flow = Flow()
        self._bold_styles = bold_styles
        self._boxes: list[Any] = []

    def blocks(self, parent: Any) -> None:
        """Paragraphs, headings, lists, sections, tables and frames in order."""
        for child in parent:
            name = local_name(child)
            if name in ("p", "h"):
                self._paragraph(child, name)
            elif name == "table":
                self._table(child)
            elif name == "tracked-changes":
                self._count_changes(child)
            elif name and name not in _SKIPPED:
                self.blocks(child)

    def _paragraph(self, paragraph: Any, name: str) -> None:
        start = self.flow.begin_paragraph()
        bold = (attribute(paragraph, "style-name") or "") in self._bold_styles
        self._inline(paragraph, bold)
        level = attribute(paragraph, "outline-level") or "1" if name == "h" else None
        self.flow.end_paragraph(start, int(level) if level and level.isdecimal() else None)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _inline(self, element: Any, bold: bool) -> None:
        self._characters(element.text, bold)
        for child in element:
            self._inline_child(child, local_name(child), bold)
            self._characters(child.tail, bold)

    def _inline_child(self, child: Any, name: str, bold: bool) -> None:
        if name == "s":
            count = attribute(child, "c") or "1"
            self.flow.write(" " * (min(int(count), 10_000) if count.isdecimal() else 1), bold)
        elif name == "tab":
            self.flow.write("\t", bold)
        elif name == "line-break":
            self.flow.write("\n")
        elif name == "note":
            self.flow.left_out.notes += 1
        elif name == "annotation":
            self.flow.left_out.comments += 1
        elif name == "text-box":
            self._boxes.append(child)
        elif name and name not in _SKIPPED:
            style = attribute(child, "style-name") if name == "span" else None
            self._inline(child, bold or style in self._bold_styles)

    def _characters(self, text: str | None, bold: bool) -> None:
        """White space in the XML is one space, and none where a space or a line end stands before it."""
        if not text:
            return
        words = _SPACE.sub(" ", text)
        before = self.flow.parts[-1][-1:] if self.flow.parts else "\n"
        self.flow.write(words[1:] if words[0] == " " and before in " \n" else words, bold)

    def _table(self, table: Any) -> None:
        for row in (element for element in table.iter() if local_name(element) == "table-row"):
            if next(row.iterancestors(table.tag), None) is not table:
                continue  # a row of a table within this one
            self.flow.begin_row()
            for cell in row:
                if local_name(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                repeated = attribute(cell, "number-columns-repeated") or "1"
                start = self.flow.length
                self.blocks(cell)
                self.flow.end_cell(start, min(int(repeated), _MOST_REPEATED) if repeated.isdecimal() else 1)
            self.flow.end_row()

    def _count_changes(self, changes: Any) -> None:
        for element in changes.iter():
            self.flow.left_out.insertions += local_name(element) == "insertion"
            self.flow.left_out.deletions += local_name(element) == "deletion"
