"""`export matrix`: the file lands where it is told, and wrong usage is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.usefixtures("study")
def test_a_matrix_lands_where_it_is_told(run: Any, folder: Path) -> None:
    assert "Wrote 2 rows to m.csv" in run("export", "matrix", "-o", "m.csv").stderr
    lines = (folder / "m.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == 'document,participant,Welcome,Welcome > Hospitality,"Rent, prices/housing"'
    assert lines[1:] == ["P07,Anna,0,1,1", "P12,,1,0,0"]
    run("export", "matrix", "--by", "segment")
    assert (folder / "exports" / "study matrix.csv").exists()


@pytest.mark.usefixtures("study")
def test_wrong_usage_and_a_wrong_suffix_are_told(run: Any) -> None:
    assert "codings export" in run("export", "matrix", "--by", "segment", "--long", code=2).stderr
    assert "suffix" in run("export", "matrix", "-o", "m.pdf", code=1).stderr
