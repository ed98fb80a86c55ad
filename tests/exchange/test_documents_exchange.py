"""Documents in a table."""

from __future__ import annotations

import csv
from pathlib import Path

from qualcode.exchange.document_files import export_documents
from qualcode.model import AttributeType, ReadingState, Transcript, Turn
from qualcode.project import ProjectFile


def test_documents_are_written_with_what_is_known_about_each(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "study.qualcode", coder="Amina") as project:
        first = project.documents.add(
            "=P1", Transcript("A: one two\nB: three", "txt", (Turn(3, 10, "A"), Turn(14, 19, "B")))
        )
        project.documents.add("P2", Transcript("x", "docx", language="en"))
        code = project.codebook.add("Irony")
        project.codings.apply(first, code, 3, 6)
        project.codings.apply(first, code, 7, 10, coder="Farrukh")
        project.progress.set(first, ReadingState.COMPLETE, "Farrukh")
        words = project.participants.add_attribute("words", AttributeType.INTEGER, "document")
        project.participants.put(first, {words: "7"})
        ada = project.participants.add("Ada")
        project.participants.link_speakers(project.documents.speakers(first), ada)
        assert export_documents(project, tmp_path / "documents.csv") == 2
    with (tmp_path / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["document"] == "'=P1"
    assert [rows[0][name] for name in ("words", "turns", "codings", "speakers", "participants")] == [
        "3", "2", "2", "A, B", "Ada",
    ]  # fmt: skip
    assert [rows[0][f"{what} of {who}"] for who in ("Amina", "Farrukh") for what in ("state", "codings")] == [
        "", "1", "complete", "1",
    ]  # fmt: skip
    assert (rows[0]["attribute: words"], rows[1]["attribute: words"]) == ("7", "")
    assert (rows[1]["language"], rows[1]["format"], rows[1]["codings"]) == ("en", "docx", "0")
