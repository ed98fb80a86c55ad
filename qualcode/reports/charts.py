"""Native Excel charts, drawn from a sheet of their own so that sorting and filtering a table leaves them alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties

from qualcode.project.codes import PALETTE
from qualcode.reports.sheets import Book

CENTIMETRES_PER_BAR = 0.62
ABOVE, BELOW = 1.6, 2.2  # centimetres for the title, and for axis and legend
MOST_CODES = 20
MOST_CROSSED_CODES = 12
MOST_VALUES = 6
LONGEST_LABEL = 50


class ChartData:
    """The sheet from which charts are drawn: a block of rows for each chart."""

    def __init__(self, book: Book) -> None:
        self._styles = book.styles
        self.worksheet: Any = book.workbook.create_sheet(book.free_name("Chart data"))
        self.worksheet.column_dimensions["A"].width = 50
        self._rows = 0

    def block(
        self, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], number_format: str
    ) -> int:
        """Write a block and return the row number of its headings."""
        plain, number = self._styles.plain, self._styles.number
        self.worksheet.append([self._styles.heading(title)])
        self.worksheet.append([self._styles.heading(heading) for heading in headings])
        for row in rows:
            self.worksheet.append([plain(row[0]), *(number(value, number_format) for value in row[1:])])
        self.worksheet.append([])
        begin = self._rows + 2
        self._rows += len(rows) + 3
        return begin

    def bars(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[Any]],
        *,
        colours: Sequence[str] = (),
        number_format: str = "General",
        stacked: bool = False,
    ) -> BarChart:
        """Return a chart of horizontal bars: a row is a bar (or a group of bars), the first value its label.

        `colours` (`#rrggbb`) are those of the bars of a single series.
        """
        begin = self.block(title, headings, rows, number_format)
        last = begin + len(rows)
        chart = BarChart()
        chart.type, chart.style, chart.title = "bar", 10, title
        if chart.title:
            chart.title.overlay = False
        series = len(headings) - 1
        chart.add_data(
            Reference(self.worksheet, min_col=2, max_col=1 + series, min_row=begin, max_row=last),
            titles_from_data=True,
        )
        chart.set_categories(Reference(self.worksheet, min_col=1, min_row=begin + 1, max_row=last))
        _dress(chart, number_format, single=series == 1, stacked=stacked)
        _paint(chart, colours)
        bars = CENTIMETRES_PER_BAR * len(rows) * (1 if stacked else max(1.0, series * 0.6))
        chart.width, chart.height = 26, ABOVE + bars + BELOW
        chart.layout = Layout(
            ManualLayout(
                xMode="edge", yMode="edge", x=0.38, y=ABOVE / chart.height, w=0.58, h=bars / chart.height
            )
        )
        return chart


def _dress(chart: BarChart, number_format: str, *, single: bool, stacked: bool) -> None:
    # Readers from left to right expect the first row on top.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = number_format
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = None
    chart.y_axis.crosses = "max"  # below the bars, since the order is turned round
    chart.gapWidth = 40
    if stacked:
        chart.grouping, chart.overlap = "stacked", 100
    if single:
        chart.legend = None
    else:
        chart.legend.position = "b"
    if not stacked:
        chart.dataLabels = DataLabelList()
        chart.dataLabels.showVal = True
        for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(chart.dataLabels, part, False)


def _paint(chart: BarChart, colours: Sequence[str]) -> None:
    for number, series in enumerate(chart.series):
        series.graphicalProperties = GraphicalProperties(solidFill=PALETTE[number % len(PALETTE)][1:])
        series.invertIfNegative = False
        if len(chart.series) == 1:
            for place, colour in enumerate(colours):
                point = DataPoint(idx=place, invertIfNegative=False)
                point.graphicalProperties = GraphicalProperties(solidFill=colour[1:])
                series.dPt.append(point)


def short_label(path: str) -> str:
    """Return a code's path as a label: from its end, as much as there is room for."""
    return path if len(path) <= LONGEST_LABEL else "… " + path[-(LONGEST_LABEL - 2) :].lstrip()
