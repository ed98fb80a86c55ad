"""Writing a file to the exports folder beside the project; what is there is overwritten only when asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from qualcode.errors import QualcodeError
from qualcode.tui.notices import inform, report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.choice import ChoiceScreen

if TYPE_CHECKING:
    from qualcode.api import Project

    Write = Callable[[Project, Path, bool], object]

FOLDER = "exports"
WORKBOOK = "themes.xlsx"  # as the command line names it
REPLACE, LEAVE = "Replace it", "Leave it as it is"


def export_workbook(app: App[None], project: Project) -> None:
    """Write the workbook; who codes blind is told that it shows the codings of all."""

    def write(own: Project, path: Path, replace: bool) -> str:
        from qualcode.blind_coding import blind_remark

        remark = ""
        with suppress(QualcodeError):  # of damaged settings was told at the opening
            remark = blind_remark(own)
        own.export_workbook(path, overwrite=replace, remark=remark)
        return remark

    export(app, project, WORKBOOK, write)


def export(app: App[None], project: Project, name: str, write: Write) -> None:
    """Write a file of that name, in a thread of its own; ask first where one is there.

    `write` gets a project, the path, and whether to replace what is there. It may return what is told as well: a
    sentence, or all files where it writes more than this one.
    """
    target = project.path.resolve().parent / FOLDER / name
    beside = free_name(target)

    def answered(answer: str | None) -> None:
        if answer == REPLACE:
            _begin(app, project, target, write, replace=True)
        elif answer is not None and answer != LEAVE:
            _begin(app, project, beside, write)

    if target.exists():
        app.push_screen(
            ChoiceScreen(
                f"{FOLDER}/{name} is there already.", [f"Write {beside.name} beside it", REPLACE, LEAVE]
            ),
            answered,
        )
    else:
        _begin(app, project, target, write)


def _begin(app: App[None], project: Project, target: Path, write: Write, *, replace: bool = False) -> None:
    path, coder = project.path, project.coder
    shown = f"{FOLDER}/{target.name}"

    def work() -> None:
        try:
            target.parent.mkdir(exist_ok=True)
            written = with_own_connection(
                path, coder, lambda own: write(own, target, replace), read_only=True
            )
        except Exception as error:
            app.call_from_thread(report, app, error)
        else:
            app.call_from_thread(inform, app, f"Wrote {shown}{_told(written)}")

    inform(app, f"Writing {shown} …")
    app.run_worker(work, thread=True, exit_on_error=False, group="export")


def _told(written: object) -> str:
    """Return what else is told of an export."""
    if isinstance(written, str) and written:
        return f". {written}"
    return "".join(f" and {each.name}" for each in written[1:]) if isinstance(written, list) else ""


def free_name(target: Path) -> Path:
    """Return the path itself, or with a number where it is taken."""
    candidate, number = target, 1
    while candidate.exists():
        number += 1
        candidate = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return candidate
