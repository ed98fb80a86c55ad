"""REFI-QDA codebooks (`.qdc`): read with what any tool puts into them, written valid and the same each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from qualcode.errors import InvalidValue, ReadingError
from qualcode.exchange.codebook_table import TEXT_FIELDS, CodebookTable, CodeRow
from qualcode.exchange.foreign.code_descriptions import apart, together
from qualcode.exchange.foreign.refi_codes import UNNAMED, walk
from qualcode.exchange.foreign.refi_state import description
from qualcode.exchange.foreign.refi_values import colour, flag
from qualcode.exchange.foreign.safe_xml import Element, elements, local
from qualcode.exchange.places import written_whole
from qualcode.model import Code
from qualcode.project.codes import checked_name
from qualcode.project.guids import is_guid, normal_guid
from qualcode.text.newlines import normalise_newlines
from qualcode.text.visible import visible
from qualcode.version import __version__

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "qualcode"
MOST_BYTES = 64 << 20
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_refi_codebook(path: Path) -> CodebookTable:
    """Read a `.qdc` file; raises `ReadingError` for what is damaged, too much, or no codebook."""
    name = visible(path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReadingError(f"{name} is over {MOST_BYTES >> 20} MiB; that is no codebook.")
        data = path.read_bytes()
    except OSError as wrong:
        raise ReadingError(f"{name} cannot be read: {wrong.strerror or wrong}.") from wrong
    reading = _Reading(name)
    root: Element = None
    for element in elements(data, name, ("CodeBook", "Codes", "Sets")):
        root = element.getroottree().getroot()
        if local(root) != "CodeBook":
            break
        if local(element) == "Codes":
            reading.take_codes(element)
        elif local(element) == "Sets":
            reading.take_sets(element)
    if root is None or local(root) != "CodeBook":
        raise ReadingError(f"{name} is no REFI-QDA codebook: its first element is not CodeBook.")
    return reading.table(path.name)


class _Reading:
    """The rows of a codebook and what was odd about it, as they are found."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: list[CodeRow] = []
        self._notes: list[str] = []
        self._guids: set[str] = set()
        self._folders = 0
        self._is_ours = False

    def take_codes(self, codes: Element) -> None:
        self._is_ours = (codes.getparent().get("origin") or "").startswith(ORIGIN)
        paths: dict[Element | None, tuple[str, ...]] = {None: ()}
        guids: dict[Element | None, str] = {None: ""}
        for element, parent in walk(codes, self._name):
            label = self._name_of(element)
            path = paths[element] = (*paths[parent], label)
            guid = guids[element] = self._guid_of(element, path)
            self._folders += not flag(element.get("isCodable"))
            line = len(self._rows) + 1
            self._rows.append(CodeRow(line, label, (), guids[parent], guid, self._fields(element, label)))

    def take_sets(self, sets: Element) -> None:
        if len(sets) == 0:
            self._notes.append("The file is not valid by the standard: its Sets are empty.")
        else:
            self._notes.append(f"{len(sets)} sets of codes in it were left out.")

    def table(self, name: str) -> CodebookTable:
        if self._folders:
            self._notes.append(
                f"{self._folders} codes are folders in the file; here they can be applied like all."
            )
        texts = TEXT_FIELDS if self._is_ours else ("definition",)
        return CodebookTable(name, tuple(self._rows), texts, (), tuple(self._notes))

    def _name_of(self, element: Element) -> str:
        try:
            return checked_name(element.get("name") or "")
        except InvalidValue:
            self._notes.append(f"A code without a name is called “{UNNAMED}”.")
            return UNNAMED

    def _guid_of(self, element: Element, path: tuple[str, ...]) -> str:
        """Return a code's GUID, or one made of its path (the same at each reading) where it has none of its own."""
        guid = normal_guid(element.get("guid") or "")
        if not is_guid(guid) or guid in self._guids:
            has = "has the GUID of another code" if guid in self._guids else "has no GUID"
            self._notes.append(
                f"“{visible(path[-1])}” {has} in the file; it gets one that is made of its path."
            )
        number = 0
        while not is_guid(guid) or guid in self._guids:
            guid = str(uuid5(NAMESPACE_OID, "\0".join((*path, str(number)))))
            number += 1
        self._guids.add(guid)
        return guid

    def _fields(self, element: Element, label: str) -> dict[str, str]:
        fields = apart(normalise_newlines(description(element)))
        if self._is_ours:
            fields.setdefault("retired", "no")
        shade = colour(element.get("color"))
        if shade is None:
            self._notes.append(f"The colour of “{visible(label)}” is not understood and was left out.")
        return {field: text for field, text in {**fields, "colour": shade or ""}.items() if text.strip()}


def write_refi_codebook(path: Path, codes: Sequence[Code]) -> tuple[str, ...]:
    """Write codes (parents first) to a `.qdc` file; return what the format could not hold as it is.

    Raises `ReadingError` without a code: the standard knows no empty codebook.
    """
    from lxml import etree

    if not codes:
        raise ReadingError(f"{path.name} was not written: a .qdc codebook holds at least one code.")
    root = etree.Element(
        f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, origin=f"{ORIGIN} {__version__}"
    )
    parents: dict[int | None, Element] = {None: etree.SubElement(root, f"{{{NAMESPACE}}}Codes")}
    left_out = in_description = 0
    for code in codes:
        texts = {field: getattr(code, field.replace(" ", "_")) for field in TEXT_FIELDS}
        in_description += code.retired or any(text for field, text in texts.items() if field != "definition")
        name, lost = _for_xml(code.name)
        told, more_lost = _for_xml(together(texts, code.retired))
        left_out += lost + more_lost
        element = etree.SubElement(
            parents[code.parent_id],
            f"{{{NAMESPACE}}}Code",
            guid=code.guid,
            name=name,
            isCodable="true",
            color=code.colour,
        )
        if told:
            etree.SubElement(element, f"{{{NAMESPACE}}}Description").text = told
        parents[code.id] = element
    with written_whole(path) as draft:
        draft.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
    return _told(in_description, left_out)


def _for_xml(text: str) -> tuple[str, int]:
    """Return a text without the characters that XML cannot hold, and how many those were."""
    return _NOT_IN_XML.subn("", text)


def _told(in_description: int, left_out: int) -> tuple[str, ...]:
    notes = []
    if in_description:
        notes.append(
            f"{in_description} codes say when to use them, when not, give an example or are retired: the format has no"
            " place for that, so it stands in their descriptions, from which qualcode takes it apart again."
        )
    if left_out:
        notes.append(f"{left_out} control characters were left out: the format cannot hold them.")
    return tuple(notes)
