"""Databases that somebody else wrote: refused in one sentence or read, whatever is in them."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest
from foreign_schemas import QUALCODER, RQDA, TAGUETTE, Make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import QualcodeError, ReadingError
from qualcode.exchange.foreign import foreign_database
from qualcode.exchange.foreign.foreign_database import Row, opened
from qualcode.exchange.foreign.recognising import read_project

CODE = {"name": "joy", "id": 1, "status": 1}
SOURCE = {"name": "talk", "id": 1, "file": "so warm 😀", "status": 1}
CODING = {"cid": 1, "fid": 1, "seltext": "warm", "selfirst": 3, "selend": 7, "status": 1}


@pytest.fixture
def rqda(make: Make) -> Path:
    """A small project that reads well."""
    return make("small.rqda", RQDA, source=[SOURCE], freecode=[CODE], coding=[CODING])


def refused(path: Path) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(ReadingError) as caught:
        read_project(path)
    told = str(caught.value)
    assert path.name in told
    assert "\n" not in told
    return told


def change(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.commit()
    connection.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 40), cut=st.none() | st.floats(0, 1))
def test_flipped_and_cut_bytes_never_bring_it_down(
    rqda: Path, seed: int, flips: int, cut: float | None
) -> None:
    data = bytearray(rqda.read_bytes())
    chance = random.Random(seed)
    for _ in range(flips):
        data[chance.randrange(100 if chance.random() < 0.2 else len(data))] ^= 1 << chance.randrange(8)
    broken = rqda.with_name("broken.rqda")
    broken.write_bytes(data if cut is None else data[: int(len(data) * cut)])
    try:
        study = read_project(broken)
    except QualcodeError as refusal:
        assert "\n" not in str(refusal)
    else:
        texts = {source.key: source.text or "" for source in study.sources}
        assert all(0 <= each.start < each.end <= len(texts[each.source]) for each in study.selections)


def test_the_file_and_its_folder_are_as_they_were(rqda: Path) -> None:
    before = rqda.read_bytes(), sorted(rqda.parent.iterdir()), rqda.stat().st_mtime_ns
    os.chmod(rqda, 0o444)
    read_project(rqda)
    assert (rqda.read_bytes(), sorted(rqda.parent.iterdir()), rqda.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    "script",
    [
        "DROP TABLE freecode; CREATE VIEW freecode AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT 'c' || x AS name, x AS id, 1 AS status FROM n;",
        "DROP TABLE freecode; CREATE VIRTUAL TABLE freecode USING fts5(name, id, status);",
    ],
)
def test_views_and_virtual_tables_are_never_read(rqda: Path, script: str) -> None:
    change(rqda, script)
    assert "of no tool that is known" in refused(rqda)


def test_triggers_and_generated_columns_do_nothing(rqda: Path) -> None:
    change(
        rqda,
        "CREATE TRIGGER t AFTER INSERT ON coding BEGIN DELETE FROM source; END;"
        "ALTER TABLE source ADD COLUMN big AS (hex(zeroblob(1000000)));"
        "CREATE INDEX wrong ON coding (lower(seltext));",
    )
    assert len(read_project(rqda).codings) == 1


def test_a_column_that_is_computed_counts_as_missing(rqda: Path) -> None:
    change(
        rqda, "ALTER TABLE freecode DROP COLUMN memo; ALTER TABLE freecode ADD COLUMN memo AS ('computed');"
    )
    assert read_project(rqda).codes[0].description == ""


def test_the_header_may_claim_ten_gigabytes(rqda: Path) -> None:
    data = bytearray(rqda.read_bytes())
    data[28:32] = (10 * 2**30 // 4096).to_bytes(4, "big")
    rqda.write_bytes(data)
    assert "damaged" in refused(rqda)


def test_a_huge_file_is_refused_by_its_size(rqda: Path) -> None:
    with rqda.open("r+b") as file:
        file.truncate(foreign_database.MOST_BYTES + 1)
    assert "larger than 1,024 MB" in refused(rqda)


def test_changes_in_a_log_beside_it_are_not_passed_over(rqda: Path) -> None:
    writer = sqlite3.connect(rqda)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("INSERT INTO freecode (name, id, status) VALUES ('late', 2, 1)")
    writer.commit()
    assert "small.rqda-wal" in refused(rqda)
    writer.close()
    assert [code.name for code in read_project(rqda).codes] == ["joy", "late"]


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_TEXT", "MOST_TABLES"])
def test_more_than_is_read_is_refused(rqda: Path, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(rqda, "INSERT INTO coding SELECT * FROM coding; INSERT INTO coding SELECT * FROM coding;")
    monkeypatch.setattr(foreign_database, limit, 3)
    assert "more than" in refused(rqda)


def test_a_cell_that_is_too_long_is_refused(rqda: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(rqda, "UPDATE source SET file = hex(zeroblob(600000));")
    monkeypatch.setattr(foreign_database, "LONGEST_CELL", 1_000_000)
    assert "cannot be read whole" in refused(rqda)


def test_a_statement_of_too_many_steps_is_given_up(rqda: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_database, "MOST_STEPS", 50)
    monkeypatch.setattr(foreign_database, "STEPS_BETWEEN_LOOKS", 1)
    assert "cannot be read whole" in refused(rqda)


def test_bytes_that_are_no_text_are_read_with_a_sign_and_told(make: Make) -> None:
    path = make("bad.rqda", RQDA, source=[SOURCE], freecode=[CODE], coding=[CODING])
    change(path, "UPDATE source SET memo = CAST(x'41ff42' AS TEXT);")
    study = read_project(path)
    assert study.sources[0].description == "A\ufffdB"
    assert [remark.is_loss for remark in study.remarks] == [True]


CELLS = (
    None,
    0,
    1,
    2,
    -1,
    2**63 - 1,
    -(2**63),
    1.0,
    2.5,
    float("inf"),
    "1",
    "",
    "x",
    "😀שלום",
    "\0\x1b[2J",
    b"",
    b"\xff\0",
    b"1",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), schema=st.sampled_from([RQDA, QUALCODER, TAGUETTE]))
def test_any_type_in_any_column_is_taken_or_told(tmp_path: Path, seed: int, schema: str) -> None:
    chance, path = random.Random(seed), tmp_path / "any.db"
    connection = sqlite3.connect(":memory:")
    loose = schema.replace(" NOT NULL", "").replace("integer primary key", "").replace("primary key", "")
    connection.executescript(
        loose.replace("PRIMARY KEY (highlight_id, tag_id)", "x").replace("PRIMARY KEY", "")
    )
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
        for _ in range(chance.randrange(4)):
            row = [1 if chance.random() < 0.5 else chance.choice(CELLS) for _ in range(columns)]
            connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * columns)})", row)
    connection.commit()
    path.write_bytes(connection.serialize())
    connection.close()
    try:
        study = read_project(path)
    except QualcodeError as refusal:
        assert "\n" not in str(refusal)
        return
    kinds = (
        study.users,
        study.codes,
        study.sources,
        study.selections,
        study.codings,
        study.notes,
        study.variables,
    )
    for kind in (*kinds, study.cases, study.groups):
        assert len({each.key for each in kind}) == len(kind)
    known = {each.key for each in study.codes}
    assert all(coding.code in known for coding in study.codings)
    places = {each.key for each in study.selections}
    assert all(coding.selection in places for coding in study.codings)
    assert {user.key for user in study.users} >= {each.audit.creator for each in study.codings} - {None}


@pytest.mark.parametrize(
    ("cell", "number"),
    [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (" 3 ", 3), (3.5, None), ("drei", None), (None, None), (b"3", None),
     (float("inf"), None), ("9" * 400, None), ("٣", None)],
)  # fmt: skip
def test_what_counts_as_a_whole_number(cell: object, number: int | None) -> None:
    assert Row(1, {"n": cell}).whole("n") == number  # type: ignore[dict-item]


def test_what_is_no_database_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "note.rqda"
    path.write_text("hello")
    assert "no project of a tool that is known" in refused(path)
    with pytest.raises(ReadingError, match="no SQLite database"), opened(path):
        pass
