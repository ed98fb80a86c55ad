"""Zipped documents, opened with care: capped while unpacking, never extracted to disk, XML without entities."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import Any

from qualcode.errors import ReadingError

MOST_UNPACKED = 200_000_000  # bytes of all members that are read together
_CHUNK = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError, KeyError,
)  # fmt: skip


class Archive:
    """A zip file's members, read within one budget; every fault is a ReadingError that names the file."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._budget = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.members = frozenset(self._zip.namelist())
        except _DAMAGED as wrong:
            raise ReadingError(
                f"{name} is damaged: its container cannot be opened; save it again from the program that made it."
            ) from wrong

    def read(self, member: str) -> bytes:
        """The bytes of a member; the size in the container's table is not believed."""
        parts = []
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    self._budget -= len(chunk)
                    if self._budget < 0:
                        raise ReadingError(
                            f"{self._name} unpacks to more than {MOST_UNPACKED // 1_000_000} MB: that is no transcript."
                        )
                    parts.append(chunk)
        except _DAMAGED as wrong:
            raise ReadingError(
                f"{self._name} is damaged: {member} in it cannot be read; save it again from the program that made it."
            ) from wrong
        return b"".join(parts)

    def xml(self, member: str) -> Any:
        """The root element of an XML member."""
        return parse_xml(self.read(member), f"{member} in {self._name}")


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of an XML text; document types, entities and the network are refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as wrong:
        place = f" (line {wrong.lineno})" if isinstance(wrong, etree.XMLSyntaxError) and wrong.lineno else ""
        raise ReadingError(f"{name} is damaged{place}: it is no well-formed XML.") from wrong
    if root.getroottree().docinfo.doctype:
        raise ReadingError(f"{name} declares a DOCTYPE, which no transcript needs; save it again.")
    return root


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute's value, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None
