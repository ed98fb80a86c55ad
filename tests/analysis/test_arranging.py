from __future__ import annotations

import pandas

from qualcode.analysis.arranging import sorted_rows, without_zero_rows


def table() -> pandas.DataFrame:
    frame = pandas.DataFrame({"code": ["b", "A", "c", "ä"], "n": [1, 3, 0, 1], "share": [0.5, 0.0, 0.0, 0.0]})
    frame.attrs["about"] = "all"
    return frame


def test_rows_without_anything_are_left_out_and_what_the_table_says_stays() -> None:
    result = without_zero_rows(table())
    assert result["code"].tolist() == ["b", "A", "ä"]
    assert result.index.tolist() == [0, 1, 2]
    assert result.attrs == {"about": "all"}


def test_rows_are_sorted_by_a_number_and_by_name_in_any_case() -> None:
    assert sorted_rows(table(), "n")["code"].tolist() == ["A", "b", "ä", "c"]
    assert sorted_rows(table(), "n", descending=False)["code"].tolist() == ["c", "b", "ä", "A"]
    assert sorted_rows(table(), "code", descending=False)["code"].tolist() == ["A", "b", "c", "ä"]


def test_an_empty_table_stays_empty() -> None:
    empty = table().iloc[:0]
    assert len(without_zero_rows(empty)) == len(sorted_rows(empty, "n")) == 0
