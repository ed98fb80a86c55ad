from __future__ import annotations

from qualcode.tui.recent_codes import RecentCodes


def test_digits_go_by_first_use() -> None:
    recent = RecentCodes([7, 5, 7, 3])  # newest first: 3 was used first, 7 last
    assert recent.digits() == {3: 1, 7: 2, 5: 3}
    assert recent.newest_first == [7, 5, 3]
    assert recent.last == 7


def test_a_code_keeps_its_digit_while_others_are_used() -> None:
    recent = RecentCodes()
    for code in (10, 11, 12, 11, 10):
        recent.used(code)
    assert [recent.on(digit) for digit in (1, 2, 3, 4)] == [10, 11, 12, None]


def test_the_tenth_code_takes_the_digit_of_the_longest_unused() -> None:
    recent = RecentCodes()
    for code in range(1, 10):
        recent.used(code)
    recent.used(1)
    recent.used(99)
    assert recent.on(1) == 1
    assert recent.on(2) == 99


def test_a_code_that_is_gone_frees_its_digit() -> None:
    recent = RecentCodes([3, 2, 1])
    recent.keep([3, 1])
    assert recent.digits() == {1: 1, 3: 3}
    assert recent.last == 3


def test_digits_outside_one_to_nine_are_nobodys() -> None:
    recent = RecentCodes([1])
    assert recent.on(0) is None
    assert recent.on(10) is None


def test_a_pinned_code_stays_while_others_come_and_go() -> None:
    recent = RecentCodes()
    recent.pin(2, 50)
    for code in range(1, 12):
        recent.used(code)
    assert recent.on(2) == 50
    assert recent.pinned == {2: 50}
    assert sorted(recent.digits().values()) == list(range(1, 10))


def test_the_code_that_was_on_the_digit_takes_the_others_place() -> None:
    recent = RecentCodes([3, 2, 1])
    recent.pin(1, 3)
    assert recent.digits() == {3: 1, 2: 2, 1: 3}
    recent.pin(2, 9)  # it had no digit: the other moves to a free one
    assert recent.digits() == {3: 1, 9: 2, 1: 3, 2: 4}
    recent.pin(1, 9)
    assert recent.pinned == {1: 9}
    recent.unpin(9)
    assert recent.pinned == {}
    assert recent.on(1) == 9


def test_where_all_digits_are_pinned_no_other_code_gets_one() -> None:
    recent = RecentCodes()
    for digit in range(1, 10):
        recent.pin(digit, 100 + digit)
    recent.used(7)
    assert recent.last == 7
    assert 7 not in recent.digits()
    recent.unpin(104)
    recent.used(8)
    assert recent.on(4) == 8


def test_codes_return_to_their_digits_and_the_others_take_what_is_left() -> None:
    recent = RecentCodes([3, 2, 1])
    recent.return_to({5: 3, 1: 9})
    assert recent.digits() == {9: 1, 1: 2, 2: 3, 3: 5}
    recent.pin(4, 1)
    recent.return_to({2: 1, 4: 2, 3: 3})  # what is pinned stays where it is
    assert recent.digits()[1] == 4


def test_where_all_digits_return_the_recent_codes_take_those_of_the_longest_unused() -> None:
    recent = RecentCodes([10])
    recent.return_to({digit: digit for digit in range(1, 10)})
    assert 10 in recent.digits()
    assert sorted(recent.digits().values()) == list(range(1, 10))
