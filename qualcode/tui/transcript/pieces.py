"""The text cut into pieces: what is wrapped on its own. Stored lines, cut again where a turn begins behind its
label and where a line is very long; before some of them rows of their own: an empty one, a section's name.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qualcode.model import Section
from qualcode.text.graphemes import cluster_at
from qualcode.text.lines import line_starts
from qualcode.tui.transcript.headings import Heading
from qualcode.tui.visible import visible, visible_lines

LONGEST_PIECE = 2000
"""Characters; a longer line is cut, so that no wrap takes long."""


@dataclass(slots=True)
class Pieces:
    """The pieces of a text, in order, as columns. Together they cover the text but for its line breaks.

    `shown` is the text as the screen may have it, offset by offset.
    """

    shown: str
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    lines: array[int] = field(default_factory=lambda: array("q"))  # number of the stored line, from 1
    opens_line: bytearray = field(default_factory=bytearray)
    leads: bytearray = field(default_factory=bytearray)  # rows above the piece that hold no text
    titles: dict[int, list[str]] = field(default_factory=dict)  # piece → names of sections that begin there
    headings: dict[int, Heading] = field(default_factory=dict)  # piece → the turn that begins there

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, piece: int) -> str:
        """Return the characters of a piece as the screen may have them."""
        return self.shown[self.starts[piece] : self.ends[piece]]

    def is_empty(self, piece: int) -> bool:
        """Say whether a piece is an empty line."""
        return self.starts[piece] == self.ends[piece]

    def at(self, offset: int) -> int:
        """Return the piece in which `offset` lies; a line break counts to the piece before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def of_line(self, number: int) -> int:
        """Return the first piece of a stored line; the last line's for a number past the end."""
        return max(0, min(bisect_right(self.lines, number - 1), len(self.starts) - 1))


def cut_pieces(text: str, headings: Sequence[Heading] = (), sections: Sequence[Section] = ()) -> Pieces:
    """Cut `text` into pieces."""
    starts: list[int] = []  # lists while they grow: many times faster than columns of numbers
    ends: list[int] = []
    lines: list[int] = []
    opens_line = bytearray()
    for number, opens, start, end in _parts(text, _cuts_at_labels(text, headings)):
        starts.append(start)
        ends.append(end)
        lines.append(number)
        opens_line.append(opens)
    pieces = Pieces(visible_lines(text), array("q", starts), array("q", ends), array("q", lines), opens_line)
    pieces.leads = bytearray(len(pieces))
    _place_headings(pieces, headings)
    _place_sections(pieces, sections)
    return pieces


def _stored_lines(text: str) -> Iterator[tuple[int, int]]:
    starts = line_starts(text)
    return zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True)


def _cuts_at_labels(text: str, headings: Sequence[Heading]) -> list[int]:
    """Return, last first, where a line is cut for a label on it: behind the label, and before it if text is there."""
    cuts = []
    for heading in headings:
        if heading.end == heading.start:
            continue
        if text[text.rfind("\n", 0, heading.start) + 1 : heading.start].strip():
            cuts.append(heading.start)
        speech = heading.end
        while text[speech : speech + 1] in (" ", "\t"):
            speech += 1
        if text[speech : speech + 1] not in ("", "\n"):
            cuts.append(speech)
    return cuts[::-1]


def _parts(text: str, cuts: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the parts of all lines: number of the line, 1 for its first part, start, end. `cuts` are last first."""
    for number, (line_start, end) in enumerate(_stored_lines(text), 1):
        while cuts and cuts[-1] <= line_start:
            cuts.pop()
        start, opens = line_start, 1
        while start < end or opens:
            stop = cuts.pop() if cuts and cuts[-1] < end else end
            if stop - start <= LONGEST_PIECE:
                yield number, opens, start, stop
            else:
                for place, part in enumerate(_short_parts(text, start, stop)):
                    yield number, opens if place == 0 else 0, *part
            start, opens = stop, 0


def _short_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        cut = text.rfind(" ", start, limit) + 1 or cluster_at(text, limit)[0]
        cut = cut if start < cut <= limit else limit
        yield start, cut
        start = cut
    yield start, end


def _place_headings(pieces: Pieces, headings: Sequence[Heading]) -> None:
    for heading in headings:
        piece = pieces.at(heading.start)
        if (
            piece in pieces.headings
        ):  # two turns on one line: the first is named, the second stands in the text
            continue
        pieces.headings[piece] = heading
        if heading.end > heading.start and piece > 0 and not pieces.is_empty(piece - 1):
            pieces.leads[piece] = 1


def _place_sections(pieces: Pieces, sections: Sequence[Section]) -> None:
    """Put a section's name above its first piece, unless the text says it there, or just before, itself."""
    for section in sections:
        piece = pieces.at(section.start)
        name = visible(section.name)
        if any(name.strip() in pieces.text(near) for near in range(max(0, piece - 2), piece + 1)):
            continue
        pieces.titles.setdefault(piece, []).append(name)
        blank_above = pieces.leads[piece] or piece == 0 or not pieces.text(piece - 1).strip()
        pieces.leads[piece] = min(255, pieces.leads[piece] + (1 if blank_above else 2))
