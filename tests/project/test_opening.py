"""Opening: a sound project opens, anything else gets one sentence and stays as it is."""

from __future__ import annotations

import gzip
import os
import random
import sqlite3
from pathlib import Path

import pytest

from qualcode.errors import ProjectError
from qualcode.model import Document
from qualcode.project import ProjectFile, check_file, file, opening, schema
from qualcode.project.reading_places import ReadingPlace


@pytest.fixture
def path(project: ProjectFile, document: Document) -> Path:
    """A closed project with a document, a code, a coding and memos."""
    code = project.codebook.add("Hospitality", definition="x" * 9000)
    project.codings.apply(document, code, 51, 60, memo="performance?", weight=70)
    project.memos.add("For the methods chapter. " * 300, document_id=document.id)
    project.codebook.edit(code, definition="y" * 9000)
    project.close()
    return project.path


def test_a_closed_project_is_one_plain_file(tmp_path: Path, path: Path) -> None:
    assert [each.name for each in tmp_path.iterdir()] == ["study.qualcode"]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # rollback journal, not write-ahead log


def test_reading_leaves_the_bytes_as_they_are(path: Path) -> None:
    before = path.read_bytes()
    with ProjectFile.open(path, read_only=True) as project:
        assert project.overview().codings == 1
        assert project.check() == []
    with ProjectFile.open(path) as project:
        assert project.documents.all()
    assert path.read_bytes() == before


def test_file_knows_its_owner(path: Path) -> None:
    assert path.read_bytes()[68:72] == b"qcod"


def test_making_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "notes.qualcode"
    path.write_text("mine")
    with pytest.raises(ProjectError, match="there already"):
        ProjectFile.create(path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"SQLite form", "is damaged"),
        (
            b"PK\x03\x04 a zip file, not a project at all, whatever its name says" * 10,
            "not a qualcode project",
        ),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "study.qualcode"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=sentence):
        ProjectFile.open(path)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no project"):
        ProjectFile.open(tmp_path / "none.qualcode")
    with pytest.raises(ProjectError, match="is a folder"):
        ProjectFile.open(tmp_path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "study.qualcode"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE source (id INTEGER)")
    connection.close()
    with pytest.raises(ProjectError, match="another program"):
        ProjectFile.open(path)


def test_a_newer_version_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="newer version"):
        ProjectFile.open(path)
    assert path.read_bytes() == before


def test_foreign_triggers_are_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON coding BEGIN DELETE FROM open_action; END")
    connection.close()
    with pytest.raises(ProjectError, match="did not make"):
        ProjectFile.open(path)


def test_truncated_anywhere_is_refused_and_left_alone(tmp_path: Path, path: Path) -> None:
    whole = path.read_bytes()
    copy = tmp_path / "cut.qualcode"
    chosen = random.Random(1)
    lengths = {1, 15, 16, 99, 100, 101, 4095, 4096, 4097, len(whole) - 4096, len(whole) - 1}
    lengths |= {chosen.randrange(1, len(whole)) for _ in range(60)}
    for length in lengths:
        copy.write_bytes(whole[:length])
        with pytest.raises(ProjectError) as refusal:
            ProjectFile.open(copy)
        assert "\n" not in str(refusal.value)
        assert copy.read_bytes() == whole[:length]
        assert check_file(copy) if length >= 16 else True


def test_a_flipped_page_is_refused_and_left_alone(tmp_path: Path, path: Path) -> None:
    """Every page in use that holds tables, indexes or texts; the file is left as it was."""
    whole = path.read_bytes()
    copy = tmp_path / "flipped.qualcode"
    unnoticed, sentences = [], []
    for page in range(len(whole) // 4096):
        start = page * 4096
        flipped = bytes(byte ^ 0xFF for byte in whole[start : start + 4096])
        copy.write_bytes(whole[:start] + flipped + whole[start + 4096 :])
        broken = copy.read_bytes()
        try:
            ProjectFile.open(copy).close()
            unnoticed.append(page)
        except ProjectError as refusal:
            sentences.append(str(refusal))
        assert copy.read_bytes() == broken
    assert unnoticed == []
    assert not [sentence for sentence in sentences if "\n" in sentence]


def test_single_flipped_bits_never_give_a_traceback(tmp_path: Path, path: Path) -> None:
    whole = path.read_bytes()
    copy = tmp_path / "flipped.qualcode"
    chosen = random.Random(2)
    for _ in range(150):
        place = chosen.randrange(len(whole))
        copy.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << chosen.randrange(8)]) + whole[place + 1 :]
        )
        try:
            with ProjectFile.open(copy) as project:
                project.check()
                for document in project.documents.all():
                    project.documents.text(document)
        except ProjectError:
            pass


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A project as the first version of the schema made it: by that version's own code."""
    path = tmp_path / "older.qualcode"
    path.write_bytes(gzip.decompress(Path(__file__).with_name("version-1.qualcode.gz").read_bytes()))
    return path


def test_an_older_schema_is_backed_up_then_migrated(tmp_path: Path, first_version: Path) -> None:
    before = first_version.read_bytes()
    assert before[60:64] == b"\0\0\0\1"
    with ProjectFile.open(first_version, coder="Amina") as project:
        assert project._database.value("PRAGMA user_version") == schema.SCHEMA_VERSION
        assert project.check() == []
        (document,) = project.documents.all()
        assert project.reading_places.of(document) is None
        assert project.reading_places.keep(document, ReadingPlace(13, 0))
        (coding,) = project.codings.all()
        assert coding.weight == 70
        assert project.undo().summary.startswith("undid")  # what was done before can be taken back
        assert project.progress.states() == {}
    (kept,) = tmp_path.glob("*before-upgrade-from-1.qualcode")
    assert content(kept) == content_of(before, tmp_path)
    with ProjectFile.open(first_version, coder="Amina") as project:  # and no second time
        assert project.reading_places.last_document() == document.id
    assert len(list(tmp_path.glob("*before-upgrade*"))) == 1


def content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [str(connection.execute("PRAGMA user_version").fetchone()), *connection.iterdump()]
    finally:
        connection.close()


def content_of(file: bytes, folder: Path) -> list[str]:
    (folder / "copy").write_bytes(file)
    return content(folder / "copy")


def test_an_upgraded_file_has_what_a_new_one_has(tmp_path: Path, first_version: Path) -> None:
    ProjectFile.open(first_version).close()
    ProjectFile.create(tmp_path / "new.qualcode").close()

    def parts(path: Path) -> set[tuple[str, str]]:
        connection = sqlite3.connect(path)
        try:
            return set(connection.execute("SELECT name, sql FROM sqlite_master"))
        finally:
            connection.close()

    assert parts(first_version) == parts(tmp_path / "new.qualcode")


def test_an_older_file_that_may_not_be_written_says_so(
    tmp_path: Path, first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_version.read_bytes()
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    with pytest.raises(ProjectError, match="older version"):
        ProjectFile.open(first_version)
    assert first_version.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["older.qualcode"]


def test_a_project_that_is_being_written_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MILLISECONDS", 50)
    with (
        ProjectFile.open(path, coder="Amina") as one,
        ProjectFile.open(path, coder="Farrukh") as other,
        one.action("codebook", "is at work"),
        pytest.raises(ProjectError, match="another program"),
    ):
        other.codebook.add("Irony")


def test_two_programs_see_each_others_work(tmp_path: Path, path: Path) -> None:
    with ProjectFile.open(path, coder="Amina") as one, ProjectFile.open(path, coder="Farrukh") as other:
        seen = other.version()
        one.codebook.add("Irony")
        assert other.version() != seen
        assert "Irony" in {code.name for code in other.codebook.all()}
        other.codebook.add("Nostalgia")
        assert "Nostalgia" in {code.name for code in one.codebook.all()}
    assert [each.name for each in tmp_path.iterdir()] == ["study.qualcode"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_write_protected_project_can_be_read(path: Path) -> None:
    path.chmod(0o444)
    with ProjectFile.open(path, coder="Amina") as project:
        assert project.overview().codings == 1
        with pytest.raises(ProjectError, match="cannot be written"):
            project.codebook.add("Irony")


def test_reading_only_refuses_to_write(path: Path) -> None:
    with (
        ProjectFile.open(path, read_only=True) as project,
        pytest.raises(ProjectError, match="reading only"),
    ):
        project.codebook.add("Irony")


def test_login_name_is_the_coder_when_none_is_named(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "study.qualcode") as project:
        assert project.coder == file.login_name()


def test_opening_needs_no_sqlite_utils(path: Path) -> None:
    """The road to the screen must not pass a package that imports pandas."""
    import subprocess
    import sys

    script = (
        "import sys; from qualcode.project import ProjectFile; p = ProjectFile.open(sys.argv[1], 'A');"
        "p.codebook.add('x'); p.undo(); p.close();"
        "assert not {'sqlite_utils', 'pandas', 'numpy'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=60)


@pytest.mark.parametrize("fails_at", ["_begin", "action"])
def test_a_project_that_cannot_be_made_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ProjectError("The disk is full.")

    monkeypatch.setattr(ProjectFile, fails_at, fail)
    with pytest.raises(ProjectError, match="disk is full"):
        ProjectFile.create(tmp_path / "study.qualcode")
    assert list(tmp_path.iterdir()) == []
