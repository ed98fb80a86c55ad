"""RQDA projects (`.rqda`): tables of texts, codes, codings, cases and attributes, with deleted rows among them.

Offsets are code points of the text as it is stored. A document that was edited in place leaves its codings behind by
as much as was put in or taken out: their stored words tell where they belong. A row counts while its `status` is 1.
Source: the manual page "RQDATables" of RQDA, and its own files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualcode.exchange.foreign.case_links import CaseLinks
from qualcode.exchange.foreign.filling import Filling
from qualcode.exchange.foreign.foreign_database import ForeignDatabase, Row, opened
from qualcode.exchange.foreign.study import (
    Audit,
    Code,
    Coding,
    Group,
    Note,
    Selection,
    Source,
    Study,
    Value,
    Variable,
)
from qualcode.model import AttributeType

TABLES = frozenset({"source", "freecode", "coding"})
_MADE = ("owner", "date", "datem", "status")
_CATEGORY = "category "  # before a category's number: codes have numbers of their own


def read_rqda(path: Path) -> Study:
    """Read an RQDA project. Raises `ReadingError` when the file cannot be read as one."""
    with opened(path) as database:
        filling = Filling(Study("RQDA", path.stem))
        _project(filling, database)
        _sources(filling, database)
        _codes(filling, database)
        _codings(filling, database)
        _cases(filling, database)
        _attributes(filling, database)
        _notes(filling, database)
        _documents_and_pictures(filling, database)
        return filling.finished(database)


def _active(
    filling: Filling, database: ForeignDatabase, table: str, kind: str, *columns: str
) -> Iterator[Row]:
    """Yield the rows that are not deleted; a table without `status` has no deleted rows."""
    has_status = "status" in database.columns(table)
    for row in database.rows(table, *columns, *_MADE):
        if not has_status or row.whole("status") == 1:
            yield row
        else:
            filling.deleted(kind)


def _project(filling: Filling, database: ForeignDatabase) -> None:
    for row in database.rows("project", "databaseversion", "memo", "date"):
        version = row.text("databaseversion").strip()
        filling.study.tool = f"RQDA {version}".strip()
        filling.study.description = row.text("memo")
        filling.study.audit = filling.audit(row)
        return


def _sources(filling: Filling, database: ForeignDatabase) -> None:
    for row in _active(filling, database, "source", "document", "id", "name", "file", "memo"):
        key = filling.key("document", row, "id")
        stored = row.text("file")
        source = Source(
            key, row.text("name"), None, description=row.text("memo"), audit=filling.audit(row, "datem")
        )
        filling.source(source, stored)


def _codes(filling: Filling, database: ForeignDatabase) -> None:
    categories: dict[str, Code] = {}
    for row in _active(filling, database, "codecat", "category", "catid", "name", "memo"):
        key = filling.key("category", row, "catid")
        audit = filling.audit(row, "datem")
        code = Code(_CATEGORY + key, row.text("name"), None, "", "", row.text("memo"), False, audit)
        categories[key] = code
    columns = ("id", "name", "memo", "color")
    codes = [
        (filling.key("code", row, "id"), row)
        for row in _active(filling, database, "freecode", "code", *columns)
    ]
    parents, groups = _memberships(filling, database, categories, {key for key, _ in codes})
    filling.study.codes += categories.values()
    filling.study.codes += [_code(filling, key, row, parents.get(key)) for key, row in codes]
    filling.study.groups += groups


def _code(filling: Filling, key: str, row: Row, parent: str | None) -> Code:
    colour, audit = filling.colour(row.text("color")), filling.audit(row, "datem")
    return Code(key, row.text("name"), parent, "", colour, row.text("memo"), True, audit)


def _memberships(
    filling: Filling, database: ForeignDatabase, categories: dict[str, Code], codes: set[str]
) -> tuple[dict[str, str], list[Group]]:
    """A code stands under the first of its categories; what else is in a category makes it a set too."""
    parents: dict[str, str] = {}
    more: dict[str, list[str]] = {}
    for row in _active(filling, database, "treecode", "category membership", "cid", "catid"):
        code, category = row.key("cid"), row.key("catid")
        if code not in codes or category not in categories:
            filling.remark(
                f"category membership {row.number}", "points at a code or category that is not there."
            )
        elif code not in parents:
            parents[code] = _CATEGORY + category
        elif parents[code] != _CATEGORY + category:
            more.setdefault(category, []).append(code)
    for category, members in more.items():
        told = f"{len(members)} of its codes stand under another category; a set of its name keeps them together."
        filling.remark(f"category {categories[category].name}", told)
    whole = {each: [code for code, parent in parents.items() if parent == _CATEGORY + each] for each in more}
    return parents, [
        Group(_CATEGORY + each, categories[each].name, codes=tuple(dict.fromkeys(whole[each] + members)))
        for each, members in more.items()
    ]


def _codings(filling: Filling, database: ForeignDatabase) -> None:
    columns = ("cid", "fid", "seltext", "selfirst", "selend", "memo")
    for row in _active(filling, database, "coding", "coding", *columns):
        key, code = f"coding {row.number}", row.key("cid")
        if not filling.knows("code", code) or code is None:
            filling.remark(key, f"has a code that is not there ({row.text('cid')}): left out.", is_loss=True)
            continue
        audit = filling.audit(row)
        place = row.key("fid"), row.whole("selfirst"), row.whole("selend")
        selection = filling.passage(key, *place, row.text("seltext"), audit)
        if selection:
            filling.study.codings.append(Coding(key, code, selection, memo=row.text("memo"), audit=audit))


def _cases(filling: Filling, database: ForeignDatabase) -> None:
    cases = [
        (filling.key("case", row, "id"), row)
        for row in _active(filling, database, "cases", "case", "id", "name", "memo")
    ]
    links = CaseLinks()
    columns = ("caseid", "fid", "selfirst", "selend")
    for row in _active(filling, database, "caselinkage", "case link", *columns):
        place = row.key("fid"), row.whole("selfirst"), row.whole("selend")
        links.add(filling, f"case link {row.number}", row.key("caseid"), place, filling.audit(row))
    filling.study.cases += [links.case(key, row.text("name"), row.text("memo")) for key, row in cases]


def _attributes(filling: Filling, database: ForeignDatabase) -> None:
    known: set[str] = set()
    for row in _active(filling, database, "attributes", "attribute", "name", "memo", "class"):
        name = row.text("name")
        kind = AttributeType.FLOAT if row.text("class").lower() == "numeric" else AttributeType.TEXT
        if name in known:
            filling.remark(f"attribute {name}", "stands twice; the first is taken.")
            continue
        known.add(name)
        filling.study.variables.append(Variable(name, name, kind, description=row.text("memo")))
    _values(filling, database, known, "caseattr", "caseid", "case", "case")
    _values(filling, database, known, "fileattr", "fileid", "document", "source")


def _values(
    filling: Filling,
    database: ForeignDatabase,
    known: set[str],
    table: str,
    column: str,
    kind: str,
    ours: str,
) -> None:
    for row in _active(filling, database, table, "attribute value", "variable", "value", column):
        name, of = row.text("variable"), row.key(column)
        if of is None or not filling.knows(kind, of):
            told = f"is of a {kind} that is not there ({row.text(column)}): left out."
            filling.remark(f"value of {name}", told, is_loss=True)
            continue
        if name not in known:
            known.add(name)
            filling.study.variables.append(Variable(name, name, AttributeType.TEXT))
        value = row.text("value")
        is_none = row.cells.get("value") is None or value == "NA"  # R's word for "no value"
        filling.study.values.append(Value(name, (ours, of), None if is_none else value))


def _notes(filling: Filling, database: ForeignDatabase) -> None:
    for row in _active(filling, database, "journal", "journal entry", "name", "journal"):
        audit = filling.audit(row, "datem")
        note = Note(f"journal {row.number}", row.text("journal"), row.text("name"), audit=audit)
        filling.study.notes.append(note)
    for row in _active(filling, database, "annotation", "annotation", "fid", "position", "annotation"):
        key, audit = f"annotation {row.number}", filling.audit(row, "datem")
        on = _place_of_annotation(filling, key, row, audit)
        filling.study.notes.append(Note(key, row.text("annotation"), None, "", on, audit=audit))


def _place_of_annotation(filling: Filling, key: str, row: Row, audit: Audit) -> tuple[tuple[str, str], ...]:
    """RQDA marks a point: the line that it stands in is the passage; a point outside is on the document."""
    source = row.key("fid")
    if source is None or source not in filling.texts:
        filling.remark(key, "is in a document that is not there: kept as a memo on the study.")
        return ()
    text, point = filling.texts[source].text, filling.texts[source].offset(row.whole("position"))
    if point is not None and 0 <= point <= len(text):
        start, end = text.rfind("\n", 0, point) + 1, text.find("\n", point)
        end = len(text) if end < 0 else end
        if start < end:
            filling.study.selections.append(Selection(key, source, start, end, audit=audit))
            return (("selection", key),)
    return (("source", source),)


def _documents_and_pictures(filling: Filling, database: ForeignDatabase) -> None:
    members: dict[str, dict[str, None]] = {}
    for row in _active(filling, database, "treefile", "membership of a document", "fid", "catid"):
        category, source = row.key("catid"), row.key("fid")
        if category and source and filling.knows("document", source):
            members.setdefault(category, {})[source] = None
    for row in _active(filling, database, "filecat", "document category", "catid", "name", "memo"):
        key = filling.key("document category", row, "catid")
        inside = tuple(members.get(key, ()))
        group = Group(f"documents {key}", row.text("name"), "", row.text("memo"), (), inside)
        filling.study.groups.append(group)
    for table, kind in (
        ("image", "picture"),
        ("imagecoding", "coding of pictures"),
        ("coding2", "second coding"),
    ):
        number = sum(1 for _ in _active(filling, database, table, kind, "id", "iid", "cid"))
        if number:
            filling.remark("file", f"{kind}: {number:,} not taken over.", is_loss=True)
