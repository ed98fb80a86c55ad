"""Which tool a project file comes from: told by its content, and by its name only where the content tells nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadingError
from qualcode.text.visible import visible

if TYPE_CHECKING:
    from qualcode.exchange.foreign.study import Study

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# The projects that only their own tools can read: the beginning of the suffix → whose, why not, the way out.
CLOSED = {
    ".mex": ("MAXQDA", "an encrypted exchange file", "its Export menu, REFI-QDA Project"),
    ".mx": ("MAXQDA", "in a format that is not published", "its Export menu, REFI-QDA Project"),
    ".atlproj": ("ATLAS.ti", "in a format that is not published", "File > Export, REFI-QDA project"),
    ".atlcb": ("ATLAS.ti", "in a format that is not published", "File > Export, REFI-QDA project"),
    ".nvp": ("NVivo", "in a format that is not published", "Share > Export Project > REFI-QDA Project"),
}
READ = ".qdpx (REFI-QDA), .qda (QualCoder), .sqlite3 (Taguette), .rqda (RQDA)"


def read_project(path: str | Path) -> Study:
    """Read the project of another tool, whichever it is.

    Raises `ReadingError` when the file is no project that can be read, with the reason and the way out.
    """
    path = Path(path)
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise ReadingError(f"{visible(path.name)} is not here, or is no file; look at its name and folder.")
    _refuse_closed(path)
    try:
        with path.open("rb") as file:
            beginning = file.read(512)
    except OSError as wrong:
        raise ReadingError(f"{visible(path.name)} cannot be read: {wrong.strerror or wrong}.") from wrong
    return _by_content(path, beginning)


def _by_content(path: Path, beginning: bytes) -> Study:
    from qualcode.exchange.foreign.foreign_database import BEGINNING

    if beginning.startswith(ZIP) or path.suffix.lower() == ".qdpx":
        from qualcode.exchange.foreign.refi_reading import read_refi

        return read_refi(path)
    if beginning.startswith(BEGINNING):
        return _database(path)
    name = visible(path.name)
    if b"<" in beginning and b"CodeBook" in beginning:
        raise ReadingError(f"{name} is a codebook, not a project: use codebook import.")
    raise ReadingError(f"{name} is no project of a tool that is known here; what is read: {READ}.")


def _folder(path: Path) -> Study:
    from qualcode.exchange.foreign.qualcoder import DATABASE, read_qualcoder

    if not (path / DATABASE).is_file():
        raise ReadingError(
            f"{visible(path.name)} is a folder without {DATABASE}; a project of QualCoder is the folder "
            "that holds it."
        )
    return read_qualcoder(path)


def _database(path: Path) -> Study:
    from qualcode.exchange.foreign import qualcoder, rqda, taguette
    from qualcode.exchange.foreign.foreign_database import opened

    with opened(path, checked=False) as database:  # the reader checks it
        tables = database.tables
    name = visible(path.name)
    if {"code_name", "code_text"} <= tables:
        return qualcoder.read_qualcoder(path)
    if {"freecode", "coding"} <= tables:
        return rqda.read_rqda(path)
    if {"projects", "highlights"} <= tables:
        return taguette.read_taguette(path)
    if {"document", "code", "coding", "action"} <= tables:
        raise ReadingError(
            f"{name} is a project of qualcode already: open it, or take its codes with codebook import."
        )
    raise ReadingError(f"{name} is a database, but of no tool that is known here; what is read: {READ}.")


def _refuse_closed(path: Path) -> None:
    suffix = path.suffix.lower()
    for beginning, (tool, reason, menu) in CLOSED.items():
        if suffix == beginning or (
            suffix.startswith(beginning) and suffix[len(beginning) :].strip("x0123456789") == ""
        ):
            raise ReadingError(
                f"{visible(path.name)} is a project of {tool}, {reason}: only {tool} can read it. "
                f"Export it there as .qdpx ({menu}) and import that file."
            )
