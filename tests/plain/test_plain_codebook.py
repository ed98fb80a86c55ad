"""The codebook as an outline, and what is changed in it."""

from __future__ import annotations


def test_the_outline_and_all_about_a_code(study, conversation):
    said = conversation(study, "c", "2", "read wel", "1", "3", "9", "", "o")
    outline = [
        "3 codes:",
        "1 Welcome, 0 codings, 1 with sub-codes",
        "2 Hospitality, under Welcome, 1 coding",
        "3 Rent, prices/housing, 1 coding",
    ]
    assert said[0] == said[6] == said[7] == outline
    assert said.prompts[1] == "Number reads a code, a add, d define, 0 back, ? help: "
    assert said[1] == ["2 Welcome > Hospitality, 1 coding.", "Definition: Given freely."]
    assert said[2] == [
        "2 codes fit “wel”:",
        "1 Welcome, 0 codings: They are received.",
        "2 Welcome > Hospitality, 1 coding: Given freely.",
    ]
    assert said[3] == ["1 Welcome, 0 codings.", "Definition: They are received."]
    assert said[5] == ["There is no code 9; codebook reads the numbers."]


def test_an_empty_codebook_says_what_to_do(tmp_path, conversation, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = conversation(None, "new empty", "", "c")
    assert said[2] == ["No codes yet: a adds one, and coding can make them as you read."]


def test_add_rename_define_move_retire_and_undo(study, conversation, opened):
    said = conversation(
        study, "c", "a welcome > Guests", "a", "Welcome > Guests", "a hospitalty", "n 4 Visitors", "rename visitors",
        "Guests", "d 4 Who comes.", "d 4", "Who came.", "For guests.", "", "-", "4", "m 4 top", "m 4", "3", "x 4",
        "x 4",
        "m 1 2", "u", "s 2",
    )  # fmt: skip
    assert said[1] == ["Added the code 4 Welcome > Guests."]
    assert said[3] == ["Welcome > Guests is there already."]
    assert said[4] == [
        "Added the code 5 hospitalty.",
        "Nearly the same: Welcome > Hospitality. u takes the new one back.",
    ]
    assert said[5] == ["Renamed the code Welcome > Guests to Visitors."]
    assert said[7] == ["Renamed the code Welcome > Visitors to Guests."]
    assert said[8] == ["Edited the definition of Welcome > Guests."]
    assert said[9] == ["Welcome > Guests. Enter leaves a text as it is, - takes it away."]
    assert said.prompts[10:14] == [
        "Definition, now: Who comes.: ", "When to use: ", "When not to use: ", "Example: ",
    ]  # fmt: skip
    assert said[13] == ["Edited the definition, when to use of Welcome > Guests."]
    assert said[14] == ["4 Welcome > Guests, 0 codings.", "Definition: Who came.", "When to use: For guests."]
    assert said[15] == ["Moved: it is Guests now."]
    assert said[17] == ["Moved: it is Rent, prices/housing > Guests now."]
    assert said[18] == ["Rent, prices/housing > Guests is retired; its codings stay."]
    assert said[19] == ["Rent, prices/housing > Guests can be applied again."]
    assert said[20] == ["“Welcome” cannot be moved under itself (“Welcome > Hospitality”)."]
    assert said[21] == ["Undid: brought back the code Rent, prices/housing > Guests."]
    assert said[22][0] == "Welcome > Hospitality: 1 passage in 1 document."
    code = opened().codebook.find("Guests")
    assert (code.definition, code.when_to_use, code.retired) == ("Who came.", "For guests.", True)


def test_numbers_stay_with_their_codes_when_the_tree_changes(study, conversation):
    said = conversation(
        study, "c", "a welcome > Guests", "m 4 top", "m 3 1", "o", "u", "u", "u", "o", "a New", "4"
    )
    assert said[4] == [
        "4 codes:",
        "1 Welcome, 0 codings, 2 with sub-codes",
        "2 Hospitality, under Welcome, 1 coding",
        "3 Rent, prices/housing, under Welcome, 1 coding",
        "4 Guests, 0 codings",
    ]
    assert said[9] == ["Added the code 5 New."]
    assert said[10] == ["That code is no longer there."]


def test_nothing_typed_leaves_things_as_they_are(study, conversation):
    said = conversation(
        study,
        "c",
        "d 1",
        "",
        "",
        "",
        "",
        "n 1",
        "0",
        "a",
        "0",
        "m 1",
        "0",
        "d 1",
        "They are received.",
        "",
        "",
        "",
    )
    assert said[5] == said[16] == ["It stays as it is."]
    assert said[7] == said[9] == said[11] == ["Nothing was done."]


def test_a_name_alone_reads_a_code_in_the_codebook_and_its_passages_in_the_table(study, conversation):
    said = conversation(
        study, "c", "Hospitality", "welcome > hospitality", "rent", "hospi", "Trust", "0", "t", "Hospitality"
    )
    told = ["2 Welcome > Hospitality, 1 coding.", "Definition: Given freely."]
    assert said[1] == said[2] == said[4] == told
    assert said[3][0].startswith("3 Rent, prices/housing")
    assert said[5][0].startswith("There is no command “trust” here.")
    assert "Hospitality" in said[8][0]
    assert "passage" in said[8][0] or "segment" in said[8][0]
