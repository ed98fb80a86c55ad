"""What may be typed to go somewhere."""

from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue
from qualcode.model import TimeMark, Turn
from qualcode.tui.destinations import Destination, Kind, offset_at_time, read_destination


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("120", Kind.LINE, 120),
        (" l 7 ", Kind.LINE, 7),
        ("line 12", Kind.LINE, 12),
        ("t12", Kind.TURN, 12),
        ("Turn 3", Kind.TURN, 3),
        ("40%", Kind.SHARE, 0.4),
        ("0 %", Kind.SHARE, 0.0),
        ("100%", Kind.SHARE, 1.0),
        ("2,5%", Kind.SHARE, 0.025),
        ("4:12", Kind.TIME, 252),
        ("75:00", Kind.TIME, 4500),
        ("1:04:12", Kind.TIME, 3852),
    ],
)
def test_places(typed: str, kind: Kind, number: float) -> None:
    assert read_destination(typed) == Destination(kind, pytest.approx(number))


@pytest.mark.parametrize(
    "typed", ["", "x", "0", "t0", "-3", "101%", "4:75", "12t", "1:2:3:4", "9" * 40, "[b]"]
)
def test_what_is_no_place(typed: str) -> None:
    with pytest.raises(InvalidValue, match="is no place in a document"):
        read_destination(typed)


def test_times_lead_to_the_last_turn_or_mark_not_later() -> None:
    turns = [Turn(5, 20, "A", 4.0), Turn(25, 40, "B", None), Turn(45, 60, "A", 30.0)]
    marks = [TimeMark(30, 37, 12.0), TimeMark(50, 50, 31.5)]
    places = [offset_at_time(seconds, turns, marks) for seconds in (0, 4, 11, 12, 29.9, 30, 31.5, 9999)]
    assert places == [5, 5, 5, 37, 37, 45, 50, 50]
    assert offset_at_time(10, [Turn(0, 4)], []) is None
