"""RQDA projects: the real one by its expected values, and what real ones do, in small ones."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from foreign_schemas import RQDA, Make

from qualcode.exchange.foreign.recognising import read_project
from qualcode.exchange.foreign.study import Study
from qualcode.model import AttributeType

TEXT = "Erste Zeile 😀\nZweite Zeile über Geld.\nDritte."
MADE = {"owner": "ada", "date": "Wed Apr  8 00:11:10 2015", "status": 1}


def triples(study: Study) -> list[tuple[str, str, str]]:
    """(document, path of the code, coded text) of every coding."""
    names = {code.key: code for code in study.codes}
    sources = {source.key: source for source in study.sources}
    selections = {selection.key: selection for selection in study.selections}
    found = []
    for coding in study.codings:
        path, code = [], names.get(coding.code)
        while code:
            path.insert(0, code.name)
            code = names.get(code.parent or "")
        selection = selections[coding.selection or ""]
        source = sources[selection.source]
        found.append((source.name, " > ".join(path), (source.text or "")[selection.start : selection.end]))
    return found


def digest(rows: list[tuple[str, str, str]], joint: str) -> str:
    lines = sorted((source, code, joint.join(text.split())) for source, code, text in rows)
    return hashlib.sha256("\n".join("\t".join(line) for line in lines).encode()).hexdigest()


def test_the_sample_gives_the_expected_counts_and_hashes(shared: Path) -> None:
    samples = shared / "refi" / "samples"
    expected = next(
        each
        for each in json.loads((samples / "expected.json").read_text())["files"]
        if each["file"] == "rqda-revconf.rqda"
    )
    study = read_project(samples / "rqda-revconf.rqda")
    found = triples(study)
    assert study.tool == expected["writer"]
    assert (len(study.sources), len(study.codes)) == (expected["files_active"], expected["codes_active"])
    assert len(found) == expected["codings_active"] == expected["text_codings_resolved"]
    assert digest(found, " ") == expected["coded_segments_sha256"]
    assert digest(found, "") == expected["coded_segments_nospace_sha256"]
    assert (
        sum(len(" ".join(text.split())) for *_, text in found) == expected["coded_chars_total_ws_normalised"]
    )
    assert [list(each) for each in Counter(code for _, code, _ in found).most_common(5)] == expected[
        "top5_codes"
    ]
    assert [remark.message for remark in study.remarks] == [
        "1 coding deleted in RQDA 0.2.2 and not taken over."
    ]
    assert study.codings[0].audit.created == "2015-04-08T18:22:25"
    assert [user.name for user in study.users] == ["tobiasweise"]


def coding(start: float | None, end: float | None, words: str | None, **more: object) -> dict[str, object]:
    return {"cid": 1, "fid": 1, "seltext": words, "selfirst": start, "selend": end, **MADE, **more}


def small(make: Make, text: str = TEXT, **tables: object) -> Path:
    basis = {
        "source": [{"name": "Interview", "id": 1, "file": text, **MADE}],
        "freecode": [{"name": "Geld", "id": 1, **MADE}],
    }
    return make("small.rqda", RQDA, **{**basis, **tables})


def test_a_drifted_passage_is_found_by_its_words_and_told(make: Make) -> None:
    place = TEXT.index("über Geld")
    path = small(make, coding=[
        coding(place, place + 9, "über Geld"),
        coding(place + 1, place + 10, "über Geld"),
        coding(None, None, "Dritte."),
        coding(9_999, 10_008, "über\n Geld"),
        coding(9_999, 10_008, "Verschwunden"),
    ])  # fmt: skip
    study = read_project(path)
    assert [text for *_, text in triples(study)] == ["über Geld", "über Geld", "Dritte.", "über Geld"]
    told = [(remark.about, remark.is_loss) for remark in study.remarks]
    assert told == [(f"coding {number} in Interview", number == 5) for number in (2, 3, 4, 5)]
    assert f"{place + 1} became {place} “über Geld”" in study.remarks[0].message


def test_the_nearest_of_several_places_is_taken(make: Make) -> None:
    text = "ja nein ja nein ja nein"
    study = read_project(
        small(make, text, coding=[coding(9, 11, "ja"), coding(17, 19, "ja"), coding(0, 1, "nein")])
    )
    assert [(each.start, each.end) for each in study.selections] == [(8, 10), (16, 18), (3, 7)]


def test_other_words_at_the_place_are_kept_and_told_as_doubtful(make: Make) -> None:
    study = read_project(small(make, coding=[coding(0, 5, "Verschwunden")]))
    assert triples(study) == [("Interview", "Geld", "Erste")]
    assert study.remarks[-1].is_loss
    assert "“Verschwunden”" in study.remarks[-1].message
    assert "“Erste”" in study.remarks[-1].message


def test_line_ends_of_two_characters_move_what_is_behind_them(make: Make) -> None:
    stored = "eins\r\nzwei 😀\r\ndrei"
    start = stored.index("drei")
    study = read_project(small(make, stored, coding=[coding(start, start + 4, "drei")]))
    assert study.sources[0].text == "eins\nzwei 😀\ndrei"
    assert triples(study)[0][2] == "drei"
    assert study.remarks == []


def test_categories_cases_attributes_and_memos_arrive(make: Make) -> None:
    path = small(
        make,
        freecode=[
            {"name": "Geld", "id": 1, "memo": "what pays", "color": "#AABBCC", **MADE},
            {"name": "Zeit", "id": 2, **MADE},
        ],
        codecat=[{"name": "Mittel", "catid": 1, "memo": "m", **MADE}, {"name": "Alles", "catid": 2, **MADE}],
        treecode=[
            {"cid": 1, "catid": 1, **MADE}, {"cid": 1, "catid": 2, **MADE}, {"cid": 2, "catid": 2, **MADE},
            {"cid": 7, "catid": 2, **MADE},
        ],
        cases=[{"name": "Ada", "id": 4, "memo": "who", **MADE}],
        caselinkage=[
            {"caseid": 4, "fid": 1, "selfirst": 0, "selend": len(TEXT), **MADE},
            {"caseid": 4, "fid": 1, "selfirst": 0, "selend": 5, **MADE},
            {"caseid": 9, "fid": 1, "selfirst": 0, "selend": 5, **MADE},
        ],
        attributes=[{"name": "age", "class": "numeric", **MADE}, {"name": "town", "class": "character", **MADE}],
        caseAttr=[
            {"variable": "age", "value": "41", "caseID": 4, **MADE},
            {"variable": "town", "value": "NA", "caseID": 4, **MADE},
        ],
        fileAttr=[{"variable": "wave", "value": "2", "fileID": 1, **MADE}],
        journal=[{"name": "day 1", "journal": "began", **MADE}],
        annotation=[{"fid": 1, "position": TEXT.index("Geld"), "annotation": "look", **MADE}],
        filecat=[{"name": "wave 2", "catid": 3, **MADE}],
        treefile=[{"fid": 1, "catid": 3, **MADE}],
        coding=[coding(0, 5, "Erste", memo="why"), coding(0, 5, "Erste", status=0)],
        image=[{"name": "x.png", "id": 1, **MADE}],
    )  # fmt: skip
    study = read_project(path)
    codes = [(code.name, code.parent, code.is_codable) for code in study.codes]
    assert codes == [
        ("Mittel", None, False), ("Alles", None, False), ("Geld", "category 1", True), ("Zeit", "category 2", True)
    ]  # fmt: skip
    assert (study.codes[2].description, study.codes[2].colour) == ("what pays", "#aabbcc")
    assert [(group.name, group.codes, group.sources) for group in study.groups] == [
        ("Alles", ("2", "1"), ()), ("wave 2", (), ("1",))
    ]  # fmt: skip
    (case,) = study.cases
    assert (case.name, case.description, case.sources, case.selections) == (
        "Ada",
        "who",
        ("1",),
        ("case link 2",),
    )
    types = {each.name: each.type for each in study.variables}
    assert types == {"age": AttributeType.FLOAT, "town": AttributeType.TEXT, "wave": AttributeType.TEXT}
    values = [(each.variable, each.of, each.text) for each in study.values]
    assert values == [
        ("age", ("case", "4"), "41"),
        ("town", ("case", "4"), None),
        ("wave", ("source", "1"), "2"),
    ]
    assert [(note.name, note.text, note.on) for note in study.notes] == [
        ("day 1", "began", ()), (None, "look", (("selection", "annotation 1"),))
    ]  # fmt: skip
    noted = next(each for each in study.selections if each.key == "annotation 1")
    assert TEXT[noted.start : noted.end] == "Zweite Zeile über Geld."
    assert [(each.memo, each.audit.creator) for each in study.codings] == [("why", "ada")]
    lost = [remark.about for remark in study.remarks if remark.is_loss]
    assert lost == ["case link 3", "file"]


@pytest.mark.parametrize("row", [{"id": 1}, {"id": None}, {"id": "one"}, {"id": 1.5}, {"id": b"\xff"}])
def test_a_number_that_is_none_or_taken_keeps_both_codes(make: Make, row: dict[str, object]) -> None:
    codes = [{"name": "Geld", "id": 1, **MADE}, {"name": "Zeit", **row, **MADE}]
    study = read_project(small(make, freecode=codes, coding=[coding(0, 5, "Erste")]))
    assert [code.name for code in study.codes] == ["Geld", "Zeit"]
    assert len({code.key for code in study.codes}) == 2
    assert triples(study) == [("Interview", "Geld", "Erste")]
    assert study.remarks[0].about == "code Zeit"
