"""Importing transcripts: what became of each file, and what is to be looked at."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from qualcode.errors import InvalidValue
from qualcode.plain.commands import Place
from qualcode.plain.paths import ask_path, path_of
from qualcode.plain.talking import Talk
from qualcode.text.languages import language_code
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.exchange.reports import ImportReport, ImportRow

QUIET_SECONDS = 10.0
HELP = (
    "Type the path of a file (txt, md, docx, odt, rtf, pdf, html, srt, vtt), or of a folder for all that is in it. "
    "A table (csv, tsv, xlsx, ods) becomes a document for each row. ? FOLDER says what is in a folder."
)
TABLES = (".csv", ".tsv", ".xlsx", ".ods")
OPTIONS_HELP = "Enter alone is right for most files. Type o to say how it is to be read, or 0."
LANGUAGE_HELP = (
    "Type the language of the texts, as Russian or ru: words and sentences are found by its rules."
)
SPEAKERS_HELP = (
    "Enter finds out who speaks when; none takes the text as it stands; an expression says what begins a turn, "
    "as ^(?P<speaker>[A-Z]+): does."
)
ENCODING_HELP = "Type the encoding, as cp1251 or latin-1, where signs came out wrong."


class Reading(TypedDict, total=False):
    """How transcripts are to be read, where it is said."""

    language: str | None
    speakers: str
    encoding: str | None


def import_command(place: Place, typed: str) -> None:
    """Bring in a file or a folder, and say what became of it; of a table its columns are asked first."""
    path = path_of(typed) if typed else ask_path(place.talk, "File or folder, 0 for none: ", HELP)
    if not path.exists():
        raise InvalidValue(f"There is no file or folder {path}.")
    project = place.session.study.project
    if path.is_file() and path.suffix.lower() in TABLES:
        from qualcode.plain.bringing_in_tables import bring_in_table

        tell_report(place.talk, bring_in_table(place.talk, project, path))
        return
    how = asked_reading(place.talk)
    place.talk.say(f"Reading {path} …")
    tell_report(place.talk, project.import_files(path, progress=Progress(place.talk).tell, **how))


def asked_reading(talk: Talk) -> Reading:
    """Ask how transcripts are to be read: as it is recognised, or by language, speakers and encoding."""
    if not wants_options(talk, "language, speakers and encoding"):
        return {}
    speakers = talk.ask_for("Speakers, Enter to recognise them, none, or an expression: ", SPEAKERS_HELP)
    return {
        "language": asked_language(talk),
        "speakers": speakers or "auto",
        "encoding": talk.ask_for("Encoding, Enter to recognise it: ", ENCODING_HELP) or None,
    }


def wants_options(talk: Talk, options: str) -> bool:
    """Ask whether options are wanted; Enter goes on without. Raises `Cancelled` for 0."""
    question = f"Enter reads it as recognised, o for {options}, 0 for none: "
    while typed := talk.ask_for(question, OPTIONS_HELP).casefold():
        if typed in ("o", "options"):
            return True
        talk.say(OPTIONS_HELP)
    return False


def asked_language(talk: Talk) -> str | None:
    """Ask for a language by its name or code until there is such a one; Enter says none."""
    while typed := talk.ask_for("Language, Enter to leave it open: ", LANGUAGE_HELP):
        if (code := language_code(typed)) is not None:
            return code
        talk.say(LANGUAGE_HELP)
    return None


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
