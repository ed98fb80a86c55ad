"""Which project, which coder, and where messages go: what every command on a project begins with."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.failures import complain
from qualcode.errors import ProjectError

if TYPE_CHECKING:
    from qualcode.api import Project

PROJECT_VARIABLE = "QUALCODE_PROJECT"
CODER_VARIABLE = "QUALCODE_CODER"
SUFFIX = ".qualcode"
KEPT_BEFORE_UPGRADE = ".before-upgrade-from-"


@dataclass(frozen=True, slots=True)
class Session:
    """What the options common to all commands say."""

    project: str | None = None
    coder: str | None = None
    quiet: bool = False

    @contextmanager
    def reading(self) -> Iterator[Project]:
        """Open the project for reading only."""
        from qualcode.api import Project

        with Project.open(self.path(), coder_name(self.coder), read_only=True) as project:
            yield project

    @contextmanager
    def writing(self, *, dry_run: bool = False) -> Iterator[Project]:
        """Open the project to change it; a risky folder is warned about. In a dry run nothing is kept."""
        from qualcode.api import Project

        with Project.open(self.path(), coder_name(self.coder)) as project:
            if warning := project.warning():
                self.say(f"Note: {warning}")
            if not dry_run:
                yield project
                return
            with project.action("rehearsal", "rehearsed", dry_run=True):
                yield project

    def path(self) -> Path:
        """Return the project file; raises `ProjectError` with the candidates when it is not clear which."""
        return find_project(self.project)

    def say(self, message: str) -> None:
        """Write a message to stderr, unless asked to be quiet."""
        if not self.quiet:
            complain(message)


def find_project(named: str | None = None) -> Path:
    """Return the project named, else the one of `QUALCODE_PROJECT`, else the only one in this folder."""
    if chosen := named or os.environ.get(PROJECT_VARIABLE):
        return home_expanded(chosen)
    candidates = projects_here()
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        names = ", ".join(str(path) for path in candidates)
        raise ProjectError(f"There are several projects here: {names}; name one with -p.")
    raise ProjectError("There is no project in this folder; name one with -p, or make one: `qualcode new`.")


def home_expanded(path: str) -> Path:
    """Return a path with the home folder for its `~`; a name that only begins so is left as it is."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def projects_here() -> list[Path]:
    """Return the project files in the folder in which the user stands, by name; copies of older ones are left out."""
    return sorted(
        path
        for path in Path().iterdir()
        if path.suffix.lower() == SUFFIX
        and path.is_file()
        and not path.name.startswith(".")
        and KEPT_BEFORE_UPGRADE not in path.name
    )


def coder_name(named: str | None = None) -> str | None:
    """Return who is working: as named, by `QUALCODE_CODER`, by the settings; None means the login name."""
    from qualcode.settings import coder_setting

    if named is not None and not named.strip():
        raise click.UsageError("--coder needs a name.")
    return named or os.environ.get(CODER_VARIABLE, "").strip() or coder_setting()


def with_session(*, coder: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options common to all, and hand them to it as its first argument, a `Session`.

    Without `coder` the command has no such option: tables use `--coder` as a filter.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def run(*args: Any, **options: Any) -> None:
            names = ("project", "coder", "quiet", "no_color")
            common = {name: options.pop(f"common_{name}", None) for name in names}
            function(session_of(click.get_current_context(), common), *args, **options)

        for option in reversed(common_options(coder)):
            run = option(run)
        return run

    return decorate


def session_of(context: click.Context, common: dict[str, Any]) -> Session:
    """Return the session of a command; what it leaves open may stand before the command's name."""
    above = context.find_root().params
    chosen = {name: value or above.get(name) for name, value in common.items()}
    if chosen.pop("no_color") or os.environ.get("NO_COLOR"):
        context.find_root().color = context.color = False
    return Session(chosen["project"], chosen["coder"], bool(chosen["quiet"]))


def common_options(coder: bool) -> list[Callable[[Any], Any]]:
    """Return the options of `with_session`."""
    options = [
        click.option(
            "-p",
            "--project",
            "common_project",
            metavar="FILE",
            type=click.Path(),
            help="The project file (else QUALCODE_PROJECT, else the only one in this folder).",
        )
    ]
    if coder:
        options.append(
            click.option(
                "--coder",
                "common_coder",
                metavar="NAME",
                help="Who is working (else QUALCODE_CODER, the settings, the login name).",
            )
        )
    options += [
        click.option(
            "-q", "--quiet", "common_quiet", is_flag=True, help="No messages, only data and errors."
        ),
        click.option("--no-color", "common_no_color", is_flag=True, help="No colours."),
    ]
    return options


def on_terminal() -> bool:
    """Return whether a person sits at both ends: stdin and stdout are terminals."""
    return sys.stdin.isatty() and sys.stdout.isatty()
