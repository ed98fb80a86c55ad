"""Tests on attributes, `gender=female` or `age>=30`, decided by the attribute's type."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from qualcode.errors import AmbiguousName, InvalidValue, UnknownName
from qualcode.model import Attribute, AttributeType, Condition
from qualcode.project.attributes import canonical
from qualcode.project.lookup import find, unknown

ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
PREFIXES = {"participant": "participant:", "document": "document:"}


def find_attribute(reference: str, attributes: Iterable[Attribute]) -> Attribute:
    """Return the attribute of that name, of participants or of documents.

    Where both have one of that name, `participant:NAME` and `document:NAME` tell them apart.
    Raises `UnknownName`, `AmbiguousName`.
    """
    attributes = list(attributes)
    if exact := [attribute for attribute in attributes if attribute.name == reference]:
        return _only(reference, exact)
    for of, prefix in PREFIXES.items():
        if reference.casefold().startswith(prefix):
            own = [attribute for attribute in attributes if attribute.of == of]
            return find(f"{of} attribute", reference[len(prefix) :], own, "qualcode participants")
    if folded := [each for each in attributes if each.name.casefold() == reference.strip().casefold()]:
        return _only(reference, folded)
    return find("attribute", reference, attributes, "qualcode participants")


def _only(reference: str, matches: list[Attribute]) -> Attribute:
    if len(matches) > 1:
        ways = " or ".join(f"“{PREFIXES[each.of]}{each.name}”" for each in matches)
        raise AmbiguousName(f"“{reference}” names more than one attribute; write {ways}.")
    return matches[0]


def typed_value(attribute: Attribute, value: str) -> Any:
    """Return a stored value as what it means, so that values of one attribute can be compared and sorted.

    Text compares without regard to case; numbers compare exactly (2.50 equals 2.5).
    """
    match attribute.type:
        case AttributeType.INTEGER:
            return int(value)
        case AttributeType.FLOAT:
            return Decimal(value)
        case AttributeType.DATE:
            return date.fromisoformat(value)
        case AttributeType.DATETIME:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        case AttributeType.BOOLEAN:
            return value == "yes"
        case _:
            return value.casefold()


def satisfying(
    attribute: Attribute, condition: Condition, values: Mapping[int, str], everyone: Iterable[int]
) -> set[int]:
    """Return the row numbers whose value satisfies the condition; `values` holds those of `everyone` who have one.

    Who has no value satisfies no comparison, `!=` included; with nothing after it, `gender=` finds all who have
    none and `gender!=` all who have one.
    Raises `InvalidValue` for an operator or value that does not fit, `UnknownName` for a text that nobody has.
    """
    if condition.operator not in {"=", "!=", *ORDERINGS}:
        raise InvalidValue(f"“{condition.operator}” is no comparison; use =, !=, <, <=, > or >=.")
    if not condition.value.strip():
        return _having_a_value(condition, values, everyone)
    if condition.operator in {"=", "!="} and attribute.type is AttributeType.TEXT:
        return _equal_texts(attribute, condition, values)
    wanted = typed_value(attribute, canonical(attribute, condition.value))
    test = {"=": operator.eq, "!=": operator.ne, **ORDERINGS}[condition.operator]
    return {row for row, value in values.items() if test(typed_value(attribute, value), wanted)}


def _having_a_value(condition: Condition, values: Mapping[int, str], everyone: Iterable[int]) -> set[int]:
    if condition.operator in ORDERINGS:
        raise InvalidValue(f"“{condition.attribute}{condition.operator}” needs a value to compare with.")
    return set(values) if condition.operator == "!=" else set(everyone) - set(values)


def _equal_texts(attribute: Attribute, condition: Condition, values: Mapping[int, str]) -> set[int]:
    """Compare as names are found: exactly, else without regard to case."""
    wanted = condition.value.strip()
    equal = {row for row, value in values.items() if value == wanted}
    if not equal:
        equal = {row for row, value in values.items() if value.casefold() == wanted.casefold()}
    if not equal:
        known = dict.fromkeys(values.values())
        raise UnknownName(unknown(f"{attribute.name}", wanted, known, "qualcode participants list"))
    return equal if condition.operator == "=" else set(values) - equal
