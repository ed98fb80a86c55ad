"""Named states of the codebook: told from the history, compared, exported, and brought back without losing a coding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import InvalidValue, UnknownName
from qualcode.exchange.codebook_comparing import compared
from qualcode.exchange.codebook_sources import codebook_in, codes_of, table_of
from qualcode.model import Code, Transcript

Write = Callable[..., Path]


def told(project: Project) -> list[tuple[object, ...]]:
    return [content(code) for code in project.codebook.all()]


def content(code: Code) -> tuple[object, ...]:
    return (code.guid, code.path, code.colour, code.definition, code.example, code.retired)


def test_a_version_is_an_action_that_changes_nothing(project: Project) -> None:
    project.codebook.add("A")
    before, number = list(project.dump()), project.history.number()
    version = project.codebook_versions.add("  after\npilot ")
    assert version.name == "after pilot"
    assert list(project.dump()) == before
    assert project.history.number() == number + 1
    assert (version.action.changes, version.action.kind, version.action.coder) == (0, "version", "Amina")
    assert [each.name for each in project.codebook_versions.all()] == ["after pilot"]
    with pytest.raises(InvalidValue, match="already"):
        project.codebook_versions.add("After Pilot")
    with pytest.raises(InvalidValue, match="needs a name"):
        project.codebook_versions.add(" ")
    with pytest.raises(UnknownName, match="did you mean “after pilot”"):
        project.codebook_versions.find("after pilott")
    assert project.history.number() == number + 1
    assert project.check() == []


def test_naming_is_undone_redone_and_gone_back_behind(project: Project) -> None:
    project.codebook.add("A")
    start = project.history.last()
    assert start is not None
    project.codebook_versions.add("one")
    project.codebook.add("B")
    project.undo()
    project.undo()
    assert project.codebook_versions.all() == []
    project.codebook_versions.add("one")  # the name is free again
    project.undo()
    project.redo()
    assert [each.name for each in project.codebook_versions.all()] == ["one"]
    project.codebook.add("C")
    project.go_back(start.id)
    assert project.codebook_versions.all() == []
    project.undo()
    assert [each.name for each in project.codebook_versions.all()] == ["one"]
    assert project.check() == []
    path = project.path
    project.close()
    with Project.open(path) as again:
        assert [
            content(code)[1] for code in again.codebook_versions.codes(again.codebook_versions.find("ONE"))
        ] == ["A"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "move", "merge", "remove", "retire", "undo"]), st.integers(0, 99)
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=STEPS, after=STEPS)
def test_a_version_tells_and_restores_what_was_there_whatever_came_since(
    tmp_path: Path, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> None:
    (tmp_path / "v.qualcode").unlink(missing_ok=True)
    with Project.create(tmp_path / "v.qualcode", coder="A") as project:
        document = project.documents.add("P", Transcript("some words", "txt"))
        project.codebook.add("Root")
        for step in before:
            carry_out(project, *step)
        expected = told(project)
        version = project.codebook_versions.add("pilot")
        for step in after:
            carry_out(project, *step)
        for code in project.codebook.all():
            project.codings.apply(document, code, 0, 4)
        codings = project.overview().codings
        assert [content(code) for code in project.codebook_versions.codes(version)] == expected
        now = told(project)
        rehearsed = project.restore_codebook("pilot", dry_run=True)
        assert told(project) == now
        assert project.restore_codebook("pilot") == rehearsed or rehearsed.came_back
        guids = {row[0] for row in expected}
        restored = told(project)
        assert [row for row in restored if row[0] in guids] == expected
        assert all(row[-1] for row in restored if row[0] not in guids), "what came since is retired"
        assert {row[0] for row in now} <= {row[0] for row in restored}, "nothing is deleted"
        assert project.overview().codings == codings
        assert not project.restore_codebook("pilot", dry_run=True).changes_something
        if restored != now:
            project.undo()
            assert told(project) == now
        assert project.check() == []


def carry_out(project: Project, step: str, number: int) -> None:
    """Do something to the codebook; what does not fit is passed over."""
    codes = project.codebook.all()
    code = codes[number % len(codes)] if codes else None
    if step == "undo":
        if (last := project.next_undo()) and last.kind == "codebook":
            project.undo()
    elif step == "add" or code is None:
        project.codebook.add(f"n{number}", code if number % 2 else None, after=None)
    elif step == "edit":
        project.codebook.edit(code, name=f"e{number}", definition=f"d{number}", colour=f"#{number:06d}")
    elif step == "retire":
        project.codebook.retire(code, not code.retired)
    elif step == "remove":
        project.codebook.remove(code)
    else:
        other = codes[(number // 7) % len(codes)]
        if other in project.codebook.subtree(code):
            return
        if step == "merge":
            project.codebook.merge(code, other)
        else:
            project.codebook.move(code, other, number % 2)


def test_restoring_retires_what_came_and_brings_back_what_went(project: Project) -> None:
    document = project.documents.add("P", Transcript("some words", "txt"))
    kept, gone = project.codebook.add("Kept", definition="then"), project.codebook.add("Gone")
    project.codings.apply(document, gone, 0, 4)
    project.codebook_versions.add("pilot")
    project.codebook.merge(gone, kept)
    project.codebook.edit(kept, definition="")
    new = project.codebook.add("New", kept)
    project.codings.apply(document, new, 5, 10)
    done = project.restore_codebook("Pilot")
    assert (done.came_back, done.retired, done.codings) == (("Gone",), ("Kept > New",), 1)
    assert done.action_summary == "brought back the codebook “pilot”"
    counts = {code.path: project.codebook.counts().get(code.id, 0) for code in project.codebook.all()}
    assert counts == {"Kept": 1, "Kept > New": 1, "Gone": 0}
    assert project.codebook.find("Kept").definition == "then"
    assert project.codebook.find("New").retired
    with pytest.raises(UnknownName):
        project.restore_codebook("final")


def test_an_export_of_a_version_is_what_was_exported_then(project: Project, tmp_path: Path) -> None:
    code = project.codebook.add("A", definition="then")
    expected = project.export_codebook(tmp_path / "then.json").read_bytes()
    project.codebook_versions.add("pilot")
    project.codebook.edit(code, definition="now")
    for name in ("again.json", "again.csv", "again.docx"):
        project.export_codebook(tmp_path / name, version="pilot")
    assert (tmp_path / "again.json").read_bytes() == expected
    assert (
        json.loads(project.export_codebook(tmp_path / "now.json").read_text("utf-8"))[0]["definition"]
        == "now"
    )


def test_two_codebooks_are_compared_by_guid_else_by_path(project: Project, write: Write) -> None:
    old = codebook_in(
        write("a.csv", ["code", "definition", "example"], ["A", "d", "e"], ["B", "", ""], ["C", "x", ""])
    )
    new = codebook_in(write("b.csv", ["code", "definition"], ["A", ""], ["C", "y"], ["C > D", ""]))
    differences = compared(codes_of(old), new)
    assert [(each.path, each.kinds) for each in differences] == [
        ("A", ("changed",)), ("C", ("changed",)), ("C > D", ("added",)), ("B", ("removed",)),
    ]  # fmt: skip
    assert [(c.field, c.old, c.new) for each in differences[:2] for c in each.changes] == [
        ("definition", "d", ""), ("definition", "x", "y"),
    ]  # fmt: skip
    code = project.codebook.add("A", definition="d", colour="#112233")
    project.codebook.add("E")
    now = project.codebook.all()
    assert [(each.path, each.kinds) for each in compared(codes_of(old), table_of("now", now))] == [
        ("A", ("changed",)), ("E", ("added",)), ("B", ("removed",)), ("C", ("removed",)),
    ]  # fmt: skip
    assert all(each.kinds == ("same",) for each in compared(now, table_of("now", now)))
    project.codebook.edit(code, name="Z")
    (renamed, _) = compared(now, table_of("later", project.codebook.all()))
    assert [(c.field, c.old, c.new) for c in renamed.changes] == [("name", "A", "Z")]
