"""`frequency`: the theme table."""

from __future__ import annotations

import click

from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Command
from qualcode.cli.filters import with_filters
from qualcode.cli.frames import show_frame
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, with_output
from qualcode.model import Scope

MEASURES = ("codings", "documents", "participants", "words", "characters")


@click.command(
    "frequency",
    cls=Command,
    short_help="Count themes: the theme table.",
    examples=(
        "qualcode frequency",
        "qualcode frequency --with-subcodes --exclude-speaker INTERVIEWER",
        "qualcode frequency --by gender --count participants",
        "qualcode frequency --by document -o themes-by-document.xlsx",
        "qualcode frequency --where 'lived abroad=yes' --coder Amina --format csv",
    ),
)
@click.option(
    "--by",
    metavar="WHAT",
    help="A column for each document, participant, coder, speaker, section, or value of an attribute.",
)
@click.option("--count", type=click.Choice(MEASURES), help="What the columns of --by count (codings).")
@with_session(coder=False)
@with_filters
@with_output
def command(session: Session, by: str | None, count: str | None, scope: Scope, output: Output) -> None:
    """Count how often and how widely each code was used.

    Without --by the columns are code, codings, documents, participants, words and share_of_words. Words are
    those of which at least half is covered by the code's passages, however many cover them.
    """
    with session.reading() as project:
        tell_if_blind(session, project, scope.coders)
        frame = project.frequency(by=by, count=count, scope=scope)
    show_frame(session, frame, output, empty="There are no codes to count.")
