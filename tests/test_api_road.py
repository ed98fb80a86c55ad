"""The road of a real study by the Python API: a published one, and the samples that come with qualcode."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import qualcode
from qualcode import Project
from qualcode.model import Condition, Scope

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5")


@pytest.fixture
def study(shared: Path, tmp_path: Path) -> Project:
    """Return the study “World After Covid” (57 interviewees, cp1252), imported as its README tells."""
    folder = shared / "data" / "world-after-covid"
    project = Project.create(tmp_path / "covid.qualcode", coder="Amina")
    project.import_table(folder / "transcripts.csv", id_column="Name", text_columns=QUESTIONS)
    project.import_codebook(folder / "codebook.csv")
    project.import_codings(folder / "codings.csv")
    return project


def test_a_real_study_comes_in_to_the_last_coding(study: Project, shared: Path) -> None:
    expected = json.loads((shared / "data/world-after-covid/expected.json").read_text(encoding="utf-8"))
    overview = study.overview()
    assert (overview.documents, overview.codes, overview.codings) == (57, 64, 556)
    assert (overview.documents, overview.codes, overview.codings) == tuple(
        expected[kind] for kind in ("documents", "codes", "codings")
    )
    documents, participants = study.documents.all(), {each.id: each for each in study.participants.all()}
    person_of = {
        number: participants[participant] for number, participant in study.participants.document_links()
    }
    assert [person_of[document.id].name for document in documents] == [
        document.name for document in documents
    ]
    values = study.participants.values()
    codings = study.codings.all()
    for code in study.codebook.all():
        theme = expected["themes"][code.path]
        mine = [coding for coding in codings if coding.code_id == code.id]
        people = {person_of[coding.document_id].id for coding in mine}
        assert (len(mine), len(people)) == (theme["codings"], theme["participants"])
        for attribute in ("Gender", "Location", "Field"):
            found = [values[person][attribute] for person in people]
            assert {value: found.count(value) for value in found} == theme[attribute]
    assert study.check() == []
    study.close()


def test_its_texts_are_those_of_the_table(study: Project, shared: Path) -> None:
    with (shared / "data/world-after-covid/transcripts.csv").open(encoding="cp1252", newline="") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    for document in study.documents.all():
        text = study.documents.text(document)
        answers = {name: rows[document.name][name].replace("\r\n", "\n") for name in QUESTIONS}
        assert {each.name: text[each.start : each.end] for each in study.documents.sections(document)} == {
            name: answer for name, answer in answers.items() if answer.strip()
        }
        assert document.encoding == "cp1252"
    study.close()


def test_a_second_time_changes_nothing(study: Project, shared: Path) -> None:
    folder = shared / "data" / "world-after-covid"
    before, last = list(study.dump()), study.history.last()
    assert (
        study.import_table(folder / "transcripts.csv", id_column="Name", text_columns=QUESTIONS).imported
        == ()
    )
    assert study.import_codebook(folder / "codebook.csv").number("same") == 64
    assert study.import_codings(folder / "codings.csv").present == 556
    assert (list(study.dump()), study.history.last()) == (before, last)
    for _ in range(3):
        study.undo()
    assert (study.documents.all(), study.codebook.all(), study.participants.all()) == ([], [], [])
    study.close()


def test_the_whole_study_moves_to_another_project(study: Project, tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx"):
        with Project.create(tmp_path / f"other{suffix}.qualcode", coder="Bekzod") as other:
            for document in study.documents.all():
                (tmp_path / f"{document.name}.txt").write_text(
                    study.documents.text(document), encoding="utf-8"
                )
            other.import_files(tmp_path.glob("*.txt"), speakers="none")
            study.export_codebook(tmp_path / f"codebook{suffix}")
            study.export_participants(tmp_path / f"participants{suffix}")
            study.export_codings(tmp_path / f"codings{suffix}")
            assert other.import_codebook(tmp_path / f"codebook{suffix}").number("added") == 64
            people = other.import_participants(tmp_path / f"participants{suffix}")
            assert (len(people.added), people.links) == (57, 57)
            assert other.import_codings(tmp_path / f"codings{suffix}").added == 556
            for mine, theirs in ((study, other), (other, study)):
                assert {(code.guid, code.path) for code in mine.codebook.all()} <= {
                    (code.guid, code.path) for code in theirs.codebook.all()
                }
            assert {(each.guid, each.start, each.end) for each in other.codings.all()} == {
                (each.guid, each.start, each.end) for each in study.codings.all()
            }
            assert other.check() == []
    study.close()


def test_the_samples_make_a_project(tmp_path: Path) -> None:
    corpora = ROOT / "corpora"
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        report = project.import_files([path for path in corpora.iterdir() if path.name.startswith("P")
                                       and path.suffix != ".csv"])  # fmt: skip
        assert len(report.imported) == 11
        project.import_table(corpora / "P12 Survey.csv", id_column="Name", text_columns=QUESTIONS)
        project.import_codebook(ROOT / "codebooks" / "dushanbe.csv")
        people = project.import_participants(corpora / "participants.csv")
        assert len(people.added) + len(people.changed) + len(people.same) == 12
        rows = 0
        for path in sorted(corpora.glob("codings*.csv")):
            rows += project.import_codings(path).added
        assert rows == project.codings.number() > 300
        assert {coder.name for coder in project.coders.all()} >= {"Amina", "Farrukh"}
        assert project.check() == []


def test_an_export_and_the_segments_agree_on_whose_words_they_are(tmp_path: Path) -> None:
    if not hasattr(Project, "segments"):
        pytest.skip("segments are not there yet")
    corpora = ROOT / "corpora"
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        project.import_files(
            [path for path in corpora.iterdir() if path.name[:3] in ("P01", "P02", "P03", "P04")]
        )
        project.import_codebook(ROOT / "codebooks" / "dushanbe.csv")
        people = (corpora / "participants.csv").read_text(encoding="utf-8").splitlines()
        (tmp_path / "p.csv").write_text("\n".join(people[:4]), encoding="utf-8")  # the fourth stays unlinked
        project.import_participants(tmp_path / "p.csv")
        project.import_codings(corpora / "codings-P01-P06.csv", skip_bad=True)
        for scope in (
            Scope(),
            Scope(participants=("P01 Journalist",)),
            Scope(exclude_speakers=("INTERVIEWER",)),
            Scope(speakers=("Sayora",)),
            Scope(where=(Condition("gender", "=", "female"),)),
        ):
            project.export_codings(tmp_path / "c.csv", scope)
            with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
                exported = {row["guid"]: row for row in csv.DictReader(file)}
            segments = {row["guid"]: row for row in project.segments(scope).to_dict("records")}
            assert exported.keys() == segments.keys()
            for guid, row in segments.items():
                for column in ("document", "participant", "speaker", "section", "code", "coder"):
                    assert exported[guid][column] == (row[column] or ""), (guid, column)


def test_the_package_offers_the_project_and_the_errors() -> None:
    assert qualcode.Project is Project
    assert set(qualcode.__all__) == {"Project", "QualcodeError", "__version__"}
    with pytest.raises(AttributeError):
        _ = qualcode.Nothing
