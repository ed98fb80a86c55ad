"""The sources of a REFI-QDA project: texts and pages with their text are read, pictures and recordings carried."""

from __future__ import annotations

from qualcode.exchange.foreign.positions import FileText
from qualcode.exchange.foreign.refi_passages import SELECTIONS, settle, take_selection, take_whole_codings
from qualcode.exchange.foreign.refi_people import take_values
from qualcode.exchange.foreign.refi_state import State, description, refer_notes
from qualcode.exchange.foreign.refi_texts import Found, find_text
from qualcode.exchange.foreign.refi_values import flat_name, stem
from qualcode.exchange.foreign.safe_xml import Element, as_text, drop, local
from qualcode.exchange.foreign.study import Source

KINDS = {
    "TextSource": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
_ARTICLES = {"picture": "a picture", "audio": "a recording", "video": "a film"}
_MODELLED_IN_TEXT = ("PlainTextContent", "PlainTextSelection", "Coding", "NoteRef")
_MODELLED = ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue")


def has_text(selection: Element) -> bool:
    """Whether a PlainTextSelection stands in a text that is read: a text source, or the text of a PDF."""
    parent = selection.getparent()
    if parent is None or local(parent) == "TextSource":
        return parent is not None
    above = parent.getparent()
    return local(parent) == "Representation" and above is not None and local(above) == "PDFSource"


def read_source(state: State, element: Element) -> None:
    """Take a source with its passages, codings and values into the study."""
    kind = KINDS[local(element)]
    if kind in ("text", "pdf"):
        drop(element, "PlainTextSelection")  # they were taken as they came, and only their shells are left
    name = element.get("name") or ""
    paths = [element.get(each) or "" for each in ("plainTextPath", "richTextPath", "path")]
    label = name if name.strip() else next((stem(path) for path in paths if path), "unnamed source")
    about = f"source {label}"
    key, guid = state.claim("source", element.get("guid"), about)
    found = _text_of(state, element, kind, about)
    _take_regions(state, element)
    audit = state.audit(element)
    for holder in (element, *(child for child in element if local(child) == "Representation")):
        take_whole_codings(state, holder, key, audit)
        refer_notes(state, holder, "source", key)
    text = FileText(found.text, found.has_mark) if found.text is not None else None
    counting = settle(state, key, about, text)
    take_values(state, element, ("source", key), about)
    state.study.sources.append(
        Source(
            key, label, text.stored if text else None, guid, kind, description(element), found.encoding,
            found.bytes_sha256, _members(state, element, found, about), audit=audit, counting=counting,
        )
    )  # fmt: skip
    _carry(state, element, kind, key)


def _text_of(state: State, element: Element, kind: str, about: str) -> Found:
    """Return the text of a source, and say what was odd about it."""
    holder = element
    if kind == "pdf":
        holder = next((child for child in element if local(child) == "Representation"), None)
    elif kind != "text":
        state.remark("carried", about, f"{_ARTICLES[kind]} is carried along, not shown")
        return Found(None)
    if holder is None:
        state.remark("carried", about, "a PDF without its text is carried along, not shown")
        return Found(None)
    content = next((child.text or "" for child in holder if local(child) == "PlainTextContent"), None)
    path = holder.get("plainTextPath")
    rich = holder.get("richTextPath") or ""
    if not path and content is None and rich.lower().endswith(".txt"):
        path = rich
    found = find_text(state.archive, path, content)
    for message, is_loss in found.remarks:
        state.remark("texts", about, message, is_loss=is_loss)
    return found


def _take_regions(state: State, element: Element) -> None:
    """Take the areas of pages and pictures and the stretches of recordings: they have codings, but no text."""
    for each in element.iter(*(f"{{*}}{name}" for name in SELECTIONS)):
        if local(each) != "PlainTextSelection" or not has_text(each):
            take_selection(state, each)


def _members(state: State, element: Element, found: Found, about: str) -> tuple[str, ...]:
    """Return the files of the archive that a source names, the text first."""
    members = [found.member] if found.member else []
    for each in element.iter():
        for attribute in ("plainTextPath", "richTextPath", "path"):
            path = each.get(attribute)
            if not path:
                continue
            flat, _ = flat_name(path)
            member = state.archive.source(flat) if state.archive and flat else None
            if member is not None:
                members.append(member)
            elif attribute == "path":
                where = "not in the archive" if flat else "outside of the archive and was not opened"
                state.remark("media", about, f"its file {path} is {where}")
    return tuple(dict.fromkeys(members))


def _carry(state: State, element: Element, kind: str, key: str) -> None:
    """Keep the XML of what is not modelled: recordings and pictures whole, of pages the areas, of texts the paths."""
    if kind == "text" and not element.get("richTextPath"):
        path = element.get("plainTextPath")
        if not path or path.startswith("internal://"):
            return
    if kind in ("text", "pdf"):
        _strip(element, _MODELLED)
        for child in element:
            if local(child) == "Representation":
                _strip(child, _MODELLED_IN_TEXT)
    state.study.carried.append((local(element), key, as_text(element)))


def _strip(element: Element, names: tuple[str, ...]) -> None:
    """Remove the children that the study holds."""
    for child in list(element):
        if local(child) in names:
            element.remove(child)
    element.text = None
