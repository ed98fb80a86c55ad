"""Reading a document: on, back, by turn, to turns and lines, to words and codings, and where one is."""

from __future__ import annotations

import io
import threading
from pathlib import Path

from qualcode.api import Project
from qualcode.model import ReadingState, Transcript, Turn
from qualcode.plain import reading_place
from qualcode.plain.passages import Passages
from qualcode.plain.talking import Talk
from qualcode.readers import read_transcript
from qualcode.text.sentences import sentence_spans

SURPRISED = "1 INTERVIEWER: Were you surprised?"
LET_THEM = ["2 P07: Let them see how hospitable we are.", "Here: Hospitality (you)."]
RENT = ["Rent went up.", "Here: Rent, prices/housing (Farrukh)."]
AGAIN = ["Rent went up again.", "Here: Rent, prices/housing (Farrukh)."]
END = ["This is the end of P07. k marks it complete."]


def test_the_beginning_says_what_it_is_and_what_can_be_typed(study, conversation):
    said = conversation(study)
    assert said.start == [
        "qualcode 0.1.0, plain mode. Type ? at any time to hear what can be typed.",
        "Bread: 2 documents, 3 codes, 2 codings. You are Amina.",
    ]
    assert said.prompts[0] == "d documents, c codebook, t table, ? help: "
    assert said == [["", "Everything is saved. Goodbye."]]


def test_documents_are_listed_with_state_and_counts_and_found_by_words(study, conversation):
    said = conversation(study, "d", "documents p1", "d nothing")
    assert said[0] == [
        "2 documents:",
        "1 P07, not begun, 2 codings, 21 words",
        "2 P12, not begun, 0 codings, 5 words",
    ]
    assert said[1] == ["1 document:", "2 P12, not begun, 0 codings, 5 words"]
    assert said[2] == ["No document is named like “nothing”."]


def test_enter_reads_on_sentence_by_sentence_to_the_end(study, conversation):
    said = conversation(study, "1", *[""] * 7)
    assert said[:8] == [
        ["P07: 4 turns, 21 words, 2 codings, not begun.", "Recorded in the yard."],
        [SURPRISED],
        LET_THEM,
        RENT,
        AGAIN,
        ["3 INTERVIEWER: And you?"],
        ["4 P07: I paid."],
        END,
    ]


def test_back_reads_the_last_sentence_of_the_turn_before_and_stops_at_the_beginning(study, conversation):
    said = conversation(study, "1", "3", "b", "back", "t 1", "b", "b")
    assert said[2] == [f"2 P07: {AGAIN[0]}", AGAIN[1]]
    assert said[3] == RENT
    assert said[5] == ["Recorded in the yard."]
    assert said[6] == ["This is the beginning of P07."]


def test_turns_lines_and_the_same_again(study, conversation):
    said = conversation(study, "1", "t 2", "2", "l 9", "line 3", "a", "a turn", "t 9", "t", "l 999", "a t")
    assert said[1] == said[2] == LET_THEM
    assert said[3] == ["4 P07: I paid."]
    assert said[4] == said[5] == [SURPRISED]
    assert said[6] == said[10] == ["Were you surprised?"]
    assert said[7] == ["There is no turn 9: they are 1 to 4."]
    assert said[8] == ["Type t and the number of a turn, as in t 12."]
    assert said[9] == ["Type l and the number of a line, from 1 to 10."]


def test_by_turn_reads_whole_turns_and_stays_where_it_was(study, conversation):
    said = conversation(study, "1", "2", "", "by turn", "", "b", "by sentence", "by x")
    whole = "2 P07: Let them see how hospitable we are. Rent went up. Rent went up again."
    here = "Here: Hospitality (you), Rent, prices/housing (Farrukh)."
    assert said[3] == ["Reading by turn.", whole, here]
    assert said[4] == ["3 INTERVIEWER: And you?"]
    assert said[5] == [whole, here]
    assert said[6] == ["Reading by sentence.", *LET_THEM]
    assert said[7] == ["Type by sentence or by turn."]


def test_words_are_found_and_walked_round(study, conversation):
    said = conversation(study, "1", "f RENT", "f", "f", "find nowhere", "f", "0")
    second = [f"2 P07: {AGAIN[0]}", AGAIN[1]]
    assert said[1] == ["1 of 2:", f"2 P07: {RENT[0]}", RENT[1]]
    assert said[2] == ["2 of 2:", *second]
    assert said[3] == ["From the beginning:", "1 of 2:", f"2 P07: {RENT[0]}", RENT[1]]
    assert said[4] == ["“nowhere” does not stand in P07."]
    assert said[5] == ["2 of 2:", *second]


def test_find_asks_for_words_and_can_be_left(study, conversation):
    said = conversation(study, "1", "f", "?", "paid", "f nothing at all", "2 x")
    assert said.prompts[2] == "Words to find, 0 for none: "
    assert said[2] == ["Type words of the text."]
    assert said[3] == ["1 of 1:", "4 P07: I paid."]
    left = conversation(study, "1", "f", "0")
    assert left[2] == ["Nothing was done."]


def test_next_and_previous_coding_and_what_is_uncoded(study, conversation):
    said = conversation(
        study, "1", "1", "n coding", "next c", "n coding", "b coding", "b coding", "n uncoded", "n u", "n u",
        "n x", "b x",
    )  # fmt: skip
    assert said[2] == LET_THEM
    assert said[3] == [f"2 P07: {RENT[0]}", RENT[1]]
    assert said[4] == ["No coding begins behind this."]
    assert said[5] == LET_THEM
    assert said[6] == ["No coding begins before this."]
    assert said[7] == ["3 INTERVIEWER: And you?"]
    assert said[8] == ["4 P07: I paid."]
    assert said[9] == ["There is no turn without a coding behind this."]
    assert said[10] == ["Type n alone, n coding, or n uncoded."]
    assert said[11] == ["Type b alone, or b coding."]


def test_place_says_where_one_is(study, conversation):
    said = conversation(study, "1", "2", "", "p", "0", "2", "p", "by turn", "p")
    assert said[3] == [
        "P07, turn 2 of 4, sentence 2 of 3, line 5, P07, at 1:04, 48% read, 2 codings, not begun."
    ]
    assert said[6] == [
        "P12, paragraph 1 of 2, sentence 1 of 1, line 1, section Q1, 88% read, 0 codings, not begun."
    ]
    assert said[8] == ["P12, paragraph 1 of 2, line 1, section Q1, 88% read, 0 codings, not begun."]


def test_a_document_without_turns_is_read_by_paragraphs_with_its_sections(study, conversation):
    said = conversation(study, "open p12", "", "", "9")
    assert said[0] == [
        "P12: 2 paragraphs, 5 words, 0 codings, not begun.",
        "Section Q1.",
        "1: Because of the bread.",
    ]
    assert said[1] == ["Section Q2.", "2: No."]
    assert said[2] == ["This is the end of P12. k marks it complete."]
    assert said[3] == ["There is no paragraph 9: they are 1 to 2."]


def test_reading_goes_on_where_it_was_left_also_from_the_main_place(study, conversation):
    conversation(study, "1", "2", "", "q")
    said = conversation(study, "", "0", "1")
    assert said.start[-1] == "You read last in 1 P07. Enter goes on there."
    again = ["You go on where you left off.", f"2 P07: {RENT[0]}", RENT[1]]
    assert said[0] == ["P07: 4 turns, 21 words, 2 codings, not begun.", *again]
    assert said[1] == ["Back in the main place."]
    assert said[2] == said[0]


def test_another_coder_begins_at_the_beginning(study, conversation):
    conversation(study, "1", "2", "q")
    assert conversation(study, "1", coder="Zuhra")[0][-1] == "Recorded in the yard."


def test_complete_is_marked_undone_and_told(study, conversation, opened):
    said = conversation(study, "1", "k", "0", "d", "1", "u", "complete", "k", "k")
    assert said[1] == ["P07 is complete."]
    assert said[3][1] == "1 P07, complete, 2 codings, 21 words"
    assert said[5] == ["Undid: marked P07 as complete for Amina."]
    assert [said[6], said[7], said[8]] == [
        ["P07 is complete."], ["P07 is in progress."], ["P07 is complete."],
    ]  # fmt: skip
    project = opened()
    amina = project.coders.find("Amina")
    assert project.progress.state(project.documents.find("P07"), amina) is ReadingState.COMPLETE


def test_open_asks_names_and_refuses(study, conversation):
    said = conversation(study, "open", "P1", "0", "o nothing", "o p", "o 9", "o", "0", "77")
    assert said[0][0] == "2 documents:"
    assert said.prompts[1] == "Number or name, 0 for none: "
    assert said[1][0].startswith("P12: 2 paragraphs")
    assert said[3] == ["There is no document “nothing”. d lists them."]
    assert said[4] == ["“p” fits several: 1 P07, 2 P12. Type the number."]
    assert said[5] == ["There is no document “9”. d lists them."]
    assert said[7] == ["Nothing was done."]
    assert said[8] == ["There is no document “77”. d lists them."]


def test_a_turn_of_several_paragraphs_is_read_paragraph_by_paragraph(tmp_path, conversation):
    path = tmp_path / "lines.qualcode"
    turns = (Turn(4, 20, "Ann"), Turn(26, 29, None))
    with Project.create(path, coder="Amina") as project:
        project.documents.add("Lines", Transcript("Ann One. Two.\n\nThree\nnote\nYes", "txt", turns))
    said = conversation(path, "1", "", "", "", "", "1", "a turn", "by turn")
    assert said[:5] == [
        ["Lines: 2 turns, 4 words, 0 codings, not begun.", "1 Ann: One."],
        ["Two."],
        ["Three"],
        ["note"],
        ["2: Yes"],
    ]
    assert said[6] == ["One. Two.", "Three"]
    assert said[7] == ["Reading by turn.", "1 Ann: One. Two.", "Three"]


def test_both_faces_cut_the_same_sentences():
    for path in sorted((Path(__file__).parents[2] / "corpora").glob("P0[1-4] *")):
        read = read_transcript(path)
        for language in (None, "en"):
            passages = Passages(read.text, read.turns, language=language)
            screen = sentence_spans(read.text, read.turns, language)
            plain = [each for place in range(len(passages.parts)) for each in passages.sentences(place)]
            inside = {(each.start, each.end) for each in plain}
            assert inside <= set(screen)
            spoken = [each for each in screen if any(t.start <= each[0] < t.end for t in read.turns)]
            assert inside >= set(spoken) != set()


def test_a_long_wait_before_the_first_document_is_told(monkeypatch):
    told, said = threading.Event(), []

    def say(sentence: str) -> None:
        said.append(sentence)
        told.set()

    monkeypatch.setattr(reading_place, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(reading_place, "load_rules", lambda language: told.wait(10))
    talk = Talk(io.StringIO(), io.StringIO())
    monkeypatch.setattr(talk, "say", say)
    reading_place.load_sentences(talk, "en")
    assert said == ["Getting ready to find sentences …"]
