"""A segment as a card: code, whose words and where, coder, weight and memo mark, and the beginning of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from qualcode.exchange.segment_cards import Card
from qualcode.model import PATH_SEPARATOR
from qualcode.project.segment_stretches import wording
from qualcode.tui.transcript.colours import ink, parse
from qualcode.tui.transcript.margin import fitted
from qualcode.tui.visible import visible
from qualcode.tui.widgets.row_list import MUTING

NARROW_BELOW = 100
TEXT_LINES = 2
INDENT = 5
ELLIPSIS = "…"

Line = list[Segment]


@dataclass(frozen=True, slots=True)
class Look:
    """How cards are drawn now: the width, the ground of this one, and the words to set off."""

    width: int
    style: Style
    behind: Color
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether the place has a line of its own."""
        return self.width < NARROW_BELOW

    @property
    def muted(self) -> Style:
        """The style of what is said beside."""
        colour = Color.from_rich_color(self.style.color) if self.style.color else Color(128, 128, 128)
        return self.style + Style(color=ink(colour.blend(self.behind, MUTING), self.behind).rich_color)

    def coloured(self, colour: str) -> Style:
        """The style of a code."""
        return self.style + Style(color=ink(parse(colour), self.behind).rich_color, bold=True)


def card_height(width: int) -> int:
    """Return how many lines a card has, with the empty one below it."""
    return TEXT_LINES + (3 if width < NARROW_BELOW else 2)


def card_lines(card: Card | None, look: Look, *, here: bool, marked: bool) -> list[Line]:
    """Return the lines of a card, each as wide as the list; the last one is empty."""
    gutter = Segment(f" {'▸' if here else ' '}{'✓' if marked else ' '} ", look.style + Style(bold=True))
    if card is None:
        gone = [gutter, Segment(fitted("this coding is no longer there", look.width - 4), look.muted)]
        return [gone, *([Segment(" " * look.width, look.style)] for _ in range(card_height(look.width) - 1))]
    head = [gutter, *_head(card, look)]
    text = [
        [Segment(" " * INDENT, look.style), *set_off(line, look)]
        for line in text_lines(card.text, look.width - INDENT - 1, look.words)
    ]
    place = (
        [[Segment(" " * INDENT, look.style), Segment(place_of(card, look.width - INDENT - 1), look.muted)]]
        if look.is_narrow
        else []
    )
    lines = [head, *place, *text]
    lines += [[] for _ in range(card_height(look.width) - len(lines))]
    return [list(_filled(line, look)) for line in lines]


def place_of(card: Card, cells: int) -> str:
    """Return in words where a segment stands and whose words it is; where it is narrow, names are cut."""
    people = card.owners.participants
    who = "" if people == card.document.name else people  # interviews are often named after who was asked
    if card.owners.speakers and card.owners.speakers != people:
        who = f"{who} ({card.owners.speakers})" if who else card.owners.speakers
    names = visible(" · ".join(part for part in (card.document.name, who) if part))
    turn = f" · line {card.line:,}" + (f", turn {card.turn:,}" if card.turn else "")
    if cell_len(names) + cell_len(turn) > cells:
        return fitted(names, max(4, cells - cell_len(turn))) + turn
    sections = visible(f" · {card.owners.sections}" if card.owners.sections else "")
    return names + turn + sections


def aside_of(card: Card) -> str:
    """Return who coded it, the weight, and whether there are memos."""
    weight = "" if card.coding.weight is None else f"weight {card.coding.weight}"
    memo = "" if not card.memos else "✎ memo" if len(card.memos) == 1 else f"✎ {len(card.memos)} memos"
    return visible(" · ".join(part for part in (memo, weight, card.coder) if part))


def _head(card: Card, look: Look) -> Iterator[Segment]:
    right = f" {aside_of(card)} "
    room = max(8, look.width - 4 - 2 - cell_len(right))
    path = visible(card.code.path) + (" (retired)" if card.code.retired else "")
    own = room if look.is_narrow else max(room // 2, room - len("   ") - cell_len(place_of(card, room)))
    path = path if cell_len(path) <= own else _end_of(path, own)
    rest = room - cell_len(path)
    place = "" if look.is_narrow else f"   {place_of(card, rest - 3)}"
    yield Segment("■ ", look.coloured(card.code.colour))
    yield Segment(path, look.coloured(card.code.colour))
    yield Segment(fitted(place, max(0, rest)), look.muted)
    yield Segment(right, look.muted)


def _end_of(path: str, cells: int) -> str:
    """Return as much of the end of a path as fits, from a name on if one fits: the end says most."""
    names = path.split(PATH_SEPARATOR)
    for number in range(1, len(names)):
        shorter = ELLIPSIS + PATH_SEPARATOR + PATH_SEPARATOR.join(names[number:])
        if cell_len(shorter) <= cells:
            return shorter
    return fitted(names[-1], cells)


def _filled(line: Line, look: Look) -> Iterator[Segment]:
    """Yield a line in exactly the width of the list."""
    room = look.width
    for segment in line:
        cells = cell_len(segment.text)
        if cells > room:
            yield Segment(fitted(segment.text, room), segment.style)
            return
        yield segment
        room -= cells
    yield Segment(" " * room, look.style)


def text_lines(text: str, width: int, words: str = "") -> list[str]:
    """Return the beginning of a text in two lines, or where the words stand in it if that is further on."""
    reach = TEXT_LINES * width
    begin = 0
    if words.strip() and (found := wording(words).search(text)) and found.end() > reach * 2 // 3:
        begin = text.rfind(" ", 0, max(0, found.start() - width // 2)) + 1
    shown = " ".join(visible(text[begin : begin + 2 * reach].replace("\n", " ")).split())
    rest = (ELLIPSIS if begin else "") + shown
    is_cut = begin + 2 * reach < len(text)
    lines: list[str] = []
    while len(lines) < TEXT_LINES - 1 and (rest or not lines):
        line, rest = _cut(rest, width)
        lines.append(line)
    if rest and (is_cut or cell_len(rest) > width):
        lines.append(_cut(rest, width - 1)[0].rstrip(ELLIPSIS) + ELLIPSIS)
    elif rest:
        lines.append(rest)
    return lines


def _cut(text: str, width: int) -> tuple[str, str]:
    """Return as many whole words as fit into a line, and the rest."""
    if cell_len(text) <= width:
        return text, ""
    head = set_cell_size(text, width).rstrip()
    while head and not text.startswith(head):  # a wide character was cut in two
        head = head[:-1]
    at = len(head) if text[len(head) : len(head) + 1] == " " else head.rfind(" ")
    at = at if at > 0 else len(head) or 1
    return text[:at].rstrip(), text[at:].lstrip()


def set_off(line: str, look: Look) -> Iterator[Segment]:
    """Yield a line of the text with the words that were asked for set off."""
    if not look.words.strip():
        yield Segment(line, look.style)
        return
    at = 0
    for found in _found_in(line, look.words):
        yield Segment(line[at : found.start()], look.style)
        yield Segment(found[0], look.style + Style(bold=True, underline=True))
        at = found.end()
    yield Segment(line[at:], look.style)


def _found_in(line: str, words: str) -> Iterator[re.Match[str]]:
    return wording(visible(words)).finditer(line)
