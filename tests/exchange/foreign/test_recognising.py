"""Which tool a file is from: by its content; and the ways out where only its own tool can read it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from foreign_schemas import QUALCODER, RQDA, TAGUETTE, Make

from qualcode.errors import ReadingError
from qualcode.exchange.foreign.recognising import read_project
from qualcode.project import ProjectFile


@pytest.mark.parametrize("name", ["x.qda", "x.rqda", "x.sqlite3", "x.db", "x"])
@pytest.mark.parametrize(
    ("schema", "tool"), [(QUALCODER, "QualCoder"), (RQDA, "RQDA"), (TAGUETTE, "Taguette")]
)
def test_the_content_decides_whatever_the_name(make: Make, name: str, schema: str, tool: str) -> None:
    projects = [{"id": 1, "name": "p", "description": "", "created": ""}]
    path = make(name, schema, **({"projects": projects} if tool == "Taguette" else {}))
    assert read_project(path).tool == tool


def test_an_archive_is_read_by_the_reader_of_refi_whatever_its_name(shared: Path, tmp_path: Path) -> None:
    sample = shared / "refi" / "samples" / "oltas-nvivo-windows.qdpx"
    path = tmp_path / "renamed.zip"
    path.write_bytes(sample.read_bytes())
    assert read_project(path).tool == "NVivo for Windows 12.6"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.mex", "MAXQDA, an encrypted exchange file"),
        ("a.MX24", "only MAXQDA can read it"),
        ("a.mx2020", "REFI-QDA Project"),
        ("a.atlproj", "only ATLAS.ti can read it"),
        ("a.atlproj23", "File > Export"),
        ("a.nvp", "Share > Export Project > REFI-QDA Project"),
        ("a.nvpx", "only NVivo can read it"),
    ],
)
def test_closed_formats_are_refused_with_the_way_out(tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04whatever")
    with pytest.raises(ReadingError) as caught:
        read_project(path)
    assert told in str(caught.value)
    assert ".qdpx" in str(caught.value)


def test_a_project_of_our_own_and_a_strange_database_are_told_apart(tmp_path: Path) -> None:
    ours = tmp_path / "study.qualcode"
    ProjectFile.create(ours).close()
    with pytest.raises(ReadingError, match="a project of qualcode already"):
        read_project(ours)
    strange = tmp_path / "x.sqlite3"
    connection = sqlite3.connect(strange)
    connection.execute("CREATE TABLE bills (sum)")
    connection.close()
    with pytest.raises(ReadingError, match="of no tool that is known"):
        read_project(strange)


def test_a_codebook_and_a_missing_file_are_told(tmp_path: Path) -> None:
    book = tmp_path / "b.qdc"
    book.write_text('<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>')
    with pytest.raises(ReadingError, match="a codebook, not a project"):
        read_project(book)
    with pytest.raises(ReadingError, match="is not here"):
        read_project(tmp_path / "none.qda")
