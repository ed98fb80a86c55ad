"""Memos on passages that carry no code: written in the text, seen there, found again, taken away."""

from __future__ import annotations

from screen_driving import on_screen, pressed, stored, typed, until
from textual.widgets import Static

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.drafts import new_draft, write_draft
from qualcode.tui.screens.memos import MemosScreen
from qualcode.tui.screens.not_done import NotDoneScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.memo import MemoPanel


def reading(app: QualcodeApp) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


def noted(project: Project) -> list[tuple[str, str]]:
    """Return (passage, text) of the memos on passages."""
    texts = {document.id: project.documents.text(document) for document in project.documents.all()}
    return [
        (texts[memo.document_id][memo.start : memo.end], memo.text)
        for memo in project.memos.all()
        if memo.document_id is not None
    ]


async def test_a_memo_is_written_on_an_uncoded_sentence_and_on_a_selection(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        before = odd_project.history.number()
        await pressed(pilot, "h", "m")
        await typed(pilot, "She jokes. 1kho")
        await pressed(pilot, "ctrl+s")
        assert noted(odd_project) == [("Let them see.", "She jokes. 1kho")]
        assert odd_project.history.number() == before + 1
        assert stored(odd_project) == []
        row = next(line for line in on_screen(app).splitlines() if "Let them see" in line)
        assert row.count("✎") == 2  # the name and the lane
        await pressed(pilot, "h")
        await until(pilot, lambda: "✎ memo on the passage" in on_screen(app))
        assert "She jokes. 1kho" in on_screen(app)  # to be read in the panel
        await pressed(pilot, "down", "shift+right", "m")
        await typed(pilot, "second")
        await pressed(pilot, "ctrl+s", "escape")
        assert [passage for passage, _ in noted(odd_project)][1].startswith("[laughs]")
        await pressed(pilot, "end", "left_parenthesis")
        await until(pilot, lambda: "second" in str(app.screen.query_one("#memo Static", Static).content))
        await pressed(pilot, "x")  # the memo is what is meant
        assert len(noted(odd_project)) == 1
        assert "✎" not in on_screen(app).split("[laughs]")[1]
        await pressed(pilot, "u")
        assert len(noted(odd_project)) == 2
        await pressed(pilot, "u", "u", "u")
        assert noted(odd_project) == []
        assert "✎" not in on_screen(app)


async def test_it_is_changed_with_the_same_key_and_an_empty_one_goes(odd_project: Project) -> None:
    first = odd_project.documents.all()[0]
    odd_project.memos.add("a", document_id=first.id, start=7, end=10)
    with Project.open(odd_project.path, coder="Farrukh") as other:
        other.memos.add("his", document_id=first.id, start=7, end=20)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot)
        await until(pilot, lambda: "✎ memo (you)" in on_screen(app))
        assert "✎ memo (Farrukh)" in on_screen(app)
        await pressed(pilot, "m", "b", "ctrl+s")
        assert [text for _, text in noted(odd_project)] == ["ab", "his"]
        await pressed(pilot, "m", "backspace", "backspace", "ctrl+s")
        assert [text for _, text in noted(odd_project)] == ["his"]
        await pressed(pilot, "right_parenthesis", "x")
        assert [text for _, text in noted(odd_project)] == ["his"]  # another's stays
        await pressed(pilot, "o", "o")
        assert "✎" not in on_screen(app)  # hidden with the codings of others


async def test_a_coded_sentence_with_a_memo_on_the_passage_asks_which_is_meant(odd_project: Project) -> None:
    first = odd_project.documents.all()[0]
    odd_project.codings.apply(first, odd_project.codebook.find("Irony"), 7, 20)
    odd_project.memos.add("on it", document_id=first.id, start=11, end=15)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "tab", "tab")
        await until(pilot, lambda: "▸✎ memo on the passage" in on_screen(app))
        await pressed(pilot, "w")
        assert isinstance(app.screen, NotDoneScreen)
        await typed(pilot, "1\r")
        assert len(odd_project.codings.all()) == 1
        await pressed(pilot, "escape", "tab", "x")
        assert odd_project.codings.all() == []
        assert len(noted(odd_project)) == 1


async def test_what_is_typed_after_a_refusal_is_no_command(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "w")  # nothing is coded here
        assert isinstance(app.screen, NotDoneScreen)
        before = odd_project.history.number()
        await typed(pilot, "50ku.")
        assert odd_project.history.number() == before
        await pressed(pilot, "enter", "r", "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_from_the_list_of_memos_to_the_passage_and_from_a_draft(odd_project: Project) -> None:
    first = odd_project.documents.all()[0]
    odd_project.memos.add("on it", document_id=first.id, start=11, end=15)
    subject = f"passage:{first.guid}/21/29"
    write_draft(new_draft(odd_project.guid, "Amina", subject, "a passage of P01"), "begun")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "enter")  # go on writing it
        assert app.screen.query_one(MemoPanel).text == "begun"
        await pressed(pilot, "ctrl+s")
        assert noted(odd_project) == [("them", "on it"), ("[laughs]", "begun")]
        await pressed(pilot, "f7")
        assert isinstance(app.screen, MemosScreen)
        await pressed(pilot, "down", "enter")
        focused = reading(app).view.focused_coding
        assert focused is not None
        assert focused.is_memo
        assert focused.start == 11
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MemosScreen)
