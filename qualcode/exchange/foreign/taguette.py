"""Taguette projects (`.sqlite3`): documents in HTML, highlights in UTF-8 bytes of their text, tags with paths.

Who highlighted, and when, is in the log of commands: from there come author and date. A path with `/` stays the name
of one code, as Taguette has it.
Source: `taguette/database/models.py` of Taguette 1.4.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ReadingError
from qualcode.exchange.foreign.anchoring import squeezed
from qualcode.exchange.foreign.filling import Filling
from qualcode.exchange.foreign.foreign_database import ForeignDatabase, Row, opened
from qualcode.exchange.foreign.page_text import PageText, page_text
from qualcode.exchange.foreign.study import Audit, Code, Coding, Selection, Source, Study
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

TABLES = frozenset({"projects", "documents", "highlights", "tags", "highlight_tags"})


@dataclass(slots=True)
class _Taken:
    """What is read of one of the projects in the file."""

    project: str
    filling: Filling
    pages: dict[str, PageText]
    log: dict[tuple[str, str], list[tuple[str | None, str | None]]]  # (kind, key) → (who, when) in order

    def audit(self, kind: str, key: str) -> Audit:
        """Who made something first and who changed it last, by the log."""
        told = self.log.get((kind, key), [])
        if not told:
            return Audit()
        return Audit(*told[0], *(told[-1] if len(told) > 1 else (None, None)))


def read_taguette(path: Path, project: str | None = None) -> Study:
    """Read a project from a Taguette database; where it holds several, `project` names the one (or its number).

    Raises `ReadingError` when the file cannot be read as one, and when it does not say which project is meant.
    """
    with opened(path) as database:
        chosen = _chosen(database, project)
        study = Study("Taguette", chosen.text("name"), chosen.text("description"))
        taken = _Taken(chosen.key("id") or "", Filling(study, utc=True), {}, {})
        study.audit = Audit(None, taken.filling.moment(chosen.text("created")))
        _members(taken, database)
        _log(taken, database)
        _documents(taken, database)
        _tags(taken, database)
        _highlights(taken, database)
        return taken.filling.finished(database)


def _chosen(database: ForeignDatabase, wanted: str | None) -> Row:
    rows = list(database.rows("projects", "id", "name", "description", "created"))
    if not rows:
        raise ReadingError(f"{database.name} holds no project.")
    named = [row for row in rows if wanted in (row.text("name"), row.key("id"))] if wanted else rows
    if len(named) == 1:
        return named[0]
    told = ", ".join(f"{row.key('id')} “{shortened(row.text('name'))}”" for row in rows[:10])
    if not named:
        raise ReadingError(f"{database.name} holds no project “{shortened(wanted or '')}”; it holds {told}.")
    raise ReadingError(
        f"{database.name} holds {len(rows):,} projects ({told}): export the one you mean in Taguette, "
        "Project info > Export project, and import that file."
    )


def _members(taken: _Taken, database: ForeignDatabase) -> None:
    for row in database.rows("project_members", "project_id", "user_login"):
        if row.key("project_id") == taken.project:
            taken.filling.user(row.text("user_login"))


def _log(taken: _Taken, database: ForeignDatabase) -> None:
    columns = ("id", "project_id", "user_login", "date", "document_id", "payload")
    for row in database.rows("commands", *columns):
        if row.key("project_id") != taken.project:
            continue
        for kind, key in _meant(row):
            told = taken.filling.user(row.text("user_login")), taken.filling.moment(row.text("date"))
            taken.log.setdefault((kind, key), []).append(told)


def _meant(row: Row) -> Iterator[tuple[str, str]]:
    """What a command made or changed; a payload that is none means nothing."""
    try:
        payload = json.loads(row.text("payload") or "null")
    except (ValueError, RecursionError):
        return
    if not isinstance(payload, dict):
        return
    what = payload.get("type")
    number = payload.get({"highlight_add": "highlight_id", "tag_add": "tag_id"}.get(str(what), ""))
    if what == "document_add" and row.key("document_id"):
        yield "document", row.key("document_id") or ""
    elif isinstance(number, int):
        yield str(what).removesuffix("_add"), str(number)


def _documents(taken: _Taken, database: ForeignDatabase) -> None:
    columns = ("id", "project_id", "name", "description", "contents", "created")
    for row in database.rows("documents", *columns):
        if row.key("project_id") != taken.project:
            continue
        key, name = taken.filling.key("document", row, "id"), row.text("name")
        page = page_text(row.text("contents"))
        taken.pages[key] = page
        logged = taken.audit("document", key)
        audit = Audit(
            logged.creator, taken.filling.moment(row.text("created")), logged.modifier, logged.modified
        )
        source = Source(key, name, None, description=row.text("description"), audit=audit)
        taken.filling.source(source, page.text)
        if page.pictures:
            told = f"{counted(page.pictures, 'picture')} that Taguette shows as missing: not in the file."
            taken.filling.remark(f"document {name}", told, is_loss=True)


def _tags(taken: _Taken, database: ForeignDatabase) -> None:
    for row in database.rows("tags", "id", "project_id", "path", "description"):
        if row.key("project_id") == taken.project:
            key = taken.filling.key("tag", row, "id")
            audit = taken.audit("tag", key)
            code = Code(key, row.text("path"), None, "", "", row.text("description"), True, audit)
            taken.filling.study.codes.append(code)


def _highlights(taken: _Taken, database: ForeignDatabase) -> None:
    tags: dict[str, list[str]] = {}
    for row in database.rows("highlight_tags", "highlight_id", "tag_id"):
        tags.setdefault(row.key("highlight_id") or "", []).append(row.key("tag_id") or row.text("tag_id"))
    elsewhere = _documents_of_others(taken, database)
    for row in database.rows("highlights", "id", "document_id", "start_offset", "end_offset", "snippet"):
        document = row.key("document_id")
        if document not in elsewhere:
            key = taken.filling.key("highlight", row, "id")
            _highlight(taken, key, document, row, tags.get(key, []))


def _documents_of_others(taken: _Taken, database: ForeignDatabase) -> set[str | None]:
    rows = database.rows("documents", "id", "project_id")
    return {row.key("id") for row in rows if row.key("project_id") != taken.project} - set(taken.pages)


def _highlight(taken: _Taken, key: str, document: str | None, row: Row, tags: list[str]) -> None:
    about, snippet = f"highlight {key}", squeezed(page_text(row.text("snippet")).text)
    page = taken.pages.get(document or "")
    span = page.span(row.whole("start_offset"), row.whole("end_offset")) if page else None
    if page is None or span is None:
        where = "a place of its document" if page else "a document of the file"
        taken.filling.remark(about, f"is not in {where} “{shortened(snippet)}”: left out.", is_loss=True)
        return
    found = squeezed(page.text[slice(*span)])
    if "".join(found.split()) != "".join(snippet.split()):
        told = f"Taguette keeps “{shortened(snippet)}” of it, at its place stands “{shortened(found)}”: look at it."
        taken.filling.remark(f"{about} in {taken.filling.names[document or '']}", told, is_loss=True)
    audit = taken.audit("highlight", key)
    taken.filling.study.selections.append(Selection(key, document or "", *span, audit=audit))
    for tag in dict.fromkeys(tags):
        if taken.filling.knows("tag", tag):
            coding = Coding(f"{key}-{tag}", tag, key, audit=audit)
            taken.filling.study.codings.append(coding)
        else:
            taken.filling.remark(about, f"has a tag that is not there ({tag}): left out.", is_loss=True)
