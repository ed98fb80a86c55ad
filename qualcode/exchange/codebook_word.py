"""The codebook as a Word document: the appendix of a thesis or a report.

A heading for each code with its path, the definition, when to use it and when not, and an example set as a quotation.
The headings are Word's own, so that its outline and a table of contents show the tree. The same codebook always
gives the same bytes: the file holds no date and no author.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from qualcode.exchange.places import written_whole
from qualcode.model import Code
from qualcode.text.visible import visible_lines
from qualcode.text.wording import counted

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DEEPEST_HEADING = 9  # Word has no more
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can tell
NOT_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def write_word(path: Path, name: str, codes: Sequence[Code]) -> None:
    """Write a codebook as a .docx file for reading; the file appears when complete."""
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/document.xml": _document(name, codes),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": _styles(),
    }
    with written_whole(path) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            info = zipfile.ZipInfo(member, NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, HEADER + content)


def _document(name: str, codes: Sequence[Code]) -> str:
    paragraphs = [
        _paragraph(_run(f"Codebook of {name}"), "Title"),
        _paragraph(_run(counted(len(codes), "code"))),
    ]
    for code in codes:
        paragraphs += _code(code)
    return f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'


def _code(code: Code) -> Iterator[str]:
    level = min(code.depth + 1, DEEPEST_HEADING)
    retired = _run(" (retired)") if code.retired else ""
    colour = _run("■ ", f'<w:color w:val="{code.colour.lstrip("#")}"/>')
    yield _paragraph(colour + _run(code.path) + retired, f"Heading{level}")
    if code.definition:
        yield _paragraph(_run(code.definition))
    for label, text in (("When to use: ", code.when_to_use), ("When not to use: ", code.when_not_to_use)):
        if text:
            yield _paragraph(_run(label, "<w:b/>") + _run(text))
    if code.example:
        yield _paragraph(_run(code.example), "Quote")


def _paragraph(runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, properties: str = "") -> str:
    """Return a stretch of text; its line breaks and tabs are Word's, control characters become visible symbols."""
    cells = []
    for line in text.translate(NOT_IN_XML).split("\n"):
        parts = (escape(visible_lines(part), quote=False) for part in line.split("\t"))
        cells.append("<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts))
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{looks}{'<w:br/>'.join(cells)}</w:r>"


def _styles() -> str:
    headings = "".join(_heading(level) for level in range(1, DEEPEST_HEADING + 1))
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults>'
        '<w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + _style("Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="40"/>')
        + headings
        + _style("Quote", "Quote", '<w:ind w:left="567" w:right="567"/>', "<w:i/>")
        + "</w:styles>"
    )


def _heading(level: int) -> str:
    place = f'<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(
        f"Heading{level}", f"heading {level}", place, f'<w:b/><w:sz w:val="{max(34 - 3 * level, 22)}"/>'
    )


def _style(key: str, name: str, paragraph: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


def _content_types() -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>'
    )


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
