"""Memo text that was not saved survives: it is kept while it is typed, offered after a crash, and gone once saved."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import threading
import time
from pathlib import Path

import pytest
from screen_driving import on_screen, pressed, typed, until
from terminal_driving import ROAD, Step, Terminal, prepare
from textual.widgets import TextArea

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.draft_keeping import DraftWriter, drafts_folder
from qualcode.tui.drafts import left_drafts, new_draft, write_draft
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.memo import MemoPanel

TEXT = "performance? [/b] \x1b[31m compare P11"


def a_coding(project: Project) -> str:
    """Apply a code in the first document; return the coding's GUID."""
    document = project.documents.all()[0]
    return project.codings.apply(document, project.codebook.find("Irony"), 7, 20).guid


def kept() -> list[Path]:
    """Return the draft files."""
    return sorted(drafts_folder().glob("*.json"))


def left(project: Project, subject: str, text: str = TEXT, coder: str = "Amina") -> None:
    """Leave a draft as a program that crashed leaves it."""
    write_draft(new_draft(project.guid, coder, subject, "Irony in P01"), text)


def test_a_draft_is_for_its_owner_alone_and_replaced_as_a_whole(odd_project: Project) -> None:
    draft = new_draft(odd_project.guid, "Amina", "coding:x", "Irony in P01")
    write_draft(draft, "one")
    write_draft(draft, TEXT + "\ud800")
    assert stat.S_IMODE(kept()[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(drafts_folder().stat().st_mode) == 0o700
    assert os.listdir(drafts_folder()) == [kept()[0].name]
    [found] = left_drafts(odd_project.guid, "Amina")
    assert found.text == TEXT + "\ud800"
    assert (found.kind, found.guid, found.about) == ("coding", "x", "Irony in P01")


def test_a_power_cut_leaves_the_text_before_or_the_text_after(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, replace = os.fsync, os.replace

    def flushed(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def replaced(old: str, new: str) -> None:
        done.append("renamed")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", replaced)
    writer = DraftWriter(new_draft(odd_project.guid, "Amina", "coding:x", "Irony in P01"))
    writer.write(TEXT)
    writer.wait()
    assert done == ["file", "renamed", *(["folder"] if os.name == "posix" else [])]
    assert [draft.text for draft in left_drafts(odd_project.guid, "Amina")] == [TEXT]


def test_no_key_waits_for_a_slow_disk_and_what_was_dropped_meanwhile_stays_dropped(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, flushing = threading.Event(), threading.Event()

    def slow(handle: int) -> None:
        flushing.set()
        disk.wait()

    monkeypatch.setattr(os, "fsync", slow)
    draft = new_draft(odd_project.guid, "Amina", "coding:x", "Irony in P01")
    saved, written = DraftWriter(draft), DraftWriter(draft)
    for text in ("one", "two", "three"):
        saved.write(text)
        written.write(text)
    assert flushing.wait(10)
    saved.drop()
    assert kept() == []
    disk.set()
    saved.wait()
    written.wait()
    assert [draft.text for draft in left_drafts(odd_project.guid, "Amina")] == ["three"]
    assert os.listdir(drafts_folder()) == [kept()[0].name]


def test_half_written_drafts_go_when_nobody_can_be_writing_them(odd_project: Project) -> None:
    left(odd_project, "coding:x")
    old, young = drafts_folder() / "old.new", drafts_folder() / "young.new"
    for path in (old, young):
        path.write_text("{")
    os.utime(old, (0, 0))
    assert len(left_drafts(odd_project.guid, "Amina")) == 1
    assert not old.exists()
    assert young.exists()


async def test_what_was_typed_last_is_on_the_disk_when_the_program_is_left(odd_project: Project) -> None:
    a_coding(odd_project)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "m")
        await typed(pilot, "performance?")
        app.exit()
        assert [draft.text for draft in left_drafts(odd_project.guid, "Amina")] == ["performance?"]


def test_drafts_of_others_of_other_studies_and_of_running_programs_are_not_offered(
    odd_project: Project,
) -> None:
    left(odd_project, "coding:x", coder="Farrukh")
    write_draft(new_draft("another study", "Amina", "coding:x", "?"), "text")
    left(odd_project, "coding:y", text="   ")
    (drafts_folder() / "broken.json").write_text("{")
    (drafts_folder() / "other.json").write_text('{"project": 1}')
    assert left_drafts(odd_project.guid, "Amina") == []
    left(odd_project, "coding:z")
    [path] = [each for each in kept() if "coding:z" in each.read_text()]
    record = json.loads(path.read_text())
    parent = os.getppid()
    fields = Path(f"/proc/{parent}/stat")
    started = fields.read_text().rpartition(")")[2].split()[19] if fields.exists() else ""
    path.write_text(json.dumps({**record, "process": f"{parent}@{started}"}))
    assert left_drafts(odd_project.guid, "Amina") == []
    path.write_text(json.dumps({**record, "process": f"{parent}@1"}))
    assert len(left_drafts(odd_project.guid, "Amina")) == (1 if fields.exists() else 0)


async def test_what_is_typed_is_kept_and_goes_when_it_is_saved(odd_project: Project) -> None:
    a_coding(odd_project)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "m")
        await pilot.pause(1.2)
        assert kept() == [], "nothing was typed yet"
        await typed(pilot, "performance?")
        await until(pilot, lambda: bool(kept()), 3)
        assert "performance?" in kept()[0].read_text()
        await pressed(pilot, "ctrl+s")
        assert kept() == []
        assert [memo.text for memo in odd_project.memos.all()] == ["performance?"]
        await pressed(pilot, "m", "x", "escape")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "down", "enter")
        await pilot.pause(1.2)
        assert kept() == [], "dropped is dropped"


async def test_after_a_crash_the_memo_is_gone_on_with(odd_project: Project) -> None:
    left(odd_project, f"coding:{a_coding(odd_project)}")
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert "An unsaved memo on Irony in P01" in on_screen(app)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ReadingScreen)
        panel = app.screen.query_one(MemoPanel)
        assert panel.is_changed
        assert "performance? [/b]" in panel.text
        assert isinstance(app.focused, TextArea)
        assert len(kept()) == 1, "it is still not saved"
        await pressed(pilot, "ctrl+s")
        assert kept() == []
        assert odd_project.memos.all()[0].text.startswith("performance? [/b]")


async def test_a_draft_can_be_discarded_or_left(odd_project: Project) -> None:
    left(odd_project, f"coding:{a_coding(odd_project)}")
    for keys, number in ((("down", "down", "enter"), 1), (("escape",), 1), (("down", "enter"), 0)):
        with Project.open(odd_project.path, "Amina") as project:
            app = QualcodeApp(project, "Amina")
            async with app.run_test(size=(80, 24)) as pilot:
                await until(pilot, lambda app=app: isinstance(app.screen, ChoiceScreen))  # type: ignore[misc]
                await pressed(pilot, *keys)
                assert isinstance(app.screen, ReadingScreen)
        assert len(kept()) == number


async def test_a_draft_on_what_is_gone_becomes_a_memo_on_the_study(odd_project: Project) -> None:
    left(odd_project, "coding:0123456789abcdef0123456789abcdef")
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pressed(pilot, "enter")
        [memo] = odd_project.memos.all()
        assert "performance?" in memo.text
        assert "Irony in P01" in memo.text
        assert kept() == []


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")
def test_a_killed_program_loses_at_most_the_last_two_seconds(tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    prepare(tmp_path / "place")
    study = tmp_path / "place" / "study.qualcode"
    terminal = Terminal(tmp_path / "place", settings)
    try:
        coded = Step(("Down", "i"), "First we were sur")
        for step in (*ROAD[:7], coded, Step(("m", "text:compare P11"), "compare P11")):
            for key in step.keys:
                terminal.press(key)
                time.sleep(0.05)
            terminal.wait_for(step.then)
        deadline = time.monotonic() + 30
        while not list((settings / "drafts").glob("*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        [draft] = (settings / "drafts").glob("*.json")
        while "P11" not in draft.read_text() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(int(json.loads(draft.read_text())["process"].partition("@")[0]), signal.SIGKILL)
    finally:
        terminal.close()
    again = Terminal(tmp_path / "place", settings)
    try:
        again.wait_for("An unsaved memo on")
        again.press("Enter")
        again.wait_for("save memo")
        again.press("C-s")
        again.wait_for("memo on First")
    finally:
        again.close()
    with Project.open(study, "Amina") as project:
        assert [memo.text for memo in project.memos.all()] == ["compare P11"]
    assert list((settings / "drafts").iterdir()) == []
