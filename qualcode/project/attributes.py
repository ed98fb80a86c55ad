"""Typed attributes: what values are allowed, and how a column of values gets its type.

Values are kept as text in one canonical spelling each, so that what goes in comes out exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from qualcode.errors import InvalidValue
from qualcode.model import Attribute, AttributeType

TRUE = {"true", "yes", "1", "ja", "oui", "да", "ҳа"}
FALSE = {"false", "no", "0", "nein", "non", "нет", "не"}
EXAMPLES = {
    AttributeType.INTEGER: "a whole number such as 35",
    AttributeType.FLOAT: "a number such as 2.5",
    AttributeType.BOOLEAN: "yes or no",
    AttributeType.DATE: "a date such as 2022-10-14",
    AttributeType.DATETIME: "a date and time such as 2022-10-14 09:30",
}


def canonical(attribute: Attribute, value: str) -> str:
    """Return a value in the spelling in which it is stored; raises `InvalidValue` when it is of another type."""
    try:
        return SPELLINGS[attribute.type](value.strip())
    except ValueError:
        raise InvalidValue(
            f"“{value}” does not fit the attribute {attribute.name}, which takes {EXAMPLES[attribute.type]}."
        ) from None


def type_of_values(values: Iterable[str]) -> AttributeType:
    """Return the narrowest type that all non-empty values have *in their own spelling*.

    `007` stays text (as an integer it would become 7); `yes`/`no` are booleans, `0`/`1` integers.
    """
    present = {value.strip() for value in values if value.strip()}
    if not present:
        return AttributeType.TEXT
    for kind, pattern in NARROW:
        if all(pattern.fullmatch(value) for value in present):
            try:
                for value in present:
                    SPELLINGS[kind](value)
            except ValueError:
                continue
            return kind
    return AttributeType.TEXT


def _integer(value: str) -> str:
    if not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        raise ValueError
    return str(int(value))


def _float(value: str) -> str:
    # Kept as written: 2.50 is not turned into 2.5, and no digit is lost to binary rounding.
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", value, re.ASCII):
        raise ValueError
    return value


def _boolean(value: str) -> str:
    folded = value.casefold()
    if folded in TRUE:
        return "yes"
    if folded in FALSE:
        return "no"
    raise ValueError


def _date(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _datetime(value: str) -> str:
    return datetime.fromisoformat(value).isoformat(sep=" ")


SPELLINGS: dict[AttributeType, Callable[[str], str]] = {
    AttributeType.TEXT: lambda value: value,
    AttributeType.INTEGER: _integer,
    AttributeType.FLOAT: _float,
    AttributeType.BOOLEAN: _boolean,
    AttributeType.DATE: _date,
    AttributeType.DATETIME: _datetime,
}
NARROW = [
    (AttributeType.BOOLEAN, re.compile(r"yes|no|true|false", re.IGNORECASE)),
    (AttributeType.INTEGER, re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)),
    (AttributeType.FLOAT, re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)),
    (AttributeType.DATE, re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)),
    (AttributeType.DATETIME, re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", re.ASCII)),
]
