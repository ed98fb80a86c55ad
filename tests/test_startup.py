"""Starting is fast because nothing heavy is imported: seen from outside, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.api import Project

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


def modules_after(*arguments: str, cwd: Path | None = None) -> set[str]:
    """Return the top-level modules loaded when the command has run."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    listed = ran.stdout.rsplit("MODULES ", 1)[1]
    return set(json.loads(listed))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A folder with a project in which a document waits for a code."""
    from qualcode.model import Transcript

    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        project.documents.add("P07", Transcript("They came, and we made room.", "txt"))
        project.codebook.add("Welcome")
    return tmp_path


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("-h",)])
def test_version_and_help_load_nothing_heavy(arguments):
    loaded = modules_after(*arguments)
    assert loaded & HEAVY == set()
    assert "sqlite3" not in loaded


def test_version_does_not_even_load_click():
    assert "click" not in modules_after("--version")


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",),
        ("code", "P07", "Welcome", "--quote", "we made room"),
        ("history",),
        ("undo",),
        ("documents", "show", "P07"),
        ("documents", "list", "--format", "csv"),
        ("participants",),
        ("codebook",),
        ("memo", "add", "Ask again."),
        ("check",),
    ],
    ids=" ".join,
)
def test_everyday_commands_load_no_library_for_tables(study, arguments):
    assert modules_after(*arguments, cwd=study) & HEAVY == set()


def test_the_package_itself_loads_nothing_heavy():
    code = "import sys, qualcode; print(*{name.split('.')[0] for name in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) & (HEAVY | {"click", "sqlite3"}) == set()
