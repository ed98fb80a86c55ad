"""codebook: show, add, edit, move, merge, retire, remove."""

from __future__ import annotations

import csv
import io
import json

TREE = """\
■ Welcome                1  (2)
└─ ■ Hospitality         1
■ Rent, prices/housing   1
"""


def paths(project) -> list[str]:
    return [code.path for code in project.codebook.all()]


def test_the_tree_has_own_counts_and_those_of_the_subtree(run, study):
    drawn = run("codebook").stdout
    assert [line.split() for line in drawn.splitlines()] == [line.split() for line in TREE.splitlines()]
    columns = {line.index(line.split()[-1]) for line in drawn.splitlines() if "(" not in line}
    assert len(columns) == 1, "the numbers stand under one another"


def test_the_tree_as_data(run, study):
    rows = list(csv.DictReader(io.StringIO(run("codebook", "show", "--format", "csv").stdout)))
    assert list(rows[0]) == [
        "code", "guid", "colour", "definition", "when to use", "when not to use", "example", "retired", "codings",
    ]  # fmt: skip
    assert [row["code"] for row in rows] == ["Welcome", "Welcome > Hospitality", "Rent, prices/housing"]
    assert [row["codings"] for row in rows] == ["1", "1", "1"]


def test_an_empty_codebook_says_what_to_do(run, folder):
    run("new", "empty.qualcode")
    assert run("codebook").stderr == "No codes yet; `qualcode codebook import` or `qualcode codebook add`.\n"


def test_one_code_in_full_with_its_earlier_texts(run, study):
    run("codebook", "edit", "Welcome", "--definition", "A door is opened.", "--name", "Welcoming")
    shown = run("codebook", "show", "Welcoming", "--earlier").stdout
    assert "definition       A door is opened." in shown
    assert "  definition: They are received." in shown
    assert "  name: Welcome\n" in shown
    (record,) = json.loads(run("codebook", "show", "Welcoming", "--format", "json").stdout)
    assert record["definition"] == "A door is opened."
    assert "never been changed" in run("codebook", "show", "Hospitality", "--earlier").stdout
    run("codebook", "show", "--earlier", code=2)


def test_add_makes_what_is_missing_above(run, study, opened):
    run("codebook", "add", "Distance > Irony", "--colour", "#123456", "--example", "a cat, and no socket")
    assert paths(opened())[-2:] == ["Distance", "Distance > Irony"]
    irony = opened().codebook.find("Irony")
    assert (irony.colour, irony.example) == ("#123456", "a cat, and no socket")
    run("undo")
    assert "Distance" not in paths(opened())
    assert "is there already" in run("codebook", "add", "Welcome > Hospitality", code=1).stderr
    assert "is not a colour" in run("codebook", "add", "Blue", "--color", "blue", code=1).stderr


def test_add_takes_the_escaped_separator_as_part_of_a_name(run, study, opened):
    run("codebook", "add", "more \\> less > why")
    assert [code.name for code in opened().codebook.all()][-2:] == ["more > less", "why"]


def test_edit_needs_something_to_change(run, study):
    assert "Say what to change" in run("codebook", "edit", "Welcome", code=2).stderr
    assert "did you mean “Welcome”" in run("codebook", "edit", "Welcom", "--name", "X", code=1).stderr


def test_move(run, study, opened):
    run("codebook", "move", "Rent, prices/housing", "--under", "Welcome", "--position", "1")
    assert paths(opened()) == ["Welcome", "Welcome > Rent, prices/housing", "Welcome > Hospitality"]
    run("codebook", "move", "Hospitality", "--top")
    assert paths(opened())[-1] == "Hospitality"
    assert "under itself" in run("codebook", "move", "Welcome", "--under", "Welcome", code=1).stderr
    run("codebook", "move", "Welcome", code=2)
    run("codebook", "move", "Welcome", "--top", "--under", "Hospitality", code=2)


def test_merge_keeps_every_coding_and_counts_duplicates(run, study, opened):
    run("code", "P07", "Rent, prices/housing", "--quote", "Let them see how hospitable we are.")
    rehearsed = run("codebook", "merge", "Rent, prices/housing", "Hospitality", "--dry-run").stderr
    assert rehearsed.startswith(
        "Would merge Rent, prices/housing into Welcome > Hospitality: 2 codings (1 now duplicate)"
    )
    assert "Rent, prices/housing" in paths(opened())
    run("codebook", "merge", "Rent, prices/housing", "Hospitality")
    assert paths(opened()) == ["Welcome", "Welcome > Hospitality"]
    assert opened().codings.number() == 4


def test_merge_unites_what_is_there_twice_only_when_told_to(run, study, opened):
    quote = ("--quote", "Let them see how hospitable we are.")
    run("code", "P07", "Rent, prices/housing", *quote, "--memo", "told when the rent came up")
    merge = ("codebook", "merge", "Rent, prices/housing", "Hospitality")
    kept = run("frequency", "--count", "words", "--format", "csv", "--code", "Hospitality").stdout
    assert "2 codings (1 became one with one there)" in run(*merge, "--unite", "--dry-run").stderr
    run(*merge)
    doubled = run("frequency", "--count", "words", "--format", "csv", "--code", "Hospitality").stdout
    run("undo")
    assert "2 codings (1 became one with one there), 0 subcodes, 0 memos." in run(*merge, "--unite").stderr
    assert opened().codings.number() == 3
    assert any("told when the rent came up" in memo.text for memo in opened().memos.all())
    united = run("frequency", "--count", "words", "--format", "csv", "--code", "Hospitality").stdout
    assert united == doubled != kept


def test_retire_and_bring_back(run, study, opened):
    run("codebook", "retire", "Hospitality")
    assert opened().codebook.find("Hospitality").retired
    assert "retired" in run("codebook").stdout
    run("codebook", "retire", "Hospitality", "--bring-back")
    assert not opened().codebook.find("Hospitality").retired


def test_remove_tells_first(run, study, opened):
    told = run("codebook", "remove", "Welcome", "--dry-run").stderr
    assert told == "Would remove Welcome: 2 codes, 2 codings, 1 memo.\n"
    run("codebook", "remove", "Welcome")
    assert paths(opened()) == ["Rent, prices/housing"]
    run("undo")
    assert opened().codings.number() == 3
