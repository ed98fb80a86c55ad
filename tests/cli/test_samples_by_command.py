"""The sample transcripts, brought in as a folder and read back with `documents turns`, are as expected."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qualcode.cli.root import root

INVISIBLE = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
# Where the table's own note allows another number of words.
ALSO_RIGHT = {("26-question-headings", 3): {10, 11}, ("16-hand-made", 5): {6, 9}}


def answer(*arguments: str) -> Any:
    result = CliRunner().invoke(root, list(arguments))
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def study(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "study.qualcode"
    CliRunner().invoke(root, ["new", str(path)])
    samples = [each for each in (shared / "transcripts/samples").iterdir() if each.suffix != ".json"]
    report = answer("-p", str(path), "import", "--format", "json", *map(str, sorted(samples)))
    assert len(report) == 28
    return path


def test_every_turn_has_its_speaker_time_and_words(study: Path, shared: Path) -> None:
    expected = json.loads((shared / "transcripts/samples/expected.json").read_text(encoding="utf-8"))
    del expected["_about"]
    for name, wanted in expected.items():
        document = Path(name).stem
        turns = answer("-p", str(study), "documents", "turns", document, "--format", "json")
        assert [turn["speaker"] for turn in turns] == [row[0] for row in wanted["turns"]], name
        for place, (turn, (_, start, words, number)) in enumerate(zip(turns, wanted["turns"], strict=True)):
            said = " ".join(re.sub(INVISIBLE, "", turn["text"]).split())
            assert said[:40].rstrip() == words.rstrip(), (name, place)
            assert turn["words"] in ALSO_RIGHT.get((document, place), {number}), (name, place)
            assert (turn["start_time"] is None) == (start is None), (name, place)
            if start is not None:
                assert turn["start_time"] == pytest.approx(start, abs=0.01), (name, place)


def test_encodings_are_told(study: Path, shared: Path) -> None:
    expected = json.loads((shared / "transcripts/samples/expected.json").read_text(encoding="utf-8"))
    told = {
        row["name"]: row["encoding"]
        for row in answer("-p", str(study), "documents", "list", "--format", "json")
    }
    for name, wanted in expected.items():
        if name != "_about" and wanted["encoding"]:
            assert told[Path(name).stem] == wanted["encoding"]


def test_the_project_is_sound(study: Path) -> None:
    assert CliRunner().invoke(root, ["check", str(study)]).exit_code == 0
