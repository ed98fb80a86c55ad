"""The real REFI-QDA files give the numbers and hashes that were counted on them independently."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from refi_files import segments, told

from qualcode.exchange.foreign.calibration import Passage, score_of
from qualcode.exchange.foreign.positions import Convention, FileText
from qualcode.exchange.foreign.refi_reading import read_refi
from qualcode.exchange.foreign.study import Study


@pytest.fixture
def expected(shared: Path) -> dict[str, dict[str, Any]]:
    """What was counted, by file name."""
    content = json.loads((shared / "refi/samples/expected.json").read_text(encoding="utf-8"))
    return {entry["file"]: entry for entry in content["files"]}


def digest(triples: list[tuple[str, str, str]], gap: str) -> str:
    rows = sorted((source, code, gap.join(text.split())) for source, code, text in triples)
    return hashlib.sha256("\n".join("\t".join(row) for row in rows).encode("utf-8")).hexdigest()


def of_codes(study: Study) -> dict[str, object]:
    """What can be counted of a codebook."""
    above = {code.key: code.parent for code in study.codes}

    def depth(key: str | None) -> int:
        return 0 if key is None else 1 + depth(above[key])

    return {
        "users": len(study.users),
        "codes": len(study.codes),
        "codes_top": sum(code.parent is None for code in study.codes),
        "code_depth": max(depth(code.key) for code in study.codes),
        "codes_not_codable": sum(not code.is_codable for code in study.codes),
        "codes_with_description": sum(bool(code.description) for code in study.codes),
        "codes_with_color": sum(bool(code.colour) for code in study.codes),
        "distinct_code_names": len({code.name for code in study.codes}),
        "codes_used": len({coding.code for coding in study.codings}),
        "selections_without_coding": len(
            {each.key for each in study.selections} - {coding.selection for coding in study.codings}
        ),
    }


def test_nvivo_on_windows_gives_every_segment(shared: Path, expected: dict[str, dict[str, Any]]) -> None:
    study = read_refi(shared / "refi/samples/oltas-nvivo-windows.qdpx")
    counted = expected["oltas-nvivo-windows.qdpx"]
    found = segments(study)
    numbers = of_codes(study)
    assert numbers == {name: counted[name] for name in numbers}
    assert len(study.selections) == counted["PlainTextSelection"]
    assert len(study.codings) == counted["Coding"]
    assert len(found) == counted["text_codings_resolved"]
    assert digest(found, " ") == counted["coded_segments_sha256"]
    assert digest(found, "") == counted["coded_segments_nospace_sha256"]
    assert (
        sum(len(" ".join(text.split())) for _, _, text in found) == counted["coded_chars_total_ws_normalised"]
    )
    spans = Counter((each.start, each.end) for each in study.selections)
    assert len(study.selections) - len(spans) == counted["selections_repeating_a_range"]
    codes = Counter(code for _, code, _ in found)
    assert all(codes[code] == number for code, number in counted["top5_codes"])
    [source] = study.sources
    assert source.text is not None
    assert sum(ord(sign) > 0xFFFF for sign in source.text) == counted["astral_characters_in_text"]
    assert "\r" not in source.text
    assert source.encoding == "utf-8"
    assert len(source.members) == 2  # the text and its rich twin
    assert "UTF-16 units, CRLF as 2" in source.counting
    assert "score 1.000" in told(study)


def test_nvivo_keeps_who_coded_and_when(shared: Path) -> None:
    study = read_refi(shared / "refi/samples/oltas-nvivo-windows.qdpx")
    last = study.codings[-1]
    assert last.guid == "acf593f3-c31d-4bc9-b95f-c40a08714401"
    assert (last.audit.creator, last.audit.created) == (
        "f93ad076-5ca1-4f46-abf4-b4b67130a6e2",
        "2025-06-08T13:14:45Z",
    )
    assert study.selections[-1].audit.creator == "8ca3a2c1-8b7a-41c3-a9dd-a8fb46caa645"
    assert study.selections[-1].name == ""  # which is not an absent one


def test_atlasti_gives_its_structure_without_its_texts(
    shared: Path, expected: dict[str, dict[str, Any]]
) -> None:
    study = read_refi(shared / "refi/samples/atlasti-annex-a2.qdpx")
    counted = expected["atlasti-annex-a2.qdpx"]
    numbers = of_codes(study)
    assert numbers == {name: counted[name] for name in numbers}
    kinds = Counter(source.kind for source in study.sources)
    named = (
        ("text", "TextSource"),
        ("pdf", "PDFSource"),
        ("picture", "PictureSource"),
        ("audio", "AudioSource"),
    )
    assert {kind: counted[name] for kind, name in (*named, ("video", "VideoSource"))} == kinds
    assert len(study.codings) == counted["codings_after_twin_rule"]
    places = Counter(each.kind for each in study.selections)
    assert places["text"] == counted["PlainTextSelection"]
    assert places["area"] == counted["PDFSelection"] - counted["duplicate_guid_pairs"]
    assert places["picture"] == counted["PictureSelection"]
    assert places["video"] == counted["VideoSelection"]
    assert all(each.start is None and each.written for each in study.selections)
    assert len(study.groups) == counted["Set"]
    assert sum(len(group.codes) for group in study.groups) == counted["MemberCode"]
    assert sum(len(group.sources) for group in study.groups) == counted["MemberSource"]
    assert len(study.notes) == counted["Note"]
    assert all(source.text is None for source in study.sources)
    assert told(study).count("is not in the archive") == 11  # 8 texts, 1 picture, 2 PDFs
    assert "source cornflakes-n-milk.jpg: 1 passage on areas or stretches of time, with 2 codings" in told(
        study
    )
    assert "2 passages stand there twice with one GUID; made one, with 2 codings fewer" in told(study)


def test_atlasti_carries_what_is_not_modelled(shared: Path, expected: dict[str, dict[str, Any]]) -> None:
    study = read_refi(shared / "refi/samples/atlasti-annex-a2.qdpx")
    counted = expected["atlasti-annex-a2.qdpx"]
    carried: Counter[str] = Counter()
    for _, _, xml in study.carried:
        carried.update(etree.QName(element).localname for element in etree.fromstring(xml).iter())
    for name in (
        "Link",
        "Graph",
        "Vertex",
        "Edge",
        "Transcript",
        "SyncPoint",
        "PDFSelection",
        "PictureSelection",
    ):
        assert carried[name] == counted[name], name
    assert carried["VideoSelection"] == counted["VideoSelection"]
    assert carried["Representation"] == counted["Representation"]


def test_a_memo_linked_to_a_passage_is_on_it(shared: Path) -> None:
    study = read_refi(shared / "refi/samples/atlasti-annex-a2.qdpx")
    linked, alone = sorted(study.notes, key=lambda note: note.form == "reference")
    assert linked.on == (("selection", "238965cb-e557-405d-b4f0-6f824b2f4570"),)
    assert (linked.form, linked.guid) == ("link", "E41BE463-FDF3-4ED0-B668-119C53D8D687")
    assert alone.on == ()
    assert alone.text.startswith("This is a great project")
    assert alone.description == "day to day log about this amazing project"


def test_the_ways_of_counting_score_as_was_measured(shared: Path) -> None:
    with zipfile.ZipFile(shared / "refi/samples/oltas-nvivo-windows.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
        member = next(name for name in archive.namelist() if name.endswith(".txt"))
        text = FileText(archive.read(member).decode("utf-8"))
    passages = [
        Passage(int(each.get("startPosition")), int(each.get("endPosition")))
        for each in root.iter("{*}PlainTextSelection")
    ]
    scores = {}
    for way in text.candidates():
        score = score_of(text.stored, text.map_of(way), passages, [""] * len(passages))
        assert score is not None
        scores[way] = round(score.total, 3)
    best, second, *_ = sorted(scores.values(), reverse=True)
    assert (best, second) == (1.0, 0.825)
    assert scores[Convention(utf16=True)] == 1.0
    assert scores[Convention()] == 0.722
