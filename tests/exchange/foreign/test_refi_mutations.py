"""Damaged projects: whatever is flipped or cut, a study or one sentence comes out, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from refi_files import dangling, guid, packed, project, segments, selection, text_source

from qualcode.errors import QualcodeError
from qualcode.exchange.foreign.refi_reading import read_refi
from qualcode.text.visible import visible

SETTINGS = settings(
    max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip
FLIPS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=6)
CUTS = st.one_of(st.none(), st.floats(0, 1))
NOTE = f'<Notes><Note guid="{guid(50)}"><PlainTextContent>A thought</PlainTextContent></Note></Notes>'
SMALL = project(
    text_source(selection(20, 0, 5) + selection(21, 6, 11, inner="<Description>why</Description>"))
    + NOTE
    + f'<Links><Link guid="{guid(60)}" originGUID="{guid(50)}" targetGUID="{guid(20)}"/></Links>'
    + f'<Sets><Set guid="{guid(61)}" name="s"><MemberCode targetGUID="{guid(1)}"/></Set></Sets>',
    before=f'<Users><User guid="{guid(90)}" name="u"/></Users>',
).encode()


def damaged(data: bytes, flips: list[tuple[float, int]], cut: float | None) -> bytes:
    """Flip bytes at shares of the length, then cut the end off."""
    content = bytearray(data)
    for share, change in flips:
        content[int(share * len(content))] ^= change
    return bytes(content if cut is None else content[: int(cut * len(content))])


def survives(path: Path) -> bool:
    """Read a project; whether it was read. Anything but a study and one sentence fails the test."""
    before = sorted(path.parent.iterdir())
    try:
        study = read_refi(path)
    except QualcodeError as refusal:
        assert "\n" not in str(refusal)
        assert visible(str(refusal)) == str(refusal)
        was_read = False
    else:
        segments(study)
        assert dangling(study) == []
        assert all(visible(remark.message) == remark.message for remark in study.remarks)
        was_read = True
    assert sorted(path.parent.iterdir()) == before
    return was_read


@seed(1)
@SETTINGS
@given(flips=FLIPS, cut=CUTS)
@pytest.mark.parametrize("name", ["atlasti-annex-a2.qdpx"])
def test_a_damaged_archive(
    shared: Path, tmp_path: Path, name: str, flips: list[tuple[float, int]], cut: float | None
) -> None:
    path = tmp_path / name
    path.write_bytes(damaged((shared / "refi/samples" / name).read_bytes(), flips, cut))
    survives(path)


@seed(2)
@SETTINGS
@given(flips=FLIPS, cut=CUTS)
def test_damaged_xml_in_a_sound_archive(
    tmp_path: Path, flips: list[tuple[float, int]], cut: float | None
) -> None:
    survives(packed(tmp_path / "p.qdpx", damaged(SMALL, flips, cut), {"sources/a.txt": "Hello world\r\n😀"}))


@seed(3)
@SETTINGS
@given(
    swaps=st.lists(
        st.tuples(
            st.sampled_from(range(8)), st.sampled_from(['"', "x", "-1", "9" * 40, "\x9b", "&#13;", "é", ""])
        ),
        min_size=1,
        max_size=4,
    )
)
def test_well_formed_nonsense(tmp_path: Path, swaps: list[tuple[int, str]]) -> None:
    """Attributes with other values: most of these are read, and told."""
    old = (
        "startPosition=",
        "endPosition=",
        "guid=",
        "targetGUID=",
        "name=",
        "isCodable=",
        "plainTextPath=",
        "originGUID=",
    )
    xml = SMALL.decode()
    for place, value in swaps:
        quoted = value.replace('"', "&quot;")
        xml = xml.replace(f'{old[place]}"', f'{old[place]}"{quoted}')
    assert survives(packed(tmp_path / "p.qdpx", xml, {"sources/a.txt": "Hello world\r\n😀"}))


@seed(4)
@SETTINGS
@given(flips=FLIPS, cut=CUTS)
def test_damaged_texts_in_a_sound_archive(
    tmp_path: Path, flips: list[tuple[float, int]], cut: float | None
) -> None:
    text = "\ufeffHello world\r\n😀 and more, é".encode()
    assert survives(packed(tmp_path / "p.qdpx", SMALL, {"sources/a.txt": damaged(text, flips, cut)}))


NAMES = [
    "Project", "Users", "User", "CodeBook", "Codes", "Code", "Sources", "TextSource", "PDFSource",
    "PictureSource", "VideoSource", "Representation", "Transcript", "SyncPoint", "PlainTextContent",
    "PlainTextSelection", "PDFSelection", "VideoSelection", "TranscriptSelection", "Coding", "CodeRef",
    "NoteRef", "Notes", "Note", "Links", "Link", "Sets", "Set", "MemberCode", "MemberNote", "Graphs", "Graph",
    "Cases", "Case", "SourceRef", "Variables", "Variable", "VariableValue", "VariableRef", "TextValue",
    "Description", "Odd",
]  # fmt: skip
KEYS = [
    "guid", "targetGUID", "originGUID", "name", "plainTextPath", "richTextPath", "path", "startPosition",
    "endPosition", "creatingUser", "creationDateTime", "color", "typeOfVariable", "begin", "page",
]  # fmt: skip
CONTENTS = [
    "", "x", guid(1), guid(2), f"{{{guid(1)}}}", "internal://a.txt", "internal://../a.txt", "absolute:///a", "1",
    "-1", "2020-01-01T00:00:00Z", "Text",
]  # fmt: skip
ATTRIBUTES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(CONTENTS), max_size=4)
TREES = st.recursive(
    st.tuples(st.sampled_from(NAMES), ATTRIBUTES, st.just([])),
    lambda inner: st.tuples(st.sampled_from(NAMES), ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=25,
)


def written(tree: tuple[str, dict[str, str], list[Any]]) -> str:
    """An element of a tree as XML."""
    name, attributes, inner = tree
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{told}>{guid(1) if not inner else ''}{''.join(map(written, inner))}</{name}>"


@seed(5)
@SETTINGS
@given(trees=st.lists(TREES, max_size=6))
def test_elements_where_the_standard_has_none(
    tmp_path: Path, trees: list[tuple[str, dict[str, str], list[Any]]]
) -> None:
    body = "".join(map(written, trees))
    assert survives(packed(tmp_path / "p.qdpx", project(body + text_source("")), {"sources/a.txt": "Hello"}))


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.999])
def test_a_truncated_nvivo_project_is_refused(shared: Path, tmp_path: Path, share: float) -> None:
    data = (shared / "refi/samples/oltas-nvivo-windows.qdpx").read_bytes()
    path = tmp_path / "p.qdpx"
    path.write_bytes(data[: int(share * len(data))])
    assert not survives(path)


def test_a_wrong_check_sum_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("project.qde", SMALL)
    (tmp_path / "p.qdpx").write_bytes(data.getvalue().replace(b"A thought", b"B thought"))
    with pytest.raises(QualcodeError, match=r"project\.qde cannot be read"):
        read_refi(tmp_path / "p.qdpx")
