"""The codebook to files and from files, on its screen."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from codebook_driving import here, opened, paths, stocked
from screen_driving import on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.codebook import CodebookScreen
from qualcode.tui.screens.codebook_import import CodebookImportScreen
from qualcode.tui.screens.path_prompt import PathPrompt
from qualcode.tui.widgets.row_list import RowList


@pytest.fixture
def book(odd_project: Project) -> Project:
    """The project to work on."""
    return stocked(odd_project)


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        (0, "codebook.xlsx"),
        (1, "codebook.csv"),
        (2, "codebook.json"),
        (3, "codebook.md"),
        (4, "codebook.docx"),
        (5, "codebook.tsv"),
        (6, "codebook.qdc"),
    ],
)
async def test_the_codebook_is_exported_in_each_format(
    book: Project,
    tmp_path: Path,
    steps: int,
    name: str,
) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "ctrl+e", *["down"] * steps, "enter")
        await until(pilot, lambda: f"Wrote exports/{name}" in on_screen(app))
        target = tmp_path / "exports" / name
        assert target.stat().st_size > 0
        if name.endswith(".json"):
            assert [each["code"] for each in json.loads(target.read_text("utf-8"))] == paths(book)


async def test_what_is_typed_is_in_the_export(book: Project, tmp_path: Path) -> None:
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "e")
        await typed(pilot, " exported")
        await pressed(pilot, "escape")  # restored: it must not be there
        await pressed(pilot, "e")
        await typed(pilot, " as well")
        await pilot.click("#codebook-tree", offset=(10, 1))
        await pressed(pilot, "ctrl+e", "down", "enter")
        await until(pilot, lambda: (tmp_path / "exports" / "codebook.csv").exists())
        with (tmp_path / "exports" / "codebook.csv").open(encoding="utf-8-sig", newline="") as file:
            told = {row["code"]: row["definition"] for row in csv.DictReader(file)}
        assert told["Irony"] == "[i]says one thing[/i] as well"


async def test_an_import_is_rehearsed_then_done_then_undone(book: Project, tmp_path: Path) -> None:
    source = tmp_path / "their [b].csv"
    source.write_text("path,definition\nIrony,[red]new words\nIrony > Sarcasm,sharp\n", encoding="utf-8")
    app = QualcodeApp(book)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "Irony")
        await pressed(pilot, "f9")
        await typed(pilot, source.name)
        await pressed(pilot, "enter")
        await until(pilot, lambda: "1 added, 1 changed" in on_screen(app))
        assert "definition: [i]says one thing[/i] → [red]new words" in on_screen(app)
        assert [row.right for row in app.screen.query_one(RowList).rows] == [
            "changed · theirs",
            "added · take",
        ]
        await pressed(pilot, "down")
        assert "definition: nothing → sharp" in on_screen(app)
        assert "Irony > Sarcasm" not in paths(book)
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CodebookScreen))
        assert "Irony > Sarcasm" in paths(book)
        assert "imported the codebook their [b].csv: 1 added, 1 changed" in on_screen(app)
        assert "[red]new words" in on_screen(app)
        assert here(app) == "Irony"
        await pressed(pilot, "u")
        assert "Irony > Sarcasm" not in paths(book)
        assert book.codebook.find("Irony").definition == "[i]says one thing[/i]"


async def test_an_import_that_is_left_or_refused_changes_nothing(book: Project, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text("path\nNew\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text("path,colour\nNew,[notacolour]\n", encoding="utf-8")
    (tmp_path / "same.csv").write_text("path\nIrony\n", encoding="utf-8")
    before = list(book.dump())
    app = QualcodeApp(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        for name, told in (
            ("good.csv", "1 added"),
            ("bad.csv", "[notacolour]"),
            ("same.csv", "Everything in it is here already"),
        ):
            await pressed(pilot, "f9")
            await typed(pilot, name)
            await pressed(pilot, "enter")
            await until(pilot, lambda told=told: told in on_screen(app))  # type: ignore[misc]
            assert isinstance(app.screen, CodebookImportScreen)
            await pressed(pilot, "escape")
            if name == "same.csv":
                assert isinstance(app.screen, CodebookScreen)
        await pressed(pilot, "f9")
        await typed(pilot, "none.csv")
        await pressed(pilot, "enter")  # what is wrong can be put right where it was typed
        assert "There is no file or folder none.csv." in on_screen(app)
        assert isinstance(app.screen, PathPrompt)
        assert list(book.dump()) == before
