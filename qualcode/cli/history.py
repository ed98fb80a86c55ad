"""`history`, `undo` and `redo`: the audit trail, and going back on it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Command
from qualcode.cli.moments import local_time
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, show_table, with_output
from qualcode.model import Action
from qualcode.project.changes_told import since_lines
from qualcode.text.wording import sentence

if TYPE_CHECKING:
    from qualcode.api import Project

COLUMNS = ("action", "at", "coder", "kind", "summary", "undone", "changes")
PEOPLE_COLUMNS = ("action", "at", "coder", "summary", "undone")
SHOWN_ON_TERMINAL = 30


@click.command(
    "history",
    cls=Command,
    short_help="Show who did what, and when.",
    examples=("qualcode history", "qualcode history --limit 5", "qualcode history --format csv > trail.csv"),
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"Only the latest N actions, 0 for all (on a terminal {SHOWN_ON_TERMINAL}, else all).",
)
@with_session()
@with_output
def history(session: Session, limit: int | None, output: Output) -> None:
    """Show the audit trail, newest action first: who did what, when, and what is undone."""
    for_people = output.format == "table" and output.file is None
    if limit is None and for_people and sys.stdout.isatty():
        limit = SHOWN_ON_TERMINAL
    with session.reading() as project:
        tell_if_blind(session, project)
        actions = list(project.history.newest_first(limit or None))
    rows = [row_of(action, for_people) for action in actions]
    empty = "Nothing was done in this project yet."
    show_table(session, COLUMNS, rows, output, people=PEOPLE_COLUMNS, empty=empty)
    if for_people and limit and len(actions) == limit:
        session.say(f"These are the latest {limit}; `--limit 0` shows all.")


def row_of(action: Action, for_people: bool) -> tuple[object, ...]:
    """Return the row of an action."""
    at = local_time(action.at) if for_people else action.at
    return action.id, at, action.coder, action.kind, action.summary, action.undone, action.changes


@click.command(
    "undo",
    cls=Command,
    short_help="Take back the last action, a given one, or all since one.",
    examples=(
        "qualcode undo",
        "qualcode undo --action 12",
        "qualcode undo --back-to 12 --dry-run",
    ),
)
@click.option("--action", type=int, metavar="ID", help="The action to undo, by its number in the history.")
@click.option("--back-to", type=int, metavar="ID", help="Take back all that was done after this action.")
@click.option("--dry-run", is_flag=True, help="Only say what would be undone.")
@with_session()
def undo(session: Session, action: int | None, back_to: int | None, dry_run: bool) -> None:
    """Take back the last action in effect, or the one given.

    An action on which a later one depends is not undone; the message says which one that is. With --back-to
    everything done after an action is taken back, whoever did it: the study is what it was right after it.
    """
    if action is not None and back_to is not None:
        raise click.UsageError("Give --action or --back-to, not both.")
    with session.writing() as project:
        if back_to is not None:
            go_back(session, project, back_to, dry_run)
        elif dry_run:
            session.say(would("undo", project.rehearse_undo(action)))
        else:
            session.say(f"{sentence(project.undo(action).summary)}. `qualcode redo` brings it back.")


def go_back(session: Session, project: Project, point: int, dry_run: bool) -> None:
    """Take back all that was done after an action, and say what that was; in a dry run only say it."""
    since = project.rehearse_going_back(point)
    session.say(f"{'Would go' if dry_run else 'Going'} back to action {point}.")
    for line in filter(None, since_lines(since)):
        session.say(line)
    if not dry_run:
        project.go_back(point, last_seen=since.last_seen)
        session.say("Done, as one action: `qualcode undo` brings everything back.")


@click.command(
    "redo",
    cls=Command,
    short_help="Bring back what was undone.",
    examples=("qualcode redo", "qualcode redo --action 12"),
)
@click.option("--action", type=int, metavar="ID", help="The undone action to bring back, by its number.")
@click.option("--dry-run", is_flag=True, help="Only say what would be brought back.")
@with_session()
def redo(session: Session, action: int | None, dry_run: bool) -> None:
    """Bring back the action that was undone last, or the one given."""
    with session.writing() as project:
        if dry_run:
            session.say(would("redo", project.rehearse_redo(action)))
        else:
            session.say(f"{sentence(project.redo(action).summary)}.")


def would(verb: str, target: Action) -> str:
    """Return the sentence of a dry run."""
    return f"Would {verb} action {target.id} of {target.coder}: {target.summary}."
