"""A published study by the command line, from its tables to the workbook; every number as its authors have it.

57 interviewees answered five questions on the world after the pandemic; the codes are those of the research team.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qualcode.api import Project
from qualcode.cli.root import root

QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5")
ATTRIBUTES = ("Gender", "Location", "Field")


def qualcode(*arguments: object) -> Result:
    """Run a command that must succeed."""
    result = CliRunner().invoke(root, [str(argument) for argument in arguments], prog_name="qualcode")
    assert result.exit_code == 0, f"{arguments}: {result.stdout}\n{result.stderr}"
    return result


def table(*arguments: object) -> list[dict[str, Any]]:
    """Run a command and return its table."""
    return json.loads(qualcode(*arguments, "--format", "json").stdout)


@pytest.fixture(scope="module")
def source() -> Path:
    """The study's folder in the reference data."""
    import os

    shared = Path(os.environ.get("QUALCODE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    folder = shared / "data" / "world-after-covid"
    if not folder.exists():
        pytest.skip("the reference data is not here: shared/ beside the project")
    return folder


@pytest.fixture(scope="module")
def expected(source: Path) -> dict[str, Any]:
    """What the study must say."""
    return json.loads((source / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as a project, made by four commands."""
    path = tmp_path_factory.mktemp("covid") / "covid.qualcode"
    texts = [word for question in QUESTIONS for word in ("--text", question)]
    qualcode("new", path)
    qualcode("import-table", source / "transcripts.csv", "--id", "Name", *texts, "-p", path)
    qualcode("codebook", "import", source / "codebook.csv", "-p", path)
    qualcode("codings", "import", source / "codings.csv", "-p", path)
    return path


def test_everything_arrives(project, expected):
    (info,) = table("info", "-p", project)
    assert {name: info[name] for name in ("documents", "codes", "codings")} == {
        name: expected[name] for name in ("documents", "codes", "codings")
    }
    assert info["participants"] == expected["documents"]
    qualcode("check", project)


def test_attributes_as_many_as_the_study_says(project, expected):
    people = table("participants", "list", "-p", project)
    for attribute, counts in expected["participants_by"].items():
        # Yes and No of the file are kept as the yes and no of a boolean attribute.
        values = [person[attribute].casefold() for person in people]
        assert {value: values.count(value.casefold()) for value in counts} == counts


def test_the_theme_table(project, expected):
    rows = {row["code"]: row for row in table("frequency", "-p", project)}
    assert rows.keys() == expected["themes"].keys()
    for code, numbers in expected["themes"].items():
        assert (rows[code]["codings"], rows[code]["participants"]) == (
            numbers["codings"],
            numbers["participants"],
        )
        assert rows[code]["documents"] == numbers["participants"], "each document is one person's"


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_themes_by_attribute(project, expected, attribute):
    rows = table("frequency", "--by", attribute, "--count", "participants", "-p", project)
    found = {row.pop("code"): {value: number for value, number in row.items() if number} for row in rows}
    assert found == {code: numbers[attribute] for code, numbers in expected["themes"].items()}
    assert table("frequency", "--by", attribute, "-p", project) == table(
        "frequency", "--by", attribute, "--count", "participants", "-p", project
    ), "an attribute of participants counts participants unless told otherwise"


def test_filters_give_the_same_numbers_as_columns(project, expected):
    women = table("frequency", "--where", "Gender=Female", "-p", project)
    assert {row["code"]: row["participants"] for row in women} == {
        code: numbers["Gender"].get("Female", 0) for code, numbers in expected["themes"].items()
    }
    solidarity = table("codings", "list", "--code", "solidarity", "--where", "Location=US", "-p", project)
    assert (
        len({row["participant"] for row in solidarity}) == expected["themes"]["solidarity"]["Location"]["US"]
    )


def test_a_slash_in_a_code_is_no_parent(project):
    with Project.open(project, read_only=True) as study:
        assert {code.depth for code in study.codebook.all()} == {0}


def test_codings_leave_and_come_back(project, expected, tmp_path):
    qualcode("codings", "export", tmp_path / "codings.csv", "-p", project)
    again = qualcode("codings", "import", tmp_path / "codings.csv", "--dry-run", "-p", project)
    assert f"Would import 0 codings of {expected['codings']} rows" in again.stderr
    qualcode("codebook", "export", tmp_path / "codebook.xlsx", "-p", project)
    assert table("codebook", "diff", tmp_path / "codebook.xlsx", "-p", project) == []


@pytest.fixture(scope="module")
def workbook(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The exported workbook, read by openpyxl."""
    import openpyxl

    path = tmp_path_factory.mktemp("workbook") / "themes.xlsx"
    qualcode("export", "workbook", "-o", path, "-p", project)
    return openpyxl.load_workbook(path)


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet by its headings."""
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    return [
        dict(zip(lines[0], line, strict=True))
        for line in lines[1:]
        if any(value is not None for value in line)
    ]
