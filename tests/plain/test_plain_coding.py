"""Coding what was read: selecting, choosing codes, memos, weights, changing and removing, undo and redo."""

from __future__ import annotations

import pytest

QUESTION = "Code? Name, number or letters, 0 for none: "


def spans(project, code: str) -> list[str]:
    """Return the texts under a code."""
    found = project.codebook.find(code)
    return [
        project.documents.text(project.documents.get(each.document_id))[each.start : each.end]
        for each in project.codings.all()
        if each.code_id == found.id
    ]


@pytest.mark.parametrize(
    ("typed", "said", "text"),
    [
        ("s 2", "Selected, 3 words: Rent went up.", "Rent went up."),
        ("s 1-2", "Selected, 10 words: Let them see how hospitable we are. Rent went up.",
         "Let them see how hospitable we are. Rent went up."),
        ("select sentences 2 to 3", "Selected, 7 words: Rent went up. Rent went up again.",
         "Rent went up. Rent went up again."),
        ("s words 2-4", "Selected, 3 words: them see how", "them see how"),
        ("s w 7", "Selected, 1 word: are.", "are."),
        ("s turn", "Selected, 14 words: Let them see how hospitable we are. Rent went up. Rent went up again.",
         "Let them see how hospitable we are. Rent went up. Rent went up again."),
        ("s turns 3-4", "Selected, 5 words: And you?", "And you?\n\nP07: I paid."),
        ("s sentence", "Selected, 7 words: Let them see how hospitable we are.",
         "Let them see how hospitable we are."),
        ("s HOSPITABLE we", "Selected, 2 words: hospitable we", "hospitable we"),
        ('s "see how"', "Selected, 2 words: see how", "see how"),
        ("s them … we", "Selected, 5 words: them see how hospitable we", "them see how hospitable we"),
        ("s from let to again",
         "Selected, 14 words: Let them see how hospitable we are. Rent went up. Rent went up again",
         "Let them see how hospitable we are. Rent went up. Rent went up again"),
        ('s from "how" to "we"', "Selected, 3 words: how hospitable we", "how hospitable we"),
    ],
)  # fmt: skip
def test_what_is_selected_is_read_out_and_coded_exactly(study, conversation, opened, typed, said, text):
    heard = conversation(study, "1", "2", typed, "c new", "y")
    assert heard[2][0] == said
    assert spans(opened(), "new") == [text]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("s 4", "There is no sentence 4: the sentences here are 1 to 3."),
        ("s 3-2", "There is no sentence 3-2: the sentences here are 1 to 3."),
        ("s words 8", "There is no word 8: the words here are 1 to 7."),
        ("s turns 4-9", "There is no turn 4-9: the turns are 1 to 4."),
        ("s Rent", "“Rent” stands here 2 times; type more of it."),
        ("s nobody", "“nobody” does not stand here. Type sentence numbers (2 or 2-3), words 4-9, turn, turns 4-6, "
         "sentence, the words themselves, or first words … last words."),
        ("s again … Let", "“Let” does not stand behind “again” here."),
        ("s from hospitable", "Where it ends is not clear; type: first words … last words."),
        ("s from nobody to again", "“nobody” does not stand here. Type sentence numbers (2 or 2-3), words 4-9, turn, "
         "turns 4-6, sentence, the words themselves, or first words … last words."),
    ],
)  # fmt: skip
def test_what_cannot_be_selected_is_said_and_nothing_is_selected(study, conversation, opened, typed, said):
    heard = conversation(study, "1", "2", typed, "c new", "y")
    assert heard[2] == [said]
    assert spans(opened(), "new") == ["Let them see how hospitable we are."]


def test_sentences_and_words_are_read_with_numbers_and_a_selection_is_dropped(study, conversation):
    said = conversation(
        study, "1", "2", "s", "s words", "s 2", "s", "again", "s none", "again", "s sentences"
    )
    sentences = ["1 Let them see how hospitable we are.", "2 Rent went up.", "3 Rent went up again."]
    assert said[2][:3] == said[9] == sentences
    assert said[2][3].startswith("Type sentence numbers (2 or 2-3), words 4-9")
    assert said[3] == ["1 Let 2 them 3 see 4 how 5 hospitable 6 we 7 are."]
    here = "Here: Rent, prices/housing (Farrukh)."
    assert said[4] == ["Selected, 3 words: Rent went up.", here]
    assert said[5][0] == "Selected: Rent went up."
    assert said[6] == ["Selected: Rent went up.", here]
    assert said[7] == ["Nothing is selected; what you do acts on what was read last."]
    assert said[8] == ["2 P07: Let them see how hospitable we are.", "Here: Hospitality (you)."]


def test_a_code_is_applied_by_name_number_and_letters(study, conversation, opened):
    said = conversation(study, "1", "3", "c welcome", "", "c 3", "n x", "1", "c given fr", "2", "c ho", "0")
    assert said[2] == ["Applied Welcome to “And you?”."]
    assert said[4] == ["Applied Rent, prices/housing to “I paid.”."]
    assert said[7] == ["1 code fits “given fr”:", "2 Welcome > Hospitality, 1 coding: Given freely."]
    assert said.prompts[8] == "Number, other letters, new makes given fr, 0 for none: "
    assert said[8] == ["Applied Hospitality to “Were you surprised?”."]
    assert said[9] == [
        "2 codes fit “ho”:",
        "2 Welcome > Hospitality, 2 codings: Given freely.",
        "3 Rent, prices/housing, 2 codings",
    ]
    assert said[10] == ["Nothing was done."]
    assert spans(opened(), "Welcome") == ["And you?"]


def test_alone_it_offers_the_codes_used_last_and_asks(study, conversation):
    said = conversation(study, "1", "3", "c", "?", "9", "c", "0", "c", "")
    assert said[2] == ["Codes you used last:", "2 Welcome > Hospitality, 1 coding: Given freely."]
    assert said.prompts[3] == QUESTION
    assert said[3][0].startswith("Type the name of a code, its number in the codebook")
    assert said[4] == ["There is no code 9; codebook reads the numbers."]
    assert said[6] == said[8] == ["Nothing was done."]


def test_several_codes_and_new_ones_are_one_action(study, conversation, opened):
    said = conversation(study, "1", "3", "c Welcome; Hospitality; welcome > Gifts", "y", "u", "y")
    assert said[2] == ["There is no code “welcome > Gifts”."]
    assert said.prompts[3] == "Make the code Welcome > Gifts? y or n: "
    assert said[3] == ["Made and applied Welcome, Hospitality, Gifts to “And you?”."]
    summary = "made and applied Welcome > Gifts to “And you?” in P07"
    assert said[4] == [f"Undid: {summary}."]
    assert said[5] == [f"Redid: {summary}."]
    project = opened()
    assert spans(project, "Welcome > Gifts") == spans(project, "Welcome") == ["And you?"]


def test_a_new_code_is_asked_for_first_and_near_names_are_told(study, conversation, opened):
    said = conversation(
        study, "1", "3", "c hospitalty", "n", "c hospitalty", "perhaps", "0", "c osp", "new", "c a >  > b", "c new; x",
        "0",
    )  # fmt: skip
    assert said[2] == ["There is no code “hospitalty”. Nearly the same: 2 Welcome > Hospitality."]
    assert said[3] == ["Nothing was done."]
    assert said[5] == ["Type y for yes or n for no."]
    assert said[6] == ["Nothing was done."]
    assert said[8] == ["Made and applied osp to “And you?”."]
    assert said[9] == ["“a >  > b” is not a code's path: a name between two “>” is empty."]
    assert [code.path for code in opened().codebook.all()] == [
        "Welcome", "Welcome > Hospitality", "Rent, prices/housing", "osp",
    ]  # fmt: skip


def test_the_last_codes_again_also_in_another_session(study, conversation):
    said = conversation(study, "1", "3", "c Welcome; Hospitality", "", ".", ".", "last")
    assert said[4] == ["Applied Welcome, Hospitality to “I paid.”."]
    assert said[5] == said[6] == ["Welcome is already on “I paid.”."]
    later = conversation(study, "2", ".")
    assert later[1] == ["Applied Hospitality to “Because of the bread.”."]
    assert conversation(study, "2", ".", coder="Zuhra")[1] == ["No code was applied yet; c chooses one."]


def test_a_retired_code_is_refused(study, conversation, opened):
    opened().codebook.retire(opened().codebook.find("Welcome > Hospitality"))
    said = conversation(study, "1", "3", "c Hospitality", "c 2", "r", "r 1 Hospitality")
    assert said[2] == said[3] == ["Welcome > Hospitality is retired."]


def test_coding_begins_the_reading_in_the_same_action(study, conversation):
    said = conversation(study, "1", "3", "c Welcome", "p", "u", "p")
    assert said[3][0].endswith("3 codings, in progress.")
    assert said[5][0].endswith("2 codings, not begun.")


# -- here, memo, weight, recode, remove


def test_here_lists_and_tells_all(study, conversation):
    said = conversation(
        study, "1", "2", "h", "h 1", "h 2", "", "h", "here 1", "1", "h", "h 1", "s turns 1-2", "h"
    )
    assert said[2] == ["1 Welcome > Hospitality, you, memo: said twice"]
    told = [
        line.replace(line.split(", ")[2], "WHEN") if line.startswith("Welcome") else line for line in said[3]
    ]
    assert told[0] == "Welcome > Hospitality, by you, WHEN, weight none."
    assert told[1:3] == ["Definition: Given freely.", "On: Let them see how hospitable we are."]
    assert told[3].startswith("Memo by Amina, ")
    assert told[3].endswith(": said twice")
    assert said[4] == ["There is no coding 2 here; there is one."]
    assert said[6] == ["1 Rent, prices/housing, Farrukh, weight 40, on “Rent went up. Rent went up”"]
    assert said[7][0].startswith("Rent, prices/housing, by Farrukh, ")
    assert said[9] == ["Nothing is coded here."]
    assert said[10] == ["There is no coding 1 here; there is none."]
    assert said[12][0].endswith("on “Let them see how hospitable we are.”")


def test_memos_are_written_added_to_changed_and_taken_away(study, conversation, opened):
    said = conversation(
        study, "1", "3", "c Welcome", "m 2 years later", "m", "+ and now", "", "m", "", "m", "First.", "Second.", "",
        "m", "-", "m", "",
    )  # fmt: skip
    assert said[3] == ["Memo on Welcome saved."]
    assert said[4] == ["It says: 2 years later"]
    assert said.prompts[5] == (
        "Memo on Welcome; an empty line ends it, - alone takes it away, + at the beginning adds to it: "
    )
    assert said.prompts[6] == "More: "
    assert said[6] == ["Memo on Welcome saved."]
    assert said[7] == ["It says: 2 years later", "and now"]
    assert said[8] == ["It stays as it is."]
    assert said[12] == ["Memo on Welcome saved."]
    assert said[13] == ["It says: First.", "Second."]
    assert said[14] == ["Memo on Welcome removed."]
    assert said[16] == ["No memo was written."]
    assert [memo.text for memo in opened().memos.all()] == ["said twice", "Ask about the rent."]


def test_a_memo_on_anothers_coding_is_ones_own(study, conversation, opened):
    said = conversation(study, "1", "2", "", "m", "0", "m", "1", "Is it?", "", "m 1", "0")
    assert said[3] == ["1 Rent, prices/housing, Farrukh, weight 40, on “Rent went up. Rent went up”"]
    assert said.prompts[4] == "Memo on which? Number, 0 for none: "
    assert said[8] == ["Memo on Farrukh's Rent, prices/housing saved."]
    assert [(memo.coder, memo.text) for memo in opened().memos.all()][-1] == ("Amina", "Is it?")


def test_weights(study, conversation, opened):
    said = conversation(
        study, "1", "2", "w 80", "w", "", "w", "none", "w 1 30", "w 1 x", "w 300", "w 2 5", "u", "weight"
    )  # fmt: skip
    assert said[2] == ["Weight of Hospitality: 80."]
    assert said.prompts[4] == "Weight of Hospitality, 0 to 100, none; now 80: "
    assert said[4] == ["It stays as it is."]
    assert said[6] == ["Weight of Hospitality: none."]
    assert said[7] == ["Weight of Hospitality: 30."]
    assert said[8] == ["“x” is no weight; type a number from 0 to 100, or none."]
    assert said[9] == ["The weight 300 is outside 0–100."]
    assert said[10] == ["There is no coding 2 here; there is one."]
    assert said[11] == [
        "Undid: set the weight of Hospitality on “Let them see how hospitable we are.” in P07 to 30."
    ]
    assert sorted(each.weight or 0 for each in opened().codings.all()) == [0, 40]


def test_recode_keeps_the_memo(study, conversation, opened):
    said = conversation(study, "1", "2", "r Welcome", "h", "r 1", "Welcome", "r 1 nobody", "u", "r", "0")
    assert said[2] == ["Changed Hospitality to Welcome on “Let them see how hospitable we are.”."]
    assert said[3] == ["1 Welcome, you, memo: said twice"]
    assert said[5] == ["Welcome is already on “Let them see how hospitable we are.”."]
    assert said[6] == ["There is no code “nobody”."]
    assert said[7] == [
        "Undid: changed Hospitality on “Let them see how hospitable we are.” in P07 to Welcome."
    ]
    assert spans(opened(), "Hospitality") == ["Let them see how hospitable we are."]


def test_remove_asks_which_where_several_may_be_meant(study, conversation, opened):
    said = conversation(study, "1", "2", "s turn", "x", "0", "x", "1", "u", "x 2", "x", "h", "remove 5")
    lines = [
        "1 Welcome > Hospitality, you, memo: said twice, on “Let them see how hospitable we are.”",
        "2 Rent, prices/housing, Farrukh, weight 40, on “Rent went up. Rent went up”",
    ]
    assert said[3] == said[5] == lines
    assert said[4] == ["Nothing was done."]
    assert said[6] == ["Removed Hospitality from “Let them see how hospitable we are.”."]
    assert said[7] == ["Undid: removed Hospitality on “Let them see how hospitable we are.” in P07."]
    assert said[8] == ["Removed Farrukh's Rent, prices/housing from “Rent went up. Rent went up”."]
    assert said[9] == ["Removed Hospitality from “Let them see how hospitable we are.”."]
    assert said[10] == ["Nothing is coded here."]
    assert opened().codings.all() == []


def test_a_number_that_was_heard_never_means_another_coding(study, conversation, opened):
    said = conversation(study, "1", "2", "s turn", "h", "x 1", "x 1", "h", "x 1")
    assert said[5] == ["That coding is no longer there. h reads what is here now."]
    assert said[6] == ["1 Rent, prices/housing, Farrukh, weight 40, on “Rent went up. Rent went up”"]
    assert said[7] == ["Removed Farrukh's Rent, prices/housing from “Rent went up. Rent went up”."]


def test_what_was_coded_just_now_is_meant_until_one_moves(study, conversation):
    said = conversation(study, "1", "2", "c Welcome", "w 10", "", "b", "w 20", "0")
    assert said[3] == ["Weight of Welcome: 10."]
    assert said[6][0].startswith("1 ")
    assert len(said[6]) == 2


def test_others_codings_are_told_or_not(study, conversation):
    said = conversation(study, "1", "2", "", "o", "a", "h", "o", "a")
    assert said[3] == ["Others' codings are not told."]
    assert said[4] == ["2 P07: Rent went up."]
    assert said[5] == ["Nothing is coded here."]
    assert said[6] == ["Others' codings are told."]
    assert said[7][-1] == "Here: Rent, prices/housing (Farrukh)."
