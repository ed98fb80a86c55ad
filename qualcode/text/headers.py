"""What one line may say about who speaks: each way of writing a header proposes label, time and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.text.labels import clean_label, normal_form, possible
from qualcode.text.newlines import Line
from qualcode.text.times import ARROW, BRACKETED, CLOCK, time_range
from qualcode.text.words import INVISIBLE

_SPACE = rf"[\s{INVISIBLE}]"
_LOOKED_AT = 130  # characters at the beginning of a line in which a header ends
_PREFIX = re.compile(rf"{_SPACE}*(?:(?:[-–—•>→⇒]|\d{{1,4}}[.)](?=\s)|\d{{1,4}}(?=\s\s|\t)){_SPACE}+)?")
_NUMBERED = re.compile(rf"{_SPACE}*\d{{1,4}}[.):]?(?:\s+(?:(?:-{{1,2}}>|[→⇒➔>]){_SPACE}*)?|$)")
_MARK = rf"(?:\[{CLOCK}\]\([^)\s]*\)|{BRACKETED}|(?<![\d:.,]){CLOCK}(?:{ARROW}{CLOCK})?(?![\d:]))"
_LEADING_TIME = re.compile(rf"(?P<mark>{_MARK})(?P<gap>\s*(?:[-–—|]\s+)?)")
_ANY_TIME = re.compile(_MARK)
_TIME_AFTER = re.compile(rf"\s*(?P<mark>\[{CLOCK}\]\([^)\s]*\)|{BRACKETED})")
_DIGITS = re.compile(r":(?<=\d:)\d")  # a colon is found many times faster than a digit
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|_{1,3}(?=\S)")
_COLON = re.compile("[:：﹕ː]")
_TAB = re.compile(r"(?P<label>[^\t]{1,60}?)[ ]*\t+[\s]*(?=\S)")
_DASH = re.compile(r"(?P<label>[^–—]{1,50}?)(?:\s+[–—-]\s+|[–—]\s+)(?=\S)")
_SIGN = re.compile(r"(?P<label>[^;>]{1,40}?)\s?(?P<sign>[;>])\s+(?=\S)")
STRONG = ("colon", "timed")
WEAK = ("tab", "bold", "alone", "dash", "sign")


class Header(NamedTuple):  # a tuple is made twice as fast as a frozen dataclass, and there are many headers
    """A proposal: from `start` on a label (and a time) is written, from `text_start` on words are said.

    `look` is what headers of one file share; `paragraph` tells whether it begins a paragraph.
    """

    line: int
    start: int
    text_start: int
    label: str
    key: str
    kind: str
    look: tuple[object, ...]
    paragraph: bool
    bold: bool
    rest: str
    time: float | None = None
    end_time: float | None = None
    marks: tuple[tuple[int, int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line's beginning up to where a label may start."""

    line: Line
    index: int
    paragraph: bool
    label_start: int  # within the line
    emphasis: str
    bold_end: int  # within the line; 0 when the label is not bold
    mark: re.Match[str] | None


def line_number(text: str) -> int:
    """How many characters of a line of a numbered text are its number and margin arrow."""
    found = _NUMBERED.match(text)
    return found.end() if found else 0


def read_headers(
    line: Line, index: int, *, paragraph: bool, bold: int = 0, numbered: bool = False, weak: bool = False
) -> Iterator[Header]:
    """The headers that a line may hold; `bold` is where bold type at its beginning ends (0: none).

    `weak` asks for the ways of writing that prove nothing unless their labels come back.
    """
    opening = _open(line, index, paragraph, bold, numbered)
    if opening is None:
        return
    if weak:
        yield from _weak(opening)
        return
    header = _colon(opening) or _timed(opening)
    if header is not None:
        yield header


def may_hold_time(text: str) -> bool:
    """Whether two digits stand around a colon: a quick look before a thorough one."""
    return _DIGITS.search(text) is not None


def time_alone(text: str) -> str | None:
    """The mark when nothing but a time stands on a line."""
    stripped = text.strip()
    return stripped if len(stripped) < 40 and _ANY_TIME.fullmatch(stripped) else None


def leading_time(text: str) -> tuple[int, int] | None:
    """Where the time mark stands with which a line begins."""
    found = _LEADING_TIME.match(text, _PREFIX.match(text).end())  # type: ignore[union-attr]
    return found.span("mark") if found and (found["gap"] or found.end() == len(text)) else None


def _open(line: Line, index: int, paragraph: bool, bold: int, numbered: bool) -> _Opening | None:
    text = line.text
    found = _NUMBERED.match(text) if numbered else None
    place = found.end() if found else _PREFIX.match(text).end()  # type: ignore[union-attr]
    mark = _LEADING_TIME.match(text, place)
    if mark is not None and (mark["gap"] or mark["mark"][-1] in "])}#"):
        place = mark.end()
    else:
        mark = None
    emphasis = _EMPHASIS.match(text, place)
    sign = emphasis.group() if emphasis else ""
    if place + len(sign) >= len(text):
        return None
    return _Opening(line, index, paragraph, place + len(sign), sign, bold if bold > place else 0, mark)


def _colon(opening: _Opening) -> Header | None:
    """`Name: text`, with a time before the name, behind it, or behind the colon."""
    text = opening.line.text
    head = text[: opening.label_start + _LOOKED_AT]
    times = (
        [found.span() for found in _ANY_TIME.finditer(head, opening.label_start)]
        if may_hold_time(head)
        else []
    )
    place = _separator(head, opening, times)
    if place is None:
        return None
    raw_end, inside = place, None
    for start, end in times:
        if end <= place and not head[end:place].strip(" \u00a0*_"):
            raw_end, inside = start, (start, end)
    raw = head[opening.label_start : raw_end].rstrip(" \t,|–-" if inside else "")
    after = place + 1
    if opening.emphasis and text.startswith(opening.emphasis, after):
        after += len(opening.emphasis)
    elif opening.emphasis and not raw.rstrip().endswith(opening.emphasis) and not inside:
        return None  # emphasis that goes on into the words is no label's
    late = _TIME_AFTER.match(text, after)
    spacing = text[place - 1] if place and text[place - 1].isspace() else ""
    look = (
        bool(opening.emphasis or opening.bold_end),
        "nbsp" if spacing in ("\u00a0", "\u202f") else spacing,
    )
    return _header(opening, "colon", look, raw, after, [inside, late.span("mark") if late else None])


def _separator(head: str, opening: _Opening, times: list[tuple[int, int]]) -> int | None:
    """Where the colon stands that ends a label; colons inside times and inside words are none."""
    last = None
    for found in _COLON.finditer(head, opening.label_start):
        place = found.start()
        if any(start <= place < end for start, end in times):
            continue
        if opening.bold_end and last is not None and place >= opening.bold_end:
            break
        verdict = _ends_label(head, place, opening.label_start)
        if verdict == "stop":
            break
        if verdict == "yes":
            last = place
            if not (opening.bold_end and place < opening.bold_end <= opening.label_start + 50):
                break
    return last


def _ends_label(head: str, place: int, start: int) -> str:
    sign, after = head[place], head[place + 1 : place + 2]
    before = head[place - 1 : place]
    if place == start or before == ":" or (after == ":" and sign == ":"):
        return "stop"
    if before.isdigit() and after.isdigit():
        return "stop"
    if not after or after.isspace() or sign != ":" or not (after.isalnum() or after in "/\\"):
        return "yes"
    if after in "/\\" or after.isdigit():
        return "stop"
    if head.startswith(("http://", "https://"), place + 1):
        return "yes"
    word = re.match(r"[\w*:.]*", head[place + 1 :])
    if word and ":" in word.group():
        return "inside"  # Interviewer:in:
    if after.islower():
        return "inside" if before.isalpha() else "stop"  # te:ll, or Interviewer:in 2:
    return "yes" if head[start].isupper() or not head[start].isalpha() or after.lower() == after else "stop"


def _timed(opening: _Opening) -> Header | None:
    """`Name  0:03`, `Name [00:00:05]`, `00:00:05 Name`: a label and a time without a colon."""
    text = opening.line.text
    head = text[: opening.label_start + _LOOKED_AT]
    bold = bool(opening.emphasis or opening.bold_end)
    found = _ANY_TIME.search(head, opening.label_start + 1) if may_hold_time(head) else None
    if found is None:
        if opening.mark is None or len(text) - opening.label_start > 60:
            return None
        raw = text[opening.label_start :]
        return _header(opening, "timed", ("before", opening.mark["mark"][0], bold), raw, len(text), [])
    raw = head[opening.label_start : found.start()]
    after = text[found.end() :]
    bracketed = found.group()[0] in "[({#"
    gap = (
        "tab"
        if "\t" in raw
        else "wide"
        if raw.endswith("  ")
        else "comma"
        if raw.rstrip().endswith(",")
        else ""
    )
    if after.strip() and not (after.lstrip(" ").startswith("\t") or (bracketed and after[0].isspace())):
        return None
    bracket = found.group()[0] if bracketed else ""
    look = ("after", bracket, gap, bool(after.strip()), bold)
    return _header(opening, "timed", look, raw.rstrip(" \t,|–-"), found.end(), [found.span()])


def _weak(opening: _Opening) -> Iterator[Header]:
    text, start = opening.line.text, opening.label_start
    bold = bool(opening.emphasis or opening.bold_end)
    for kind, pattern in (("tab", _TAB), ("dash", _DASH), ("sign", _SIGN)):
        found = pattern.match(text, start)
        if found and ":" not in found["label"]:
            sign = found["sign"] if kind == "sign" else ""
            header = _header(opening, kind, (sign, bold), found["label"], found.end(), [])
            if header is not None:
                yield header
    end = opening.bold_end
    if end and end < len(text.rstrip()):
        header = _header(opening, "bold", (), text[start:end], end, [])
        if header is not None:
            yield header
    if len(text) - start <= 60 and (text.rstrip()[-1:].isalnum() or text.rstrip()[-1:] in ")]*_?"):
        header = _header(opening, "alone", (bold, text.endswith("  ")), text[start:], len(text), [])
        if header is not None:
            yield header


def _header(
    opening: _Opening,
    kind: str,
    look: tuple[object, ...],
    raw: str,
    after: int,
    marks: list[tuple[int, int] | None],
) -> Header | None:
    """Build a header unless its label is impossible; `marks` and `after` count within the line."""
    raw = opening.emphasis + raw if opening.emphasis and raw.rstrip().endswith(opening.emphasis) else raw
    label = clean_label(raw)
    if not possible(label):
        return None
    line = opening.line
    spans = [span for span in ([opening.mark.span("mark")] if opening.mark else []) + marks if span]
    times = [time_range(line.text[start:end]) for start, end in spans]
    time, end_time = times[-1] if times else (None, None)
    text_start = max([after] + [end for _, end in spans])
    return Header(
        opening.index, line.start, line.start + text_start, label, normal_form(label), kind,
        look, opening.paragraph, bool(opening.emphasis or opening.bold_end),
        line.text[text_start:].strip(), time, end_time,
        tuple((line.start + a, line.start + b, value or 0.0)
              for (a, b), (value, _) in zip(spans, times, strict=True)),
    )  # fmt: skip
