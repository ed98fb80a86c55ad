"""Segments written as they are listed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qualcode.analysis.segments import segments
from qualcode.errors import ReadingError
from qualcode.exchange.segment_cards import SegmentCards
from qualcode.exchange.segments_export import COLUMNS, quotes, write_segments
from qualcode.model import Section, Transcript, Turn
from qualcode.project import ProjectFile
from qualcode.tui.transcript.pieces import cut_pieces

TEXT = "A: One\ntwo *three*.\n\nB: =Four\x1b five.\nsix\n"


@pytest.fixture
def project(tmp_path: Path) -> ProjectFile:
    """Two codings in one document of a participant with an odd name, and one in another document."""
    project = ProjectFile.create(tmp_path / "s.qualcode", coder="Amina")
    turns = (Turn(3, 19, "A"), Turn(24, len(TEXT) - 1, "B"))
    first = project.documents.add("P_01", Transcript(TEXT, "txt", turns, (Section("Q1", 0, 20),)))
    second = project.documents.add("P02", Transcript("Whole.", "txt"))
    person = project.participants.add("[b]Zarina")
    project.participants.link_speaker(project.documents.speakers(first)[0], person)
    code = project.codebook.add_path("Welcome > Hospitality")
    project.codings.apply(first, code, 11, 18, memo="why\n\nso", weight=40)
    project.codings.apply(first, code, 24, 35)
    project.codings.apply(second, code, 0, 6)
    return project


def test_a_table_has_these_rows_in_this_order(project: ProjectFile, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert write_segments(project, target, [3, 99, 1, 2], title="all") == 3
    heading, *rows = csv.reader(target.open(encoding="utf-8-sig", newline=""))
    assert tuple(heading) == COLUMNS
    plainly = [[*row[1:13], row[14]] for row in rows]
    assert plainly == [
        ["P02", "", "", "", "", "1", "0", "6", "Welcome > Hospitality", "Amina", "", "", "Whole."],
        ["P_01", "[b]Zarina", "A", "Q1", "1", "2", "11", "18", "Welcome > Hospitality", "Amina", "40", "why\n\nso",
         "*three*"],
        ["P_01", "", "B", "", "2", "4", "24", "35", "Welcome > Hospitality", "Amina", "", "", "'=Four\x1b five"],
    ]  # fmt: skip


def test_a_sheet_keeps_numbers_as_numbers_and_texts_as_texts(project: ProjectFile, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    write_segments(project, target, [2, 1], title="all")
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert [row[6] for row in rows[1:]] == [4, 2]
    assert rows[1][14].startswith("=Four")


def test_the_values_are_those_of_the_segments_of_the_analysis(project: ProjectFile, tmp_path: Path) -> None:
    frame = segments(project)
    found = SegmentCards(project).read([1, 2, 3])
    for number, row in zip((1, 2, 3), frame.to_dict("records"), strict=True):
        card = found[number]
        assert card is not None
        turn = None if card.turn is None else card.turn
        assert (card.line, card.text, card.owners.participants, card.owners.speakers, card.owners.sections) == (
            row["line"], row["text"], row["participant"], row["speaker"], row["section"],
        )  # fmt: skip
        assert turn == (row["turn"] if isinstance(row["turn"], int) else None)


def test_quotes_name_participant_document_line_and_code(project: ProjectFile, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    assert (
        write_segments(project, target, [1, 2], title="any of *x*", headings=[(0, "P_01"), (1, "more")]) == 2
    )
    assert target.read_text(encoding="utf-8") == (
        "# any of \\*x\\*\n\n"
        "## P\\_01\n\n"
        "> \\*three\\*\n>\n> *Memo:* why so\n>\n"
        "> — \\[b\\]Zarina, P\\_01, line 2, turn 1 · Welcome \\> Hospitality · Amina · weight 40\n\n"
        "## more\n\n"
        "> =Four␛ five\n>\n> — B, P\\_01, line 4, turn 2 · Welcome \\> Hospitality · Amina\n\n".replace(
            "> =Four", "> \\=Four"
        )
    )


def test_another_kind_of_file_is_refused(project: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"\.csv, \.tsv, \.xlsx, \.md"):
        write_segments(project, tmp_path / "out.pdf", [1], title="")
    assert not (tmp_path / "out.pdf").exists()


def test_what_is_kept_is_read_anew_after_a_change(project: ProjectFile) -> None:
    reader = SegmentCards(project)
    before = reader.read([1])[1]
    project.many_codings.weigh([1], 90)
    assert reader.read([1])[1] is before
    reader.forget()
    after = reader.read([1])[1]
    assert after is not None
    assert after.coding.weight == 90


def test_no_more_is_kept_than_there_is_room_for(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.exchange.segment_cards.MOST_CARDS", 1)
    monkeypatch.setattr("qualcode.exchange.segment_cards.MOST_CHARACTERS", 1)
    reader = SegmentCards(project)
    for _ in range(2):
        assert [card.text for card in reader.read([3, 1]).values() if card] == ["Whole.", "*three*"]
        assert len(reader._cards) == 2
        assert [card.line for card in reader.read([1]).values() if card] == [2]
        assert len(reader._opened) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab .\n", min_size=1, max_size=30).filter(str.strip), st.data())
def test_line_numbers_are_those_in_the_margin_of_the_transcript(
    tmp_path: Path, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    path = tmp_path / "one.qualcode"
    path.unlink(missing_ok=True)
    with ProjectFile.create(path, coder="Amina") as own:
        document = own.documents.add("D", Transcript(text, "txt"))
        made = own.codings.apply(document, own.codebook.add("X"), start, len(text))
        card = SegmentCards(own).read([made.id])[made.id]
    pieces = cut_pieces(text)
    assert card is not None
    assert card.line == pieces.lines[pieces.at(start)]


def test_headings_without_codings_come_to_nothing() -> None:
    assert list(quotes([], "none", [(0, "x")])) == ["# none\n\n"]
