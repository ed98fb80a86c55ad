"""Folders and files for a typed path: what it may go on as."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder or file on offer. `typed` is what would stand in the line if it were taken."""

    typed: str
    name: str
    is_folder: bool


def entries_for(typed: str, suffixes: Collection[str], most: int = 200) -> list[Entry]:
    """Return folders, and files with one of the suffixes, that what is typed may go on as; hidden ones if typed."""
    typed = typed.replace(os.sep, "/")
    folder, _, begun = typed.rpartition("/") if "/" in typed else ("", "", typed)
    if "/" in typed and not folder:
        folder = "/"
    place = Path(folder or ".").expanduser()
    try:
        with os.scandir(place) as found:
            names = [(entry.name, _is_folder(entry)) for entry in found]
    except OSError:
        return []
    prefix = (folder.rstrip("/") + "/") if folder else ""
    offered = [
        Entry(prefix + name + ("/" if is_folder else ""), name, is_folder)
        for name, is_folder in names
        if name.casefold().startswith(begun.casefold())
        and (begun.startswith(".") or not name.startswith("."))
        and (is_folder or Path(name).suffix.casefold() in suffixes)
    ]
    return sorted(offered, key=lambda entry: (not entry.is_folder, entry.name.casefold()))[:most]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def common_start(entries: list[Entry]) -> str:
    """Return what all the entries' paths begin with."""
    shared = ""
    for letters in zip(*(entry.typed for entry in entries), strict=False):
        if len(set(letters)) > 1:
            break
        shared += letters[0]
    return shared
