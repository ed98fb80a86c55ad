"""Imports of every kind in any order: undone to the start, redone to the end, rehearsed without a trace."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import CannotUndo, QualcodeError
from qualcode.model import AttributeType

Step = Callable[..., object]


def written(folder: Path) -> None:
    """Write the files that the steps import."""
    tables: dict[str, list[list[object]]] = {
        "codebook.csv": [["code", "definition"], ["A", "x"], ["A > B", "y"], ["C", "z"]],
        "moved.csv": [["code", "definition", "retired"], ["C > A", "", "yes"], ["A", "w", ""], ["A > C", "v", ""]],
        "codings.csv": [["document", "start", "end", "code", "memo", "coder", "weight"],
                        ["one", 3, 8, "A", "m", "Farrukh", 5], ["two", 0, 4, "New > Newer", "", "", ""]],
        "people.csv": [["participant", "document", "speaker", "age"], ["Anna", "one", "A", 3], ["Olim", "two", "", 4]],
        "older.csv": [["participant", "age", "mood"], ["Anna", 4, "glad"], ["Cholpon", "", "tired"]],
        "survey.csv": [["Name", "Q1", "age"], ["Anna", "Why not.", 3], ["Dilshod", "No.", 7]],
    }  # fmt: skip
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    texts = folder / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(
        "A: Hello there.\n\nB: Good day.\n\nA: Well?\n\nB: Well.\n", encoding="utf-8"
    )
    (texts / "two.txt").write_text("Ҳа, албатта 👩🏽‍🌾.\n", encoding="utf-8")


def retyped(project: Project, folder: Path, **_: object) -> None:
    with project.action("attribute", "made all text"):
        for attribute in project.participants.attributes():
            project.participants.set_type(attribute, AttributeType.TEXT)


def pruned(project: Project, folder: Path, **_: object) -> None:
    with project.action("codebook", "pruned"):
        first, *others = project.codebook.all()
        if others:
            project.codebook.merge(others[-1], first)
        project.documents.remove(project.documents.all()[:1])


STEPS: dict[str, Step] = {
    "texts": lambda project, folder, **options: project.import_files(folder / "texts", **options),
    "codebook": lambda project, folder, **options: project.import_codebook(
        folder / "codebook.csv", **options
    ),
    "moved": lambda project, folder, **options: project.import_codebook(folder / "moved.csv", **options),
    "codings": lambda project, folder, **options: project.import_codings(
        folder / "codings.csv", create=True, skip_bad=True, **options
    ),
    "people": lambda project, folder, **options: project.import_participants(
        folder / "people.csv", **options
    ),
    "older": lambda project, folder, **options: project.import_participants(folder / "older.csv", **options),
    "survey": lambda project, folder, **options: project.import_table(
        folder / "survey.csv", id_column="Name", text_columns=["Q1"], **options
    ),
    "retyped": retyped,
    "pruned": pruned,
}
REHEARSED = set(STEPS) - {"retyped", "pruned"}


def dumped(project: Project) -> str:
    return "\n".join(project.dump())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=7), st.data())
def test_any_order_of_imports_is_undone_and_redone(names: list[str], data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        written(folder)
        with Project.create(folder / "study.qualcode", coder="Amina") as project:
            states = [dumped(project)]
            for name in names:
                if name in REHEARSED:
                    rehearse(project, folder, name)
                try:
                    STEPS[name](project, folder)
                except (QualcodeError, ValueError):
                    assert dumped(project) == states[-1]
                if dumped(project) != states[-1]:
                    states.append(dumped(project))
            undo_one_from_the_middle(project, data)
            for state in reversed(states[:-1]):
                project.undo()
                assert dumped(project) == state
            assert project.next_undo() is None
            for state in states[1:]:
                project.redo()
                assert dumped(project) == state
            assert project.check() == []


def rehearse(project: Project, folder: Path, name: str) -> None:
    before, trail = dumped(project), len(list(project.history.newest_first()))
    with suppress(QualcodeError):
        STEPS[name](project, folder, dry_run=True)
    assert dumped(project) == before
    assert len(list(project.history.newest_first())) == trail


def undo_one_from_the_middle(project: Project, data: st.DataObject) -> None:
    actions = [action.id for action in project.history.newest_first() if action.kind not in ("new", "coder")]
    if not actions:
        return
    chosen, before = data.draw(st.sampled_from(actions)), dumped(project)
    try:
        project.undo(chosen)
    except CannotUndo:
        assert dumped(project) == before
    else:
        project.redo(chosen)
        assert dumped(project) == before


def test_a_file_that_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    written(tmp_path)
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        before = dumped(project)
        with pytest.raises(QualcodeError):
            project.import_codings(tmp_path / "codings.csv")
        with pytest.raises(QualcodeError):
            project.import_participants(tmp_path / "people.csv")
        assert dumped(project) == before
