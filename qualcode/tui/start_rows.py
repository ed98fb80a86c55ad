"""The rows of the start page: the projects opened lately, and the ways to begin. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from qualcode.remembered import RecentProject
from qualcode.text.wording import counted
from qualcode.tui.widgets.row_list import Piece, Row, row

SHOWN = 10
WAYS = (
    Row("new", (Piece(" New…    ", strong=True), Piece("begin a study of your own in this folder")), "n"),
    Row(
        "open",
        (Piece(" Open…   ", strong=True), Piece("a project file; or drop or paste its path here")),
        "o",
    ),
    Row(
        "demo", (Piece(" Demo    ", strong=True), Piece("a small complete project to try everything on")), "d"
    ),
)


def start_rows(projects: Sequence[RecentProject], today: datetime) -> list[Row]:
    """Return a row for each recent project, and the three ways to begin."""
    recent = [_recent_row(project, today) for project in projects[:SHOWN]]
    return [*recent, *([row(None, "")] if recent else []), *WAYS]


def _recent_row(project: RecentProject, today: datetime) -> Row:
    path = Path(project.path)
    name = Piece(f" {path.stem}", strong=True)
    if not project.is_there:
        away = Piece(f"   is not there any more · {_short(path.parent)}", muted=True)
        return Row(project.path, (name, away), "x", muted=True)
    return Row(project.path, (name, Piece(f"   {_told(project)}", muted=True)), day(project.opened, today))


def _told(project: RecentProject) -> str:
    """Return the document read last, how many there are, and the folder."""
    number = "" if project.documents is None else counted(project.documents, "document")
    at = f"at {project.document}" if project.document else ""
    return " · ".join(part for part in (at, number, _short(Path(project.path).parent)) if part)


def _short(folder: Path) -> str:
    """Return a folder, with `~` for the home folder."""
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def day(moment: str, today: datetime) -> str:
    """Return a moment (ISO 8601) as a day in words or numbers, in local time; nothing for what is none."""
    try:
        when = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return ""
    days = (today.astimezone().date() - when.date()).days
    return {0: "today", 1: "yesterday"}.get(days, f"{when:%Y-%m-%d}")
