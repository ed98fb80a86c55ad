"""A thread in the background keeps nobody who leaves, and its mistakes go to the log."""

from __future__ import annotations

import threading

import pytest
from screen_driving import until

from qualcode.api import Project
from qualcode.settings import settings_folder
from qualcode.tui import background
from qualcode.tui.app import QualcodeApp


async def test_its_work_is_done_and_a_mistake_in_it_goes_to_the_log(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    log = settings_folder() / "errors.log"
    async with app.run_test() as pilot:
        done: list[bool] = []
        background.begin(app, lambda: done.append(threading.current_thread().daemon))
        await until(pilot, lambda: done == [True])
        background.begin(app, lambda: [][1])
        await until(pilot, lambda: log.exists() and "IndexError" in log.read_text())
        assert app.is_running


def test_the_process_ends_at_once_only_where_such_a_thread_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(background.os, "_exit", left.append)
    monkeypatch.setattr(background.threading, "enumerate", lambda: [threading.main_thread()])
    background.leave_at_once(0)
    assert left == []
    running = threading.Thread(name=background.NAME)
    monkeypatch.setattr(background.threading, "enumerate", lambda: [threading.main_thread(), running])
    background.leave_at_once(0)
    assert left == [0]
