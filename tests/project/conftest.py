"""A small study to work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model import Document, Transcript, Turn
from qualcode.project import ProjectFile

TEXT = "INTERVIEWER: Were you surprised? [laughs]\n\nP07: Let them see 👩🏽‍🦱 how hospitable we are. Ҳа, албатта.\n"


def transcript(text: str = TEXT) -> Transcript:
    """Return a transcript of two turns."""
    second = text.index("P07: ") + 5
    return Transcript(
        text,
        "txt",
        (
            Turn(13, text.index("\n"), "INTERVIEWER", 1.5, 4.25),
            Turn(second, len(text.rstrip()), "P07", 4.25),
        ),
        encoding="utf-8",
        origin="P07.txt",
        bytes_sha256="0" * 64,
    )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    """An empty project of Amina's."""
    with ProjectFile.create(tmp_path / "study.qualcode", coder="Amina") as project:
        yield project


@pytest.fixture
def document(project: ProjectFile) -> Document:
    """The one document in it."""
    return project.documents.add("P07", transcript())
