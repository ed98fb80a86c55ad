"""What goes wrong ends in one sentence and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from qualcode.api import Project
from qualcode.cli.failures import exit_code_of
from qualcode.errors import ImportRefused
from qualcode.settings import settings_folder

ROOT = Path(__file__).parents[2]


def in_a_process(*arguments: str, **options) -> subprocess.Popen[bytes]:
    """Start `qualcode` as the shell would."""
    return subprocess.Popen(
        [sys.executable, "-m", "qualcode", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        **options,
    )


def test_an_accident_is_one_sentence_and_a_log(run, study, monkeypatch):
    monkeypatch.setattr(Project, "overview", lambda self: 1 / 0)
    failed = run("info", code=1)
    log = settings_folder() / "errors.log"
    assert failed.stderr == (
        "Something went wrong inside qualcode (ZeroDivisionError: division by zero);"
        f" nothing half-done was kept. Details: {log}\n"
    )
    assert failed.stdout == ""
    assert "Traceback (most recent call last)" in log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: division by zero" in log.read_text(encoding="utf-8")


def test_the_log_does_not_grow_for_ever(run, study, monkeypatch):
    monkeypatch.setattr(Project, "overview", lambda self: 1 / 0)
    log = settings_folder() / "errors.log"
    log.parent.mkdir(parents=True)
    log.write_text("x" * 1_000_001)
    run("info", code=1)
    assert log.stat().st_size < 100_000
    assert log.with_name("errors.old.log").stat().st_size == 1_000_001


def test_an_accident_without_a_place_for_the_log_is_told_all_the_same(run, study, monkeypatch, tmp_path):
    monkeypatch.setattr(Project, "overview", lambda self: 1 / 0)
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", str(tmp_path / "a file" / "settings"))
    monkeypatch.setattr("qualcode.settings.coder_setting", lambda: "Amina")
    assert "its log could not be written" in run("info", code=1).stderr


@pytest.mark.parametrize(("number", "lines"), [(2, 3), (20, 21), (25, 22)])
def test_refused_rows_are_listed_but_not_endlessly(capsys, number, lines):
    def refuse() -> None:
        raise ImportRefused("Nothing was imported.", tuple(f"line {row}: no" for row in range(number)))

    assert exit_code_of(refuse) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    assert told[:2] == ["Nothing was imported.", "  line 0: no"]
    assert (told[-1] == f"  … and {number - 20} more") == (number > 20)


def test_a_single_reason_is_told_once(run, study, folder):
    (folder / "notes.qdpx").write_bytes(b"PK")
    assert run("import", "notes.qdpx", code=1).stderr.splitlines() == [
        "notes.qdpx is of no known format (.qdpx). Nothing was imported."
    ]
    (folder / "codings.csv").write_text("document,start,end,code\nP07,0,9999,Welcome\n")
    assert run("codings", "import", "codings.csv", code=1).stderr.count("0:9999") == 1


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (click.Abort(), 1, "Stopped; nothing half-done was kept.\n"),
        (click.exceptions.Exit(3), 3, ""),
        (
            FileNotFoundError(2, "No such file", "x\x1b.csv"),
            1,
            "x␛.csv could not be read or written: No such file.\n",
        ),
    ],
)
def test_each_way_out_has_its_code(capsys, error, code, told):
    def leave() -> None:
        raise error

    assert exit_code_of(leave) == code
    assert capsys.readouterr().err == told


def test_an_interrupted_import_keeps_nothing(run, study, opened, monkeypatch):
    def interrupted(self, *args, **options):
        with self.action("memo", "half"):
            self.memos.add("half")
            raise KeyboardInterrupt

    monkeypatch.setattr(Project, "import_files", interrupted)
    assert run("import", "x.txt", code=1).stderr.strip() == "Stopped; nothing half-done was kept."
    assert "half" not in [memo.text for memo in opened().memos.all()]


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
def test_a_reader_that_had_enough_hears_no_complaint(study):
    with Project.open(study) as project, project.action("codebook", "many"):
        for number in range(3000):
            project.memos.add(f"memo {number} " + "x" * 100)
    process = in_a_process(
        "memo", "--format", "csv", "-p", str(study), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_the_module_runs_as_the_command_does(study):
    process = in_a_process("info", "-p", str(study), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "coders        Amina; Farrukh" in out.decode("utf-8")


def test_pipes_are_utf8_whatever_the_system_thinks(study):
    with Project.open(study) as project:
        project.memos.add("Ҳа, албатта 👩🏽‍🦱")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
    }
    environment.pop("PYTHONIOENCODING", None)
    ran = subprocess.run(
        [sys.executable, "-m", "qualcode", "memo", "--format", "json", "-p", str(study)],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert "Ҳа, албатта 👩🏽‍🦱" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("qualcode co", {"codebook", "code", "codings", "config"}),
        ("qualcode codebook re", {"remove", "restore", "retire"}),
    ],
)
def test_the_shell_completes_commands(words, offered):
    environment = {
        "PYTHONPATH": str(ROOT),
        "_QUALCODE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    code = "from qualcode.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    assert {line.split(",")[1] for line in ran.stdout.split()} == offered


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["undo", "--action", "9" * 20], 1),
        (["history", "--limit", "9" * 20], 1),
        (["code", "P07", "Welcome", "--span", "0:" + "9" * 5000], 2),
        (["codebook", "add", "half \udcff"], 1),
        (["documents", "rename", "P07", "half \udcff"], 1),
        (["--coder", "  ", "codebook", "add", "X"], 2),
        (["-p", "~nobody.qualcode", "info"], 1),
    ],
)
def test_odd_values_are_refused_in_a_sentence(run, study, arguments, code):
    told = run(*arguments, code=code).stderr
    assert told.strip()
    assert "went wrong" not in told


def test_a_project_may_be_called_like_a_home_folder(run, study, folder):
    study.rename(folder / "~nobody.qualcode")
    assert "Bread" in run("-p", "~nobody.qualcode", "info").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_that_finds_no_room_is_one_sentence(study):
    with open("/dev/full", "wb") as full:
        process = in_a_process("documents", "-p", str(study), stdout=full, stderr=subprocess.PIPE)
        _, told = process.communicate()
    assert process.returncode == 1
    assert told.decode().splitlines() == ["A file could not be read or written: No space left on device."]


@pytest.mark.skipif(os.name != "posix", reason="a shell closes an end in this way")
@pytest.mark.parametrize(
    ("command", "code"), [("documents >&-", 0), ("documents 2>&-", 0), ("memo add - <&-", 1), ("<&-", 1)]
)
def test_closed_ends_are_no_accident(study, command, code):
    ran = subprocess.run(
        f'"{sys.executable}" -m qualcode {command}',
        shell=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=study.parent,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == code
    assert "went wrong" not in ran.stderr
    assert "Traceback" not in ran.stderr
