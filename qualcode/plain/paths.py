"""Asking for files: what was typed as a path, what is in a folder, and what would be written over."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import InvalidValue
from qualcode.plain.talking import Cancelled, Talk

SUFFIX = ".qualcode"
KEPT_BEFORE_UPGRADE = ".before-upgrade-from-"
BESIDE_A_PROJECT = (f"{SUFFIX}-wal", f"{SUFFIX}-shm", f"{SUFFIX}-journal")
EXPORTS = "exports"
QUOTES = ('"', "'")


def path_of(typed: str) -> Path:
    """Return a path as it was typed: quotation marks around it are dropped, `~` is the home folder."""
    typed = typed.strip()
    if len(typed) > 1 and typed[0] in QUOTES and typed[-1] == typed[0]:
        typed = typed[1:-1]
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def ask_path(talk: Talk, prompt: str, help: str) -> Path:
    """Ask for a path; `?` says the help and what is in this folder, `? FOLDER` what is in that."""
    while True:
        typed = talk.ask(prompt).strip()
        if typed in ("", "0"):
            raise Cancelled
        if not typed.startswith("?"):
            return path_of(typed)
        talk.say(help)
        folder = path_of(typed[1:]) if typed[1:].strip() else Path()
        talk.say(f"In {folder.resolve()}:")
        talk.say_list(entries(folder) or ["Nothing."])


def entries(folder: Path) -> list[str]:
    """Return the names in a folder, folders first; hidden ones are left out. Raises `InvalidValue`."""
    try:
        found = [path for path in folder.iterdir() if not path.name.startswith(".")]
        found = [path for path in found if not path.name.endswith(BESIDE_A_PROJECT)]
    except OSError as error:
        raise InvalidValue(f"{folder} cannot be listed: {error.strerror}.") from None
    ordered = sorted(found, key=lambda path: (not path.is_dir(), path.name.casefold()))
    return [f"{path.name}{', a folder' if path.is_dir() else ''}" for path in ordered]


def project_files(folder: Path) -> list[Path]:
    """Return the project files in a folder, by name, without the copies that an upgrade kept."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == SUFFIX and path.is_file()]
    except OSError:
        return []
    return sorted(
        path for path in found if not path.name.startswith(".") and KEPT_BEFORE_UPGRADE not in path.name
    )


def ask_target(talk: Talk, typed: str, project: Path, usual: str) -> Path:
    """Return the file to write: as typed, else `usual` in the exports folder; asks before one is written over.

    A name without a folder, and the usual name, go to `exports/` beside the project.
    """
    named = path_of(typed) if typed else Path(usual)
    folder = project.resolve().parent / EXPORTS
    target = folder / named if named.parent == Path() and not named.is_absolute() else named
    if target.parent == folder:
        folder.mkdir(exist_ok=True)
    if not target.exists():
        return target
    beside = free_name(target)
    talk.say(f"{told(target, project)} is there already.")
    answer = talk.ask_for(
        f"r replaces it, b writes {beside.name} beside it, 0 leaves it: ", "Type r, b or 0."
    ).casefold()
    if answer in ("r", "replace"):
        return target
    if answer in ("b", "beside"):
        return beside
    raise Cancelled


def told(target: Path, project: Path) -> str:
    """Return a file to write as it is told: from the project's folder on where it is in that."""
    folder = project.resolve().parent
    return str(target.relative_to(folder) if target.is_relative_to(folder) else target)


def free_name(target: Path) -> Path:
    """Return the path with the first number that is free."""
    number = 2
    while (candidate := target.with_name(f"{target.stem} ({number}){target.suffix}")).exists():
        number += 1
    return candidate
