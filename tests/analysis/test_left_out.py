"""Where participants are counted, the table says which codings are in none of its cells."""

from __future__ import annotations

from qualcode.analysis.crosstab import crosstab
from qualcode.analysis.frequency import frequency
from qualcode.model import Scope, Transcript, Turn
from qualcode.project import ProjectFile


def test_codings_of_nobody_are_told_where_participants_are_counted(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "How was it?")  # the interviewer
    apply("Alone", "stress", "And you?")
    apply("Pair", "pay", "was it?\nZ: They came")  # the interviewer and a participant: it is hers
    apply("Pair", "pay", "in autumn")
    told = "Left out: 2 of 4 codings, which lie on what no participant said: INT."
    for table in (
        frequency(interview, by="gender"),
        frequency(interview, by="document", count="participants"),
        frequency(interview, count="participants"),
        crosstab(interview, "gender"),
    ):
        assert table.attrs["about"].endswith(told)
        assert table.attrs["left_out"] == told
    for table in (
        frequency(interview),
        frequency(interview, by="gender", count="codings"),  # has a column for them
        crosstab(interview, "site"),
        frequency(interview, by="gender", scope=Scope(exclude_speakers=("INT",))),
    ):
        assert "Left out: 2" not in table.attrs["about"]
        assert not table.attrs["left_out"]


def test_many_speakers_and_none_are_named_in_few_words(interview: ProjectFile) -> None:
    text = "".join(f"{letter}: said\n" for letter in "ABCDE") + "a note"
    turns = tuple(Turn(place * 8 + 3, place * 8 + 7, letter) for place, letter in enumerate("ABCDE"))
    document = interview.documents.add("Many", Transcript(text, "txt", turns))
    code = interview.codebook.find("home")
    interview.codings.apply(document, code, 3, 7)
    interview.codings.apply(document, code, 3, 15)
    for place in (2, 3, 4):
        interview.codings.apply(document, code, place * 8 + 3, place * 8 + 7)
    interview.codings.apply(document, code, 42, 46)
    told = frequency(interview, count="participants").attrs["left_out"]
    assert told == (
        "Left out: 6 of 6 codings, which lie on what no participant said: A, B, C and 3 other speakers."
    )
    narrow = frequency(interview, count="participants", scope=Scope(speakers=("A",))).attrs["left_out"]
    assert narrow == "Left out: 2 of 2 codings, which lie on what no participant said: A."
