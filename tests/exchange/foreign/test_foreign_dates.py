"""Moments as other tools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.foreign.dates import moment_of


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed Apr  8 00:11:10 2015", "2015-04-08T00:11:10"),
        ("Sat Dec 31 23:59:59 2016", "2016-12-31T23:59:59"),
        ("2024-01-15 10:11:12", "2024-01-15T10:11:12"),
        ("2024-01-15T10:11:12+02:00", "2024-01-15T08:11:12Z"),
        ("2024-01-15T10:11:12Z", "2024-01-15T10:11:12Z"),
        ("2024-01-15", "2024-01-15"),
        ("2024-02-30", None),
        ("Wed Abc  8 00:11:10 2015", None),
        ("Wed Apr 31 00:11:10 2015", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_moment_is_read_or_left_out(written: str, moment: str | None) -> None:
    assert moment_of(written) == moment


def test_a_moment_of_a_tool_that_writes_utc_says_so() -> None:
    assert moment_of("2024-01-15 10:11:12.123456", utc=True) == "2024-01-15T10:11:12.123456Z"
    assert moment_of("2024-01-15T10:11:12+02:00", utc=True) == "2024-01-15T08:11:12Z"


@given(st.datetimes())
def test_what_is_read_is_what_was_written(moment: object) -> None:
    assert moment_of(str(moment)) == moment.isoformat()  # type: ignore[attr-defined]


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = moment_of(text)
    assert found is None or found[:4].isdecimal()
