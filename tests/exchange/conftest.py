"""A project to exchange with, and tables written by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from qualcode import Project

Write = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        yield project


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a csv of headings and rows, and returns its path."""

    def write(name: str, headings: Sequence[str], *rows: Sequence[object]) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return path

    return write
