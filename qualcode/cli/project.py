"""`new` and `info`: a project as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.moments import local_time
from qualcode.cli.session import SUFFIX, Session, coder_name, with_session
from qualcode.cli.tables import Output, show_record, with_output


@click.command(
    "new",
    cls=Command,
    short_help="Make an empty project.",
    examples=("qualcode new study.qualcode", 'qualcode new study.qualcode --name "Dushanbe 2022"'),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="The study's name; by default that of the file.")
@with_session()
def new(session: Session, file: Path, name: str | None) -> None:
    """Make an empty project in FILE. A file that is there already is never overwritten."""
    from qualcode.api import Project

    path = file if file.suffix.lower() == SUFFIX else file.with_name(file.name + SUFFIX)
    with Project.create(path, name, coder_name(session.coder)) as project:
        session.say(f"Made the empty project {path}. Next: `qualcode import` and `qualcode codebook import`.")
        if warning := project.warning():
            session.say(f"Note: {warning}")


@click.command(
    "info",
    cls=Command,
    short_help="Say what is in the project.",
    examples=("qualcode info", "qualcode info -p study.qualcode --format json"),
)
@with_session()
@with_output
def info(session: Session, output: Output) -> None:
    """Say what is in the project: counts, words, coders, size, last change."""
    with session.reading() as project:
        overview, warning = project.overview(), project.warning()
        last = overview.last_action
        record = {
            "project": overview.name,
            "file": str(project.path),
            "guid": overview.guid,
            "created": overview.created,
            "documents": overview.documents,
            "words": overview.words,
            "participants": overview.participants,
            "codes": overview.codes,
            "codings": overview.codings,
            "memos": overview.memos,
            "coders": "; ".join(coder.name for coder in overview.coders),
            "bytes": overview.bytes,
            "changed": last.at if last else overview.created,
            "changed_by": last.coder if last else "",
            "last_action": last.summary if last else "",
        }
    people = record | {"created": local_time(overview.created), "changed": local_time(str(record["changed"]))}
    show_record(session, record, output, people=people)
    if warning:
        session.say(f"Note: {warning}")
