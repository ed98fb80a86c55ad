"""The demo project: complete, repeatable, and careful with what is there."""

from __future__ import annotations

import pytest

from qualcode import demo
from qualcode.api import Project
from qualcode.errors import QualcodeError
from qualcode.model import ReadingState


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The demo in a new folder."""
    return demo.make_demo(tmp_path_factory.mktemp("somewhere") / "qualcode-demo")


def test_it_is_laid_out_as_a_researcher_has_it(made):
    folder = made.project.parent
    assert sorted(path.name for path in folder.iterdir()) == [
        "codebooks",
        "corpora",
        "demo.qualcode",
        "exports",
    ]
    assert [path.name for path in (folder / "exports").iterdir()] == ["themes.xlsx"]
    assert (folder / "corpora" / "README.md").exists()


def test_it_holds_the_whole_study(made):
    with Project.open(made.project, read_only=True) as project:
        overview = project.overview()
        assert (overview.documents, overview.participants, overview.codes) == (12, 12, 30)
        assert overview.codings == made.codings == 381
        assert {coder.name for coder in overview.coders} == {"Amina", "Farrukh"}
        assert len(project.participants.attributes()) == 5
        assert project.check() == []
        kinds = {
            "project": sum(
                memo.document_id is memo.code_id is memo.participant_id is memo.coding_id is None
                for memo in project.memos.all()
            ),
            "document": sum(memo.document_id is not None for memo in project.memos.all()),
            "code": sum(memo.code_id is not None for memo in project.memos.all()),
            "coding": sum(memo.coding_id is not None for memo in project.memos.all()),
        }
        assert all(kinds.values()), kinds


def test_every_document_belongs_to_its_participant(made):
    with Project.open(made.project, read_only=True) as project:
        for document in project.documents.all():
            (participant,) = project.participants.of_document(document)
            assert participant.name == document.name
            assert len(project.participants.values()[participant.id]) == 5


def test_every_document_knows_its_language(made):
    with Project.open(made.project, read_only=True) as project:
        languages = [document.language for document in project.documents.all()]
    assert languages == ["en"] * 8 + ["ru"] * 3 + ["en"]


def test_what_a_coder_coded_is_marked_as_read(made):
    with Project.open(made.project, read_only=True) as project:
        coded = {(coding.coder_id, coding.document_id) for coding in project.codings.all()}
        assert project.progress.states() == dict.fromkeys(coded, ReadingState.COMPLETE)
        assert 12 < len(coded) < 24, "not everybody has read everything"


def test_the_theme_table_has_a_row_for_each_code_in_use(made):
    assert list(made.themes.columns) == [
        "code",
        "codings",
        "documents",
        "participants",
        "words",
        "share_of_words",
    ]
    assert made.themes["codings"].sum() == 381


def test_a_second_time_it_says_how_to_open_it(made):
    with pytest.raises(QualcodeError, match="is there already") as refused:
        demo.make_demo(made.project.parent)
    assert str(made.project) in str(refused.value)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(QualcodeError, match="holds something else"):
        demo.make_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_half_a_demo_does_not_stay(tmp_path, monkeypatch):
    def fail(project):
        raise QualcodeError("no")

    monkeypatch.setattr(demo, "write_memos", fail)
    for folder in (tmp_path / "new", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        with pytest.raises(QualcodeError, match=r"^no$"):
            demo.make_demo(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_the_samples_inside_an_installed_package_are_used(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "qualcode"
    for name, file in (("corpora", demo.PARTICIPANTS), ("codebooks", demo.CODEBOOK)):
        place = package / "samples" / name
        place.mkdir(parents=True)
        (place / file).write_text("")
    monkeypatch.setattr(demo, "__file__", str(package / "demo.py"))
    assert demo.samples_folder() == package / "samples"
    (package / "samples" / "codebooks" / demo.CODEBOOK).unlink()
    with pytest.raises(QualcodeError, match="install qualcode again"):
        demo.samples_folder()
