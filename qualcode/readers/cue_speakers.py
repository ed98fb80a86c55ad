"""Who speaks in each cue: voice tags, names before a colon, names on a line of their own, or `>>` for a change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.readers.cue_text import changes, has_voices, plain, voices
from qualcode.readers.cues import Cue
from qualcode.text import labels
from qualcode.text.evidence import Ground
from qualcode.text.headers import Header, read_headers
from qualcode.text.newlines import Line
from qualcode.text.scoring import Choice, choose
from qualcode.text.times import BRACKETED
from qualcode.text.turns import headers_by_expression

_IN_BRACKETS = re.compile(BRACKETED)
_ALONE = re.compile(r"\(([^()]{1,40})\)|([^.!?…:,;]{1,40})")


@dataclass(slots=True)
class Piece:
    """Words of one voice in one cue; `opens` starts a turn even where the same speaker (or nobody known) goes on."""

    start: float
    end: float
    speaker: str | None
    words: str
    opens: bool = False


def spoken_pieces(cues: Sequence[Cue], speakers: str) -> tuple[list[Piece], Choice]:
    """The cues as pieces with their speakers, and how labels were chosen where they stand in the words."""
    if speakers in ("auto", "none"):
        if has_voices(cues):
            return _by_voice(cues), Choice()
        if sum(any(line.lstrip().startswith((">>", "&gt;&gt;")) for line in cue.lines) for cue in cues) > 1:
            return _by_change(cues), Choice()
        if _names_alone(cues):
            return _by_first_line(cues), Choice()
    return _by_label(cues, speakers)


def _by_voice(cues: Sequence[Cue]) -> list[Piece]:
    pieces = []
    for cue in cues:
        for name, markup in voices(cue):
            words = plain(markup)
            if name:  # an editor of such files writes label and time into the words again
                words = re.sub(rf"^{re.escape(name)}:\s+(?:\[[\d:.,]+\]\s*)?", "", words)
            if words:
                pieces.append(Piece(cue.start, cue.end, name, words))
    return pieces


def _by_change(cues: Sequence[Cue]) -> list[Piece]:
    """`>>` opens a turn of somebody unknown, `>> NAME:` of somebody known; a cue without it goes on."""
    parts = [
        (cue, place > 0, plain(part))
        for cue in cues
        for place, part in enumerate(changes("\n".join(cue.lines)))
        if place or plain(part)
    ]
    pieces: list[Piece] = []
    speaker, opens = None, False
    for number, (cue, changed, words) in enumerate(parts):
        if changed:
            speaker, opens = None, True
            name, colon, rest = words.partition(":")
            goes_on = number + 1 < len(parts) and not parts[number + 1][1]
            if colon and _names(name) and (rest.strip() or goes_on):
                speaker, words = labels.clean_label(name), rest.strip()
        if words:
            pieces.append(Piece(cue.start, cue.end, speaker, words, opens))
            opens = False
    return pieces


def _names(name: str) -> bool:
    return labels.possible(name) and labels.name_like(name) and not labels.is_metadata(name)


def _first_line_name(cue: Cue) -> str | None:
    lines = [line for line in map(plain, cue.lines) if line]
    match = _ALONE.fullmatch(lines[0]) if len(lines) > 1 else None
    name = (match[1] or match[2]).strip() if match else ""
    return name if name and labels.possible(name) and labels.name_like(name) else None


def _names_alone(cues: Sequence[Cue]) -> bool:
    names = Counter(name for cue in cues if (name := _first_line_name(cue)))
    back = {name: count for name, count in names.items() if count > 1}
    return len(back) > 1 and sum(back.values()) >= 0.5 * len(cues) and len(names) <= 0.5 * len(cues)


def _by_first_line(cues: Sequence[Cue]) -> list[Piece]:
    pieces = []
    for cue in cues:
        name = _first_line_name(cue)
        lines = [line for line in map(plain, cue.lines) if line]
        words = " ".join(lines[1:] if name else lines)
        if words:
            pieces.append(Piece(cue.start, cue.end, name, words))
    return pieces


def _by_label(cues: Sequence[Cue], speakers: str) -> tuple[list[Piece], Choice]:
    """`Name: words` in cues; a cue without a label that the file bears out has no known speaker."""
    lines, owners = _lines(cues)
    if speakers in ("auto", "none"):
        headers = [
            header
            for index, line in enumerate(lines)
            for header in read_headers(line, index, paragraph=owners[index][1])
            if _nothing_else(line, header)
        ]
        characters = lines[-1].end if lines else 0
        choice = choose(headers, Ground(characters, len(lines), 0, paragraphs=len(cues), cues=len(cues)))
    else:
        choice = Choice(tuple(headers_by_expression(lines, [True] * len(lines), speakers)))
    by_line: dict[int, Header] = {header.line: header for header in choice.headers}
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        header, (cue, first) = by_line.get(index), owners[index]
        words = line.text[header.text_start - line.start :].strip() if header else line.text
        if header and not words:  # a label alone names nobody's words: keep it as it stands
            header, words = None, line.text
        if first or header or not pieces or pieces[-1].start != cue.start:
            pieces.append(Piece(cue.start, cue.end, header.label or None if header else None, words))
        else:
            pieces[-1].words += f" {words}"
    return [piece for piece in pieces if piece.words.strip()], choice


def _nothing_else(line: Line, header: Header) -> bool:
    """Whether the words after a label are all that is said: no number and no bare time goes with the label."""
    before = line.text[: max(0, line.text.find(header.label))]
    return (
        header.kind == "colon"
        and not any(sign.isalnum() for sign in _IN_BRACKETS.sub("", before))
        and all(line.text[start - line.start] in "[({#" for start, _, _ in header.marks)
    )


def _lines(cues: Sequence[Cue]) -> tuple[list[Line], list[tuple[Cue, bool]]]:
    """The cues' lines as lines of one text, and for each its cue and whether it is the cue's first."""
    lines, owners, place = [], [], 0
    for cue in cues:
        first = True
        for words in filter(None, map(plain, cue.lines)):
            lines.append(Line(place, place + len(words), words))
            owners.append((cue, first))
            place += len(words) + 1
            first = False
    return lines, owners
