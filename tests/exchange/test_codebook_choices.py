"""Codebooks from other projects, and who is right where two codebooks differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import ImportRefused, InvalidValue, ProjectError
from qualcode.exchange.codebook_choices import Choices
from qualcode.model import Code

Write = Callable[..., Path]


@pytest.fixture
def other(project: Project, tmp_path: Path) -> Path:
    """A second project: one code of the first, renamed, moved and redefined; one of the same name; and a new tree."""
    path = tmp_path / "other.qualcode"
    shared = project.codebook.add("Irony", colour="#111111", definition="ours", example="only ours")
    project.codebook.add("Memory", definition="of ours")
    with Project.create(path, coder="Farrukh") as theirs:
        top = theirs.codebook.add("Distance")
        theirs.codebook.add(
            "Ironies", top, guid=shared.guid, colour="#222222", definition="theirs", when_to_use="often"
        )
        memory = theirs.codebook.add("Memory", definition="of theirs", example="e")
        theirs.codebook.add("War", memory)
    return path


def lines(project: Project) -> list[str]:
    return [f"{code.path}: {code.definition}" for code in project.codebook.all()]


def test_another_project_is_only_read_and_the_same_guid_is_the_same_code(
    project: Project, other: Path
) -> None:
    content = other.read_bytes()
    report = project.import_codebook(other)
    assert other.read_bytes() == content
    assert lines(project) == [
        "Memory: of ours", "Distance: ", "Distance > Ironies: theirs", "Memory: of theirs", "Memory > War: ",
    ]  # fmt: skip
    kinds = [(each.path, each.kinds) for each in report.differences]
    assert kinds == [
        ("Distance", ("added",)),
        ("Distance > Ironies", ("changed", "moved")),
        ("Memory", ("added", "conflicting name")),
        ("Memory > War", ("added",)),
    ]
    told = [(each.field, each.old, each.new) for each in report.differences[1].changes]
    assert told == [
        ("name", "Irony", "Ironies"), ("colour", "#111111", "#222222"), ("definition", "ours", "theirs"),
        ("when to use", "", "often"), ("path", "Irony", "Distance > Ironies"),
    ]  # fmt: skip
    assert report.notes[0] == "1 text stays as it was, because other.qualcode says nothing there."
    before = list(project.dump())
    assert not any(each.differs for each in project.import_codebook(other).differences)
    assert list(project.dump()) == before
    project.undo()
    assert lines(project) == ["Irony: ours", "Memory: of ours"]


POLICIES = {
    ("guids", "ours"): ["Irony: ours", "Memory: of ours", "Memory > War: ", "Distance: "],
    ("guids", "theirs"): [
        "Distance: ", "Distance > Ironies: theirs", "Memory: of theirs", "Memory > War: ",
    ],
    ("guids", "both"): [
        "Irony: ours\n\ntheirs", "Memory: of ours", "Distance: ", "Memory: of theirs", "Memory > War: ",
    ],
    ("names", None): [
        "Distance: ", "Distance > Ironies: theirs", "Memory: of theirs", "Memory > War: ",
    ],
    ("names", "ours"): [
        "Irony: ours", "Memory: of ours", "Memory > War: ", "Distance: ",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("match", "policy"), POLICIES)
def test_a_policy_holds_for_all_and_the_second_time_nothing_changes(
    project: Project, other: Path, match: str, policy: str | None
) -> None:
    choices = Choices(match, policy)
    project.import_codebook(other, choices)
    assert sorted(lines(project)) == sorted(POLICIES[match, policy])
    irony = next(code for code in project.codebook.all() if code.name in ("Irony", "Ironies"))
    assert irony.when_to_use == "often", "what only they say is taken"
    assert irony.example == "only ours"
    before, last = list(project.dump()), project.history.last()
    project.import_codebook(other, choices)
    assert (list(project.dump()), project.history.last()) == (before, last)


def test_each_code_has_its_own_choice(project: Project, other: Path) -> None:
    by_line = {each.path: each.line for each in project.diff_codebook(other)}
    assert list(by_line.values()) == [1, 2, 3, 4]
    report = project.import_codebook(other, Choices(by_line={1: "leave", 3: "ours"}))
    # Irony was to stand under what is left out: it keeps its place, and takes what was chosen for it all the same.
    assert sorted(lines(project)) == ["Ironies: theirs", "Memory > War: ", "Memory: of ours"]
    assert "1 new code of other.qualcode is left out." in report.notes
    assert project.history.last() is not None
    project.undo()
    assert lines(project) == ["Irony: ours", "Memory: of ours"]


def test_what_is_new_under_a_code_left_out_is_left_out_with_it(project: Project, write: Write) -> None:
    project.codebook.add("Kept")
    path = write("c.csv", ["code"], ["A"], ["A > B"], ["A > B > C"], ["D"])
    project.import_codebook(path, Choices(by_line={2: "leave"}))
    assert lines(project) == ["Kept: ", "D: "]


def test_choices_that_would_close_a_ring_are_refused(project: Project, tmp_path: Path) -> None:
    above = project.codebook.add("Above")
    below = project.codebook.add("Below", above)
    with Project.create(tmp_path / "o.qualcode", coder="F") as theirs:
        top = theirs.codebook.add("Below", guid=below.guid)
        theirs.codebook.add("Above", top, guid=above.guid)
    with pytest.raises(ImportRefused, match="under itself"):
        project.import_codebook(tmp_path / "o.qualcode", Choices(by_line={1: "ours"}))
    assert [code.path for code in project.codebook.all()] == ["Above", "Above > Below"]


def test_names_fold_by_path_only_where_that_is_clear(project: Project, tmp_path: Path) -> None:
    project.codebook.add("Twice", definition="first")
    project.codebook.add("Twice", definition="second")
    with Project.create(tmp_path / "o.qualcode", coder="F") as theirs:
        theirs.codebook.add("Twice", definition="third")
    report = project.import_codebook(tmp_path / "o.qualcode", Choices(match="names", policy="theirs"))
    assert lines(project) == ["Twice: first", "Twice: second", "Twice: third"]
    assert report.differences[0].kinds == ("added", "conflicting name")


def test_what_is_no_choice_and_no_project_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="“mine” is no choice"):
        Choices(policy="mine")
    with pytest.raises(InvalidValue, match="no way to match"):
        Choices(match="colour")
    (tmp_path / "no.qualcode").write_text("text", encoding="utf-8")
    with pytest.raises(ProjectError, match="qualcode"):
        project.import_codebook(tmp_path / "no.qualcode")
    assert project.codebook.all() == list[Code]()


TREE = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from("abc"), st.sampled_from(["", "x", "y"])),
    max_size=7,
)


def plant(project: Project, tree: list[tuple[int, int, str, str]]) -> None:
    """Make codes with GUIDs of a few, so that two projects share some."""
    made: list[Code] = []
    for number, place, name, text in tree:
        guid = f"0190f7a0-0000-7000-8000-00000000000{number}"
        if all(code.guid != guid for code in made):
            parent = made[place % len(made)] if made and place % 3 else None
            made.append(project.codebook.add(name, parent, guid=guid, definition=text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ours=TREE,
    theirs=TREE,
    match=st.sampled_from(["guids", "names"]),
    policy=st.sampled_from([None, "ours", "theirs", "both"]),
)
def test_whatever_two_projects_hold_the_second_import_changes_nothing(
    tmp_path: Path,
    ours: list[tuple[int, int, str, str]],
    theirs: list[tuple[int, int, str, str]],
    match: str,
    policy: str | None,
) -> None:
    for old in tmp_path.glob("*.qualcode"):
        old.unlink()
    with Project.create(tmp_path / "theirs.qualcode", coder="B") as other:
        plant(other, theirs)
    with Project.create(tmp_path / "ours.qualcode", coder="A") as project:
        plant(project, ours)
        before, guids = list(project.dump()), {code.guid for code in project.codebook.all()}
        choices = Choices(match, policy)
        try:
            rehearsed = project.import_codebook(other.path, choices, dry_run=True)
        except ImportRefused:
            assert list(project.dump()) == before
            return
        assert list(project.dump()) == before
        assert project.import_codebook(other.path, choices).differences == rehearsed.differences
        assert guids <= {code.guid for code in project.codebook.all()}
        after, last = list(project.dump()), project.history.last()
        project.import_codebook(other.path, choices)
        assert (list(project.dump()), project.history.last()) == (after, last)
        assert project.check() == []
        if after != before:
            project.undo()
            assert list(project.dump()) == before
