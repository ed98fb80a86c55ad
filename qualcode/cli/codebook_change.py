"""`codebook add | edit | move | merge | retire | remove`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from qualcode.cli.commands import Command
from qualcode.cli.session import Session, with_session
from qualcode.errors import InvalidValue
from qualcode.project.code_records import Merge
from qualcode.project.codes import join_path, split_path
from qualcode.text.wording import counted

TEXT_OPTIONS = {
    "--definition": "What the code means.",
    "--when-to-use": "What to mark with it.",
    "--when-not-to-use": "What looks alike and belongs elsewhere.",
    "--example": "A passage that shows it.",
}


def with_texts(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for a code's colour and texts, handed on as keywords (None: not given)."""
    for name, told in reversed(TEXT_OPTIONS.items()):
        function = click.option(name, metavar="TEXT", help=told)(function)
    return click.option("--colour", "--color", "colour", metavar="#RRGGBB", help="The code's colour.")(
        function
    )


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that were given on the command line."""
    return {name: value for name, value in fields.items() if value is not None}


@click.command(
    "add",
    cls=Command,
    short_help="Add a code.",
    examples=(
        "qualcode codebook add Welcome",
        'qualcode codebook add "Welcome > Hospitality" --definition "Something is given freely."',
    ),
)
@click.argument("path")
@with_texts
@with_session()
def add(session: Session, path: str, **fields: str | None) -> None:
    """Add a code at PATH, and what is missing above it."""
    with session.writing() as project, project.action("codebook", "added a code") as action:
        *above, name = split_path(path)
        if join_path([*above, name]) in {code.path for code in project.codebook.all()}:
            raise InvalidValue(f"The code {path} is there already; `qualcode codebook edit` changes it.")
        parent = project.codebook.add_path(join_path(above)) if above else None
        code = project.codebook.add(name, parent, **given(fields))
        action.summary = f"added the code {code.path}"
        session.say(f"Added {code.path}.")


@click.command(
    "edit",
    cls=Command,
    short_help="Change a code's name, colour or texts.",
    examples=(
        "qualcode codebook edit Hospitality --name Welcoming",
        'qualcode codebook edit Hospitality --colour "#4477aa" --example "They came, and we made room."',
    ),
)
@click.argument("code")
@click.option("--name", help="The new name.")
@with_texts
@with_session()
def edit(session: Session, code: str, **fields: str | None) -> None:
    """Change CODE. Its earlier texts stay readable: `qualcode codebook show CODE --earlier`."""
    if not given(fields):
        raise click.UsageError("Say what to change: --name, --colour, --definition …")
    with session.writing() as project:
        found = project.codebook.find(code)
        session.say(f"Changed {project.codebook.edit(found, **given(fields)).path}.")


@click.command(
    "move",
    cls=Command,
    short_help="Put a code under another one, or at the top.",
    examples=(
        "qualcode codebook move Irony --under Memory",
        "qualcode codebook move Irony --top",
        "qualcode codebook move Irony --under Distance --position 1",
    ),
)
@click.argument("code")
@click.option("--under", metavar="CODE", help="The new parent.")
@click.option("--top", is_flag=True, help="To the top of the codebook.")
@click.option(
    "--position", type=click.IntRange(min=1), help="The place among its siblings, from 1; else last."
)
@with_session()
def move(session: Session, code: str, under: str | None, top: bool, position: int | None) -> None:
    """Move CODE with all codes under it. Its codings stay."""
    if bool(under) == top:
        raise click.UsageError("Say where to: --under CODE or --top.")
    with session.writing() as project:
        found = project.codebook.find(code)
        parent = project.codebook.find(under) if under else None
        moved = project.codebook.move(found, parent, None if position is None else position - 1)
        session.say(f"Moved {found.path}; it is now {moved.path}.")


@click.command(
    "merge",
    cls=Command,
    short_help="Give everything of a code to another one.",
    examples=(
        'qualcode codebook merge "acknowledge of uncertainty" "acknowledge uncertainty" --dry-run',
        "qualcode codebook merge Irony Distance",
        "qualcode codebook merge Irony Distance --unite",
    ),
)
@click.argument("source")
@click.argument("target")
@click.option("--unite", is_flag=True, help="Make one coding of each two that say the same.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@with_session()
def merge(session: Session, source: str, target: str, unite: bool, dry_run: bool) -> None:
    """Give codings, subcodes and memos of SOURCE to TARGET, and remove SOURCE.

    Every coding is kept. Codings that now say twice what one coder said once are counted as duplicates. With
    --unite each two become one, with the memos of both; where their weights differ, both stay.
    """
    with session.writing(dry_run=dry_run) as project:
        old, new = project.codebook.find(source), project.codebook.find(target)
        merged = project.codebook.merge(old, new, unite=unite)
        session.say(
            f"{'Would merge' if dry_run else 'Merged'} {old.path} into {new.path}: {counted(merged.codings, 'coding')}"
            f" ({doubled(merged)}), {counted(merged.subcodes, 'subcode')}, {counted(merged.memos, 'memo')}."
        )


def doubled(merged: Merge) -> str:
    """Return what became of the codings that were there already."""
    parts = [f"{merged.united:,} became one with one there"] if merged.united else []
    if (left := merged.duplicates - merged.united) or not parts:
        parts.append(f"{left:,} now duplicate")
    return ", ".join(parts)


@click.command(
    "retire",
    cls=Command,
    short_help="Hide a code from the pickers, or bring it back.",
    examples=(
        'qualcode codebook retire "Laptop work"',
        'qualcode codebook retire "Laptop work" --bring-back',
    ),
)
@click.argument("code")
@click.option("--bring-back", is_flag=True, help="Offer it again.")
@with_session()
def retire(session: Session, code: str, bring_back: bool) -> None:
    """Hide CODE from the pickers. Its codings stay and are counted."""
    with session.writing() as project:
        retired = project.codebook.retire(project.codebook.find(code), not bring_back)
        session.say(f"{'Brought back' if bring_back else 'Retired'} {retired.path}.")


@click.command(
    "remove",
    cls=Command,
    short_help="Remove a code with its codings.",
    examples=("qualcode codebook remove Irony --dry-run", "qualcode codebook remove Irony"),
)
@click.argument("code")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@with_session()
def remove(session: Session, code: str, dry_run: bool) -> None:
    """Remove CODE with the codes under it, their codings and memos; `qualcode undo` brings all of it back."""
    with session.writing(dry_run=dry_run) as project:
        found = project.codebook.find(code)
        gone = project.codebook.remove(found)
        session.say(
            f"{'Would remove' if dry_run else 'Removed'} {found.path}: {counted(gone.codes, 'code')},"
            f" {counted(gone.codings, 'coding')}, {counted(gone.memos, 'memo')}."
        )
