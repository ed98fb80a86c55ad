"""What a person sees: run on a terminal of its own (a pseudo terminal)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo terminals")
ROOT = Path(__file__).parents[2]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(*arguments: str, columns: int = 60, **variables: str) -> str:
    """Run `qualcode` with all its ends on a terminal and return what that received."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": str(columns), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-m", "qualcode", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | variables,
    )
    os.close(theirs)
    received = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            part = b""
        if not part:
            break
        received += part
    os.close(ours)
    process.wait()
    return received.decode("utf-8").replace("\r\n", "\n")


def test_a_table_fits_the_terminal_and_its_heading_stands_out(study):
    shown = on_a_terminal("documents", "-p", str(study), columns=70)
    assert COLOUR.search(shown.splitlines()[0])
    plain = COLOUR.sub("", shown)
    assert all(len(line) <= 70 for line in plain.splitlines())
    assert "P07" in plain


def test_the_tree_shows_the_colours_of_the_codes(study):
    assert "\x1b[38;2;" in on_a_terminal("codebook", "-p", str(study))


@pytest.mark.parametrize(("option", "variables"), [("--no-color", {}), ("-q", {"NO_COLOR": "1"})])
def test_colours_can_be_left_out(study, option, variables):
    for command in ("codebook", "documents"):
        assert "\x1b" not in on_a_terminal(command, "-p", str(study), option, **variables)


def test_a_pipe_gets_no_colours_and_whole_cells(run, study):
    run("memo", "add", "long " * 100)
    shown = run("memo", "list").stdout
    assert "\x1b" not in shown
    assert "long " * 99 in shown


def test_csv_on_a_terminal_cannot_steer_it(run, study):
    run("memo", "add", "\x1b[31mred")
    shown = on_a_terminal("memo", "--format", "csv", "-p", str(study))
    assert "␛[31mred" in shown
    assert "\x1b" not in shown


def test_history_on_a_terminal_is_the_latest(run, study):
    for number in range(35):
        run("memo", "add", f"memo {number}")
    shown = on_a_terminal("history", "-p", str(study), columns=120)
    assert "memo 34" in shown
    assert "memo 4”" not in shown
    assert "These are the latest 30; `--limit 0` shows all." in shown


@pytest.mark.parametrize(
    "command",
    [
        ["frequency", "--by", "document"],
        ["participants"],
        ["codebook", "show", "Named \x1b[31m", "--earlier"],
        ["frequency", "--where", "no condition \x1b[31m"],
        ["documents", "no command \x1b[31m"],
    ],
)
def test_no_name_steers_the_terminal(run, study, command):
    run("documents", "rename", "P07", "P07 \x1b[31m")
    run("participants", "set", "Anna", "--type", "text", "mood \x1b[31m=5")
    run("codebook", "add", "Name \x1b[31m", "--coder", "Coder \x1b[31m")
    run("codebook", "edit", "Name \x1b[31m", "--name", "Named \x1b[31m", "--coder", "Coder \x1b[31m")
    shown = on_a_terminal(*command, "-p", str(study), "--no-color", columns=120)
    assert "\x1b" not in shown
    assert "␛[31m" in shown or shown.startswith("Usage:")  # click itself drops what steers from its messages
