"""Importing a survey table: which column names the person, which hold text, which become attributes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from qualcode.errors import InvalidValue
from qualcode.plain.bringing_in import ENCODING_HELP, wants_options
from qualcode.plain.talking import Talk
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.exchange.reports import ImportReport
    from qualcode.exchange.survey_columns import SurveyColumn
    from qualcode.exchange.tables import Table

SPREADSHEETS = (".xlsx", ".ods")
COLUMN_HELP = "Type the number of a column, or its heading."
COLUMNS_HELP = "Type the numbers of columns, or their headings, with commas between."
SHEET_HELP = "Type the number of a sheet, or its name."
DELIMITER_HELP = "Type the sign between two columns, as ; or , or tab."
NOBODY = "none"


class Source(TypedDict, total=False):
    """How the file is to be read, where it is said."""

    sheet: str | None
    delimiter: str | None
    encoding: str | None


def bring_in_table(talk: Talk, project: Project, path: Path) -> ImportReport:
    """Ask what the columns of a table are, and bring it in: a document and a participant for each row."""
    from qualcode.exchange.survey_columns import Role, guessed_columns

    source = _source(talk, path)
    table, source = _read(talk, path, source)
    columns = guessed_columns(table)
    talk.say(f"{counted(len(table.rows), 'row')}, {counted(len(columns), 'column')}:")
    talk.say_list([f"{number} {each.heading}, {each.told}" for number, each in enumerate(columns, 1)])
    names = _asked(talk, "Column that names each person", columns, Role.ID)
    texts = _asked_several(talk, "Columns with text to code", columns, _guess(columns, Role.TEXT, names))
    others = [each.heading for each in columns if each.heading not in (*names, *texts)]
    filled = [each.heading for each in columns if each.heading in others and each.role is not Role.LEFT_OUT]
    attributes = _asked_several(talk, "Columns that are attributes", columns, filled) if others else []
    talk.say(f"Reading {path} …")
    return project.import_table(
        path, id_column=names[0], text_columns=texts, attribute_columns=attributes, **source
    )


def _source(talk: Talk, path: Path) -> Source:
    if path.suffix.lower() in SPREADSHEETS or not wants_options(talk, "encoding and separator"):
        return {}
    delimiter = talk.ask_for("Separator, Enter to recognise it: ", DELIMITER_HELP)
    return {
        "delimiter": "\t" if delimiter.casefold() == "tab" else delimiter or None,
        "encoding": talk.ask_for("Encoding, Enter to recognise it: ", ENCODING_HELP) or None,
    }


def _read(talk: Talk, path: Path, source: Source) -> tuple[Table, Source]:
    """Read the table; of a spreadsheet with several sheets, the one that is chosen."""
    from qualcode.exchange.tables import read_table

    table = read_table(path, **source)
    if len(table.sheets) < 2:
        return table, source
    talk.say_list([f"{number} {name}" for number, name in enumerate(table.sheets, 1)])
    typed = talk.ask_for(f"Sheet, Enter for 1 {table.sheets[0]}: ", SHEET_HELP)
    if not typed:
        return table, source
    source = {**source, "sheet": _chosen(typed, table.sheets, "sheet")}
    return read_table(path, **source), source


def _asked(talk: Talk, question: str, columns: Sequence[SurveyColumn], role: str) -> list[str]:
    """Ask for one column, the first of that role by Enter."""
    guess = _guess(columns, role)[:1]
    typed = talk.ask_for(f"{question}{_by_enter(columns, guess)}: ", COLUMN_HELP)
    if not typed and not guess:
        raise InvalidValue("A table needs a column that names each person.")
    return [_chosen(typed, [each.heading for each in columns], "column")] if typed else guess


def _asked_several(
    talk: Talk, question: str, columns: Sequence[SurveyColumn], guess: Sequence[str]
) -> list[str]:
    """Ask for columns; Enter takes the guess, `none` none."""
    typed = talk.ask_for(f"{question}{_by_enter(columns, guess)}: ", f"{COLUMNS_HELP} none is for none.")
    headings = [each.heading for each in columns]
    if not typed:
        return list(guess)
    if typed in headings:
        return [typed]
    if typed.casefold() == NOBODY:
        return []
    return list(dict.fromkeys(_chosen(each.strip(), headings, "column") for each in typed.split(",")))


def _guess(columns: Sequence[SurveyColumn], role: str, without: Sequence[str] = ()) -> list[str]:
    return [each.heading for each in columns if each.role == role and each.heading not in without]


def _by_enter(columns: Sequence[SurveyColumn], guess: Sequence[str]) -> str:
    numbers = {each.heading: number for number, each in enumerate(columns, 1)}
    told = ", ".join(f"{numbers[heading]} {heading}" for heading in guess)
    return f", Enter for {told}" if told else ""


def _chosen(typed: str, names: Sequence[str], noun: str) -> str:
    """Return the name that a number or a name means; raises `InvalidValue`."""
    same = [name for name in names if typed.casefold() == name.strip().casefold()]
    if typed in names:
        return typed
    if len(same) == 1:
        return same[0]
    if typed.isdecimal() and 1 <= int(typed) <= len(names):
        return names[int(typed) - 1]
    raise InvalidValue(f"There is no {noun} “{typed}”; nothing was imported.")
