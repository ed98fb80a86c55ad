"""What is to be brought in, and from where: transcripts, a survey table, or a table of participants."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from qualcode.exchange.tables import READ
from qualcode.readers.registry import SUFFIXES
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.importing import ImportScreen
from qualcode.tui.screens.participants_import import ParticipantsImport
from qualcode.tui.screens.path_prompt import PathPrompt
from qualcode.tui.screens.table_import import TableImport

if TYPE_CHECKING:
    from qualcode.api import Project

TRANSCRIPTS = "Transcripts: a file or a folder"
SURVEY = "A survey table: each row is somebody's answers"
PEOPLE = "A table of participants: what is known about them"
TABLES = tuple(suffix for suffix in READ if suffix != ".txt")
"""Suffixes that are a table and nothing else."""

After = Callable[[], None]


def ask_what(app: App[None], project: Project, after: After) -> None:
    """Ask what to bring in, then from where; `after` is called when it was done."""

    def chosen(what: str | None) -> None:
        if what == TRANSCRIPTS:
            ask_transcripts(app, project, after)
        elif what is not None:
            ask_table(app, project, what, after)

    app.push_screen(ChoiceScreen("What is to be brought in?", [TRANSCRIPTS, SURVEY, PEOPLE]), chosen)


def ask_transcripts(app: App[None], project: Project, after: After) -> None:
    """Ask for a file or folder and bring it in; of a table ask first what it is."""

    def chosen(source: Path | None) -> None:
        if source is None:
            return
        if source.suffix.lower() in TABLES and not source.is_dir():
            ask_kind_of_table(app, project, source, after)
        else:
            app.push_screen(ImportScreen(project.path, project.coder, source), lambda _: after())

    suffixes = (*SUFFIXES, *TABLES)
    app.push_screen(
        PathPrompt("Import transcripts: a file or a folder; or a table", suffixes, folders=True), chosen
    )


def ask_table(app: App[None], project: Project, what: str, after: After) -> None:
    """Ask for a table and bring it in."""

    def chosen(source: Path | None) -> None:
        if source is not None:
            show_table(app, project, what, source, after)

    app.push_screen(PathPrompt(what, READ), chosen)


def ask_kind_of_table(app: App[None], project: Project, source: Path, after: After) -> None:
    """Ask what a table is, and bring it in."""

    def chosen(what: str | None) -> None:
        if what is not None:
            show_table(app, project, what, source, after)

    app.push_screen(ChoiceScreen(f"What is {source.name}?", [SURVEY, PEOPLE]), chosen)


def show_table(app: App[None], project: Project, what: str, source: Path, after: After) -> None:
    """Show what would come of a table, and bring it in when she says so."""

    def done(was_done: bool | None) -> None:
        if was_done:
            after()

    made: type[TableImport] | type[ParticipantsImport] = TableImport if what == SURVEY else ParticipantsImport
    screen: Screen[bool] = made(project.path, project.coder, source)
    app.push_screen(screen, done)
