"""Transcripts from files and folders: all or nothing, each content once, and told file by file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.errors import ImportRefused, InvalidValue, ReadingError
from qualcode.exchange.reading_ahead import read_in_batches
from qualcode.exchange.reports import ImportReport, ImportRow
from qualcode.model import Document, Transcript
from qualcode.project import ProjectFile
from qualcode.project.adding import Adding
from qualcode.readers import SUFFIXES, read_transcript
from qualcode.text.counted import words_of
from qualcode.text.wording import counted

TABLES = frozenset([".csv", ".tsv", ".xlsx", ".ods"])
Progress = Callable[[int, int, str], None]
Counted = tuple[Transcript, int]  # with the number of its words


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to import, as it is told to the user; `skipped` says why it is left out, `wrong` why it cannot be."""

    path: Path
    shown: str
    skipped: str | None = None
    wrong: str | None = None


def import_files(
    project: ProjectFile,
    paths: str | Path | Iterable[str | Path],
    *,
    encoding: str | None = None,
    language: str | None = None,
    speakers: str = "auto",
    progress: Progress | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import files, and folders with their subfolders, as one action.

    What is not a transcript is skipped in a folder and refused when named itself. A file that cannot be read
    stops the import: `ImportRefused.rows` lists all such files. A few megabytes of them at a time, or one larger
    file, are in memory.
    """

    def read(path: Path) -> Counted:
        transcript = read_transcript(path, encoding=encoding, speakers=speakers, language=language)
        return transcript, words_of(transcript)

    files = list(found_files([paths] if isinstance(paths, str | Path) else paths))
    with project.action("import", "imported documents", dry_run=dry_run) as action:
        rows = _import_all(project, files, read, progress)
        imported = [row.document for row in rows if row.document]
        action.summary = told(imported)
    return ImportReport(tuple(rows), told(imported))


def _import_all(
    project: ProjectFile, files: list[FoundFile], read: Callable[[Path], Counted], progress: Progress | None
) -> list[ImportRow]:
    rows: list[ImportRow] = []
    wrong = [file.wrong for file in files if file.wrong]
    readable = [file.path for file in files if not (file.skipped or file.wrong)]
    with (
        project.documents.adding() as adding,
        closing(read_in_batches(readable, read, adding.write)) as outcomes,
    ):
        for done, file in enumerate(files, start=1):
            if file.skipped:
                rows.append(ImportRow(file.shown, None, skipped=file.skipped))
            elif not file.wrong:
                outcome = next(outcomes)
                if isinstance(outcome, ReadingError):
                    wrong.append(str(outcome))
                elif not wrong:
                    try:
                        rows.append(_import_one(project, adding, file, *outcome))
                    except InvalidValue as error:
                        wrong.append(str(error))
            if progress:
                progress(done, len(files), file.shown)
    if wrong:
        raise refusal(wrong)
    return rows


def refusal(wrong: list[str]) -> ImportRefused:
    """Return the error for files that cannot be imported; a single one is told in the sentence itself."""
    if len(wrong) == 1:
        return ImportRefused(f"{wrong[0]} Nothing was imported.", tuple(wrong))
    return ImportRefused(f"{len(wrong)} files cannot be imported; nothing was imported.", tuple(wrong))


def told(imported: list[str]) -> str:
    """Return in words what was imported, for the history."""
    return (
        f"imported {imported[0]}" if len(imported) == 1 else f"imported {counted(len(imported), 'document')}"
    )


def _import_one(
    project: ProjectFile, adding: Adding, file: FoundFile, transcript: Transcript, words: int
) -> ImportRow:
    """Add a transcript, unless its content is there already; raises `InvalidValue` when it does not fit."""
    same = project.documents.with_content(transcript)
    if same:
        return _row(file.shown, transcript, skipped=f"{same.name} has the same content")
    transcript = replace(transcript, origin=displayable(file.path.name))
    document = project.documents.get(adding.add(displayable(file.path.stem), transcript, words))
    return _row(file.shown, transcript, document)


def _row(
    shown: str, transcript: Transcript, document: Document | None = None, skipped: str | None = None
) -> ImportRow:
    labels = dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker is not None)
    return ImportRow(
        shown,
        document.name if document else None,
        document.words if document else 0,
        len(transcript.turns),
        tuple(labels),
        transcript.encoding,
        transcript.warnings,
        skipped,
    )


def displayable(name: str) -> str:
    """Return a file's name as text; bytes that are no UTF-8 become question marks in lozenges."""
    return os.fsencode(name).decode("utf-8", "replace").strip() or "document"


def found_files(paths: Iterable[str | Path]) -> Iterator[FoundFile]:
    """Yield the files named and those in the folders named, sorted within each."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _in_folder(path)
        elif not path.exists():
            yield FoundFile(path, path.name, wrong=f"There is no file {path}.")
        elif not path.is_file():
            yield FoundFile(path, path.name, wrong=f"{path} is no file that can be read.")
        else:
            reason = unsupported(path)
            yield FoundFile(path, path.name, wrong=reason and f"{path.name} is {reason}.")


def _in_folder(folder: Path) -> Iterator[FoundFile]:
    unreadable: list[FoundFile] = []

    def note(error: OSError) -> None:
        unreadable.append(
            FoundFile(
                folder, folder.name, wrong=f"The folder {error.filename} cannot be read: {error.strerror}."
            )
        )

    found: list[FoundFile] = []
    for parent, folders, names in os.walk(folder, onerror=note):
        here = Path(parent)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *links]:
            path = here / name
            found.append(FoundFile(path, str(path.relative_to(folder)), skipped=_reason_to_skip(path)))
    yield from unreadable
    yield from sorted(found, key=lambda file: file.path.parts)


def _reason_to_skip(path: Path) -> str | None:
    if path.name.startswith("."):
        return "hidden"
    if path.name.startswith("~$"):
        return "Word's mark that a document is open"
    if path.is_dir():
        return "a link to a folder"
    if path.stem.casefold() == "readme":
        return "a README, not a transcript"
    return unsupported(path) if path.is_file() else "no file that can be read"


def unsupported(path: Path) -> str | None:
    """Return why a file is no transcript, judged by its suffix, or None."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return None
    if suffix in TABLES:
        return "a table: bring it in with `qualcode import-table`"
    return f"of no known format ({suffix or 'no suffix'})"
