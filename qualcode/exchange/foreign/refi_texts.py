"""The texts of a REFI-QDA project: from its archive or its XML, decoded; nothing outside is opened."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass

from qualcode.exchange.foreign.archive import MOST_TEXT, Archive
from qualcode.exchange.foreign.positions import BYTE_ORDER_MARK
from qualcode.exchange.foreign.refi_values import flat_name
from qualcode.text.visible import visible

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A text as it was found. `text` is None where there is none; `remarks` are (message, whether lost)."""

    text: str | None
    has_mark: bool = False
    encoding: str | None = None
    bytes_sha256: str = ""
    member: str | None = None
    remarks: tuple[tuple[str, bool], ...] = ()


def find_text(archive: Archive | None, path: str | None, content: str | None) -> Found:
    """Return the text that a path means, or the one that stands in the XML (`content`) where there is no file."""
    if not path:
        return _in_xml(content, ())
    flat, standard = flat_name(path)
    if flat is None:
        outside = f"its text stands outside of the archive ({visible(path)}) and was not opened"
        return _in_xml(content, ((outside, content is None),))
    member = archive.source(flat) if archive else None
    if archive is None or member is None:
        missing = f"its text {visible(flat)} is not in the archive"
        return _in_xml(content, ((missing, content is None),))
    found = decoded(archive.read(member, MOST_TEXT))
    odd = (
        ()
        if standard
        else ((f"its path is written as {visible(path)}; read as sources/{visible(flat)}", False),)
    )
    return Found(
        found.text, found.has_mark, found.encoding, found.bytes_sha256, member, (*odd, *found.remarks)
    )  # fmt: skip


def _in_xml(content: str | None, remarks: tuple[tuple[str, bool], ...]) -> Found:
    if content is None:
        return Found(None, remarks=remarks or (("it has no text", False),))
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return Found(content, content.startswith(BYTE_ORDER_MARK), None, digest, None, remarks)


def decoded(data: bytes) -> Found:
    """Decode a text: by its byte order mark, as UTF-8, else as Windows-1252, which is said."""
    digest = hashlib.sha256(data).hexdigest()
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(codec)
            except UnicodeDecodeError as wrong:
                lost = f"its text says that it is {codec} but is damaged at byte {wrong.start + len(mark)}"
                return Found(None, bytes_sha256=digest, remarks=((lost, True),))
            return Found(text, True, codec, digest)
    try:
        return Found(data.decode("utf-8"), False, "utf-8", digest)
    except UnicodeDecodeError:
        codec = "cp1252"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:  # five bytes have no sign there
        codec = "latin-1"
        text = data.decode(codec)
    guessed = f"its text is not UTF-8; it was read as {'Windows-1252' if codec == 'cp1252' else codec}"
    return Found(text, False, codec, digest, remarks=((guessed, False),))
