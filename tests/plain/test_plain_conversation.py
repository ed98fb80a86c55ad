"""The manners of the conversation: help, leaving, cancelling, pages, what cannot be shown, and two programs at once."""

from __future__ import annotations

import io

import pytest

from qualcode.api import Project
from qualcode.model import Transcript
from qualcode.plain.main_place import MainPlace
from qualcode.plain.reading_commands import READING
from qualcode.plain.session import Session
from qualcode.plain.talking import Cancelled, Left, Talk

FAREWELL = "Everything is saved. Goodbye."


class Interrupting(io.StringIO):
    """An input in which ^C stands for the key Ctrl+C."""

    def readline(self, size: int | None = -1, /) -> str:
        """Return a line, or raise what Ctrl+C raises."""
        line = super().readline()
        if line.startswith("^C"):
            raise KeyboardInterrupt
        return line


def heard(path, typed: str) -> str:
    """Return all that is said to what is typed; ^C on a line of its own is Ctrl+C."""
    target = io.StringIO()
    Session(Talk(Interrupting(typed), target, page=None), "Amina").run(path)
    return target.getvalue()


def test_help_lists_what_can_be_typed_at_this_place(study, conversation):
    said = conversation(study, "?", "1", "?", "? c", "help memo", "? foo", "codebook", "?", "0", "? find")
    assert said[0][0] == "The main place of the project. A number opens that document."
    assert "d, documents [WORDS]: lists the documents, or those whose name holds WORDS." in said[0]
    assert "u, undo [NUMBER]: takes back the last action, or that of a number in the history." in said[0]
    assert said[2][0].startswith("You read a document.")
    assert len([line for line in said[2] if line != "Everywhere:"]) > len(READING) + 10
    assert not any(line.startswith("d, documents") for line in said[2])
    assert said[3] == ["c, code [NAMES]: applies codes: names, numbers or letters, several with ; between."]
    assert said[4][0].startswith("m, memo [TEXT or NUMBER]: writes your memo on a coding")
    assert said[5] == ["There is no command “foo” here. Type ? for what can be typed here."]
    assert "a, add [NAME or PARENT > NAME]: adds a code." in said[7]
    assert said[9] == [
        "f, find [WORDS]: goes to the next place of the words; f alone to the next one of the same."
    ]


def test_words_may_be_begun_and_slips_are_answered(study, conversation):
    said = conversation(study, "docu", "tabl", "0", "documnets", "do", "UNDO")
    assert said[0][0] == "2 documents:"
    assert said[1][0] == "Themes."
    assert said[3] == ["There is no command “documnets” here. Did you mean documents?"]
    assert said[4] == ["There is no command “do” here. Did you mean undo or redo?"]
    assert said[5] == ["Undid: wrote the memo “Ask about the rent.”."]


def test_letters_and_words_of_a_place_are_all_different():
    for commands in (MainPlace.commands, READING):
        letters = [command.letter for command in commands if command.letter]
        names = [command.name for command in commands]
        assert len(set(letters)) == len(letters)
        assert len(set(names)) == len(names)
        assert all(command.does.endswith(".") for command in commands)


def test_prompts_may_be_short(study, conversation):
    said = conversation(study, "terse", "1", "terse", "0")
    assert said[0] == ["Prompts are short: a > alone. Type terse again for long ones."]
    assert said.prompts[1:4] == ["> ", "> ", "Enter next, c code, ? help: "]


def test_places_are_left_one_by_one_or_all_at_once(study, conversation):
    said = conversation(study, "t", "1", "b", "1", "codebook", "main", "leave", "q")
    assert said[3][0].startswith("P07: ")
    assert said[5] == ["Back in the main place."]
    assert said[6][0] == "Choose a project:"
    assert said[7] == [FAREWELL]


def test_the_end_of_the_input_leaves_from_any_question(study, conversation):
    for lines in ([], ["1"], ["1", "c"], ["1", "2", "m", "half a memo"], ["1", "c neu"]):
        said = conversation(study, *lines)
        assert said[-1][-1] == FAREWELL
    assert conversation(None)[-1][-1] == FAREWELL


def test_a_memo_that_was_not_ended_is_not_written(study, conversation, opened):
    conversation(study, "1", "2", "c Welcome", "m", "half a memo")
    assert [memo.text for memo in opened().memos.all()] == ["said twice", "Ask about the rent."]


def test_ctrl_c_cancels_the_question_and_twice_leaves(study):
    told = heard(study, "1\nc\n^C\ndocuments\n^C\ndocuments\n^C\n^C\ndocuments\n")
    assert told.count("Nothing was done.\n") == 1
    assert told.count("Ctrl+C once more leaves; or go on.\n") == 2
    assert told.count("2 documents:\n") == 2
    assert told.endswith(FAREWELL + "\n")


def test_long_lists_come_by_pages_and_what_is_typed_instead_is_the_next_command(tmp_path, conversation):
    path = tmp_path / "many.qualcode"
    with Project.create(path, coder="Amina") as project, project.action("test", "many"):
        for number in range(1, 46):
            project.codebook.add(f"Code {number}")
    said = conversation(path, "c", "", "", "o", "0", "o", "7", page=20)
    assert [len(answer) for answer in said[:3]] == [21, 20, 5]  # the first with the line above the list
    assert said.prompts[1:3] == [
        "20 of 45. Enter for more, 0 to stop: ",
        "40 of 45. Enter for more, 0 to stop: ",
    ]
    assert said[3][0] == "45 codes:"
    assert said[4] == []
    assert said[6] == ["7 Code 7, 0 codings."]


def test_arrow_keys_and_foreign_bytes_are_not_taken():
    target = io.StringIO()
    talk = Talk(io.StringIO("\x1b[Acode\nab\udcffc\nfine\n"), target)
    assert talk.ask("What? ") == "fine"
    lines = target.getvalue().split("\n")
    assert (
        lines[0] == "What? An arrow or another control key is in that line; it was not taken. Type it again."
    )
    assert "not taken" in lines[1]
    with pytest.raises(Left):
        talk.ask("")


def test_what_is_said_holds_no_control_characters_and_fits_the_encoding():
    raw = io.BytesIO()
    target = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    talk = Talk(io.StringIO(""), target)
    talk.say("“Code” … \x1b[31m")
    talk.say("дом\nx", "дом")
    target.flush()
    assert raw.getvalue().decode("ascii").split("\n") == [
        '"Code" ... ?[31m',
        "(The encoding of this terminal, ascii, lacks some characters; they are read as ?.)",
        "????x",
        "???",
        "",
    ]


def test_questions_are_repeated_help_given_and_zero_cancels():
    target = io.StringIO()
    talk = Talk(io.StringIO("?\n 12 \n0\nmaybe\nYES\n\n"), target)
    assert talk.ask_for("Which? ", "Type a number.") == "12"
    with pytest.raises(Cancelled):
        talk.ask_for("Which? ", "Type a number.")
    assert talk.confirm("Sure?") is True
    assert talk.confirm("Sure?") is False
    assert target.getvalue().count("Type a number.\n") == 1
    assert "Type y for yes or n for no.\n" in target.getvalue()


def test_odd_names_are_said_as_they_are_and_steer_nothing(tmp_path, conversation):
    path = tmp_path / "odd.qualcode"
    odd = "[bold]x[/b] \x1b[31m\u202e"
    with Project.create(path, "\x1b[2J", coder="Amina") as project:
        document = project.documents.add(odd, Transcript("One \x07word.\n\x1b[2JTwo.", "txt"))
        project.codings.apply(document, project.codebook.add(odd), 0, 3, memo="\x9b31m")
    said = conversation(
        path, "d", "1", "h", "c x[/b", "1", "codebook", "0", "0", "t", "0", "h", "s 1", "f two", "who \x1b"
    )
    everything = "".join(line for answer in [said.start, *said] for line in answer)
    assert not [sign for sign in everything if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or sign == "\u202e"]
    assert said[0][1] == "1 [bold]x[/b] ␛[31m\ufffd, not begun, 1 coding, 3 words"
    assert said[1][1:] == ["1: One ␇word.", "Here: [bold]x[/b] ␛[31m\ufffd (you)."]
    assert said[-2][0] == "An arrow or another control key is in that line; it was not taken. Type it again."


# -- two programs at once


class Meanwhile(io.StringIO):
    """Types lines; before some of them another program does something."""

    def __init__(self, *steps: object) -> None:
        super().__init__()
        self._steps = list(steps)

    def readline(self, size: int | None = -1, /) -> str:
        """Return the next line, after what comes before it was done."""
        while self._steps and callable(self._steps[0]):
            self._steps.pop(0)()  # type: ignore[operator]
        return f"{self._steps.pop(0)}\n" if self._steps else ""


def talk_about(path, *steps: object) -> list[str]:
    """Return all lines said."""
    target = io.StringIO()
    Session(Talk(Meanwhile(*steps), target, page=None), "Amina").run(path)
    return target.getvalue().split("\n")


def test_what_another_program_did_is_told_and_used_before_the_next_command(study):
    def farrukh_codes() -> None:
        with Project.open(study, "Farrukh") as project:
            document = project.documents.find("P07")
            project.codings.apply(document, project.codebook.add("Money"), 0, 8)

    told = talk_about(study, "1", farrukh_codes, "a", "c Money", "h", "q")
    at = next(number for number, line in enumerate(told) if "Meanwhile" in line)
    assert told[at].endswith("Meanwhile, elsewhere: Farrukh added the code Money.")
    assert told[at + 1] == "Meanwhile, elsewhere: Farrukh applied Money to “Recorded” in P07."
    assert told[at + 2 : at + 4] == ["Recorded in the yard.", "Here: Money (Farrukh)."]
    assert "Enter next, c code, ? help: Applied Money to “Recorded in the yard.”." in told
    assert sum("Meanwhile" in line for line in told) == 2


def test_many_actions_elsewhere_are_told_as_a_number(study):
    def farrukh_works() -> None:
        with Project.open(study, "Farrukh") as project:
            for number in range(5):
                project.codebook.add(f"Code {number}")

    told = talk_about(study, farrukh_works, "d", "d")
    assert sum("Meanwhile, elsewhere: 5 actions; history lists them." in line for line in told) == 1


def test_a_document_removed_elsewhere_is_told_and_nothing_is_coded(study):
    def remove() -> None:
        with Project.open(study, "Farrukh") as project:
            project.documents.remove([project.documents.find("P07")])

    told = talk_about(study, "1", remove, "c Welcome", "n", "0", "d")
    assert any(line.endswith("That document is no longer there.") for line in told)
    assert "1 document:" in " ".join(told)
    assert not any("Applied" in line for line in told)


def test_a_project_that_was_moved_away_takes_nothing_more(study):
    told = talk_about(study, lambda: study.rename(study.with_name("elsewhere")), "1", "documents", "0", "q")
    assert sum("was moved, deleted or replaced while open" in line for line in told) == 2
    assert told[-2].endswith(FAREWELL)


def test_a_file_that_cannot_be_opened_is_said_and_another_can_be_chosen(study, tmp_path, conversation):
    (tmp_path / "broken.qualcode").write_bytes(b"x" * 2000)
    said = conversation(study, "project broken.qualcode", "d")
    assert said[0] == ["broken.qualcode is not a qualcode project."]
    assert said[1][0] == "2 documents:"


# -- coding blind


def test_who_codes_blind_hears_of_others_codings_only_when_she_is_done(study, conversation, monkeypatch):
    from qualcode.settings import write_settings

    with Project.open(study, "Amina") as project:
        guid = project.overview().guid
    write_settings(**{f"study-{guid}": {"Amina": {"blind": True}}})
    said = conversation(
        study, "d", "1", "2", "", "codebook", "0", "segments 3", "0", "k", "a", "0", "t", "segments 3"
    )
    assert said[0][1] == "1 P07, not begun, 1 coding, 21 words"
    assert said[3] == ["Rent went up."]
    assert said[4][3] == "3 Rent, prices/housing, 0 codings"
    assert said[6] == ["Rent, prices/housing: 0 passages in 0 documents."]
    assert said[9] == ["2 P07: Rent went up.", "Here: Rent, prices/housing (Farrukh)."]
    assert said[11][3] == "3 Rent, prices/housing: no codings"
    assert said[11][-1].startswith("Your own codings alone: you code blind. ")
    assert said[12][0] == "Rent, prices/housing: 1 passage in 1 document."
