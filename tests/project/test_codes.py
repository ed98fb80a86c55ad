"""Paths and colours of codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InvalidValue
from qualcode.project.codes import PALETTE, checked_colour, checked_name, join_path, next_colour, split_path

names = st.text(alphabet=st.sampled_from(" >\\/.:,aя"), min_size=1).map(str.strip).filter(bool)


@given(st.lists(names, min_size=1, max_size=5))
def test_a_path_gives_its_names_back(parts: list[str]) -> None:
    assert split_path(join_path(parts)) == parts


@given(st.lists(names, min_size=1, max_size=3), st.lists(names, min_size=1, max_size=3))
def test_two_different_lists_never_share_a_path(one: list[str], other: list[str]) -> None:
    assert (join_path(one) == join_path(other)) == (one == other)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("Attitudes > Hospitality", ["Attitudes", "Hospitality"]),
        ("uncertainty/flexibility", ["uncertainty/flexibility"]),
        (r"a \> b", ["a > b"]),
        ("x>y", ["x>y"]),
        ("  Attitudes >   Hospitality ", ["Attitudes", "Hospitality"]),
    ],
)
def test_how_paths_are_read(path: str, parts: list[str]) -> None:
    assert split_path(path) == parts


@pytest.mark.parametrize("path", ["", " > Hospitality", "Attitudes > ", "a >  > b"])
def test_an_empty_name_in_a_path_is_refused(path: str) -> None:
    with pytest.raises(InvalidValue):
        split_path(path)


@pytest.mark.parametrize(
    ("given_", "stored"), [("#4477AA", "#4477aa"), ("f00", "#ff0000"), (" 4477aa ", "#4477aa")]
)
def test_colours_are_stored_in_one_way(given_: str, stored: str) -> None:
    assert checked_colour(given_) == stored


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#gggggg"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(InvalidValue, match="#rrggbb"):
        checked_colour(colour)


def test_colours_go_round() -> None:
    used: list[str] = []
    for _ in range(len(PALETTE) + 1):
        used.append(next_colour(used))
    assert sorted(used[:-1]) == sorted(PALETTE)
    assert used[-1] == PALETTE[0]


def test_a_name_is_one_line() -> None:
    assert checked_name(" warm\nwelcome ") == "warm welcome"
    with pytest.raises(InvalidValue):
        checked_name("  ")
