"""Memos of a REFI-QDA project, tied to things by reference or by link, and the links between other things."""

from __future__ import annotations

from dataclasses import replace

from qualcode.exchange.foreign.refi_state import State, description
from qualcode.exchange.foreign.refi_texts import find_text
from qualcode.exchange.foreign.safe_xml import Element, as_text, local
from qualcode.exchange.foreign.study import Note
from qualcode.project.guids import normal_guid
from qualcode.text.newlines import normalise_newlines

SUBJECTS = ("code", "source", "selection", "coding", "case")


def read_note(state: State, element: Element) -> None:
    """Take a note into the study. One that is coded itself is carried too: memos have no codings here."""
    name = element.get("name")
    about = f"memo {name or ''}".strip()
    key, guid = state.claim("note", element.get("guid"), about)
    told = description(element)
    content = next((child.text or "" for child in element if local(child) == "PlainTextContent"), None)
    path = element.get("plainTextPath") or ""
    if not path and content is None:
        path = element.get("richTextPath") or ""
        if path and not path.lower().endswith(".txt"):
            state.remark(
                "memos", about, "its text is only there as rich text, which is not read", is_loss=True
            )
            path = ""
    text = content
    if path or content is not None:
        found = find_text(state.archive, path, content)
        text = found.text
        for message, is_loss in found.remarks:
            state.remark("memos", about, message, is_loss=is_loss)
    if text is None:
        text, told = told, ""
    state.study.notes.append(
        Note(key, normalise_newlines(text), name, guid, description=told, audit=state.audit(element))
    )
    if any(local(child) in ("PlainTextSelection", "Coding", "NoteRef", "VariableValue") for child in element):
        state.study.carried.append(("Note", key, as_text(element)))
        state.remark(
            "carried", about, "passages, codings or values of a memo itself are carried along, not shown"
        )


def read_link(state: State, element: Element) -> None:
    """Carry a link along; one that leads from a memo to a thing is understood at the end."""
    key, _ = state.claim("link", element.get("guid"), f"link {element.get('name') or ''}")
    state.study.carried.append(("Link", key, as_text(element)))


def settle_notes(state: State, links: list[tuple[str, str, str]]) -> None:
    """Put the memos on what refers to them or what a link leads to; `links` are (name, origin, target)."""
    on: dict[str, list[tuple[str, str]]] = {}
    linked: set[str] = set()
    notes = state.taken.get("note", set())
    for note, kind, key in state.note_references:
        if note not in notes:
            message = f"refers to a memo {note[:60]} that does not exist; left out"
            state.remark("dangling memos", f"{kind} {key}", message, is_loss=True)
        elif kind != "study":
            on.setdefault(note, []).append((kind, key))
    for name, origin, goal in links:
        kinds = _ends(state, name, origin, goal)
        if kinds is not None and kinds[0] == "note" and kinds[1] in SUBJECTS:
            on.setdefault(origin, []).append((kinds[1], goal))
            linked.add(origin)
        elif kinds is not None:
            message = f"leads from a {kinds[0]} to a {kinds[1]}; it is carried along, not shown"
            state.remark("links", f"link {name}".strip(), message)
    state.study.notes = [
        replace(
            note,
            on=tuple(dict.fromkeys(on.get(note.key, ()))),
            form="link" if note.key in linked else "reference",
        )
        for note in state.study.notes
    ]


def link_ends(element: Element) -> tuple[str, str, str]:
    """Return the name of a link and what its ends point at."""
    return (
        element.get("name") or "",
        normal_guid(element.get("originGUID") or ""),
        normal_guid(element.get("targetGUID") or ""),
    )


def _ends(state: State, name: str, origin: str, goal: str) -> tuple[str, str] | None:
    """Return what a link leads from and to, or None with a line for each end that is nothing."""
    for end, key in (("begins", origin), ("ends", goal)):
        if state.owner(key) is None:
            at = f"at {key[:60]}, which does not exist" if key else "nowhere"
            state.remark(
                "dangling links", f"link {name}".strip(), f"{end} {at}; it is only carried", is_loss=True
            )
    first, last = state.owner(origin), state.owner(goal)
    return (first, last) if first and last else None
