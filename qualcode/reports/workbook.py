"""The workbook: themes, by document, by participant, by attribute, segments, codebook, participants, memos, about."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.analysis.crosstab import crosstab_table
from qualcode.analysis.evidence import Study, study
from qualcode.analysis.frequency import crossed_table, theme_table, widened
from qualcode.analysis.groups import Groups, group_by
from qualcode.analysis.left_out import told_of_nobody
from qualcode.analysis.listings import (
    CODEBOOK,
    MEMOS,
    codebook_rows,
    memo_rows,
    participant_headings,
    participant_rows,
)
from qualcode.analysis.segments import segment_headings, segment_rows
from qualcode.errors import InvalidValue
from qualcode.exchange.places import written_whole
from qualcode.model import Attribute, AttributeType, Scope
from qualcode.project import ProjectFile
from qualcode.project.scope import choose
from qualcode.reports.about import about_rows
from qualcode.reports.cells import PIECE, extra_pieces
from qualcode.reports.charts import MOST_CODES, MOST_CROSSED_CODES, MOST_VALUES, ChartData, short_label
from qualcode.reports.sheets import MOST_COLUMNS, Book, Make
from qualcode.reports.tables import content_of

if TYPE_CHECKING:
    import pandas

MOST_CATEGORIES = 30
MOST_NUMBERS = 10
PERCENT, WHOLE = "0.0%", "#,##0"


def write_workbook(
    project: ProjectFile,
    path: str | Path,
    scope: Scope | None = None,
    *,
    with_subcodes: bool = False,
    overwrite: bool = False,
    remark: str = "",
) -> Path:
    """Write the workbook of a scope to an .xlsx file; it appears when it is complete.

    `remark` is what else a reader of the sheet About should know.

    Raises `InvalidValue` when there is a file of that name (unless `overwrite`) or the suffix is another, and
    `UnknownName`, `AmbiguousName` for what a scope names.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise InvalidValue(f"{path.name} cannot be written: a workbook's suffix is .xlsx.")
    if path.exists() and not overwrite:
        raise InvalidValue(f"{path.name} is there already; choose another name, or remove it first.")
    scope = widened(scope, with_subcodes)
    with project.tallies.snapshot():
        subject = study(project, choose(project, scope), gathers=scope.with_subcodes)
        with written_whole(path) as draft:
            WorkbookWriter(subject, scope, remark).write(draft)
    return path


class WorkbookWriter:
    """Writes the sheets of one workbook, in the order in which they stand."""

    def __init__(self, subject: Study, scope: Scope, remark: str = "") -> None:
        self._remark = remark
        self._subject, self._scope = subject, scope
        self._project = subject.project
        self._book = Book()
        self._colours = dict(
            zip(subject.tree.labels, (code.colour for code in subject.tree.codes), strict=True)
        )
        self._left_out: list[str] = []

    def write(self, draft: Path) -> None:
        """Write everything to a file."""
        workbook = self._book.workbook
        try:
            self._charts = ChartData(self._book)
            self._themes()
            self._matrix("By document", "document")
            self._matrix("By participant", "participant")
            self._crosstabs()
            self._segments()
            self._codebook()
            self._participants()
            self._memos()
            self._about()
            # The charts' data were begun first, because every sheet adds to them, but stand last.
            workbook.move_sheet(self._charts.worksheet.title, len(workbook.sheetnames))
            workbook.active = 0
            workbook.save(draft)
        except BaseException:
            with suppress(Exception):
                workbook.save(io.BytesIO())  # only so does openpyxl let go of its temporary files
            raise

    def _label(self, label: str) -> Any:
        """Return a code's label in its colour."""
        return self._book.styles.coloured(label, self._colours.get(label, "#ffffff"))

    def _percent(self, share: float | None) -> Any:
        return self._book.styles.number(share, PERCENT)

    def _whole(self, number: int | None) -> Any:
        return self._book.styles.number(number, WHOLE)

    def _themes(self) -> None:
        headings, rows = content_of(theme_table(self._subject))
        make: dict[int, Make] = {0: self._label, len(headings) - 1: self._percent}
        make |= dict.fromkeys(range(1, len(headings) - 1), self._whole)
        sheet = self._book.sheet(
            "Themes", headings, [label_width(rows), 12, 12, 13, 12, 17], make=make, numbers_from=1
        ).extend(rows)
        used = sorted((row for row in rows if row[1]), key=lambda row: -row[1])[:MOST_CODES]
        if used:
            title = f"The {len(used)} codes with most codings" if len(used) > 1 else "Codings"
            chart = self._charts.bars(
                title,
                ("code", "codings"),
                [(short_label(row[0]), row[1]) for row in used],
                colours=[self._colours[row[0]] for row in used],
            )
            sheet.worksheet.add_chart(chart, "H2")

    def _matrix(self, name: str, by: str) -> None:
        groups = group_by(self._project, self._subject.chosen, self._subject.corpus, by)
        if self._is_too_wide(name, len(groups.headings) + 2):
            return
        headings, rows = content_of(crossed_table(self._subject, groups, "codings"))
        widths = [label_width(rows), *[13] * (len(headings) - 1)]
        sheet = self._book.sheet(name, headings, widths, make={0: self._label}, numbers_from=1)
        sheet.extend(rows).heat(2, len(headings))

    def _is_too_wide(self, name: str, columns: int) -> bool:
        if columns <= MOST_COLUMNS:
            return False
        self._left_out.append(
            f"The sheet {name}: it would have {columns} columns, and a sheet has {MOST_COLUMNS}."
        )
        return True

    def _crosstabs(self) -> None:
        attributes = [
            *self._project.participants.attributes(),
            *self._project.participants.attributes("document"),
        ]
        counts_people = False
        for attribute in attributes:
            reference = f"{attribute.of}:{attribute.name}"
            groups = group_by(self._project, self._subject.chosen, self._subject.corpus, reference)
            if reason := why_no_crosstab(attribute, groups):
                self._left_out.append(f"A crosstab by {attribute.name}: {reason}.")
            else:
                self._crosstab(attribute, groups)
                counts_people = counts_people or attribute.of == "participant"
        if counts_people and (nobody := told_of_nobody(self._subject)):
            self._left_out.append(f"Of the crosstabs that count participants: {nobody}.")

    def _crosstab(self, attribute: Attribute, groups: Groups) -> None:
        table = crosstab_table(self._subject, groups)
        headings, rows = content_of(table)
        values = len(table.attrs["base"])
        make = {0: self._label} | dict.fromkeys(range(1 + values, len(headings)), self._percent)
        widths = [label_width(rows), *[13] * values, *[17] * values]
        sheet = self._book.sheet(f"By {attribute.name}", headings, widths, make=make, numbers_from=1)
        sheet.extend(rows).heat(2 + values, len(headings))
        if chart := self._crosstab_chart(attribute, table, headings, rows):
            sheet.worksheet.add_chart(chart, f"{column_behind(len(headings))}2")

    def _crosstab_chart(
        self, attribute: Attribute, table: pandas.DataFrame, headings: list[str], rows: list[list[Any]]
    ) -> Any:
        base = table.attrs["base"]
        values = len(base)
        most = sorted(rows, key=lambda row: -sum(row[1 : 1 + values]))[:MOST_CROSSED_CODES]
        most = [row for row in most if sum(row[1 : 1 + values])]
        if not most:
            return None
        if values > MOST_VALUES:
            title = f"{attribute.of.capitalize()}s with the code, by {attribute.name}"
            counts = [(short_label(row[0]), *row[1 : 1 + values]) for row in most]
            return self._charts.bars(title, headings[: 1 + values], counts, stacked=True)
        title = f"Share of {attribute.of}s with the code, by {attribute.name}"
        shares = [(short_label(row[0]), *row[1 + values :]) for row in most]
        labels = [f"{value} (n = {number})" for value, number in base.items()]
        return self._charts.bars(title, ("code", *labels), shares, number_format="0%")

    def _segments(self) -> None:
        headings = segment_headings(self._project)
        longest = self._project.tallies.longest()
        memos = max(map(len, self._project.memos.of_codings().values()), default=0)
        sheet = self._book.sheet(
            "Segments",
            headings,
            [SEGMENT_WIDTHS.get(heading, 14) for heading in headings],
            make={headings.index("code"): self._label} if "code" in headings else {},
            continued=longest // PIECE + memos // PIECE,
            frozen="A2",
        )
        sheet.extend(segment_rows(self._project, self._scope))

    def _codebook(self) -> None:
        rows = codebook_rows(self._project)
        styles = self._book.styles
        colours = {row[0]: row[2] for row in rows}
        make: dict[int, Make] = {0: lambda label: styles.coloured(label, colours[label])}
        self._listing("Codebook", CODEBOOK, [label_width(rows), 38, 10, 50, 40, 40, 40, 9, 10], rows, make)

    def _participants(self) -> None:
        headings = participant_headings(self._project)
        widths = [22, 38, *[16] * (len(headings) - 5), 12, 12, 12]
        make = dict.fromkeys(range(len(headings) - 3, len(headings)), self._whole)
        self._listing("Participants", headings, widths, participant_rows(self._subject), make)

    def _memos(self) -> None:
        rows = list(memo_rows(self._project))
        self._listing("Memos", MEMOS, [38, 12, 40, 22, 9, 9, 14, 25, 25, 90], rows)

    def _about(self) -> None:
        self._left_out = list(dict.fromkeys(self._left_out))
        rows = about_rows(self._subject, self._scope, self._left_out, self._book.continued)
        if self._remark:
            rows.append(("Remark", self._remark))
        self._listing("About", ("about", "this workbook"), [28, 110], rows)

    def _listing(
        self,
        name: str,
        headings: Sequence[str],
        widths: Sequence[float],
        rows: Sequence[Sequence[Any]],
        make: Mapping[int, Make] | None = None,
    ) -> None:
        continued = max((extra_pieces(row) for row in rows), default=0)
        self._book.sheet(name, headings, widths, make=make, continued=continued, is_listing=True).extend(rows)


SEGMENT_WIDTHS = {
    "guid": 12, "document": 22, "participant": 22, "speaker": 14, "section": 14, "turn": 7, "line": 7, "start": 9,
    "end": 9, "code": 36, "coder": 14, "weight": 8, "memo": 30, "created": 25, "text": 100,
}  # fmt: skip


def why_no_crosstab(attribute: Attribute, groups: Groups) -> str:
    """Return why an attribute gets no sheet, or nothing when it gets one."""
    number = len(groups.headings)
    if not number:
        return "nobody in scope has a value"
    if attribute.type not in (AttributeType.TEXT, AttributeType.BOOLEAN) and number > MOST_NUMBERS:
        return f"it has {number} different values; group them in an attribute of your own"
    if number > MOST_CATEGORIES:
        return f"it has {number} different values, more than {MOST_CATEGORIES}"
    return ""


def label_width(rows: Sequence[Sequence[Any]]) -> float:
    """Return a width for a column of codes."""
    return min(max((len(row[0]) for row in rows), default=0) + 3, 80) or 12


def column_behind(columns: int) -> str:
    """Return the letter of the column that leaves one free behind a table."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(columns + 2)
