"""`qualcode` alone: which project the screen opens."""

from __future__ import annotations

import pytest


@pytest.fixture
def screens(monkeypatch) -> list[tuple[str | None, str | None]]:
    """A terminal on which no screen opens, but what would have been opened is noted."""
    opened: list[tuple[str | None, str | None]] = []
    monkeypatch.setattr("qualcode.cli.screen.on_terminal", lambda: True)
    monkeypatch.setattr(
        "qualcode.cli.screen.open_screen", lambda path, coder: opened.append((path and path.name, coder))
    )
    return opened


def test_alone_it_opens_the_only_project_here(run, study, screens):
    run()
    assert screens == [("study.qualcode", "Amina")]


def test_with_none_or_several_it_opens_the_start_page(run, folder, screens):
    run()
    run("new", "a.qualcode", "-q")
    run("new", "b.qualcode", "-q")
    run()
    assert screens == [(None, "Amina"), (None, "Amina")]


def test_a_project_can_be_named(run, study, screens, monkeypatch):
    run("new", "other.qualcode", "-q")
    run("other.qualcode")
    run("-p", "other.qualcode", "--coder", "Farrukh")
    monkeypatch.setenv("QUALCODE_PROJECT", str(study))
    run()
    assert screens == [
        ("other.qualcode", "Amina"),
        ("other.qualcode", "Farrukh"),
        ("study.qualcode", "Amina"),
    ]


def test_a_project_that_is_missing_is_refused_before_any_screen(run, folder, screens):
    missing = "There is no project nowhere.qualcode; `qualcode new nowhere.qualcode` makes one.\n"
    assert run("nowhere.qualcode", code=1).stderr == missing
    assert run("-p", "nowhere.qualcode", code=1).stderr == missing
    assert screens == []


def test_without_a_terminal_there_is_no_screen(run, study):
    for arguments in ((), ("study.qualcode",)):
        assert "The screen needs a terminal" in run(*arguments, code=1).stderr
