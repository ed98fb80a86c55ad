"""`codebook show`: the tree with its counts, or one code in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Command
from qualcode.cli.moments import local_time
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, print_text, show_record, show_table, with_output
from qualcode.cli.terminal_table import cells
from qualcode.model import Code
from qualcode.text.visible import visible

if TYPE_CHECKING:
    from qualcode.api import Project

COLUMNS = (
    "code", "guid", "colour", "definition", "when to use", "when not to use", "example", "retired", "codings",
)  # fmt: skip
TEXT_FIELDS = ("definition", "when_to_use", "when_not_to_use", "example")


@click.command(
    "show",
    cls=Command,
    short_help="Draw the tree with counts, or show one code.",
    examples=(
        "qualcode codebook show",
        'qualcode codebook show "Welcome > Hospitality"',
        "qualcode codebook show Hospitality --earlier",
        "qualcode codebook show --format csv",
    ),
)
@click.argument("code", required=False)
@click.option("--earlier", is_flag=True, help="The earlier texts of CODE as well, newest first.")
@with_session()
@with_output
def show(session: Session, code: str | None, earlier: bool, output: Output) -> None:
    """Draw the tree of codes with the number of codings, or show all of one CODE.

    The first number counts the code's own codings, the one in brackets those of the codes under it as well.
    """
    if earlier and code is None:
        raise click.UsageError("--earlier needs a CODE.")
    with session.reading() as project:
        tell_if_blind(session, project)
        codes, counts = project.codebook.all(), project.codebook.counts()
        if code is not None:
            found = project.codebook.find(code)
            show_record(session, record_of(found, counts.get(found.id, 0)), output)
            if earlier:
                print_text(earlier_texts(project, found))
            return
    if output.file is None and output.format == "table":
        if not codes:
            session.say("No codes yet; `qualcode codebook import` or `qualcode codebook add`.")
        print_text(tree(codes, counts))
    else:
        show_table(
            session, COLUMNS, [tuple(record_of(c, counts.get(c.id, 0)).values()) for c in codes], output
        )


def record_of(code: Code, codings: int) -> dict[str, object]:
    """Return everything about a code, by the headings of the codebook's columns."""
    values = (
        code.path,
        code.guid,
        code.colour,
        code.definition,
        code.when_to_use,
        code.when_not_to_use,
        code.example,
        code.retired,
        codings,
    )
    return dict(zip(COLUMNS, values, strict=True))


def tree(codes: Sequence[Code], counts: dict[int, int]) -> str:
    """Return the tree of codes (each before its children) as lines with counts."""
    totals = with_subcodes(codes, counts)
    drawn = [(branch, visible(code.name)) for branch, code in zip(branches(codes), codes, strict=True)]
    width = max((cells(branch + name) for branch, name in drawn), default=0)
    lines = []
    for code, (branch, name) in zip(codes, drawn, strict=True):
        own, total = counts.get(code.id, 0), totals[code.id]
        space = " " * (width - cells(branch + name))
        both = f"{own:>6}" + (f"  ({total})" if total != own else "")
        mark = click.style("■ ", fg=rgb(code.colour))
        lines.append(f"{branch}{mark}{name}{space}{both}{'  retired' if code.retired else ''}\n")
    return "".join(lines)


def branches(codes: Sequence[Code]) -> list[str]:
    """Return the line work before each code's name."""
    last_child = {code.parent_id: code.id for code in codes}
    is_last = {code.id: last_child[code.parent_id] == code.id for code in codes}
    above: dict[int | None, str] = {None: ""}
    lines = []
    for code in codes:
        if code.parent_id is None:
            lines.append("")
            above[code.id] = ""
            continue
        stem = above[code.parent_id]
        lines.append(stem + ("└─ " if is_last[code.id] else "├─ "))
        above[code.id] = stem + ("   " if is_last[code.id] else "│  ")
    return lines


def with_subcodes(codes: Sequence[Code], counts: dict[int, int]) -> dict[int, int]:
    """Return code → number of codings of itself and of all under it."""
    totals = {code.id: counts.get(code.id, 0) for code in codes}
    for code in reversed(codes):
        if code.parent_id is not None:
            totals[code.parent_id] += totals[code.id]
    return totals


def rgb(colour: str) -> tuple[int, int, int]:
    """Return `#rrggbb` as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def earlier_texts(project: Project, code: Code) -> str:
    """Return what the texts of a code were before each change, newest first."""
    parts = []
    now: dict[str, object] = {"name": code.name} | {field: getattr(code, field) for field in TEXT_FIELDS}
    for action, row in project.history.earlier_versions("code", code.id):
        changed = [name for name in now if row[name] != now[name]]
        if changed:
            when = f"until {local_time(action.at)}, when {action.coder} {action.summary}:"
            parts.append(f"\n{visible(when)}\n")
            parts += [
                f"  {name.replace('_', ' ')}: {visible(str(row[name])) or '(empty)'}\n" for name in changed
            ]
        now = {name: row[name] for name in now}
    return "".join(parts) or "\nThese texts have never been changed.\n"
