"""`qualcode --plain` as a process: piped commands, exit codes, terminals of other encodings, and what is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.cli.root import root

HEAVY = {
    "spacy",
    "pandas",
    "numpy",
    "openpyxl",
    "textual",
    "rich",
    "sqlite_utils",
    "lxml",
    "docx",
    "matplotlib",
}
PROBE = """
import atexit, json, sys
atexit.register(lambda: print("MODULES", json.dumps(sorted({name.split(".")[0] for name in sys.modules}))))
sys.argv = ["qualcode", *sys.argv[1:]]
from qualcode.cli import main
main()
"""


def ran(
    *arguments: str, typed: str = "", cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run qualcode in a process of its own, with lines piped into it."""
    return subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        input=typed.encode(),
        capture_output=True,
        cwd=cwd,
        env=os.environ
        | {"PYTHONPATH": str(Path(__file__).parents[2]), "QUALCODE_CODER": "Amina"}
        | environment,
    )


def test_nothing_heavy_is_loaded_but_what_finds_sentences_in_a_document_that_is_read(study):
    done = ran("--plain", typed="d\ncodebook\n0\nsegments 2\nhistory\nq\n", cwd=study.parent)
    said, modules = done.stdout.decode().rsplit("MODULES ", 1)
    assert "Hospitality: 1 passage" in said
    assert set(json.loads(modules)) & HEAVY == set()
    done = ran(
        "--plain", typed="d\n1\n\n\nc Welcome\nm why\nh\nu\ncodebook\n0\ns 2\nhistory\nq\n", cwd=study.parent
    )
    assert done.returncode == 0, done.stderr
    said, modules = done.stdout.decode().rsplit("MODULES ", 1)
    assert "Applied Welcome to “Let them see how hospitable we are.”." in said
    assert set(json.loads(modules)) & HEAVY <= {"spacy", "numpy", "rich"}


@pytest.mark.parametrize(
    "arguments", [("--plain", "bread.qualcode"), ("bread.qualcode", "--plain"), ("--plain",)]
)
def test_a_record_of_piped_commands_reads_like_the_conversation(study, arguments):
    done = ran(*arguments, typed="1\n3", cwd=study.parent)
    assert done.returncode == 0
    said = done.stdout.decode().split("\nMODULES")[0].splitlines()
    assert [line for line in said if line != "Getting ready to find sentences …"] == [
        "qualcode 0.1.0, plain mode. Type ? at any time to hear what can be typed.",
        "Bread: 2 documents, 3 codes, 2 codings. You are Amina.",
        "d documents, c codebook, t table, ? help: 1",
        "P07: 4 turns, 21 words, 2 codings, not begun.",
        "Recorded in the yard.",
        "Enter next, c code, ? help: 3",
        "3 INTERVIEWER: And you?",
        "Enter next, c code, ? help: ",
        "Everything is saved. Goodbye.",
    ]
    assert b"\x1b" not in done.stdout


def test_a_script_of_which_something_was_refused_leaves_with_1(study):
    assert ran("--plain", typed="1\nt 99\nq\n", cwd=study.parent).returncode == 1
    assert ran("--plain", typed="nonsense\n", cwd=study.parent).returncode == 1
    assert ran("--plain", "missing.qualcode", cwd=study.parent).returncode == 1


def test_a_terminal_of_another_encoding_is_spoken_to_in_its_own(study):
    done = ran("--plain", typed="1\n2\n", cwd=study.parent, PYTHONIOENCODING="ascii", TERM="dumb")
    assert done.returncode == 0, done.stderr
    told = done.stdout.decode("ascii")
    assert "Let them see how hospitable we are." in told
    broken = ran("--plain", typed="search ж\nq\n", cwd=study.parent, PYTHONIOENCODING="ascii")
    assert "That line is not in ascii" in broken.stdout.decode("ascii")


def test_with_a_command_it_is_refused(study, tmp_path):
    done = ran("--plain", "info", cwd=study.parent)
    assert done.returncode == 2
    assert b"--plain takes a project file, no command" in done.stderr


def test_without_a_terminal_and_on_a_dumb_one_the_screen_points_to_it(study, monkeypatch):
    from click.testing import CliRunner

    assert "`qualcode --plain` does without one" in CliRunner().invoke(root, []).stderr
    monkeypatch.setattr("qualcode.cli.screen.on_terminal", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    refused = CliRunner().invoke(root, [])
    assert refused.exit_code == 1
    assert refused.stderr == (
        "This terminal cannot move its cursor (TERM=dumb), so no screen can be drawn;"
        " `qualcode --plain` reads and codes in lines.\n"
    )
