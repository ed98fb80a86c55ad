"""Small REFI-QDA projects made by hand, for what real files do."""

from __future__ import annotations

import zipfile
from pathlib import Path

from qualcode.exchange.foreign.study import Study


def guid(number: int) -> str:
    """A GUID that is easy to read in a test."""
    return f"{number:08x}-0000-4000-8000-{number:012x}"


CODES = (
    f'<Code guid="{guid(1)}" name="A" isCodable="true"/><Code guid="{guid(2)}" name="B" isCodable="false"/>'
)


def project(
    body: str, *, codes: str = CODES, attributes: str = 'name="p" origin="by hand"', before: str = ""
) -> str:
    """The XML of a project; `body` is what follows the codebook, `before` what stands before it."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0" {attributes}>{before}'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>{body}</Project>"
    )


def text_source(inner: str, path: str = "internal://a.txt", more: str = "") -> str:
    """A text source with its selections, within Sources."""
    return (
        f'<Sources><TextSource guid="{guid(10)}" name="doc" plainTextPath="{path}" {more}>{inner}'
        "</TextSource></Sources>"
    )


def selection(
    number: int, start: object, end: object, *, code: int = 1, inner: str = "", more: str = ""
) -> str:
    """A selection with one coding."""
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}" {more}>{inner}'
        f'<Coding guid="{guid(number + 1000)}"><CodeRef targetGUID="{guid(code)}"/></Coding></PlainTextSelection>'
    )


def packed(
    path: Path, xml: str | bytes, files: dict[str, bytes | str] | None = None, qde: str = "project.qde"
) -> Path:
    """Write a project with its source files, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(qde, xml)
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return path


def segments(study: Study) -> list[tuple[str, str, str]]:
    """Every coding that stands in a text as (source, code path, text)."""
    codes = {code.key: code for code in study.codes}
    sources = {source.key: source for source in study.sources}
    selections = {each.key: each for each in study.selections}

    def path(key: str) -> str:
        names = []
        at: str | None = key
        while at is not None:
            names.append(codes[at].name)
            at = codes[at].parent
        return " > ".join(reversed(names))

    found = []
    for coding in study.codings:
        place = selections[coding.selection] if coding.selection else None
        if place is not None and place.start is not None:
            text = sources[place.source].text
            assert text is not None
            found.append((sources[place.source].name, path(coding.code), text[place.start : place.end]))
    return found


def told(study: Study) -> str:
    """All remarks, a line each."""
    return "\n".join(f"{remark.about}: {remark.message}" for remark in study.remarks)


def dangling(study: Study) -> list[str]:
    """References of a study that lead nowhere, and keys of two things: a sound one has none."""
    things = {
        "user": study.users, "code": study.codes, "source": study.sources, "selection": study.selections,
        "coding": study.codings, "note": study.notes, "variable": study.variables, "case": study.cases,
        "group": study.groups,
    }  # fmt: skip
    keys = {kind: [thing.key for thing in those] for kind, those in things.items()}  # type: ignore[attr-defined]
    found = [
        f"two {kind}s {key}" for kind, those in keys.items() for key in set(those) if those.count(key) > 1
    ]
    references = [("code", code.parent) for code in study.codes if code.parent is not None]
    references += [("source", selection.source) for selection in study.selections]
    for coding in study.codings:
        references.append(("code", coding.code))
        references.append(("selection", coding.selection) if coding.selection else ("source", coding.source))
        references += [("user", coding.audit.creator)] if coding.audit.creator else []
    references += [reference for note in study.notes for reference in note.on]
    for value in study.values:
        references += [("variable", value.variable), value.of]
    for kind, names in (
        ("source", "sources"),
        ("code", "codes"),
        ("selection", "selections"),
        ("note", "notes"),
    ):
        holders = [*study.groups, *study.cases]
        references += [(kind, key) for holder in holders for key in getattr(holder, names, ())]
    return found + [f"no {kind} {key}" for kind, key in references if key not in keys[kind]]
