"""What can be typed while a document is read."""

from __future__ import annotations

from qualcode.plain.commands import Command
from qualcode.plain.reading_codings import (
    code_command,
    here_command,
    last_command,
    memo_command,
    others_command,
    recode_command,
    remove_command,
    weight_command,
)
from qualcode.plain.reading_moves import (
    again_command,
    back_command,
    by_command,
    complete_command,
    find_command,
    line_command,
    next_command,
    place_command,
    turn_command,
)
from qualcode.plain.reading_selection import select_command

READING = (
    Command(
        "next",
        "n",
        "[coding or uncoded]",
        "reads on, as Enter does; or goes to the next coding, or to the next turn without one.",
        next_command,
    ),
    Command("back", "b", "[coding]", "reads what stands before; or goes to the coding before.", back_command),
    Command("again", "a", "[turn]", "reads the same again, or the whole turn.", again_command),
    Command("turn", "t", "NUMBER", "goes to a turn; the number alone does too.", turn_command),
    Command("line", "l", "NUMBER", "goes to a line; lines are numbered as on the screen.", line_command),
    Command(
        "find",
        "f",
        "[WORDS]",
        "goes to the next place of the words; f alone to the next one of the same.",
        find_command,
    ),
    Command("by", "", "sentence or turn", "reads by sentence or by turn.", by_command),
    Command("place", "p", "", "says where you are, and how much is read and coded.", place_command),
    Command(
        "select",
        "s",
        "WHAT",
        "selects sentences (2-3), words (words 4-9), turn, turns 4-6, the words themselves, or from the first words to"
        " the last ones. s alone reads the sentences with numbers, s words the words; s none drops the selection.",
        select_command,
    ),
    Command(
        "code",
        "c",
        "[NAMES]",
        "applies codes: names, numbers or letters, several with ; between.",
        code_command,
    ),
    Command("last", ".", "", "applies what was applied last again.", last_command),
    Command(
        "here",
        "h",
        "[NUMBER]",
        "says what is coded here, numbered; with a number all about that coding.",
        here_command,
    ),
    Command(
        "memo",
        "m",
        "[TEXT or NUMBER]",
        "writes your memo on a coding: on what was coded just now, or on the one here. A number alone says which;"
        " the text is asked for then.",
        memo_command,
    ),
    Command(
        "weight", "w", "[NUMBER] [WEIGHT]", "gives a coding a weight from 0 to 100, or none.", weight_command
    ),
    Command("recode", "r", "[NUMBER] [NAME]", "gives a coding another code; its memo stays.", recode_command),
    Command("remove", "x", "[NUMBER]", "removes a coding with its memos.", remove_command),
    Command("others", "o", "", "tells of others' codings, or not.", others_command),
    Command("complete", "k", "", "marks the document complete, or in progress again.", complete_command),
)
