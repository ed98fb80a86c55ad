"""QualCoder projects: made by their public schemas, the first and a late one."""

from __future__ import annotations

from pathlib import Path

import pytest
from foreign_schemas import QUALCODER, QUALCODER_1, Make

from qualcode.errors import ReadingError
from qualcode.exchange.foreign.recognising import read_project
from qualcode.exchange.foreign.study import Study
from qualcode.model import AttributeType

TEXT = "Я люблю 😀😀 лето.\nשלום עולם 🙂 وداعا\nThird line."
ADA = {"owner": "ada", "date": "2024-01-15 10:11:12"}
BO = {"owner": "bo", "date": "2024-02-01T08:00:00+02:00"}
SOURCE = {"id": 1, "name": "talk.txt", "fulltext": TEXT, "memo": "first talk", **ADA}


def passage(words: str, **more: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"cid": 1, "fid": 1, "seltext": words, "pos0": start, "pos1": start + len(words), **ADA, **more}


def whole(make: Make) -> Path:
    return make(
        "summer study.qda/data.qda",
        QUALCODER,
        project=[
            {"databaseversion": "v11", "memo": "about us", "about": "QualCoder 3.7", "date": ADA["date"]}
        ],
        source=[
            SOURCE,
            {"id": 2, "name": "pic", "mediapath": "/images/a.png", **ADA},
            {"id": 3, "name": "paper", "fulltext": "p", "mediapath": "/docs/a.PDF", **ADA},
            {"id": 4, "name": "tape", "mediapath": "video:C:/x.mp4", "fulltext": "", **ADA},
        ],
        code_cat=[
            {"catid": 2, "name": "below", "supercatid": 1, **ADA},
            {"catid": 1, "name": "above", "memo": "top", **ADA},
        ],
        code_name=[
            {"cid": 1, "name": "joy", "catid": 2, "memo": "gladness", "color": "#F5A9A9", **ADA},
            {"cid": 2, "name": "free", **BO},
        ],
        code_text=[
            passage("люблю", memo="so warm", important=1),
            passage("שלום עולם", cid=2, **BO),
            passage("Third"),
        ],
        code_image=[{"imid": 1, "id": 2, "cid": 1}],
        annotation=[{"anid": 1, "fid": 1, "pos0": 0, "pos1": 1, "memo": "who?", **BO}],
        journal=[{"jid": 1, "name": "day one", "jentry": "We began.", **ADA}],
        cases=[{"caseid": 5, "name": "Anna", "memo": "tall", **ADA}],
        case_text=[
            {"caseid": 5, "fid": 1, "pos0": 0, "pos1": len(TEXT), **ADA},
            {"caseid": 5, "fid": 2, "pos0": 0, "pos1": 0, **ADA},
            {"caseid": 5, "fid": 3, "pos0": 0, "pos1": 9, **ADA},
            {"caseid": 5, "fid": 1, "pos0": 2, "pos1": 7, **ADA},
        ],
        attribute_type=[
            {"name": "age", "valuetype": "numeric", "caseOrFile": "case", "memo": "years", **ADA},
            {"name": "place", "valuetype": "character", "caseOrFile": "file", **ADA},
        ],
        attribute=[
            {"name": "age", "attr_type": "case", "value": "41", "id": 5},
            {"name": "place", "attr_type": "file", "value": "", "id": 1},
            {"name": "place", "attr_type": "file", "value": "Bonn", "id": 77},
        ],
    )


def test_everything_of_a_late_project_arrives(make: Make) -> None:
    study = read_project(whole(make).parent)
    assert (study.tool, study.name, study.description) == ("QualCoder 3.7", "summer study", "about us")
    assert [(user.key, user.name) for user in study.users] == [("ada", "ada"), ("bo", "bo")]
    codes = [(code.key, code.name, code.parent, code.is_codable, code.description) for code in study.codes]
    assert codes == [
        ("category 1", "above", None, False, "top"),
        ("category 2", "below", "category 1", False, ""),
        ("1", "joy", "category 2", True, "gladness"),
        ("2", "free", None, True, ""),
    ]
    assert study.codes[2].colour == "#f5a9a9"
    assert spans(study) == ["люблю", "שלום עולם", "Third"]
    first, second, _ = study.codings
    assert (first.memo, first.weight, first.audit.created) == ("so warm", 100, "2024-01-15T10:11:12")
    assert (second.audit.creator, second.audit.created, second.weight) == ("bo", "2024-02-01T06:00:00Z", None)
    assert [(source.name, source.kind, source.text) for source in study.sources] == [
        ("talk.txt", "text", TEXT), ("pic", "picture", None), ("paper", "pdf", "p"), ("tape", "video", None)
    ]  # fmt: skip
    (case,) = study.cases
    assert (case.name, case.description) == ("Anna", "tall")
    assert (case.sources, case.selections) == (("1", "2", "3"), ("case link 4",))
    assert [(each.name, each.type, each.description) for each in study.variables] == [
        ("age", AttributeType.FLOAT, "years"), ("place", AttributeType.TEXT, "")
    ]  # fmt: skip
    values = [(each.variable, each.of, each.text) for each in study.values]
    assert values == [("age", ("case", "5"), "41"), ("place", ("source", "1"), None)]
    notes = [(note.name, note.text, note.on) for note in study.notes]
    assert notes == [("day one", "We began.", ()), (None, "who?", (("selection", "annotation 1"),))]
    lost = [remark.about for remark in study.remarks if remark.is_loss]
    assert lost == ["document pic", "document tape", "value of place", "file"]


def spans(study: Study) -> list[str]:
    """The text of every coding."""
    texts = {source.key: source.text or "" for source in study.sources}
    selections = {each.key: each for each in study.selections}
    found = [selections[coding.selection or ""] for coding in study.codings]
    return [texts[each.source][each.start : each.end] for each in found]


def test_the_folder_and_its_database_are_the_same_project(make: Make) -> None:
    path = whole(make)
    assert read_project(path) == read_project(path.parent)


def test_the_first_version_has_fewer_columns(make: Make) -> None:
    path = make(
        "old.qda",
        QUALCODER_1,
        project=[{"databaseversion": "v1", "about": "QualCoder"}],
        source=[SOURCE, {"id": 2, "name": "pic", "imagepath": "/images/a.png"}],
        code_name=[{"cid": 1, "name": "joy", "catid": None}],
        code_text=[passage("люблю"), passage("Third")],
    )
    study = read_project(path)
    assert (study.name, [code.name for code in study.codes], spans(study)) == (
        "old",
        ["joy"],
        ["люблю", "Third"],
    )
    assert [coding.key for coding in study.codings] == ["coding 1", "coding 2"]
    assert study.cases == study.notes == []


def test_a_place_in_utf16_units_is_recognised_by_its_words(make: Make) -> None:
    start = len(TEXT[: TEXT.index("лето")].encode("utf-16-le")) // 2
    path = make(
        "study.qda", QUALCODER, source=[SOURCE], code_name=[{"cid": 1, "name": "joy"}],
        code_text=[passage("лето", pos0=start, pos1=start + 4)],
    )  # fmt: skip
    study = read_project(path)
    assert spans(study) == ["лето"]
    assert "counts emojis twice" in study.remarks[0].message


def test_categories_in_a_circle_come_to_the_top_once(make: Make) -> None:
    path = make(
        "study.qda", QUALCODER,
        code_cat=[
            {"catid": 1, "name": "a", "supercatid": 2}, {"catid": 2, "name": "b", "supercatid": 1},
            {"catid": 3, "name": "c", "supercatid": 3}, {"catid": 4, "name": "d", "supercatid": 99},
        ],
        code_name=[{"cid": 1, "name": "x", "catid": 2}],
    )  # fmt: skip
    study = read_project(path)
    tree = {code.name: code.parent for code in study.codes}
    assert tree == {"d": None, "a": None, "b": "category 1", "c": None, "x": "category 2"}
    order = [code.key for code in study.codes]
    assert all(
        code.parent is None or order.index(code.parent) < order.index(code.key) for code in study.codes
    )
    assert len(study.remarks) == 3


def test_dangling_rows_are_left_out_one_by_one_and_told(make: Make) -> None:
    path = make(
        "study.qda", QUALCODER, source=[SOURCE], code_name=[{"cid": 1, "name": "joy"}],
        code_text=[
            passage("Third", cid=8), passage("Third", fid=8), passage("Third", pos0=5, pos1=2, seltext=""),
            passage("Third", pos0="x", pos1=None, seltext=None), passage("Third", pos0=2**62, pos1=2**63 - 1),
        ],
    )  # fmt: skip
    study = read_project(path)
    assert spans(study) == ["Third"]
    assert [remark.is_loss for remark in study.remarks] == [True, True, True, True, False]


def test_a_folder_without_the_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"folder without data\.qda"):
        read_project(tmp_path)
