"""`check` and `backup`: that nothing is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.failures import REFUSED
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, show_table, with_output

COLUMNS = ("rule", "place", "message", "repairable")
FOLDER = "backups"


@click.command(
    "check",
    cls=Command,
    short_help="Check that a project file is sound.",
    examples=("qualcode check", "qualcode check study.qualcode", "qualcode check study.qualcode --repair"),
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--repair", is_flag=True, help="Make anew what can be, after making a backup.")
@with_session()
@with_output
def check(session: Session, file: Path | None, repair: bool, output: Output) -> None:
    """Check FILE (by default the project): the file itself and every rule that qualcode keeps.

    Works on damaged files too, and changes nothing without --repair. Leaves with 1 when something is wrong.
    """
    from qualcode.project import check_file, repair_file

    path = file or session.path()
    found = check_file(path)
    if repair and any(each.repairable for each in found):
        backup = backup_place(path, "before repair")
        found = repair_file(path, backup)
        session.say(f"A backup was made first: {backup}")
    if not found:
        session.say(f"{path.name} is sound.")
        return
    rows = [(each.rule, each.place, each.message, each.repairable) for each in found]
    show_table(session, COLUMNS, rows, output)
    if any(each.repairable for each in found):
        session.say("`qualcode check --repair` can mend some of this.")
    else:
        session.say("This cannot be repaired; restore your latest backup.")
    raise click.exceptions.Exit(REFUSED)


@click.command(
    "backup",
    cls=Command,
    short_help="Make a verified copy of the project.",
    examples=("qualcode backup", "qualcode backup -o /media/stick/study.qualcode"),
)
@click.option(
    "-o", "--output", "target", metavar="FILE", type=click.Path(path_type=Path), help="Where the copy goes."
)
@with_session()
def backup(session: Session, target: Path | None) -> None:
    """Make a copy of the project, also while it is open elsewhere, and verify it by reading it.

    Without -o it goes to backups/ beside the project, with the date in its name. Nothing is overwritten.
    """
    with session.reading() as project:
        place = project.backup(target or backup_place(project.path))
    session.say(f"Wrote the copy {place} and verified it.")


def backup_place(path: Path, remark: str = "") -> Path:
    """Return a free name for a backup in `backups/` beside the project, and make that folder."""
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    now = f"{datetime.now():%Y-%m-%d %H%M%S}"
    stem = " ".join(part for part in (path.stem, remark, now) if part)
    place, number = folder / f"{stem}{path.suffix}", 1
    while place.exists():
        number += 1
        place = folder / f"{stem} ({number}){path.suffix}"
    return place
