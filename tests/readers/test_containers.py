"""Word, OpenDocument, rich text, web pages and pdf; each file is made here."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qualcode.errors import QualcodeError, ReadingError
from qualcode.model import Transcript
from qualcode.readers import archive as archive_module
from qualcode.readers import read_transcript

W = nsdecls("w")


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def paragraph(
    document: docx.document.Document, *runs: tuple[str, bool] | str
) -> docx.text.paragraph.Paragraph:
    made = document.add_paragraph()
    for run in runs:
        words, bold = run if isinstance(run, tuple) else (run, False)
        made.add_run(words).bold = bold or None
    return made


def save(document: docx.document.Document, folder: Path, name: str = "a.docx") -> Path:
    document.save(str(folder / name))
    return folder / name


def zipped(folder: Path, name: str, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as file:
        for member, content in members.items():
            file.writestr(member, content)
    return folder / name


def odt(folder: Path, body: str, styles: str = "", name: str = "a.odt") -> Path:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in [
            ("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"), ("table", "table"),
        ]
    )  # fmt: skip
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        folder, name, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )


def test_bold_labels_in_word_and_notes_that_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The bakery", 1)
    paragraph(document, ("Amina", True), ": When did you come?")
    paragraph(document, ("Mrs. Orlova:", True), " In the autumn.")
    paragraph(document, "Note: she smiles.")
    paragraph(document, ("Amina:", True), "\tAnd now?")
    paragraph(document, ("Mrs. Orlova: ", True), "Now: bread.")
    transcript = read_transcript(save(document, tmp_path))
    assert said(transcript) == [
        ("Amina", "When did you come?"),
        ("Mrs. Orlova", "In the autumn.\nNote: she smiles."),
        ("Amina", "And now?"),
        ("Mrs. Orlova", "Now: bread."),
    ]
    assert transcript.text.startswith("The bakery\nAmina: When")
    assert (transcript.format, transcript.encoding, transcript.sections) == ("docx", None, ())


def test_bold_names_without_any_sign(tmp_path: Path) -> None:
    document = docx.Document()
    for name, words in [
        ("Amina", "Shall we?"),
        ("Bek", "Yes."),
        ("Amina", "When?"),
        ("Bek", "It was **cold**."),
    ]:
        paragraph(document, (f"{name} ", True), words)
    assert said(read_transcript(save(document, tmp_path))) == [
        ("Amina", "Shall we?"),
        ("Bek", "Yes."),
        ("Amina", "When?"),
        ("Bek", "It was **cold**."),
    ]


def test_headings_in_word_are_sections_unless_they_name_speakers(tmp_path: Path) -> None:
    document = docx.Document()
    for topic in ("Arrival", "Work"):
        document.add_heading(topic, 2)
        paragraph(document, "I: How?")
        paragraph(document, f"R: {topic} was hard.")
    transcript = read_transcript(save(document, tmp_path))
    assert [section.name for section in transcript.sections] == ["Arrival", "Work"]
    assert said(transcript)[1] == ("R", "Arrival was hard.")
    document = docx.Document()
    for name, words in [("Amina", "Shall we?"), ("Bek", "Yes."), ("Amina", "When?"), ("Bek", "Now.")]:
        document.add_heading(name, 2)
        paragraph(document, words)
    transcript = read_transcript(save(document, tmp_path))
    assert [turn.speaker for turn in transcript.turns] == ["Amina", "Bek", "Amina", "Bek"]
    assert transcript.sections == ()


def test_word_content_that_python_docx_does_not_show(tmp_path: Path) -> None:
    document = docx.Document()
    first = paragraph(document, "I: Start")
    for xml in (
        f'<w:ins {W} w:id="1" w:author="x"><w:r><w:t xml:space="preserve"> kept</w:t></w:r></w:ins>',
        f'<w:del {W} w:id="2" w:author="x"><w:r><w:delText> gone</w:delText></w:r></w:del>',
        f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>",
        f"<w:sdt {W}><w:sdtContent><w:r><w:t> control</w:t></w:r></w:sdtContent></w:sdt>",
        f"<w:r {W}><w:instrText>PAGE</w:instrText></w:r>",
        f"<w:r {W}><w:noBreakHyphen/><w:t>x</w:t><w:cr/><w:t>y</w:t><w:tab/><w:t>z</w:t><w:br/></w:r>",
        f"<w:smartTag {W}><w:r><w:t>tag</w:t></w:r></w:smartTag>",
        f'<w:r {W}><w:footnoteReference w:id="3"/></w:r>',
    ):
        first._p.append(parse_xml(xml))
    paragraph(document, "R: End")
    transcript = read_transcript(save(document, tmp_path))
    assert transcript.text == "I: Start kept control\u2011x\ny\tz\ntag\nR: End\n"
    assert "Tracked changes: 1 insertion kept, 1 deletion left out." in transcript.warnings
    assert "1 footnote left out." in transcript.warnings
    assert "1 hidden passage left out." in transcript.warnings


def test_a_deleted_paragraph_end_joins_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    first = paragraph(document, "I: one ")
    first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:del w:id="1" w:author="x"/></w:rPr>'))
    paragraph(document, "two")
    paragraph(document, "R: three")
    assert read_transcript(save(document, tmp_path)).text == "I: one two\nR: three\n"


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{box.format("in a box")}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box.format('in a box')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx.Document()
    paragraph(document, "beside")._p.append(parse_xml(xml))
    assert read_transcript(save(document, tmp_path)).text == "beside\nin a box\n"


def test_word_tables(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(document, "Kitchen")
    table = document.add_table(rows=0, cols=2)
    for who, words in [
        ("Ewa", "Who cooks?"),
        ("Jan", "I do: soup."),
        ("", "And fish."),
        ("Ewa", "Always?"),
        ("Jan", "Yes."),
    ]:
        row = table.add_row().cells
        row[0].text, row[1].text = who, words
    table.rows[1].cells[1].add_paragraph("Second line.")
    transcript = read_transcript(save(document, tmp_path))
    assert said(transcript) == [
        ("Ewa", "Who cooks?"),
        ("Jan", "I do: soup.\nSecond line.\n\tAnd fish."),
        ("Ewa", "Always?"),
        ("Jan", "Yes."),
    ]


def test_a_table_of_metadata_is_no_talk(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for name, value in [("Date", "3 May"), ("Place", "Hall"), ("Interviewer", "Ewa")]:
        row = table.add_row().cells
        row[0].text, row[1].text = name, value
    paragraph(document, "Ewa: Shall we begin now, in spite of the rain?")
    paragraph(document, "Jan: Yes, let us begin with the flood of the year before.")
    paragraph(document, "Ewa: Good.")
    paragraph(document, "Jan: It came at night.")
    transcript = read_transcript(save(document, tmp_path))
    assert [turn.speaker for turn in transcript.turns] == ["Ewa", "Jan", "Ewa", "Jan"]


def test_opendocument(tmp_path: Path) -> None:
    style = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Arrival</text:h>'
        '<text:p><text:span text:style-name="B">Ana:</text:span>  How\n   many<text:s text:c="3"/>years?</text:p>'
        '<text:p><text:span text:style-name="B">Bo:</text:span><text:tab/>Two<text:note><text:p>no</text:p></text:note>'
        "<text:line-break/>or three<office:annotation><text:p>c</text:p></office:annotation>.</text:p>"
        "<text:list><text:list-item><text:p>Note: a list</text:p></text:list-item></text:list>"
        '<text:h text:outline-level="2">Work</text:h>'
        '<text:p><text:span text:style-name="B">Ana:</text:span> And?</text:p>'
    )
    transcript = read_transcript(odt(tmp_path, body, style))
    assert (
        transcript.text
        == "Arrival\nAna: How many   years?\nBo:\tTwo\nor three.\nNote: a list\nWork\nAna: And?\n"
    )
    assert said(transcript) == [
        ("Ana", "How many   years?"),
        ("Bo", "Two\nor three.\nNote: a list"),
        ("Ana", "And?"),
    ]
    assert [section.name for section in transcript.sections] == ["Arrival", "Work"]
    assert set(transcript.warnings) >= {
        "Tracked changes: 0 insertions kept, 1 deletion left out.",
        "1 comment left out.",
        "1 footnote left out.",
    }


def test_opendocument_tables(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [("0:01", "Ana", "How?"), ("0:05", "Bo", "By train."), ("0:09", "Ana", "When?")]
    body = "".join(
        "<table:table-row>" + "".join(map(cell.format, row)) + "</table:table-row>" for row in rows
    )
    transcript = read_transcript(odt(tmp_path, f"<table:table>{body}</table:table>"))
    assert [(t.speaker, t.start_time) for t in transcript.turns] == [("Ana", 1.0), ("Bo", 5.0), ("Ana", 9.0)]


def test_rich_text(tmp_path: Path) -> None:
    rtf = (
        r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset238 B;}}"
        r"{\info{\title Title}}{\header Page 1\par}"
        r"\pard {\b \'c0\'ed\'e0:} \'c4\'e0?{\deleted gone}{\footnote note}\par "
        r"{\b Bo:}\tab \u-10179?\u-8703? {\f1 \'9a}\~\{x\}\line Note: \emdash  {\v hidden}{\*\unknown stuff}ok\par"
        "\n" r"{\b \'c0\'ed\'e0:} \uc2\u1076??\u1072??\par}"
    )  # fmt: skip
    path = tmp_path / "a.rtf"
    path.write_bytes(rtf.encode("ascii"))
    transcript = read_transcript(path)
    assert transcript.text == "Ана: Да?\nBo:\t😁 š\u00a0{x}\nNote: — ok\nАна: да\n"
    assert said(transcript) == [("Ана", "Да?"), ("Bo", "😁 š\u00a0{x}\nNote: — ok"), ("Ана", "да")]
    assert "1 footnote left out." in transcript.warnings
    assert any("1 deletion left out" in sentence for sentence in transcript.warnings)


def test_rich_text_tables(tmp_path: Path) -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row "
    rows = [("Ana", "How?"), ("Bo", "By train."), ("Ana", "When?"), ("Bo", "At night.")]
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1 Kitchen\par " + "".join(row.format(*r) for r in rows) + r"\pard End\par}")
    transcript = read_transcript(path)
    assert said(transcript) == rows
    assert transcript.text == "Kitchen\nAna\tHow?\nBo\tBy train.\nAna\tWhen?\nBo\tAt night.\nEnd\n"


def test_web_pages(tmp_path: Path) -> None:
    page = (
        '<html><head><meta charset="windows-1252"><title>No</title><style>p{}</style></head><body>'
        "<h2>Ankunft</h2><p><b>Jana:</b> Wie  war\n es&nbsp;hier?</p>"
        "<p><b>Ole:</b> Sch\xf6n<br>und kalt &lt;sehr&gt;.</p><script>var a = 'Eve: x'</script>"
        "<ul><li>Note: eins</li></ul><h2>Arbeit</h2><p><b>Jana:</b> Und?</p></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("cp1252"))
    transcript = read_transcript(path)
    assert transcript.text == (
        "Ankunft\nJana: Wie war es\u00a0hier?\n\nOle: Schön\nund kalt <sehr>.\n\nNote: eins\nArbeit\nJana: Und?\n"
    )
    assert [turn.speaker for turn in transcript.turns] == ["Jana", "Ole", "Jana"]
    assert [section.name for section in transcript.sections] == ["Ankunft", "Arbeit"]
    assert transcript.encoding == "cp1252"


def pdf(*pages: list[str]) -> bytes:
    """A small pdf, written by hand: one font, each line at its own place."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        stream = "".join(
            f"BT /F1 12 Tf 50 {780 - 20 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines)
        )
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def test_pdf_pages_without_their_headers(tmp_path: Path) -> None:
    pages = [
        [f"Interview 7, page {page}", *[f"I: How was {month}?", f"R: Cold, {month}: long."] * 6]
        for page, month in enumerate(["March", "April", "June", "July"], 1)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    transcript = read_transcript(tmp_path / "a.pdf")
    assert "page" not in transcript.text
    assert said(transcript)[:2] == [("I", "How was March?"), ("R", "Cold, March: long.")]
    assert len(transcript.turns) == 48
    assert any("recur" in sentence for sentence in transcript.warnings)


def test_what_recurs_in_a_short_pdf_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(*[["I: And then?", "R: Nothing."]] * 4))
    assert len(read_transcript(tmp_path / "a.pdf").turns) == 8


def test_a_pdf_without_a_text_layer_says_so(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf([], []))
    with pytest.raises(ReadingError, match=r"scan\.pdf has no text layer"):
        read_transcript(tmp_path / "scan.pdf")
    (tmp_path / "half.pdf").write_bytes(pdf(["I: Is it?", "R: It is."], []))
    assert any("1 of 2 pages" in sentence for sentence in read_transcript(tmp_path / "half.pdf").warnings)


def test_content_decides_not_the_suffix(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph(document, "I: Is it?")
    paragraph(document, "R: It is.")
    assert read_transcript(save(document, tmp_path, "a.txt")).format == "docx"
    (tmp_path / "b.txt").write_bytes(rb"{\rtf1 Hello\par}")
    assert read_transcript(tmp_path / "b.txt").format == "rtf"
    assert read_transcript(odt(tmp_path, "<text:p>Hello</text:p>", name="c.docx")).format == "odt"


def test_a_bomb_is_refused_while_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_UNPACKED", 1_000_000)
    path = odt(tmp_path, "<text:p>" + "a" * 2_000_000 + "</text:p>")
    assert path.stat().st_size < 20_000
    with pytest.raises(ReadingError, match=r"a\.odt unpacks to more than"):
        read_transcript(path)


def test_document_types_and_entities_are_refused(tmp_path: Path) -> None:
    xml = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x><text>&a;</text></x>'
    path = zipped(tmp_path, "a.docx", {"word/document.xml": xml})
    with pytest.raises(ReadingError, match="DOCTYPE"):
        read_transcript(path)


def test_deep_nesting_and_foreign_archives(tmp_path: Path) -> None:
    deep = "<text:section>" * 5000 + "<text:p>x</text:p>" + "</text:section>" * 5000
    for path in (
        odt(tmp_path, deep),
        zipped(tmp_path, "b.docx", {"xl/workbook.xml": "<x/>"}),
        zipped(tmp_path, "c.docx", {"word/document.xml": "<w/>"}),
        zipped(tmp_path, "d.odt", {"content.xml": "not xml"}),
    ):
        with pytest.raises(ReadingError) as refused:
            read_transcript(path)
        assert path.name in str(refused.value)
        assert "\n" not in str(refused.value)
    page = tmp_path / "e.html"
    page.write_text("<div>" * 1000 + "deep" + "</div>" * 1000)
    assert read_transcript(page).text == "deep\n"
    page.write_text("<div>" * 9000 + "deep" + "</div>" * 9000)
    with pytest.raises(ReadingError, match=r"e\.html is nested too deeply"):
        read_transcript(page)


def containers(folder: Path) -> list[Path]:
    document = docx.Document()
    paragraph(document, ("I:", True), " Is it?")
    paragraph(document, ("R:", True), " It is.")
    made = [save(document, folder), odt(folder, "<text:p>I: Is it?</text:p><text:p>R: It is.</text:p>")]
    (folder / "a.rtf").write_bytes(
        rb"{\rtf1\ansi {\b I:} Is it\'e9?\par {\b R:} \u1076? {\footnote x}it is\par}"
    )
    (folder / "a.pdf").write_bytes(pdf(["I: Is it?", "R: It is."], ["I: So?"]))
    (folder / "a.html").write_bytes(
        b"<html><meta charset=utf-8><p><b>I:</b> Is it?<p>R: It is.<table><tr><td>x</table>"
    )
    (folder / "a.vtt").write_bytes(vtt_bytes())
    return made + [folder / f"a.{suffix}" for suffix in ("rtf", "pdf", "html", "vtt")]


def vtt_bytes() -> bytes:
    return "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi ü</v>\n\n00:03.000 --> 00:04.000\n<v Bo>Ho</v>\n".encode()


def test_damaged_files_are_read_or_refused_in_one_sentence(tmp_path: Path) -> None:
    chance = random.Random(7)
    for path in containers(tmp_path):
        sound = path.read_bytes()
        for _ in range(60):
            data = bytearray(sound)
            if chance.random() < 0.4:
                data = data[: chance.randrange(len(data))]
            for _ in range(chance.randrange(1, 6)):
                if data:
                    data[chance.randrange(len(data))] = chance.randrange(256)
            path.write_bytes(bytes(data))
            try:
                transcript = read_transcript(path)
            except QualcodeError as refused:
                assert "\n" not in str(refused)
            else:
                transcript.text.encode("utf-8")
                assert "\0" not in transcript.text
                assert all(transcript.text[t.start : t.end].strip() for t in transcript.turns)


def test_an_encrypted_archive_is_one_sentence(tmp_path: Path) -> None:
    path = odt(tmp_path, "<text:p>x</text:p>")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        place = file.getinfo("content.xml").header_offset
    data[place + 6] |= 1
    central = bytes(data).rindex(b"content.xml") - 46
    data[central + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ReadingError, match=r"a\.odt"):
        read_transcript(path)
