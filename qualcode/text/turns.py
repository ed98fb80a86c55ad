"""Who speaks when, recognised on a whole document: labels, times, headings, rows; with reasons and doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Section, Span, TimeMark, Turn
from qualcode.text.beginnings import Beginnings
from qualcode.text.building import build_turns, row_turns
from qualcode.text.doubts import doubts
from qualcode.text.evidence import Ground
from qualcode.text.head import announced, front_matter_end, head_end
from qualcode.text.headers import Header, line_number, read_headers
from qualcode.text.headings import Heading, heading_name, markdown_headings, numbered_headings, sections
from qualcode.text.labels import clean_label, normal_form
from qualcode.text.newlines import Line, split_lines
from qualcode.text.rows import Row, spoken_rows, tab_rows
from qualcode.text.scoring import Choice, Rejected, choose, rising_headings
from qualcode.text.times import time_range

if TYPE_CHECKING:
    import regex

EXPRESSION_SECONDS = 5.0
"""How long a user's expression may take on one document: some take longer than a life on an innocent text."""
_NUMBER = re.compile(r"\s*(\d{1,4})[.):]?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in a document's text, and what was not and why."""

    turns: tuple[Turn, ...] = ()
    sections: tuple[Section, ...] = ()
    time_marks: tuple[TimeMark, ...] = ()
    layout: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class Page:
    """A document's lines with what a word processor or the typing tells about them."""

    text: str
    lines: list[Line]
    paragraphs: list[bool]  # for each line, whether it begins a paragraph
    bold: dict[int, int]  # line number -> where bold type at its beginning ends, within the line
    headings: list[Heading]
    numbered: bool
    start: int  # offset behind the front matter
    in_heading: set[int] = field(default_factory=set)  # offsets at which lines that are headings start


def recognise_turns(
    text: str,
    *,
    speakers: str = "auto",
    bold: Sequence[tuple[int, int]] = (),
    headings: Sequence[Heading] = (),
    paragraphs: Sequence[int] | None = None,
    rows: Sequence[Row] = (),
) -> Recognition:
    """Recognise turns, sections and time marks; the text itself is never changed.

    `speakers` is `auto`, `none`, or a regular expression matched at each line's start whose group `speaker`
    (or the first one) is the label and whose group `time`, if any, the time; raises InvalidValue when it is
    none. `bold`, `headings`, `paragraphs` (offsets where they begin) and `rows` are what a word processor's
    file tells beyond its text.
    """
    page = _page(text, bold, headings, paragraphs)
    if speakers == "none":
        return _recognition(page, Choice(), asked=False)
    if speakers != "auto":
        return _recognition(page, Choice(tuple(headers_by_expression(page.lines, page.paragraphs, speakers))))
    spoken = spoken_rows(text, rows or (tab_rows(page.lines) if "\t" in text else ()))
    if spoken and sum(row.extent for row in spoken) * 2 >= len(text.strip()):
        turns, marks = row_turns(text, spoken)
        found = tuple(sections(text, page.headings))
        return Recognition(turns, found, marks, (), doubts(turns, Choice()))
    return _recognition(page, _automatic(page))


def _page(
    text: str, bold: Sequence[tuple[int, int]], headings: Sequence[Heading], paragraphs: Sequence[int] | None
) -> Page:
    lines = split_lines(text)
    known = sorted({*headings, *markdown_headings(lines)}) if headings or "#" in text else []
    starts = {heading.start for heading in known}
    page = Page(text, lines, [], _bold_beginnings(lines, bold), known, _are_numbered(lines), 0, starts)
    page.start = front_matter_end(lines)
    page.paragraphs = [True, *(line.blank or line.start in starts for line in lines[:-1])]
    if paragraphs is not None:
        begins = frozenset(paragraphs)
        page.paragraphs = [
            after or line.start in begins for after, line in zip(page.paragraphs, lines, strict=True)
        ]
    return page


def _bold_beginnings(lines: Sequence[Line], bold: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each line that begins in bold type, where within the line that ends; adjoining spans are one."""
    if not bold:
        return {}
    joined: list[list[int]] = []
    for start, end in sorted(bold):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    found, place = {}, 0
    for index, line in enumerate(lines):
        first = line.start + len(line.text) - len(line.text.lstrip())
        while place < len(joined) and joined[place][1] <= first:
            place += 1
        if place < len(joined) and joined[place][0] <= first < line.end:
            found[index] = min(joined[place][1], line.end) - line.start
    return found


def _are_numbered(lines: Sequence[Line]) -> bool:
    """Whether the lines bear typed numbers, each one higher than the one before."""
    filled = [line.text for line in lines if not line.blank]
    if len(filled) < 4 or not any(text.lstrip()[:1].isdigit() for text in filled[:6]):
        return False
    found = [int(match[1]) for match in map(_NUMBER.match, filled) if match]
    steps = [after - before for before, after in pairwise(found)]
    return len(found) >= 0.7 * len(filled) and sum(step == 1 for step in steps) >= 0.9 * len(steps) > 0


def _candidates(page: Page, weak: bool = False) -> list[Header]:
    found: list[Header] = []
    known = Beginnings()
    for index, line in enumerate(page.lines):
        if line.blank or line.end <= page.start or line.start in page.in_heading:
            continue
        paragraph, bold = page.paragraphs[index], page.bold.get(index, 0)
        header = known.header(line, index, paragraph) if not bold else None
        if header is not None:
            found.append(header)
            continue
        headers = list(
            read_headers(line, index, paragraph=paragraph, bold=bold, numbered=page.numbered, weak=weak)
        )
        found += headers
        if headers and not (bold or page.numbered or weak):
            known.learn(line, headers[0])
    return found


def _automatic(page: Page) -> Choice:
    candidates = _candidates(page)
    rising = {header.start: page.lines[header.line] for header in rising_headings(candidates)}
    if rising:
        candidates = [header for header in candidates if header.start not in rising]
    for _, line in sorted(rising.items()):
        page.headings.append(Heading(line.start, line.end, 3, heading_name(line.text)))
        page.in_heading.add(line.start)
    end = head_end(page.lines, candidates, page.start)
    ground = Ground(
        len(page.text), sum(not line.blank for line in page.lines), end, announced(page.text[:end]),
        sum(begins and not line.blank for begins, line in zip(page.paragraphs, page.lines, strict=True)),
    )  # fmt: skip
    choice = choose(candidates, ground)
    if choice.headers:
        return choice
    weak = choose(_candidates(page, weak=True), ground)
    return replace(weak, rejected=choice.rejected + weak.rejected)


def headers_by_expression(lines: Sequence[Line], paragraphs: Sequence[bool], expression: str) -> list[Header]:
    """The headers that a user's regular expression finds at the starts of lines.

    Raises `InvalidValue` for what is no such expression, and for one that takes too long on these lines.
    """
    headers = []
    for index, match in _matches(lines, _compiled(expression), expression):
        line, groups = lines[index], match.re.groupindex
        label = clean_label(match["speaker" if "speaker" in groups else 1] or "")
        times = match.span("time") if "time" in groups and match["time"] else None
        start_time, end_time = time_range(match["time"]) if times else (None, None)
        mark = ((line.start + times[0], line.start + times[1], start_time or 0.0),) if times else ()
        headers.append(
            Header(
                index, line.start, line.start + match.end(), label, normal_form(label), "expression", (),
                paragraphs[index], False, line.text[match.end() :].strip(), start_time, end_time, mark,
            )
        )  # fmt: skip
    return headers


def _compiled(expression: str) -> regex.Pattern[str]:
    import regex

    try:
        pattern = regex.compile(expression)
    except (regex.error, RecursionError, OverflowError) as wrong:
        raise InvalidValue(f'"{expression}" is no regular expression: {wrong}.') from wrong
    if not pattern.groups:
        raise InvalidValue(f'"{expression}" has no group for the label: put it in brackets, as in (\\w+):.')
    return pattern


def _matches(
    lines: Sequence[Line], pattern: regex.Pattern[str], expression: str
) -> Iterator[tuple[int, regex.Match[str]]]:
    """Yield where lines begin with the pattern: the index of the line, and the match."""
    end = monotonic() + EXPRESSION_SECONDS
    for index, line in enumerate(lines):
        try:
            match = pattern.match(line.text, timeout=max(end - monotonic(), 0.001))
        except TimeoutError:
            raise InvalidValue(
                f'"{expression}" takes too long on this text; make it simpler, for instance with fewer * and + '
                "inside brackets."
            ) from None
        if match is not None and match.group().strip():
            yield index, match


def _recognition(page: Page, choice: Choice, asked: bool = True) -> Recognition:
    talk = frozenset(header.line for header in choice.headers)
    headings = [*page.headings, *numbered_headings(page.lines, talk)] if talk else page.headings
    turns, marks = build_turns(page.text, page.lines, choice.headers, headings)
    warnings = doubts(turns, choice, silent=len(choice.headers) - len(turns)) if asked else ()
    layout = _layout(page)
    return Recognition(turns, sections(page.text, headings), marks, layout, warnings, choice.rejected)


def _layout(page: Page) -> tuple[Span, ...]:
    """Typed line numbers, margin arrows and the signs of block quotes, without the white space around them."""
    if not page.numbered and ">" not in page.text:
        return ()
    found = []
    for line in page.lines:
        size = line_number(line.text) if page.numbered else int(line.text.startswith("> "))
        number = line.text[:size]
        if number.strip():
            left = len(number) - len(number.lstrip())
            found.append(Span(line.start + left, line.start + len(number.rstrip())))
    return tuple(found)
