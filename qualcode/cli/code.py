"""`code`: apply a code to a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.commands import Command
from qualcode.cli.places import Place, span_of, with_place
from qualcode.cli.session import Session, with_session
from qualcode.errors import UnknownName
from qualcode.model import Code
from qualcode.text.quotes import shortened
from qualcode.text.wording import sentence

if TYPE_CHECKING:
    from qualcode.api import Project


@click.command(
    "code",
    cls=Command,
    short_help="Apply a code to a passage.",
    examples=(
        'qualcode code "P07 Accountant" Hospitality --quote "Let them see how hospitable we are."',
        'qualcode code "P07 Accountant" "Welcome > Obligation" --turn 14 --memo "duty, not joy"',
        'qualcode code "P12 Waitress" Irony --section Q2 --weight 80',
    ),
)
@click.argument("document", metavar="DOC")
@click.argument("code", metavar="CODE")
@with_place(required=True)
@click.option("--memo", metavar="TEXT", help="A memo on the coding.")
@click.option("--weight", type=click.IntRange(0, 100), help="How strongly, 0 to 100.")
@click.option("--create", is_flag=True, help="Make the code if it is not in the codebook.")
@with_session()
def command(
    session: Session,
    document: str,
    code: str,
    place: Place,
    memo: str | None,
    weight: int | None,
    create: bool,
) -> None:
    """Apply CODE to a passage of the document DOC, and print the GUID of the coding.

    A quote that stands nowhere in the document, or more than once, is refused with its places.
    """
    with session.writing() as project:
        found = project.documents.find(document)
        span = span_of(project, found, place)
        with project.action("coding", "applied a code") as action:
            applied = code_named(project, code, create=create)
            coding = project.codings.apply(
                found, applied, span.start, span.end, memo=memo or "", weight=weight
            )
            quote = shortened(project.documents.text(found)[span.start : span.end])
            action.summary = f"applied {applied.path} to “{quote}” in {found.name}"
        session.say(f"{sentence(action.summary)} ({span.start}:{span.end}).")
        if applied.retired:
            session.say(f"Note: {applied.path} is retired.")
    click.echo(coding.guid)


def code_named(project: Project, reference: str, *, create: bool) -> Code:
    """Return the code of that path, name or GUID, making it if asked to."""
    try:
        return project.codebook.find(reference)
    except UnknownName as error:
        if create:
            return project.codebook.add_path(reference)
        raise UnknownName(f"{error} --create makes it.") from None
