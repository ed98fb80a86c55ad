"""Headings become sections: Markdown's, a word processor's, and numbered questions of an interview guide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model import Section
from qualcode.text.labels import clean_label
from qualcode.text.newlines import Line

_MARKDOWN = re.compile(r"\s{0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*\s*$")
_NUMBERED = re.compile(r"\s*(\d{1,2})\.\s+(\S.{0,70})$")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A heading that stands at `[start, end)` of a text; level 1 is the highest."""

    start: int
    end: int
    level: int
    name: str


def markdown_headings(lines: Sequence[Line]) -> list[Heading]:
    """Lines such as `## Housing`."""
    found = ((line, _MARKDOWN.match(line.text)) for line in lines if "#" in line.text[:8])
    return [Heading(line.start, line.end, len(m[1]), heading_name(m[2])) for line, m in found if m]


def numbered_headings(lines: Sequence[Line], talk: frozenset[int]) -> list[Heading]:
    """Lines such as `2. Housing`, numbers rising from 1, each just above a line number of `talk`."""
    found: list[Heading] = []
    for index, line in enumerate(lines):
        if line.blank or index in talk or (index and not lines[index - 1].blank):
            continue
        match = _NUMBERED.match(line.text) if line.text[:6].strip()[:1].isdigit() else None
        if match is None:
            continue
        below = next((i for i in range(index + 1, len(lines)) if not lines[i].blank), -1)
        if below in talk and int(match[1]) == len(found) + 1:
            found.append(Heading(line.start, line.end, 3, heading_name(match[2])))
    return found if len(found) > 1 else []


def heading_name(text: str) -> str:
    """A heading's words: white space joined, emphasis and a colon at the end left out."""
    return clean_label(text).rstrip(":： ")[:_LONGEST_NAME]


def sections(text: str, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """What stands under each heading, up to the next of its level or above; a lone title is none."""
    ordered = sorted(headings)
    if ordered and sum(heading.level == ordered[0].level for heading in ordered) == 1:
        others = ordered[1:]
        if all(heading.level > ordered[0].level for heading in others):
            ordered = others
    found = []
    nearest: dict[int, int] = {}  # level -> where the next heading of that level starts
    for heading in reversed(ordered):
        until = min((at for level, at in nearest.items() if level <= heading.level), default=len(text))
        nearest[heading.level] = heading.start
        start, end = trimmed(text, heading.end, until)
        if start < end and heading.name:
            found.append(Section(heading.name, start, end))
    return tuple(reversed(found))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
