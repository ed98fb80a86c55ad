"""`codebook diff | version | versions | restore`: codebooks compared, and states of the codebook in time."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.codebook_files import show_differences
from qualcode.cli.commands import Command
from qualcode.cli.moments import local_time
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, refuse_to_write_over, show_table, with_output
from qualcode.text.wording import counted, sentence

AS_IT_WAS = "The codebook is as it was in that version."
VERSION_COLUMNS = ("version", "when", "coder", "codes", "action")


@click.command(
    "diff",
    cls=Command,
    short_help="Compare codebooks: files, projects, versions.",
    examples=(
        "qualcode codebook diff codebooks/dushanbe.csv",
        "qualcode codebook diff mine.csv other.qualcode",
        'qualcode codebook diff --version "after pilot"',
        'qualcode codebook diff --version "after pilot" --version final',
    ),
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--version", "versions", metavar="NAME", multiple=True, help="A version of this project's codebook."
)
@with_session()
@with_output
def diff(session: Session, files: tuple[Path, ...], versions: tuple[str, ...], output: Output) -> None:
    """Show, code by code, how a second codebook differs from a first.

    A file or project alone: what importing it would change here. A version alone: what has changed since. Two of
    them: what is otherwise in the second, codes that it lacks included; a version comes before a file.
    """
    number = len(files) + len(versions)
    if number not in (1, 2):
        raise click.UsageError("Name one or two codebooks: files, projects, or --version NAME.")
    refuse_to_write_over(output, *files)
    if len(files) == 1 and not versions:
        with session.reading() as project:
            differences = project.diff_codebook(files[0])
        show_differences(session, differences, output)
        return
    from qualcode.exchange.codebook_comparing import compared
    from qualcode.exchange.codebook_files import state_of
    from qualcode.exchange.codebook_sources import codebook_in, codes_of, table_of

    tables = [codebook_in(file) for file in files]
    if versions:
        with session.reading() as project:
            names = [*versions, *([None] if number == 1 else [])]
            tables = [*(table_of(name or "now", state_of(project, name)) for name in names), *tables]
    before, after = tables
    differences = compared(codes_of(before), after)
    show_differences(session, differences, output, empty="The two codebooks say the same.")


@click.command(
    "version",
    cls=Command,
    short_help="Give the codebook as it is now a name.",
    examples=('qualcode codebook version "after pilot"',),
)
@click.argument("name")
@with_session()
def version(session: Session, name: str) -> None:
    """Name the state of the codebook, to compare with it, export it or bring it back later."""
    with session.writing() as project:
        made = project.codebook_versions.add(name)
        number = len(project.codebook.all())
    session.say(f"The codebook as it is now ({counted(number, 'code')}) is the version “{made.name}”.")


@click.command(
    "versions",
    cls=Command,
    short_help="List the versions of the codebook.",
    examples=("qualcode codebook versions",),
)
@with_session()
@with_output
def versions(session: Session, output: Output) -> None:
    """List the named states of the codebook, the earliest first."""
    with session.reading() as project:
        rows = [
            (
                each.name,
                local_time(each.action.at) if output.format == "table" else each.action.at,
                each.action.coder,
                len(project.codebook_versions.codes(each)),
                each.action.id,
            )
            for each in project.codebook_versions.all()
        ]
    empty = "No versions yet; `qualcode codebook version NAME` makes one."
    show_table(session, VERSION_COLUMNS, rows, output, empty=empty)


@click.command(
    "restore",
    cls=Command,
    short_help="Bring back the codebook of a version.",
    examples=(
        'qualcode codebook restore "after pilot" --dry-run',
        'qualcode codebook restore "after pilot"',
    ),
)
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@with_session()
@with_output
def restore(session: Session, name: str, dry_run: bool, output: Output) -> None:
    """Make the codebook what it was in the version NAME, as one action. No coding is lost.

    Codes that came since are retired, with their codings; codes that went since come back without codings.
    """
    with session.writing() as project:
        done = project.restore_codebook(name, dry_run=dry_run)
    if dry_run:
        show_differences(session, done.differences, output, empty=AS_IT_WAS)
    elif done.changes_something:
        session.say(f"{sentence(done.action_summary)}. `qualcode undo` takes that back.")
    else:
        session.say(f"The codebook is as it was in “{done.name}” already.")
    if done.retired:
        verb = "would be retired" if dry_run else "retired"
        codings = counted(done.codings, "coding")
        session.say(f"Came since, {verb}, with their {codings}: {', '.join(done.retired)}.")
    if done.came_back:
        session.say(
            f"Went since, {'would come' if dry_run else 'came'} back without codings: {', '.join(done.came_back)}."
        )
