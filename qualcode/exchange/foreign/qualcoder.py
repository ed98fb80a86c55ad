"""QualCoder projects (`.qda`: a folder, or its `data.qda`): texts, a tree of categories and codes, codings by several.

Offsets are code points of the stored text. Its tables grew over the years: each is asked which columns it has.
Source: the page "Sqlite data structure" of QualCoder's handbook, and the tables of its versions 1 to 11.
"""

from __future__ import annotations

from pathlib import Path

from qualcode.exchange.foreign.case_links import CaseLinks
from qualcode.exchange.foreign.filling import Filling
from qualcode.exchange.foreign.foreign_database import ForeignDatabase, Row, opened
from qualcode.exchange.foreign.study import Code, Coding, Note, Source, Study, Value, Variable
from qualcode.model import AttributeType
from qualcode.text.wording import counted

TABLES = frozenset({"source", "code_name", "code_text"})
DATABASE = "data.qda"
IMPORTANT = 100  # the weight of a coding that is marked as important
_CATEGORY = "category "  # before a category's number: codes have numbers of their own
_MADE = ("owner", "date")  # the number of a row (`ctid`, `jid` …) is its row number in SQLite
_KINDS = {"/images/": "picture", "images:": "picture", "/audio/": "audio", "audio:": "audio",
          "/video/": "video", "video:": "video", "/docs/": "text", "docs:": "text"}  # fmt: skip
_OURS = {"case": ("case", "case"), "file": ("document", "source")}  # as QualCoder says; the reader; the study


def read_qualcoder(path: Path) -> Study:
    """Read a QualCoder project. Raises `ReadingError` when the file cannot be read as one."""
    path = path / DATABASE if path.is_dir() else path
    name = path.parent.stem if path.name.lower() == DATABASE else path.stem
    with opened(path) as database:
        filling = Filling(Study("QualCoder", name))
        _project(filling, database)
        _sources(filling, database)
        _codes(filling, database)
        _codings(filling, database)
        _cases(filling, database)
        _attributes(filling, database)
        _notes(filling, database)
        _other_codings(filling, database)
        return filling.finished(database)


def _project(filling: Filling, database: ForeignDatabase) -> None:
    for row in database.rows("project", "about", "memo", "date", "codername"):
        filling.study.tool = row.text("about").strip() or "QualCoder"
        filling.study.description = row.text("memo")
        filling.study.audit = filling.audit(row)
        filling.user(row.text("codername"))
        return


def _sources(filling: Filling, database: ForeignDatabase) -> None:
    paths = ("mediapath", "imagepath")  # the first versions said imagepath
    for row in database.rows("source", "id", "name", "fulltext", "memo", *paths, *_MADE):
        key, name = filling.key("document", row, "id"), row.text("name")
        path = row.text("mediapath") or row.text("imagepath")
        kind = next((kind for start, kind in _KINDS.items() if path.lower().startswith(start)), "text")
        if kind == "text" and path.lower().endswith(".pdf"):
            kind = "pdf"
        stored = row.text("fulltext") if row.cells.get("fulltext") is not None else None
        if stored is not None and not stored and kind not in ("text", "pdf"):
            stored = None
        if stored is None:
            told = (
                f"is a {kind} without text; the file itself is not in the database." if kind != "text" else ""
            )
            filling.remark(f"document {name}", told or "has no text.", is_loss=True)
        source = Source(key, name, None, "", kind, row.text("memo"), audit=filling.audit(row))
        filling.source(source, stored)


def _codes(filling: Filling, database: ForeignDatabase) -> None:
    rows = [
        (filling.key("category", row, "catid"), row)
        for row in database.rows("code_cat", "catid", "name", "memo", "supercatid", *_MADE)
    ]
    parents = {key: _parent(filling, row, "supercatid") for key, row in rows}
    placed = _from_the_top(filling, parents)
    named = dict(rows)
    for key in placed:
        row, parent = named[key], parents[key]
        above = _CATEGORY + parent if parent else None
        audit = filling.audit(row)
        code = Code(_CATEGORY + key, row.text("name"), above, "", "", row.text("memo"), False, audit)
        filling.study.codes.append(code)
    for row in database.rows("code_name", "cid", "name", "memo", "catid", "color", *_MADE):
        key, parent = filling.key("code", row, "cid"), _parent(filling, row, "catid")
        above, colour = _CATEGORY + parent if parent else None, filling.colour(row.text("color"))
        audit = filling.audit(row)
        code = Code(key, row.text("name"), above, "", colour, row.text("memo"), True, audit)
        filling.study.codes.append(code)


def _parent(filling: Filling, row: Row, column: str) -> str | None:
    parent = row.key(column)
    if parent is None or filling.knows("category", parent):
        return parent
    filling.remark(f"code {row.text('name')}", "is in a category that is not there: now at the top.")
    return None


def _from_the_top(filling: Filling, parents: dict[str, str | None]) -> list[str]:
    """Order categories with parents before children; one inside itself goes to the top and is reported."""
    below: dict[str | None, list[str]] = {}
    for key, parent in parents.items():
        below.setdefault(parent, []).append(key)
    placed: dict[str, None] = {}
    _place(placed, below, below.get(None, []))
    for key in parents:
        if key not in placed:
            filling.remark(f"category {key}", "is in itself by its own categories: now at the top.")
            parents[key] = None
            _place(placed, below, [key])
    return list(placed)


def _place(placed: dict[str, None], below: dict[str | None, list[str]], tops: list[str]) -> None:
    waiting = list(reversed(tops))
    while waiting:
        key = waiting.pop()
        if key not in placed:
            placed[key] = None
            waiting += reversed(below.get(key, []))


def _codings(filling: Filling, database: ForeignDatabase) -> None:
    important = 0
    columns = ("cid", "fid", "seltext", "pos0", "pos1", "memo", "important")
    for row in database.rows("code_text", *columns, *_MADE):
        key, code = f"coding {row.number}", row.key("cid")
        if code is None or not filling.knows("code", code):
            filling.remark(key, f"has a code that is not there ({row.text('cid')}): left out.", is_loss=True)
            continue
        audit = filling.audit(row)
        place = row.key("fid"), row.whole("pos0"), row.whole("pos1")
        if filling.passage(key, *place, row.text("seltext"), audit):
            weight = IMPORTANT if row.whole("important") == 1 else None
            important += weight is not None
            coding = Coding(key, code, key, weight=weight, memo=row.text("memo"), audit=audit)
            filling.study.codings.append(coding)
    if important:
        told = f"{counted(important, 'coding')} marked as important there: their weight is {IMPORTANT}."
        filling.remark("file", told)


def _cases(filling: Filling, database: ForeignDatabase) -> None:
    cases = [
        (filling.key("case", row, "caseid"), row)
        for row in database.rows("cases", "caseid", "name", "memo", *_MADE)
    ]
    links = CaseLinks()
    for row in database.rows("case_text", "caseid", "fid", "pos0", "pos1", "memo", *_MADE):
        key, audit = f"case link {row.number}", filling.audit(row)
        place = row.key("fid"), row.whole("pos0"), row.whole("pos1")
        links.add(filling, key, row.key("caseid"), place, audit)
        if row.text("memo") and filling.knows("case", row.key("caseid")):
            on = (("case", row.key("caseid") or ""),)
            filling.study.notes.append(Note(key, row.text("memo"), None, "", on, audit=audit))
    filling.study.cases += [links.case(key, row.text("name"), row.text("memo")) for key, row in cases]


def _attributes(filling: Filling, database: ForeignDatabase) -> None:
    known: set[str] = set()
    for row in database.rows("attribute_type", "name", "memo", "valuetype", *_MADE):
        name = row.text("name")
        numeric = row.text("valuetype").lower() == "numeric"
        if name not in known:
            known.add(name)
            kind = AttributeType.FLOAT if numeric else AttributeType.TEXT
            filling.study.variables.append(Variable(name, name, kind, description=row.text("memo")))
    for row in database.rows("attribute", "name", "attr_type", "value", "id"):
        _value(filling, row, known)


def _value(filling: Filling, row: Row, known: set[str]) -> None:
    name, of = row.text("name"), row.key("id")
    kind, ours = _OURS.get(row.text("attr_type").lower(), ("", ""))
    if not kind or of is None or not filling.knows(kind, of):
        whose = f"{row.text('attr_type') or 'thing'} {row.text('id')}"
        filling.remark(
            f"value of {name}",
            f"is of a {whose} that is not there: left out.",
            is_loss=bool(row.text("value")),
        )
        return
    if name not in known:
        known.add(name)
        filling.study.variables.append(Variable(name, name, AttributeType.TEXT))
    value = row.text("value")  # QualCoder makes an empty row for each case and attribute: no value yet
    filling.study.values.append(Value(name, (ours, of), value or None))


def _notes(filling: Filling, database: ForeignDatabase) -> None:
    for row in database.rows("journal", "name", "jentry", *_MADE):
        key, audit = f"journal {row.number}", filling.audit(row)
        filling.study.notes.append(Note(key, row.text("jentry"), row.text("name"), audit=audit))
    for row in database.rows("annotation", "fid", "pos0", "pos1", "memo", *_MADE):
        key, audit = f"annotation {row.number}", filling.audit(row)
        source = row.key("fid")
        on: tuple[tuple[str, str], ...] = (
            (("source", source),) if source and filling.knows("document", source) else ()
        )
        if filling.passage(key, source, row.whole("pos0"), row.whole("pos1"), "", audit):
            on = (("selection", key),)
        filling.study.notes.append(Note(key, row.text("memo"), None, "", on, audit=audit))


def _other_codings(filling: Filling, database: ForeignDatabase) -> None:
    """What is coded on pictures and recordings is counted: it has no place in a text."""
    for table, number, kind in (("code_image", "imid", "picture"), ("code_av", "avid", "recording")):
        found = sum(1 for _ in database.rows(table, number, "cid"))
        if found:
            filling.remark("file", f"{counted(found, 'coding')} of a {kind}: not taken over.", is_loss=True)
