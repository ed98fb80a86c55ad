"""Reads a REFI-QDA project (`.qdpx`) into a `Study`, piece by piece; all that was odd or is lost gets a line."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import ReadingError
from qualcode.exchange.foreign.archive import MOST_XML, Archive
from qualcode.exchange.foreign.refi_codes import read_codes
from qualcode.exchange.foreign.refi_notes import link_ends, read_link, read_note, settle_notes
from qualcode.exchange.foreign.refi_passages import take_selection
from qualcode.exchange.foreign.refi_people import read_case, read_set, read_user, read_variable, settle_people
from qualcode.exchange.foreign.refi_settling import settle_codings, settle_users
from qualcode.exchange.foreign.refi_sources import KINDS, has_text, read_source
from qualcode.exchange.foreign.refi_state import State, description, refer_notes
from qualcode.exchange.foreign.safe_xml import Element, as_text, elements, local
from qualcode.exchange.foreign.study import Study
from qualcode.garbage import garbage_later
from qualcode.project.guids import normal_guid
from qualcode.text.visible import visible

_LISTS = {
    "User": "Users",
    "Case": "Cases",
    "Note": "Notes",
    "Link": "Links",
    "Set": "Sets",
    "Graph": "Graphs",
}
_READ_WHOLE = {
    "User": read_user, "Variable": read_variable, "Case": read_case, "Note": read_note, "Link": read_link,
    "Set": read_set, **dict.fromkeys(KINDS, read_source),
}  # fmt: skip
_MAY_NOT_BE_EMPTY = ("Users", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
_TAGS = ("PlainTextSelection", "Codes", "Graph", "Project", *_READ_WHOLE)


def read_refi(path: str | Path) -> Study:
    """Read a `.qdpx` project; nothing is written, extracted or opened beside it.

    `Study.remarks` says how the positions of each text were counted, and all that was odd or is lost. Raises
    `ReadingError` for what is no project, is damaged, or would cost more than any study does.
    """
    path = Path(path)
    if not path.is_file():
        raise ReadingError(f"There is no file {visible(str(path))}.")
    with Archive(path) as archive:
        member = archive.project_file()
        state = State(Study(tool=""), archive)
        name = f"{visible(member)} in {archive.name}"
        if member.casefold() != "project.qde":
            state.remark("container", "file", f"the project stands in {member} instead of project.qde")
        if archive.ignored:
            ignored = ", ".join(archive.ignored[:5])
            state.remark(
                "container", "file", f"{len(archive.ignored)} files beside it were not read: {ignored}"
            )
        with garbage_later():  # a hundred thousand things are made that stay
            _read_project(state, archive.read(member, MOST_XML), name)
    return state.study


def _read_project(state: State, data: bytes, name: str) -> None:
    links: list[tuple[str, str, str]] = []
    started = finished = False
    holder, is_read = None, False  # of passages: asked once for all passages of a text
    for element in elements(data, name, _TAGS):
        if not started:
            _begin(state, element.getroottree().getroot(), name)
            started = True
        kind = local(element)
        if kind == "PlainTextSelection":
            parent = element.getparent()
            if parent is not holder:
                holder, is_read = parent, has_text(element)
            if is_read:
                take_selection(state, element)
                element.clear(keep_tail=True)
            continue
        if kind == "Project":
            finished = finished or element.getparent() is None
            if element.getparent() is None:
                _end(state, element)
            continue
        if not _is_in_its_list(element, kind):
            continue
        if kind == "Codes":
            read_codes(state, element, name)
        elif kind == "Graph":
            state.study.carried.append(("Graph", normal_guid(element.get("guid") or ""), as_text(element)))
        else:
            if kind == "Link":
                links.append(link_ends(element))
            _READ_WHOLE[kind](state, element)
        element.clear(keep_tail=True)
    if not finished:
        raise ReadingError(f"{name} is no REFI-QDA project: its first element is not Project.")
    _settle(state, links)


def _is_in_its_list(element: Element, kind: str) -> bool:
    """Whether an element stands where the standard puts it: `Note` is also the name of a shape, for example."""
    wanted = _LISTS.get(kind)
    parent = element.getparent()
    return wanted is None or (parent is not None and local(parent) == wanted)


def _begin(state: State, root: Element, name: str) -> None:
    if local(root) != "Project":
        raise ReadingError(f"{name} is no REFI-QDA project: its first element is not Project.")
    study = state.study
    study.tool = root.get("origin") or ""
    study.name = root.get("name") or ""
    study.audit = state.audit(root, "GUID")
    namespace = root.tag[1:].rpartition("}")[0] if root.tag.startswith("{") else ""
    if namespace != "urn:QDA-XML:project:1.0":
        state.remark("container", "file", f"is written for the standard “{namespace or 'none'}”; read as 1.0")


def _end(state: State, root: Element) -> None:
    state.study.description = description(root)
    refer_notes(state, root, "study", "")
    for child in root:
        if local(child) in _MAY_NOT_BE_EMPTY and len(child) == 0:
            state.remark("schema", "file", f"is not valid by the standard: {local(child)} is empty")


def _settle(state: State, links: list[tuple[str, str, str]]) -> None:
    """Look up all references, now that everything is known."""
    study = state.study
    if state.pending:
        state.remark("passages", "file", f"{len(state.pending)} passages belong to no source", is_loss=True)
        state.pending, state.by_key = [], {}
    settle_codings(state)
    settle_people(state)
    settle_notes(state, links)
    if study.carried:
        graphs = sum(kind == "Graph" for kind, _, _ in study.carried)
        if graphs:
            state.remark("carried", "file", f"{graphs} graphs are carried along, not shown")
    settle_users(state)
    state.tell_the_rest()
