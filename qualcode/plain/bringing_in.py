"""Importing transcripts: what became of each file, and what is to be looked at."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.plain.commands import Place
from qualcode.plain.paths import ask_path, path_of
from qualcode.plain.talking import Talk
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.exchange.reports import ImportReport, ImportRow

QUIET_SECONDS = 10.0
HELP = (
    "Type the path of a file (txt, md, docx, odt, rtf, pdf, html, srt, vtt), or of a folder for all that is in it. "
    "? FOLDER says what is in a folder."
)


def import_command(place: Place, typed: str) -> None:
    """Bring in a file or a folder, and say what became of it."""
    path = path_of(typed) if typed else ask_path(place.talk, "File or folder, 0 for none: ", HELP)
    if not path.exists():
        raise InvalidValue(f"There is no file or folder {path}.")
    place.talk.say(f"Reading {path} …")
    report = place.session.study.project.import_files(path, progress=Progress(place.talk).tell)
    tell_report(place.talk, report)


class Progress:
    """Says how far a long import is, now and then."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._told = time.monotonic()

    def tell(self, done: int, total: int, name: str) -> None:
        """Say it when nothing was said for a while."""
        if time.monotonic() - self._told > QUIET_SECONDS:
            self._told = time.monotonic()
            self._talk.say(f"{done:,} of {counted(total, 'file')}.")


def tell_report(talk: Talk, report: ImportReport) -> None:
    """Say what was imported, and every file with a remark."""
    words = sum(row.words for row in report.imported)
    talk.say(f"Imported {counted(len(report.imported), 'document')} with {counted(words, 'word')}.")
    talk.say_list([line for row in report.rows if (line := remarks(row))])
    talk.say(*report.notes)
    if report.imported:
        talk.say("u takes the import back, d lists the documents.")


def remarks(row: ImportRow) -> str:
    """Return what is to be said about a file: that it was left out, or its warnings; else nothing."""
    told = [*([f"left out: {row.skipped}"] if row.skipped else []), *row.warnings]
    return f"{Path(row.file).name}: {'; '.join(told)}" if told else ""
