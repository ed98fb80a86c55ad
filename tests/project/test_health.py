"""What is broken is found and told truly, is not opened where it would mislead, and repair never makes it worse."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import ProjectError
from qualcode.model import AttributeType, ReadingState, Transcript, Turn
from qualcode.project import ProjectFile, check_file, repair_file

TEXT = "INTERVIEWER: Were you surprised?\nP07: No.\n"
Break = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed study with a row in every table."""
    path = tmp_path / "study.qualcode"
    with ProjectFile.create(path, coder="Amina") as project:
        document = project.documents.add("P07", Transcript(TEXT, "txt", (Turn(13, 32, "INTERVIEWER", 1.5),)))
        code = project.codebook.edit(project.codebook.add_path("A > B"), definition="b")
        project.codings.apply(document, code, 13, 17, memo="a memo")
        participant = project.participants.add("Anna")
        project.participants.add_attribute("age", AttributeType.INTEGER)
        project.participants.set(participant, {"age": "35"})
        project.progress.set(document, ReadingState.COMPLETE)
    return path


@pytest.fixture
def breaking(path: Path) -> Break:
    """Return a function that runs SQL on the file as another program would, past all triggers."""

    def run(*statements: str, triggers: bool = True) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        if triggers:
            for name, _ in kept:
                connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        if triggers:
            for _, sql in kept:
                connection.execute(sql)
        connection.close()

    return run


BROKEN = {
    'UPDATE coding SET "end" = 9999': ("spans", "coding 1"),
    'UPDATE coding SET "end" = start': ("values", "coding"),
    "UPDATE coding SET document_id = 77": ("references", "coding 1"),
    "UPDATE coding SET code_id = 77": ("references", "coding 1"),
    "UPDATE document_text SET text = 'other'": ("text", "P07"),
    "DELETE FROM document_text": ("text", "P07"),
    "DELETE FROM project": ("project", "the study"),
    "UPDATE project SET name = ' '": ("project", "the study"),
    "UPDATE code SET parent_id = 2 WHERE id = 1": ("codebook", "A"),
    "UPDATE code SET guid = 'zzz' WHERE id = 1": ("guids", "code 1"),
    "UPDATE code SET colour = 'red'": ("values", "code"),
    "UPDATE attribute_value SET value = 'abc'": ("attributes", "attribute_value 1"),
    "UPDATE attribute_value SET value = '035'": ("attributes", "attribute_value 1"),
    "UPDATE action SET at = 'yesterday' WHERE id = 2": ("moments", "action 2"),
    "UPDATE document SET imported = '2024'": ("moments", "document 1"),
    "UPDATE change SET before = '{' WHERE before IS NOT NULL": ("history", "change"),
    "UPDATE change SET before = '[1]' WHERE before IS NOT NULL": ("history", "change"),
    "UPDATE change SET before = NULL WHERE before IS NOT NULL": ("history", "change"),
    "UPDATE row_shape SET columns = '[]' WHERE table_name = 'code'": ("history", "row_shape of code"),
    "DELETE FROM change WHERE id = 3": ("history", "document"),
    "UPDATE coder SET name = CAST(x'41ff' AS TEXT)": ("file", "study.qualcode"),
    "INSERT INTO turn (document_id, start, \"end\") VALUES (1, 14, 20)": ("spans", "turn"),
    "DROP TABLE memo": ("tables", "table memo"),
}  # fmt: skip


@pytest.mark.parametrize("statement", BROKEN)
def test_what_is_broken_is_found_and_repair_does_not_make_it_worse(
    path: Path, breaking: Break, tmp_path: Path, statement: str
) -> None:
    rule, place = BROKEN[statement]
    breaking("PRAGMA foreign_keys = OFF", statement, triggers=not statement.startswith("DROP"))
    before = path.read_bytes()
    found = check_file(path)
    assert any(each.rule == rule and each.place.startswith(place) for each in found), found
    assert path.read_bytes() == before
    try:
        left = repair_file(path, tmp_path / "backup.qualcode")
    except ProjectError:
        assert path.read_bytes() == before
    else:
        assert set(left) <= set(found)
        assert (tmp_path / "backup.qualcode").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER coding_insert_is_recorded",
        "DROP TRIGGER change_is_history",
        "DROP INDEX coding_place",
        "DROP TABLE document_search",
        "CREATE VIEW own AS SELECT 1",
        "CREATE TRIGGER spoil AFTER DELETE ON open_action BEGIN DELETE FROM memo; END",
        "INSERT INTO document_search (document_search) VALUES ('delete-all')",
        "INSERT INTO open_action VALUES (1, 1)",
    ],
)
def test_what_can_be_made_anew_is_mended(path: Path, breaking: Break, tmp_path: Path, statement: str) -> None:
    with ProjectFile.open(path, read_only=True) as project:
        before = list(project.dump())
    breaking(statement, triggers=False)
    assert any(each.repairable for each in check_file(path))
    assert repair_file(path, tmp_path / "backup.qualcode") == []
    with ProjectFile.open(path, coder="Amina") as project:
        assert list(project.dump()) == before
        assert project.search.documents_with("surprised") == [1]
        project.codebook.add("C")
        project.undo()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER coding_insert_is_recorded",
        "DROP INDEX coding_place",
        "CREATE VIEW own AS SELECT 1",
        "DELETE FROM project",
        "DELETE FROM document_text",
        "INSERT INTO open_action VALUES (1, 1)",
        "UPDATE coding SET code_id = 77",
        "UPDATE code SET parent_id = 2 WHERE id = 1",
    ],
)
def test_what_would_mislead_is_not_opened(path: Path, breaking: Break, statement: str) -> None:
    breaking("PRAGMA foreign_keys = OFF", statement, triggers=not statement.startswith("DROP TRIGGER"))
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="qualcode"):
        ProjectFile.open(path)
    assert path.read_bytes() == before


def test_a_reader_that_outlives_the_file_says_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = ProjectFile.open(path, read_only=True)
    reader = project.history.newest_first()
    assert next(reader).kind == "document"
    project.close()
    del reader
    assert capsys.readouterr().err == ""


def test_a_table_that_was_widened_is_the_table(path: Path, breaking: Break) -> None:
    breaking("ALTER TABLE participant ADD COLUMN later TEXT", triggers=False)
    assert check_file(path) == []
    ProjectFile.open(path).close()
