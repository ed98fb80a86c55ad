"""Every hostile or odd project: refused in one sentence, or read with a line for each oddity."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from refi_files import guid, packed, project, segments, selection, text_source, told

from qualcode.errors import QualcodeError
from qualcode.exchange.foreign import safe_xml
from qualcode.exchange.foreign.refi_reading import read_refi

REFUSED = {
    "zipslip_member.qdpx": "../../evil.txt leads out of the archive",
    "bomb_source.qdpx": "sources/a.txt unpacks to over 200 times",
    "xxe.qdpx": "DOCTYPE is not allowed",
    "billion_laughs.qdpx": "DOCTYPE is not allowed",
    "deep_codes.qdpx": "over 256 levels deep",
    "invalid_utf8_qde.qdpx": "line 2, column",
    "truncated.qdpx": "no complete ZIP archive",
    "dup_members.qdpx": "holds project.qde twice",
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_projects_are_refused_in_one_sentence(shared: Path, name: str) -> None:
    with pytest.raises(QualcodeError, match=REFUSED[name].replace(".", r"\.")) as refusal:
        read_refi(shared / "hostile" / name)
    assert name in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_path_outside_is_not_opened(shared: Path) -> None:
    study = read_refi(shared / "hostile/absolute_path.qdpx")
    assert study.sources[0].text is None
    assert "absolute:///etc/passwd) and was not opened" in told(study)


def test_an_old_code_page_is_guessed_and_told(shared: Path) -> None:
    study = read_refi(shared / "hostile/cp1252_source.qdpx")
    assert [text for _, _, text in segments(study)] == ["It’s"]
    assert "read as Windows-1252" in told(study)


def test_positions_that_are_none_are_told_one_by_one_and_never_bent(shared: Path) -> None:
    study = read_refi(shared / "hostile/bad_positions.qdpx")
    assert [text for _, _, text in segments(study) if text] == ["Hello"]
    lines = [remark.message for remark in study.remarks if remark.is_loss]
    assert len(lines) == 6
    raw = ("-5 to 3", "5 to 2", "0 to 999999", "4 to 4", "1.5 to abc", f"{10**30} to ")
    assert all(any(written in line for line in lines) for written in raw)
    assert [each.written for each in study.selections if each.start is None] == [
        ("-5", "3"), ("5", "2"), ("0", "999999"), ("1.5", "abc"), (str(10**30), str(10**30 + 1)),
    ]  # fmt: skip


def test_two_codes_of_one_guid_stay_two(shared: Path) -> None:
    study = read_refi(shared / "hostile/guid_collisions.qdpx")
    assert [(code.name, bool(code.guid)) for code in study.codes] == [("A", True), ("B", False)]
    assert [(code, text) for _, code, text in segments(study)] == [("A", "Hello"), ("A", "world")]
    assert "code B: its GUID" in told(study)


def test_references_to_nothing_are_told(shared: Path) -> None:
    study = read_refi(shared / "hostile/dangling_refs.qdpx")
    losses = [remark for remark in study.remarks if remark.is_loss]
    assert [remark.about.split()[0] for remark in losses] == ["coding", "set", "link", "link"]
    assert len(study.codes) == 1
    assert not study.codings


def test_control_characters_are_kept_in_the_text_and_never_told_raw(shared: Path) -> None:
    study = read_refi(shared / "hostile/terminal_escapes.qdpx")
    assert [text for _, _, text in segments(study)] == ["Hello"]
    assert "\x9b" in study.codes[0].name
    assert not set(told(study)) & set(map(chr, (0x1B, 0x9B, 0x9D, 0x202E)))


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037", "utf-7"]
)
def test_a_doctype_is_found_in_any_encoding(tmp_path: Path, codec: str) -> None:
    declared = codec.removesuffix("-sig") if codec not in ("utf-16-le", "utf-16-be") else "utf-16"
    xml = f'<?xml version="1.0" encoding="{declared}"?><!-- <a> --><?pi?>\n<!DOCTYPE P [<!ENTITY x "y">]><P>&x;</P>'
    data = xml.encode(codec)
    if codec == "utf-7":
        data = xml[:38].encode() + xml[38:].encode(codec).replace(b"<", b"+ADw-")
    with pytest.raises(QualcodeError, match=r"DOCTYPE is not allowed|is not read here|no well-formed"):
        list(safe_xml.elements(data, "it", ["P"]))


def test_a_project_in_utf_16_is_read(tmp_path: Path) -> None:
    xml = project(text_source(selection(20, 0, 5))).replace("utf-8", "utf-16").encode("utf-16")
    study = read_refi(packed(tmp_path / "p.qdpx", xml, {"sources/a.txt": "Hello world"}))
    assert segments(study) == [("doc", "A", "Hello")]


@pytest.mark.parametrize("wide", ["attribute", "text"])
def test_a_huge_piece_of_xml_is_refused(tmp_path: Path, wide: str) -> None:
    noise = random.Random(1).randbytes(6 << 20).hex()  # packs badly: no bomb
    xml = (
        project(f'<Sets><Set guid="{guid(1)}" name="{noise}"/></Sets>')
        if wide == "attribute"
        else project(noise)
    )
    with pytest.raises(QualcodeError, match="over 10 MB"):
        read_refi(packed(tmp_path / "p.qdpx", xml))


def test_a_source_of_zeros_is_a_bomb(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.qdpx", project(text_source("")), {"sources/a.txt": bytes(20 << 20)})
    with pytest.raises(QualcodeError, match="a bomb"):
        read_refi(path)


def test_too_many_elements_are_refused_before_they_are_read() -> None:
    with pytest.raises(QualcodeError, match="over 1,000,000 elements"):
        list(safe_xml.elements(b"<P>" + b"<a/>" * 2_000_001 + b"</P>", "it", ["P"]))


def altered(tmp_path: Path, change: str) -> Path:
    """A project with a member that nobody should trust."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("project.qde", project(text_source("")))
        info = zipfile.ZipInfo("sources/a.txt" if change != "case" else "Project.QDE")
        if change == "link":
            info.external_attr = 0o120777 << 16
        archive.writestr(info, "Hello")
    raw = bytearray(data.getvalue())
    if change == "encrypted":
        raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "p.qdpx"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("change", "why"), [("link", "is a link"), ("case", "twice"), ("encrypted", "encrypted")]
)
def test_members_that_are_not_what_they_seem_are_refused(tmp_path: Path, change: str, why: str) -> None:
    with pytest.raises(QualcodeError, match=why):
        read_refi(altered(tmp_path, change))
