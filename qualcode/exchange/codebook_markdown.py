"""The codebook as a Markdown text for reading and printing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.model import Code
from qualcode.text.wording import counted

MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
LIST_MARK = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)
DEEPEST_HEADING = 6


def markdown_of(name: str, codes: Sequence[Code]) -> str:
    """Return a codebook as Markdown: a heading for each code, then what its fields say."""
    parts = [f"# Codebook of {plain(name)}", counted(len(codes), "code")]
    for code in codes:
        parts.extend(_parts_of(code))
    return "\n\n".join(parts) + "\n"


def _parts_of(code: Code) -> Iterator[str]:
    level = code.depth + 2
    name = plain(code.name)
    yield f"{'#' * level} {name}" if level <= DEEPEST_HEADING else f"**{plain(code.path)}**"
    yield f"`{code.colour}`" + (" · retired" if code.retired else "")
    if code.definition:
        yield plain(code.definition)
    for label, text in (("When to use", code.when_to_use), ("When not to use", code.when_not_to_use)):
        if text:
            yield f"**{label}:** {plain(text)}"
    if code.example:
        yield "\n".join(f"> {line}" for line in plain(code.example).split("\n"))


def plain(text: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    escaped = MARKUP.sub(lambda match: "\\" + match[0], text)
    return LIST_MARK.sub(lambda match: f"{match[1]}\\{match[2]}", escaped)
