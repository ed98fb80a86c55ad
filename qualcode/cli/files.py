"""Where an export lands: the file named, else a free name in `exports/` beside the project."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FOLDER = "exports"


def with_target(default: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command a file to write to, as an argument or with `-o`, handed on as `target`."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @click.argument("file", type=click.Path(path_type=Path), required=False)
        @click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=f"The file to write; its suffix decides (by default {FOLDER}/PROJECT {default}).",
        )
        @functools.wraps(function)
        def run(*args: Any, file: Path | None, output: Path | None, **options: Any) -> None:
            if file and output:
                raise click.UsageError("Name one file to write, either as FILE or with -o.")
            function(*args, target=output or file, **options)

        return run

    return decorate


def target_or_default(target: Path | None, project: Path, default: str) -> Path:
    """Return the file named, else a free name in `exports/` beside the project; that folder is made."""
    if target is not None:
        return target
    folder = project.parent / FOLDER
    folder.mkdir(exist_ok=True)
    name = Path(f"{project.stem} {default}")
    place, number = folder / name, 1
    while place.exists():
        number += 1
        place = folder / f"{name.stem} ({number}){name.suffix}"
    return place
