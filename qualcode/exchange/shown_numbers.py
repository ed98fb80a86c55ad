"""How a spreadsheet shows a number: as a date, with leading or trailing zeros, as a percentage, or plainly.

A number is never shown with fewer digits than it has: a display that rounds is not followed.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from qualcode.readers.archive import attribute, local_name

# The formats that have a number but no text in the file (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
DIGITS_OF_A_SPREADSHEET = 15
LARGEST_EXPONENT = 400  # of a number that a spreadsheet can hold, with room
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


class NumberFormats:
    """The number formats of one workbook, by the style of a cell."""

    def __init__(self, styles: Any, since_1904: bool = False) -> None:
        self._first_day = FIRST_DAY_1904 if since_1904 else FIRST_DAY
        self._formats: list[str] = []
        if styles is None:
            return
        own = {
            int(attribute(element, "numFmtId") or 0): attribute(element, "formatCode") or ""
            for element in styles.iter()
            if local_name(element) == "numFmt"
        }
        for element in styles:
            if local_name(element) == "cellXfs":
                numbers = [int(attribute(style, "numFmtId") or 0) for style in element]
                self._formats = [own.get(number, BUILT_IN.get(number, "")) for number in numbers]

    def shown(self, value: str, style: int) -> str:
        """Return a number of the file (decimal digits) as it is shown; raises `ValueError` for what is none."""
        shape = self._formats[style] if 0 <= style < len(self._formats) else ""
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise ValueError(value) from None
        if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
            raise ValueError(value)
        kind = kind_of(shape)
        if kind in ("date", "time", "duration"):
            return self._moment(number, kind, shape)
        return plain(number, shape)

    def _moment(self, days: Decimal, kind: str, shape: str) -> str:
        whole = timedelta(milliseconds=round(days * 86_400_000))
        if kind == "duration":
            seconds = round(whole.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        try:
            # Excel counts a 29th of February 1900, which never was: before it, days are one less.
            early = self._first_day == FIRST_DAY and 0 < days < 60
            moment = self._first_day + whole + timedelta(days=1 if early else 0)
        except OverflowError:
            return plain(days, "")
        clock = "%H:%M:%S" if moment.second or "s" in bare(shape).lower() else "%H:%M"
        if kind == "time" and days < 1:
            return moment.strftime(clock)
        if (moment.hour, moment.minute, moment.second) == (0, 0, 0) and "h" not in bare(shape).lower():
            return moment.date().isoformat()
        return f"{moment.date().isoformat()} {moment.strftime(clock)}"


def bare(shape: str) -> str:
    """Return the first section of a number format without quoted text, colours and conditions."""
    return QUOTED.sub("", shape).split(";")[0]


@cache
def kind_of(shape: str) -> str:
    """Return `date`, `time`, `duration` or `number` for a number format."""
    letters = bare(shape).lower()
    if letters in ("", "general", "@"):
        return "number"
    if re.search(r"\[(h+|m+|s+)\]", letters):
        return "duration"
    if re.search(r"[yd]|mmm", letters):
        return "date"
    if re.search(r"[hs]", letters):
        return "time"
    return "date" if "m" in letters else "number"


def plain(number: Decimal, shape: str) -> str:
    """Return a number in digits, with the zeros and the percent sign of its format."""
    pattern = "" if "e" in bare(shape).lower() else bare(shape)  # scientific, or the word General
    percent = "%" in pattern
    if percent:
        number *= 100
    if number != number.to_integral_value():
        number = Decimal(f"{number:.{DIGITS_OF_A_SPREADSHEET}g}")
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    match = re.search(r"([0#?,]*)(?:\.([0#?]*))?", pattern)
    if match and match[0]:
        sign = "-" if whole.startswith("-") else ""
        whole = sign + whole.removeprefix("-").zfill(match[1].count("0"))
        fraction = fraction.ljust((match[2] or "").count("0"), "0")
    if whole == "-0" and not fraction.strip("0"):
        whole = "0"
    return whole + (f".{fraction}" if fraction else "") + ("%" if percent else "")
