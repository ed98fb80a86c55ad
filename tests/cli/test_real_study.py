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
def source(shared: Path) -> Path:
    """The study's folder in the reference data."""
    return shared / "data" / "world-after-covid"


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


def test_the_sheets_of_the_workbook(workbook):
    names = workbook.sheetnames
    assert names[:3] == ["Themes", "By document", "By participant"]
    assert {*(f"By {attribute}" for attribute in ATTRIBUTES), "By FamiliarWisdom", "By Seniority"} <= set(
        names
    )
    assert {"Segments", "Codebook", "Participants", "Memos", "About"} <= set(names)


def test_the_sheet_of_themes(workbook, expected):
    rows = {row["code"]: row for row in rows_of(workbook["Themes"])}
    assert rows.keys() == expected["themes"].keys()
    for code, numbers in expected["themes"].items():
        assert (rows[code]["codings"], rows[code]["participants"], rows[code]["documents"]) == (
            numbers["codings"],
            numbers["participants"],
            numbers["participants"],
        )
        assert 0 < rows[code]["share_of_words"] < 1
    assert workbook["Themes"].freeze_panes == "B2"
    assert workbook["Themes"].auto_filter.ref == "A1:F65"


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_the_sheets_of_the_attributes(workbook, expected, attribute):
    base = expected["participants_by"][attribute]
    rows = {row["code"]: row for row in rows_of(workbook[f"By {attribute}"])}
    assert rows.keys() == expected["themes"].keys()
    for code, numbers in expected["themes"].items():
        for value, people in base.items():
            number = numbers[attribute].get(value, 0)
            assert rows[code][value] == number
            (share,) = (
                cell for heading, cell in rows[code].items() if heading.startswith(value) and heading != value
            )
            assert share == pytest.approx(number / people)


def test_the_sheets_by_document_and_by_participant(workbook, expected):
    for name in ("By document", "By participant"):
        rows = rows_of(workbook[name])
        counts = {row.pop("code"): list(row.values()) for row in rows}
        assert {len(values) for values in counts.values()} == {expected["documents"]}
        assert {code: sum(values) for code, values in counts.items()} == {
            code: numbers["codings"] for code, numbers in expected["themes"].items()
        }
        assert {code: sum(value > 0 for value in values) for code, values in counts.items()} == {
            code: numbers["participants"] for code, numbers in expected["themes"].items()
        }


def test_the_sheet_of_segments(workbook, project, expected):
    rows = rows_of(workbook["Segments"])
    assert len(rows) == expected["codings"]
    with Project.open(project, read_only=True) as study:
        texts = {document.name: study.documents.text(document) for document in study.documents.all()}
        guids = [coding.guid for coding in study.codings.all()]
    assert [row["guid"] for row in rows] == guids
    for row in rows:
        assert row["text"] == texts[row["document"]][row["start"] : row["end"]]
        assert row["document"] == row["participant"]
        assert row["section"] in QUESTIONS
    by_gender = {(row["code"], row["Gender"], row["participant"]) for row in rows}
    women = [code for code, gender, _ in by_gender if gender == "Female"]
    assert {code: women.count(code) for code in expected["themes"]} == {
        code: numbers["Gender"].get("Female", 0) for code, numbers in expected["themes"].items()
    }


def test_the_other_sheets(workbook, expected):
    assert len(rows_of(workbook["Codebook"])) == expected["codes"]
    assert len(rows_of(workbook["Participants"])) == expected["documents"]
    about = " ".join(str(cell.value) for line in workbook["About"].iter_rows() for cell in line)
    assert "Everything in the project" in about
