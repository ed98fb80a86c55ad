"""code, and codings remove, move and weigh: places, weights, memos."""

from __future__ import annotations

import json

import pytest

QUOTE = "Let them see how hospitable we are."


def coding_on(project, quote: str):
    """Return (coding, code path) of the coding on a quote."""
    for coding in project.codings.all():
        document = project.documents.get(coding.document_id)
        if project.documents.text(document)[coding.start : coding.end] == quote:
            return coding, project.codebook.get(coding.code_id).path
    raise AssertionError(f"nothing is coded on {quote!r}")


def test_a_quote_is_coded_and_the_guid_printed(run, study, opened):
    done = run(
        "code", "P07", "Welcome", "--quote", "Were you surprised?", "--memo", "opening", "--weight", "70"
    )
    coding, path = coding_on(opened(), "Were you surprised?")
    assert (done.stdout, path, coding.weight) == (f"{coding.guid}\n", "Welcome", 70)
    assert done.stderr == "Applied Welcome to “Were you surprised?” in P07 (24:43).\n"
    assert [memo.text for memo in opened().memos.all(coding_id=coding.id)] == ["opening"]
    assert "applied Welcome to “Were you surprised?” in P07" in run("history", "--limit", "1").stdout


def test_a_quote_that_stands_twice_is_listed_never_guessed(run, study, opened):
    refused = run("code", "P07", "Welcome", "--quote", "Rent went up", code=1).stderr
    text = opened().documents.text(opened().documents.find("P07"))
    first, second = text.index("Rent"), text.rindex("Rent")
    assert f"stands 2 times in P07: {first}:{first + 12} (line 3), {second}:{second + 12} (line 3)" in refused
    assert opened().codings.number() == 3


def test_a_quote_that_stands_nowhere_is_refused(run, study):
    refused = run("code", "P07", "Welcome", "--quote", "Let us see", code=1)
    assert refused.stderr == "“Let us see” does not stand in P07.\n"


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        (("P07", "--turn", "1"), "Were you surprised?"),
        (("P12", "--section", "Q2"), "No."),
        (("P12", "--span", "11:14"), "the"),
        (("P07", "--quote", "surprised?\n\nP07:"), "surprised?\n\nP07:"),
    ],
)
def test_places(run, study, opened, place, quote):
    document, *where = place
    run("code", document, "Rent, prices/housing", *where)
    assert coding_on(opened(), quote)[1] == "Rent, prices/housing"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (("P07", "--turn", "3"), "P07 has 2 turns; there is no turn 3."),
        (("P12", "--section", "Q9"), "There is no section “Q9” in P12; its sections are “Q1”, “Q2”."),
        (("P12", "--span", "20:900"), "The span 20:900 does not fit P12, whose text is 0:27."),
        (("P12", "--span", "5:5"), "The span 5:5 does not fit P12"),
    ],
)
def test_places_that_are_not_there(run, study, place, sentence):
    document, *where = place
    assert sentence in run("code", document, "Welcome", *where, code=1).stderr


@pytest.mark.parametrize(
    "where", [(), ("--turn", "1", "--span", "1:2"), ("--span", "a:b"), ("--span", "-1:4")]
)
def test_a_passage_is_named_in_one_way(run, study, where):
    run("code", "P07", "Welcome", *where, code=2)


def test_a_code_is_made_only_on_request(run, study, opened):
    refused = run("code", "P07", "Distance > Irony", "--turn", "2", code=1)
    assert "--create makes it" in refused.stderr
    run("code", "P07", "Distance > Irony", "--turn", "2", "--create")
    assert {"Distance", "Distance > Irony"} <= {code.path for code in opened().codebook.all()}
    run("undo")
    assert not {"Distance", "Distance > Irony"} & {code.path for code in opened().codebook.all()}


def test_a_slash_in_a_name_is_part_of_it(run, study, opened):
    run("code", "P07", "Rent, prices/housing", "--turn", "2")
    run("code", "P07", "up/down > in.out", "--turn", "2", "--create")
    assert "up/down > in.out" in {code.path for code in opened().codebook.all()}


def test_the_same_coding_twice_is_refused(run, study):
    assert "is already on" in run("code", "P07", "Hospitality", "--quote", QUOTE, code=1).stderr
    run("code", "P07", "Hospitality", "--quote", QUOTE, "--coder", "Farrukh")


def test_a_retired_code_is_noted(run, study):
    run("codebook", "retire", "Welcome")
    assert "Note: Welcome is retired." in run("code", "P07", "Welcome", "--turn", "1").stderr


def test_codings_move_to_another_code_and_keep_what_they_have(run, study, opened):
    coding, _ = coding_on(opened(), QUOTE)
    assert "moved" not in run("codings", "move", coding.guid, "--to", "Welcome", "--dry-run").stdout
    assert coding_on(opened(), QUOTE)[1] == "Welcome > Hospitality"
    moved = run("codings", "move", coding.guid, "--to", "Rent, prices/housing")
    assert moved.stderr == "Moved a coding to Rent, prices/housing.\n"
    after, path = coding_on(opened(), QUOTE)
    assert (after.guid, path) == (coding.guid, "Rent, prices/housing")
    assert [memo.text for memo in opened().memos.all(coding_id=after.id)] == ["said twice"]


def test_a_coding_moves_to_another_passage(run, study, opened):
    coding, _ = coding_on(opened(), QUOTE)
    run("codings", "move", coding.guid, "--quote", "how hospitable we are")
    assert coding_on(opened(), "how hospitable we are")[0].guid == coding.guid
    run("codings", "move", coding.guid, code=2)
    run("codings", "move", coding.guid, coding.guid, "--span", "1:2", code=2)


def test_codings_are_removed_by_guid(run, study, opened):
    coding, _ = coding_on(opened(), QUOTE)
    run("codings", "remove", coding.guid)
    assert opened().codings.number() == 2
    run("undo")
    assert coding_on(opened(), QUOTE)[0] == coding


def test_codings_are_removed_by_what_they_are(run, study, opened):
    assert "Would remove 1 coding." in run("codings", "remove", "--by", "Farrukh", "--dry-run").stderr
    assert opened().codings.number() == 3
    run("codings", "remove", "--code", "Welcome", "--document", "P12", "--by", "Amina")
    assert opened().codings.number() == 2
    run("codings", "remove", "--code", "Welcome", "--document", "P12")
    assert opened().codings.number() == 2


def test_nothing_named_removes_nothing(run, study, opened):
    run("codings", "remove", code=2)
    run("codings", "remove", "01a20dec", "--by", "Farrukh", code=2)
    assert "no coding begins" in run("codings", "remove", "00000000", code=1).stderr.lower()
    assert opened().codings.number() == 3


def test_weights(run, study, opened):
    coding, _ = coding_on(opened(), QUOTE)
    run("codings", "weigh", coding.guid, "80")
    assert coding_on(opened(), QUOTE)[0].weight == 80
    run("codings", "weigh", coding.guid, "none")
    assert coding_on(opened(), QUOTE)[0].weight is None
    run("codings", "weigh", coding.guid, "heavy", code=2)
    assert "outside 0–100" in run("codings", "weigh", coding.guid, "101", code=1).stderr
    run("code", "P07", "Welcome", "--turn", "1", "--weight", "101", code=2)


def test_what_is_named_twice_is_removed_once(run, study):
    guid = json.loads(run("codings", "--format", "json").stdout)[0]["guid"]
    assert run("codings", "remove", guid, guid).stderr == "Removed 1 coding.\n"
    memo = json.loads(run("memo", "--format", "json").stdout)[0]["guid"]
    assert run("memo", "remove", memo, memo).stderr == "Removed a memo.\n"
