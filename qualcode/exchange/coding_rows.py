"""The rows of a codings table, one by one: names looked up, places found, values checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qualcode.errors import InvalidValue, QualcodeError, UnknownName
from qualcode.exchange.coding_places import LONGEST_NUMBER, Places, whole_number
from qualcode.exchange.names import Names
from qualcode.exchange.refusal import BadRows
from qualcode.exchange.tables import TableStream
from qualcode.model import Code, Document
from qualcode.project import ProjectFile
from qualcode.project.code_finding import find_code
from qualcode.project.codes import join_path, split_path
from qualcode.project.codings import check_weight
from qualcode.project.guids import is_guid, normal_guid
from qualcode.project.lookup import find

KNOWN = {
    field: (field,)
    for field in ("document", "start", "end", "quote", "section", "turn", "code", "coder", "memo", "weight",
                  "guid", "participant", "speaker", "created", "text")
}  # fmt: skip
ROWS_BETWEEN_REPORTS = 5_000


class CodingRows:
    """Turns the rows of a table into rows for `GatheredCodings.gather`; those that do not fit go to `bad`."""

    def __init__(
        self,
        project: ProjectFile,
        stream: TableStream,
        columns: Mapping[str, int],
        bad: BadRows,
        *,
        create: bool,
        coder: str,
    ) -> None:
        self._project = project
        self._stream = stream
        self._columns = columns
        self._bad = bad
        self._create = create
        self._coder = coder
        self._places = Places(project)
        self._coders: dict[str, int] = {}
        self._codes = project.codebook.all()
        self.read = 0
        self.created: list[str] = []
        documents = project.documents.all()
        self._document_of: Names[Document] = Names(
            "document",
            lambda reference: find("document", reference, documents, "qualcode documents"),
            (document.guid for document in documents),
            (document.name for document in documents),
        )
        self._code_of: Names[Code] = Names(
            "code",
            lambda reference: find_code(reference, self._codes),
            (code.guid for code in self._codes),
            (name for code in self._codes for name in (code.path, code.name)),
        )

    def fitting(
        self, *, stop_when_bad: bool, report: Callable[[int], None] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that fit; with `stop_when_bad` none after the first that does not, which are only checked."""
        simple = self._simple_places()
        for line, cells in self._stream.fitting_rows(self._bad):
            self.read += 1
            if report and self.read % ROWS_BETWEEN_REPORTS == 0:
                report(self.read)
            row = self._quickly(line, cells, *simple) if simple else None
            if row is None:
                try:
                    row = self._with_care(line, cells)
                except QualcodeError as error:
                    self._bad.add(line, str(error).rstrip("."))
                    continue
            if not (stop_when_bad and self._bad.number):
                yield row

    def _simple_places(self) -> tuple[int, int, int, int, int | None] | None:
        """Return where the columns of a plain table are: document, start, end, code and perhaps coder; else None."""
        given = set(self._columns) - {"participant", "speaker", "created", "section", "turn"}
        if not {"document", "start", "end", "code"} <= given <= {"document", "start", "end", "code", "coder"}:
            return None
        place = self._columns
        return place["document"], place["start"], place["end"], place["code"], place.get("coder")

    def _quickly(
        self, line: int, cells: list[str], document_at: int, start_at: int, end_at: int, code_at: int,
        coder_at: int | None,
    ) -> tuple[Any, ...] | None:  # fmt: skip
        """Return a row of a plain table whose names were all met before, or None: then it is looked at with care."""
        document = self._document_of.get(cells[document_at])
        code = self._code_of.get(cells[code_at])
        coder = self._coders.get(cells[coder_at] if coder_at is not None else "")
        start, end = cells[start_at], cells[end_at]
        if document is None or code is None or coder is None or not (start + end).isascii():
            return None
        if not start.isdecimal() or not end.isdecimal() or max(len(start), len(end)) > LONGEST_NUMBER:
            return None
        first, last = int(start), int(end)
        if not first < last <= document.characters:
            return None
        return document.id, code.id, coder, first, last, None, None, "", line

    def _with_care(self, line: int, cells: list[str]) -> tuple[Any, ...]:
        """Return a row; raises `QualcodeError` with what does not fit."""
        said = {field: cells[place] for field, place in self._columns.items() if cells[place].strip()}
        if "document" not in said:
            raise InvalidValue("has no document")
        document = self._document_of(said["document"], briefly=self._bad.full)
        start, end = self._places.span(document, said)
        weight = whole_number(said["weight"], "weight") if "weight" in said else None
        check_weight(weight)
        guid = normal_guid(said["guid"]) if "guid" in said else None
        if guid is not None and not is_guid(guid):
            raise InvalidValue(f"“{said['guid']}” is no GUID")
        if "code" not in said:
            raise InvalidValue("has no code")
        code = self._code(said["code"])
        coder = self._coder_id(said.get("coder", ""))
        return document.id, code.id, coder, start, end, weight, guid, said.get("memo", ""), line

    def _code(self, reference: str) -> Code:
        try:
            return self._code_of(reference, briefly=self._bad.full or self._create)
        except UnknownName:
            if not self._create or is_guid(normal_guid(reference)):
                raise
        names = split_path(reference)
        parent: Code | None = None
        for depth in range(1, len(names) + 1):
            path = join_path(names[:depth])
            try:
                parent = self._code_of(path, briefly=True)
            except UnknownName:
                parent = self._project.codebook.add(names[depth - 1], parent)
                self._codes.append(parent)
                self._code_of.add(path, parent)
                self.created.append(path)
        assert parent is not None
        self._code_of.add(reference, parent)
        return parent

    def _coder_id(self, cell: str) -> int:
        name = cell.strip() or self._coder
        if name not in self._coders:
            self._coders[name] = self._project.coders.present(name).id
        self._coders[cell] = self._coders[name]
        return self._coders[name]
