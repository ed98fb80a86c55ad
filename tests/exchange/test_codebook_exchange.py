"""Codebooks in files: lossless between the formats, and never more than the file says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.errors import ImportRefused, QualcodeError
from qualcode.model import Code

Write = Callable[..., Path]
FORMATS = (".csv", ".tsv", ".xlsx", ".json", ".qualcode")


def told(project: Project) -> list[tuple[object, ...]]:
    """Return all that a codebook says, in the order of the tree, without row numbers."""

    def fields(code: Code) -> tuple[object, ...]:
        texts = (code.definition, code.when_to_use, code.when_not_to_use, code.example)
        return (code.guid, code.path, code.depth, code.colour, *texts, code.retired)

    return [fields(code) for code in project.codebook.all()]


SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00")
NAMES = st.one_of(
    st.text(SIGNS, min_size=1, max_size=10),
    st.sampled_from(
        [
            "uncertainty/flexibility",
            "a > b",
            ">",
            "\\>",
            "x \\> y",
            "=1+1",
            "'-",
            "a, b; c",
            '"quoted"',
            "👩🏽‍🌾",
            "Ҳа",
            "A",
        ]
    ),
).filter(lambda name: bool(" ".join(name.split("\n")).strip()))
FIELDS = st.text(SIGNS, max_size=15).filter(lambda text: not text or bool(text.strip()))
CODES = st.lists(
    st.tuples(
        st.integers(0, 20), NAMES, FIELDS, FIELDS, FIELDS, FIELDS, st.booleans(), st.integers(0, 0xFFFFFF)
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=CODES, formats=st.permutations(FORMATS))
def test_a_codebook_goes_through_every_format_without_loss(
    tmp_path: Path, codes: list[tuple[int, str, str, str, str, str, bool, int]], formats: list[str]
) -> None:
    for old in tmp_path.glob("*.qualcode"):
        old.unlink()
    with Project.create(tmp_path / "first.qualcode", coder="A") as project:
        made: list[Code] = []
        for place, name, definition, use, not_use, example, retired, colour in codes:
            parent = made[place % len(made)] if made and place % 3 else None
            code = project.codebook.add(
                name, parent, colour=f"#{colour:06x}", definition=definition, when_to_use=use,
                when_not_to_use=not_use, example=example,
            )  # fmt: skip
            made.append(project.codebook.retire(code) if retired else code)
        expected = told(project)
        path = passed_on(project, tmp_path / f"codebook{formats[0]}")
        assert {kind for row in project.import_codebook(path).differences for kind in row.kinds} <= {"same"}
    for place, suffix in enumerate([*formats[1:], ".csv"]):
        with Project.create(tmp_path / f"{place}.qualcode", coder="A") as project:
            assert project.import_codebook(path).number("added") == len(codes)
            assert told(project) == expected
            path = passed_on(project, tmp_path / f"codebook{suffix}")


def passed_on(project: Project, path: Path) -> Path:
    """Return a file with the codebook of a project: written, or another project that took it over."""
    if path.suffix != ".qualcode":
        return project.export_codebook(path)
    with Project.create(path, coder="B") as other:
        other.import_codebook(project.path)
        assert told(other) == told(project)
    return path


def test_columns_go_by_many_names_and_unknown_ones_are_told(project: Project, write: Write) -> None:
    report = project.import_codebook(
        write(
            "c.csv",
            ["Color", "NAME", "Parent", "Description", "When_to_use", "Weight"],
            ["#ABC", "Child", "Parent", "d", "w", 1],
            ["", "Parent", "", "", "", 2],
        )
    )
    child = project.codebook.find("Parent > Child")
    assert (child.colour, child.definition, child.when_to_use) == ("#aabbcc", "d", "w")
    assert report.unknown_columns == ("Weight",)
    assert report.action_summary == "imported the codebook c.csv: 2 added"


def test_a_slash_is_no_parent_and_an_escaped_separator_neither(project: Project, write: Write) -> None:
    project.import_codebook(write("c.csv", ["code"], ["a/b"], ["a/b > c \\> d"], ["x > y > z"]))
    assert [(code.name, code.depth) for code in project.codebook.all()] == [
        ("a/b", 0), ("c > d", 1), ("x", 0), ("y", 1), ("z", 2),
    ]  # fmt: skip


def test_a_parent_goes_by_name_path_or_guid_and_may_come_later(project: Project, write: Write) -> None:
    guid = "0190f7a0-0000-7000-8000-000000000001"
    project.codebook.add("There")
    rows = [
        ["", "leaf", "B > C"],
        ["", "C", "B"],
        ["", "by guid", guid.upper()],
        [guid, "B", ""],
        ["", "x", "There"],
    ]
    project.import_codebook(write("c.csv", ["guid", "name", "parent"], *rows))
    assert [code.path for code in project.codebook.all()] == [
        "There", "There > x", "B", "B > C", "B > C > leaf", "B > by guid",
    ]  # fmt: skip


def test_the_same_guid_is_the_same_code_renamed_moved_and_changed(project: Project, write: Write) -> None:
    top, code = project.codebook.add("Top"), project.codebook.add("Old", definition="kept")
    path = write("c.csv", ["guid", "code", "colour", "definition"], [code.guid, "Top > New", "#010203", ""])
    differences = project.diff_codebook(path)
    report = project.import_codebook(path)
    assert list(report.differences) == differences
    (difference,) = differences
    assert difference.kinds == ("changed", "moved")
    assert [(change.field, change.old, change.new) for change in difference.changes] == [
        ("name", "Old", "New"), ("colour", code.colour, "#010203"), ("path", "Old", "Top > New"),
    ]  # fmt: skip
    moved = project.codebook.find("Top > New")
    assert (moved.id, moved.parent_id, moved.definition) == (code.id, top.id, "kept")
    assert report.notes == ("1 text stays as it was, because c.csv says nothing there.",)
    project.undo()
    assert [code.path for code in project.codebook.all()] == ["Top", "Old"]


def test_without_a_guid_the_path_decides_and_nothing_is_removed(project: Project, write: Write) -> None:
    kept = project.codebook.add("Kept")
    same = project.codebook.add("Same", definition="old")
    project.import_codebook(write("c.csv", ["code", "definition"], ["Same", "new"]))
    assert [(code.id, code.definition) for code in project.codebook.all()] == [
        (kept.id, ""),
        (same.id, "new"),
    ]


def test_another_guid_at_a_known_path_stands_beside_it_and_is_told(project: Project, write: Write) -> None:
    project.codebook.add("A")
    report = project.import_codebook(
        write("c.csv", ["guid", "code"], ["0190f7a0-0000-7000-8000-000000000001", "A"])
    )
    assert [code.path for code in project.codebook.all()] == ["A", "A"]
    assert report.differences[0].kinds == ("added", "conflicting name")
    assert "stands beside" in report.notes[0]


def test_the_order_of_the_file_counts_for_the_codes_in_it(project: Project, write: Write) -> None:
    for name in "abcd":
        project.codebook.add(name)
    path = write("c.csv", ["code"], ["d"], ["new"], ["b"])
    report = project.import_codebook(path)
    assert [code.name for code in project.codebook.all()] == ["a", "d", "new", "c", "b"]
    assert [(row.path, row.kinds) for row in report.differences] == [
        ("d", ("moved",)), ("new", ("added",)), ("b", ("moved",)),
    ]  # fmt: skip
    assert report.differences[0].changes[0].field == "place"
    before = list(project.dump())
    assert project.import_codebook(path).action_summary.endswith("nothing new")
    assert list(project.dump()) == before


def test_gaps_left_by_removed_codes_are_no_change(project: Project, tmp_path: Path) -> None:
    for name in "abc":
        project.codebook.add(name)
    project.codebook.remove(project.codebook.find("a"))
    before, last = list(project.dump()), project.history.last()
    project.import_codebook(project.export_codebook(tmp_path / "c.csv"))
    assert (list(project.dump()), project.history.last()) == (before, last)


REFUSED = {
    "no name": (["code"], [["a"], ["b > "]], "line 3: “b > ” is not a code's path"),
    "no code": (["code", "definition"], [["", "d"]], "line 2: has no code"),
    "colour": (["code", "colour"], [["a", "pink"]], "line 2: “pink” is not a colour"),
    "retired": (["code", "retired"], [["a", "perhaps"]], "line 2: “perhaps” under retired"),
    "guid": (["code", "guid"], [["a", "123"]], "line 2: “123” is no GUID"),
    "guid twice": (
        ["code", "guid"],
        [["a", "0190f7a0-0000-7000-8000-000000000001"], ["b", "{0190F7A0-0000-7000-8000-000000000001}"]],
        "line 3: “b” is the same code as line 2",
    ),
    "path twice": (["code"], [["a"], ["b"], ["a"]], "line 4: “a” is the same code as line 2"),
    "ring": (["name", "parent"], [["a", "b"], ["b", "a"]], "line 2: “a” would stand under itself"),
    "itself": (["name", "parent"], [["a", "a"]], "line 2: the parent of “a” is not clear"),
    "no parent": (
        ["name", "parent"],
        [["a", "b"]],
        "line 2: the parent of “a” is not clear: There is no code “b”",
    ),
    "two parents": (
        ["name", "parent"],
        [["x", ""], ["y", ""], ["p", "x"], ["p", "y"], ["c", "p"]],
        "line 6: the parent of “c” is not clear: “p” stands on the lines 4, 5",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_by_line(project: Project, write: Write, case: str) -> None:
    headings, rows, reason = REFUSED[case]
    before = list(project.dump())
    with pytest.raises(ImportRefused) as caught:
        project.import_codebook(write("c.csv", headings, *rows))
    assert caught.value.rows[0].startswith(reason)
    assert list(project.dump()) == before


def test_a_code_cannot_come_under_one_that_stands_below_it(project: Project, write: Write) -> None:
    above = project.codebook.add("Above")
    below = project.codebook.add("Below", above)
    with pytest.raises(ImportRefused, match="would stand under itself"):
        project.import_codebook(write("c.csv", ["guid", "name", "parent"], [above.guid, "Above", below.guid]))
    assert [code.path for code in project.codebook.all()] == ["Above", "Above > Below"]


@pytest.mark.parametrize("order", ["top first", "bottom first"])
def test_a_tree_too_deep_is_refused_quickly(project: Project, write: Write, order: str) -> None:
    rows = [[str(level), str(level - 1) if level else ""] for level in range(3000)]
    with pytest.raises(ImportRefused, match="100 levels"):
        project.import_codebook(
            write("c.csv", ["name", "parent"], *(rows if order == "top first" else rows[::-1]))
        )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1]",
        '{"codes": 5}',
        "[" * 100_000,
        '[{"code": ["a"]}]',
        '[{"code": "\\ud800"}]',
        "\x00\x01",
    ],
)
def test_broken_json_is_refused_in_one_sentence(project: Project, tmp_path: Path, content: str) -> None:
    (tmp_path / "c.json").write_text(content, encoding="utf-8")
    with pytest.raises(QualcodeError, match=r"c\.json"):
        project.import_codebook(tmp_path / "c.json")


def test_json_has_the_columns_of_the_tables(project: Project, tmp_path: Path) -> None:
    project.codebook.add("A", definition="d")
    (entry,) = json.loads(project.export_codebook(tmp_path / "c.json").read_text(encoding="utf-8"))
    assert list(entry) == [
        "guid", "code", "colour", "definition", "when to use", "when not to use", "example", "retired",
    ]  # fmt: skip
    (tmp_path / "d.json").write_text(
        '{"codes": [{"name": "A", "retired": true, "example": null}]}', encoding="utf-8"
    )
    project.import_codebook(tmp_path / "d.json")
    assert project.codebook.find("A").retired


def test_markdown_shows_texts_as_they_are(project: Project, tmp_path: Path) -> None:
    code = project.codebook.add("*Bold* #1", definition="- no list\n1. nor this <b>", example="a\nb")
    project.codebook.add("Below", code)
    text = project.export_codebook(tmp_path / "c.md").read_text(encoding="utf-8")
    assert "## \\*Bold\\* \\#1\n" in text
    assert "\\- no list\n1\\. nor this \\<b\\>\n" in text
    assert "> a\n> b\n" in text
    assert "### Below\n" in text


def test_a_dry_run_and_a_diff_tell_the_same_and_keep_nothing(project: Project, write: Write) -> None:
    project.codebook.add("A", definition="old")
    path = write("c.csv", ["code", "definition"], ["A", "new"], ["B", ""])
    before = list(project.dump())
    rehearsed = project.import_codebook(path, dry_run=True)
    assert list(project.dump()) == before
    project.close()
    with Project.open(project.path, read_only=True) as reading:
        assert [(row.path, row.kinds) for row in reading.diff_codebook(path)] == [
            ("A", ("changed",)), ("B", ("added",)),
        ]  # fmt: skip
    assert [(row.path, row.kinds) for row in rehearsed.differences] == [
        ("A", ("changed",)),
        ("B", ("added",)),
    ]


def test_the_sample_codebook_and_the_large_one_come_in(project: Project) -> None:
    sample = Path(__file__).resolve().parents[2] / "codebooks" / "dushanbe.csv"
    assert project.import_codebook(sample).number("added") == 30
    assert project.import_codebook(sample).number("same") == 30


def test_a_deep_tree_goes_through_every_format(project: Project, tmp_path: Path) -> None:
    code = None
    for level in range(100):
        code = project.codebook.add(f"level {level} > \\", code)
    for suffix in FORMATS:
        path = passed_on(project, tmp_path / f"deep{suffix}")
        with Project.create(tmp_path / f"from-{suffix[1:]}.qualcode", coder="A") as other:
            other.import_codebook(path)
            assert told(other) == told(project)
