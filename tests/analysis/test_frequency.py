"""The theme table: columns, filters, units; and the published numbers of the toy project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.analysis.frequency import frequency
from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Condition, Scope
from qualcode.project import ProjectFile


def column(table, name: str) -> dict[str, int]:
    return dict(zip(table["code"], table[name], strict=True))


def expected(shared: Path) -> dict:
    return json.loads((shared / "analysis" / "toy-project.json").read_text(encoding="utf-8"))["expected"]


PATHS = {"work": "work", "stress": "work > stress", "pay": "work > pay", "home": "home"}


def test_toy_counts_and_unions_with_the_subtree_gathered(toy: ProjectFile, shared: Path) -> None:
    codings = column(frequency(toy, count="codings", with_subcodes=True), "codings")
    documents = column(frequency(toy, count="documents", with_subcodes=True), "documents")
    characters = column(frequency(toy, count="characters", with_subcodes=True), "characters")
    by_speaker = frequency(toy, by="speaker", with_subcodes=True).set_index("code")
    for code, numbers in expected(shared)["frequency"].items():
        assert codings[PATHS[code]] == numbers["segments"]
        assert documents[PATHS[code]] == numbers["documents"]
        assert characters[PATHS[code]] == numbers["characters"]
        row = by_speaker.loc[PATHS[code]]
        assert [speaker for speaker in row.index if row[speaker]] == numbers["speakers"]


def test_toy_coverage_by_document(toy: ProjectFile, shared: Path) -> None:
    table = frequency(toy, by="document", count="characters", with_subcodes=True).set_index("code")
    lengths = {document.name: document.characters for document in toy.documents.all()}
    for code, numbers in expected(shared)["frequency"].items():
        for document, share in numbers["coverage"].items():
            row = table.loc[PATHS[code]]
            found = (
                row.sum() / sum(lengths.values()) if document == "all" else row[document] / lengths[document]
            )
            assert found == pytest.approx(share, abs=1e-6)


def test_toy_code_by_document(toy: ProjectFile, shared: Path) -> None:
    wanted = expected(shared)["code_by_document"]
    for measure, count in (("segments", "codings"), ("characters", "characters")):
        table = frequency(toy, by="document", count=count).set_index("code")
        assert list(table.columns) == wanted["columns"]
        for code, numbers in wanted[measure].items():
            assert table.loc[PATHS[code]].tolist() == numbers


def test_the_plain_form_has_exactly_its_columns_and_all_codes_in_order(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "Prices rose")
    table = frequency(interview)
    assert list(table.columns) == ["code", "codings", "documents", "participants", "words", "share_of_words"]
    assert table["code"].tolist() == ["work", "work > pay", "work > stress", "home"]
    assert table.loc[1].tolist() == ["work > pay", 1, 1, 1, 2, 2 / 21]
    assert table.drop(index=1).drop(columns="code").to_numpy().sum() == 0
    assert sum(document.words for document in interview.documents.all()) == 21


def test_an_unused_project_gives_rows_of_zeros(interview: ProjectFile) -> None:
    for by in (None, "document", "participant", "coder", "speaker", "section", "gender", "site"):
        table = frequency(interview, by=by)
        assert len(table) == 4
        assert table.drop(columns="code").to_numpy().sum() == 0


def test_an_empty_project_gives_an_empty_table(project: ProjectFile) -> None:
    for by in (None, "document", "participant", "coder", "speaker", "section"):
        assert len(frequency(project, by=by)) == 0


def test_two_spans_cover_a_word_between_them(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "Pr")
    assert column(frequency(interview), "words")["work > pay"] == 0
    apply("Pair", "pay", "es rose")
    assert column(frequency(interview), "words")["work > pay"] == 2


def test_parents_gather_without_counting_twice(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "Prices rose")
    apply("Pair", "stress", "rose 👍🏽 soon")
    apply("Pair", "work", "came in")
    table = frequency(interview, with_subcodes=True).set_index("code")
    assert table.loc["work", ["codings", "documents", "participants", "words"]].tolist() == [3, 1, 2, 6]
    assert frequency(interview).set_index("code").loc["work", "codings"] == 1


def test_by_participant_counts_each_in_their_own_words(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "in autumn.\nR: Prices")
    apply("Letter", "pay", "letter")
    table = frequency(interview, by="participant")
    assert list(table.columns) == ["code", "Zarina", "Rustam", "Olga"]  # Nobody yet has said nothing yet
    assert table.loc[1].tolist() == ["work > pay", 1, 1, 1]
    assert frequency(interview, by="participant", count="words").loc[1].tolist() == ["work > pay", 2, 1, 1]
    assert frequency(interview, by="participant", count="characters").loc[1].tolist()[1:] == [10, 6, 6]


def test_what_belongs_to_nobody_has_a_column_only_where_needed(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "How was it?")
    apply("Letter", "pay", "letter")
    assert frequency(interview, by="participant").loc[1].to_dict()["(no participant)"] == 1
    assert frequency(interview, by="speaker").loc[1].to_dict()["(no speaker)"] == 1
    assert frequency(interview, by="section").loc[1].to_dict() == {"code": "work > pay", "(no section)": 2}
    assert "(no participant)" not in frequency(interview, by="participant", count="participants")


def test_attributes_count_the_people_they_describe(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "came")
    apply("Pair", "pay", "autumn")
    apply("Alone", "pay", "door")
    table = frequency(interview, by="gender")
    assert table.loc[1].to_dict() == {"code": "work > pay", "Female": 1, "female": 1, "male": 0}
    assert frequency(interview, by="gender", count="codings").loc[1, "female"] == 2
    assert frequency(interview, by="age").columns.tolist() == ["code", "9", "34", "(no value)"]
    assert frequency(interview, by="site").loc[1].to_dict() == {
        "code": "work > pay",
        "home": 1,
        "(no value)": 1,
    }


def test_by_coder_and_only_one_coder(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "came in")
    apply("Pair", "pay", "in autumn", coder="Farid")
    table = frequency(interview, by="coder", count="words")
    assert table.loc[1].tolist() == ["work > pay", 2, 2]
    assert column(frequency(interview), "words")["work > pay"] == 3
    only = frequency(interview, scope=Scope(coders=("Farid",)))
    assert only.loc[1, ["codings", "words"]].tolist() == [1, 2]


def test_the_interviewer_left_out(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "INT: How was it?")  # with its label: still nothing but the interviewer
    apply("Pair", "pay", "was it?\nZ: They came")  # his part is not counted, hers is
    apply("Letter", "pay", "letter")
    scope = Scope(exclude_speakers=("int",))
    row = frequency(interview, scope=scope).loc[1]
    assert row[["codings", "documents", "participants", "words"]].tolist() == [2, 2, 2, 3]
    assert row["share_of_words"] == 3 / (21 - 5)
    assert frequency(interview, scope=scope, count="characters").loc[1, "characters"] == 15


def test_only_a_speaker_or_a_participant(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "autumn.\nR: Prices")
    apply("Alone", "home", "door")
    assert frequency(interview, scope=Scope(speakers=("R",)))["words"].tolist() == [0, 1, 0, 0]
    assert frequency(interview, scope=Scope(participants=("Olga",)))["codings"].tolist() == [0, 0, 0, 1]
    both = Scope(participants=("Zarina",), speakers=("R",))
    assert frequency(interview, scope=both)["codings"].sum() == 0


def test_only_a_code_and_what_is_under_it(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "came")
    apply("Alone", "home", "door")
    assert frequency(interview, scope=Scope(codes=("work",)))["code"].tolist() == ["work"]
    table = frequency(interview, scope=Scope(codes=("work",), with_subcodes=True))
    assert table["code"].tolist() == ["work", "work > pay", "work > stress"]
    assert table["codings"].tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("condition", "codings"),
    [
        (Condition("gender", "=", "female"), 1),
        (Condition("gender", "=", "FEMALE"), 2),
        (Condition("Gender", "!=", "male"), 2),
        (Condition("age", ">=", "10"), 1),
        (Condition("age", "<", "34"), 1),
        (Condition("age", "=", ""), 1),
        (Condition("age", "!=", ""), 2),
        (Condition("site", "=", "home"), 1),
        (Condition("document:site", "=", ""), 2),
    ],
)
def test_conditions_compare_as_the_type_does(interview, apply, condition: Condition, codings: int) -> None:
    for document, quote in (("Pair", "autumn"), ("Pair", "Prices"), ("Alone", "door")):
        apply(document, "pay", quote)
    assert frequency(interview, scope=Scope(where=(condition,))).loc[1, "codings"] == codings


def test_retired_codes_are_there_only_if_used(interview: ProjectFile, apply) -> None:
    apply("Pair", "pay", "came")
    for code in ("pay", "stress", "home"):
        interview.codebook.retire(interview.codebook.find(code))
    assert frequency(interview)["code"].tolist() == ["work", "work > pay"]


def test_two_of_one_name_have_two_columns(interview: ProjectFile) -> None:
    other = interview.participants.add("Olga")
    interview.participants.link_document(interview.documents.find("Letter"), other)
    headings = list(frequency(interview, by="participant").columns)
    assert headings == ["code", "Zarina", "Rustam", "Olga", f"Olga ({other.guid})"]


def test_refusals_name_what_is_there(interview: ProjectFile) -> None:
    with pytest.raises(InvalidValue, match="choose one of codings, documents"):
        frequency(interview, count="sentences")
    with pytest.raises(UnknownName, match="did you mean “gender”"):
        frequency(interview, by="gendr")
    with pytest.raises(UnknownName, match="did you mean “document”"):
        frequency(interview, by="documents")
    with pytest.raises(UnknownName, match="did you mean “Female”"):
        frequency(interview, scope=Scope(where=(Condition("gender", "=", "femal"),)))
    with pytest.raises(UnknownName, match="no speaker “INTERVIEWER”"):
        frequency(interview, scope=Scope(exclude_speakers=("INTERVIEWER",)))
    with pytest.raises(InvalidValue, match="whole number"):
        frequency(interview, scope=Scope(where=(Condition("age", ">", "old"),)))


def test_a_table_says_what_it_is(interview: ProjectFile) -> None:
    scope = Scope(exclude_speakers=("INT",), where=(Condition("age", ">", "10"),))
    about = frequency(interview, by="speaker", count="words", scope=scope).attrs["about"]
    assert "words" in about
    assert "by speaker" in about
    assert "age > 10" in about
    assert "“INT”" in about


def test_the_end_of_one_document_is_not_the_beginning_of_the_next(interview: ProjectFile) -> None:
    code = interview.codebook.find("home")
    for document in interview.documents.all():
        interview.codings.apply(document, code, 0, document.characters)
    lengths = [document.characters for document in interview.documents.all()]
    assert frequency(interview, by="document", count="characters").loc[3].tolist()[1:] == lengths


def test_two_codes_of_one_path_have_two_rows_that_can_be_told_apart(interview: ProjectFile, apply) -> None:
    other = interview.codebook.add("home")
    table = frequency(interview)
    assert table["code"].tolist()[-2:] == ["home", f"home ({other.guid})"]
