"""REFI-QDA codebooks go out valid and come back whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from lxml import etree
from refi_files import guid

from qualcode import Project
from qualcode.errors import QualcodeError
from qualcode.exchange.codebook_table import read_codebook
from qualcode.exchange.foreign.code_descriptions import apart, together
from qualcode.exchange.foreign.refi_codebook import read_refi_codebook
from qualcode.model import Code

LINES = st.sampled_from(
    [
        "[Example]",
        "\\[Example]",
        "\\\\[When to use]",
        "[Retired]",
        "",
        "text",
        " ",
        "[example]",
        "[Example] x",
        "\\",
    ]
)
SIGNS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\x85"
)
TEXTS = st.one_of(st.lists(LINES, max_size=5).map("\n".join), st.text(SIGNS, max_size=12)).filter(
    lambda text: not text or bool(text.strip())
)
NAMES = st.text(SIGNS, min_size=1, max_size=8).filter(lambda name: bool(" ".join(name.split("\n")).strip()))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.qualcode", coder="Amina") as project:
        yield project


def fields(project: Project) -> list[tuple[object, ...]]:
    """All that a codebook says, in the order of the tree."""

    def of(code: Code) -> tuple[object, ...]:
        texts = (code.definition, code.when_to_use, code.when_not_to_use, code.example)
        return (code.guid, code.path, code.depth, code.colour, *texts, code.retired)

    return [of(code) for code in project.codebook.all()]


@given(texts=st.lists(TEXTS, min_size=4, max_size=4), retired=st.booleans())
def test_texts_put_together_come_apart_again(texts: list[str], retired: bool) -> None:
    named = dict(zip(("definition", "when to use", "when not to use", "example"), texts, strict=True))
    expected = {field: text for field, text in named.items() if text} | (
        {"retired": "yes"} if retired else {}
    )
    assert apart(together(named, retired)) == expected


@seed(1)
@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    codes=st.lists(
        st.tuples(
            st.integers(0, 9), NAMES, TEXTS, TEXTS, TEXTS, TEXTS, st.booleans(), st.integers(0, 0xFFFFFF)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_codebook_goes_out_valid_and_comes_back_whole(
    tmp_path: Path, shared: Path, codes: list[tuple[int, str, str, str, str, str, bool, int]]
) -> None:
    for old in tmp_path.glob("*.qualcode"):
        old.unlink()
    with Project.create(tmp_path / "one.qualcode", coder="A") as project:
        made: list[Code] = []
        for place, name, definition, use, not_use, example, retired, colour in codes:
            code = project.codebook.add(
                name, made[place % len(made)] if made and place % 3 else None, colour=f"#{colour:06x}",
                definition=definition, when_to_use=use, when_not_to_use=not_use, example=example,
            )  # fmt: skip
            made.append(project.codebook.retire(code) if retired else code)
        path = project.export_codebook(tmp_path / "book.qdc")
        assert {kind for row in project.import_codebook(path).differences for kind in row.kinds} == {"same"}
        expected = fields(project)
        content = path.read_bytes()
        assert project.export_codebook(tmp_path / "again.qdc").read_bytes() == content
    etree.XMLSchema(etree.parse(shared / "refi/Codebook.xsd")).assertValid(etree.parse(path))
    with Project.create(tmp_path / "two.qualcode", coder="B") as project:
        project.import_codebook(path)
        assert fields(project) == expected


def test_the_codebook_of_the_standard(shared: Path, project: Project) -> None:
    counted = next(
        entry
        for entry in json.loads((shared / "refi/samples/expected.json").read_text(encoding="utf-8"))["files"]
        if entry["file"] == "standard-annex-a1.qdc"
    )
    report = project.import_codebook(shared / "refi/samples/standard-annex-a1.qdc")
    codes = project.codebook.all()
    assert (len(codes), sum(code.depth == 0 for code in codes)) == (counted["codes"], counted["codes_top"])
    assert sum(bool(code.definition) for code in codes) == counted["codes_with_description"]
    assert codes[1].guid == "d7aa29da-519b-4946-9b90-253b6db8fd0a"  # written in braces
    rows = read_refi_codebook(shared / "refi/samples/standard-annex-a1.qdc").rows
    assert sum("colour" in row.fields for row in rows) == counted["codes_with_color"]
    assert report.notes[:2] == (
        "The file is not valid by the standard: its Sets are empty.",
        f"{counted['codes_not_codable']} codes are folders in the file; here they can be applied like all.",
    )
    again = project.import_codebook(shared / "refi/samples/standard-annex-a1.qdc")
    assert {kind for row in again.differences for kind in row.kinds} == {"same"}


def test_names_that_look_like_formulas_are_names(shared: Path, project: Project) -> None:
    project.import_codebook(shared / "hostile/formula.qdc")
    assert [code.name for code in project.codebook.all()] == [
        "=cmd|' /C calc'!A0", "+Government", "-1+1", "@SUM(A1:A9)", '=HYPERLINK("http://evil.example")',
    ]  # fmt: skip


def test_odd_and_hostile_codebooks(shared: Path, tmp_path: Path) -> None:
    assert "Sets are empty" in read_codebook(shared / "hostile/empty_sets.qdc").notes[0]
    with pytest.raises(
        QualcodeError, match=r"raw_escape\.qdc is no well-formed XML \(line 2, column"
    ) as refusal:
        read_codebook(shared / "hostile/raw_escape.qdc")
    assert "\x1b" not in str(refusal.value)
    for content, why in (
        (b"<!DOCTYPE a><CodeBook/>", "DOCTYPE"),
        (b"<Project/>", "not CodeBook"),
        (b"", "no well-formed"),
        (b"<CodeBook>" + b"<Codes>" + b'<Code name="x">' * 5000, "levels deep"),
    ):
        (tmp_path / "x.qdc").write_bytes(content)
        with pytest.raises(QualcodeError, match=why):
            read_codebook(tmp_path / "x.qdc")


def test_a_codebook_of_another_tool(tmp_path: Path, project: Project) -> None:
    xml = (
        '<?xml version="1.0" encoding="utf-16"?>'
        '<q:CodeBook xmlns:q="urn:QDA-XML:codebook:0:4" origin="ATLAS.ti 9"><q:Codes>'
        f'<q:Code guid="{{{guid(1).upper()}}}" name="a\nb" color="#ABC" description="told in an attribute">'
        f'<q:Code guid="{guid(1)}" name="twin"><q:Code guid="" name=""/></q:Code></q:Code></q:Codes>'
        f'<q:Sets><q:Set guid="{guid(2)}" name="s"/></q:Sets></q:CodeBook>'
    )
    (tmp_path / "x.qdc").write_text(xml, encoding="utf-16")
    report = project.import_codebook(tmp_path / "x.qdc")
    first = project.codebook.all()[0]
    assert (first.guid, first.colour, first.definition) == (guid(1), "#aabbcc", "told in an attribute")
    again = project.import_codebook(tmp_path / "x.qdc")
    assert {kind for row in again.differences for kind in row.kinds} == {"same"}
    assert [code.path for code in project.codebook.all()] == [
        "a b",
        "a b > twin",
        "a b > twin > unnamed code",
    ]
    assert report.notes == (
        "“twin” has the GUID of another code in the file; it gets one that is made of its path.",
        "A code without a name is called “unnamed code”.",
        "“unnamed code” has no GUID in the file; it gets one that is made of its path.",
        "1 sets of codes in it were left out.",
    )


def test_what_the_format_has_no_place_for_is_told(tmp_path: Path, project: Project) -> None:
    with pytest.raises(QualcodeError, match="at least one code"):
        project.export_codebook(tmp_path / "x.qdc")
    project.codebook.add("a\x1b", definition="what it is", example="like this")
    notes: list[str] = []
    path = project.export_codebook(tmp_path / "x.qdc", notes=notes)
    assert [note.split(" the format")[0] for note in notes] == [
        "1 codes say when to use them, when not, give an example or are retired:",
        "1 control characters were left out:",
    ]
    description = etree.parse(io.BytesIO(path.read_bytes())).find("{*}Codes/{*}Code/{*}Description")
    assert description is not None
    assert description.text == "what it is\n\n[Example]\nlike this"
