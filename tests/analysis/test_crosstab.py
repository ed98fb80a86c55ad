"""Crosstabs: people are the units."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.analysis.crosstab import crosstab
from qualcode.analysis.frequency import frequency
from qualcode.api import Project
from qualcode.errors import InvalidValue
from qualcode.model import Scope
from qualcode.project import ProjectFile


def test_counts_and_shares_of_people(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "came")
    apply("Pair", "pay", "autumn")
    apply("Alone", "stress", "door")
    interview.participants.set(interview.participants.find("Olga"), {"gender": "female"})
    table = crosstab(interview, "gender", with_subcodes=True)
    assert list(table.columns) == ["code", "female", "male", "female share (n = 2)", "male share (n = 1)"]
    assert table.loc[0].tolist() == ["work", 2, 0, 1.0, 0.0]
    assert table.loc[1].tolist() == ["work > pay", 1, 0, 0.5, 0.0]
    assert table.attrs["base"] == {"female": 2, "male": 1}


def test_who_has_no_value_has_a_column(interview: ProjectFile, apply) -> None:
    apply("Alone", "pay", "door")
    table = crosstab(interview, "age")
    assert list(table.columns)[1:4] == ["9", "34", "(no value)"]
    assert table.loc[1, ["(no value)", "(no value) share (n = 1)"]].tolist() == [1, 1.0]


def test_an_attribute_of_documents_counts_documents(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "came")
    apply("Alone", "pay", "door")
    row = crosstab(interview, "site").loc[1]
    assert row.tolist() == ["work > pay", 1, 1, 1.0, 0.5]


def test_the_base_is_who_is_in_scope(interview: ProjectFile) -> None:
    table = crosstab(interview, "gender", scope=Scope(documents=("Pair",)))
    assert table.attrs["base"] == {"female": 1, "male": 1}


def test_only_an_attribute_makes_a_crosstab(interview: ProjectFile) -> None:
    with pytest.raises(InvalidValue, match="needs an attribute"):
        crosstab(interview, "coder")


@pytest.fixture
def pandemic(tmp_path: Path, shared: Path):
    """The published study of 57 interviewees, brought in as a researcher would."""
    data = shared / "data" / "world-after-covid"
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        project.import_table(
            data / "transcripts.csv", id_column="Name", text_columns=["Q1", "Q2", "Q3", "Q4", "Q5"]
        )
        project.import_codebook(data / "codebook.csv")
        project.import_codings(data / "codings.csv")
        yield project


def test_a_published_study_is_counted_exactly(pandemic: Project, shared: Path) -> None:
    data = shared / "data" / "world-after-covid" / "expected.json"
    expected = json.loads(data.read_text(encoding="utf-8"))
    plain = frequency(pandemic).set_index("code")
    assert len(plain) == expected["codes"] == len(expected["themes"])
    assert plain["codings"].sum() == expected["codings"]
    tables = {
        name: (frequency(pandemic, by=name).set_index("code"), crosstab(pandemic, name).set_index("code"))
        for name in ("Gender", "Location", "Field")
    }
    for theme, numbers in expected["themes"].items():
        assert plain.loc[theme, "codings"] == numbers["codings"]
        assert plain.loc[theme, "participants"] == numbers["participants"]
        for name, (counts, crossed) in tables.items():
            row = counts.loc[theme]
            assert {value: number for value, number in row.items() if number} == numbers[name]
            assert crossed.loc[theme, list(counts.columns)].tolist() == row.tolist()
    for name, (_, crossed) in tables.items():
        assert crossed.attrs["base"] == expected["participants_by"][name]
