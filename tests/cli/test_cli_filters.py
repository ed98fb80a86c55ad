"""The filters' own grammar: conditions and spans."""

from __future__ import annotations

import click
import pytest

from qualcode.cli.filters import CONDITION_TYPE
from qualcode.cli.places import SPAN_TYPE
from qualcode.model import Condition, Span


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("gender=female", Condition("gender", "=", "female")),
        ("lived abroad = yes", Condition("lived abroad", "=", "yes")),
        ("age>=30", Condition("age", ">=", "30")),
        ("age<=30", Condition("age", "<=", "30")),
        ("age > 30", Condition("age", ">", "30")),
        ("age<30", Condition("age", "<", "30")),
        ("city!=Khujand", Condition("city", "!=", "Khujand")),
        ("city=", Condition("city", "=", "")),
        ("note=a=b", Condition("note", "=", "a=b")),
        ("document:language=ru", Condition("document:language", "=", "ru")),
    ],
)
def test_conditions(text, condition):
    assert CONDITION_TYPE.convert(text, None, None) == condition


@pytest.mark.parametrize("text", ["", "age", "=30", " = "])
def test_what_is_no_condition(text):
    with pytest.raises(click.BadParameter, match="is no condition"):
        CONDITION_TYPE.convert(text, None, None)


def test_spans():
    assert SPAN_TYPE.convert(" 12 : 30 ", None, None) == Span(12, 30)
    for text in ("12", "12-30", "a:b", "١:٢", ""):
        with pytest.raises(click.BadParameter, match="is no span"):
            SPAN_TYPE.convert(text, None, None)
