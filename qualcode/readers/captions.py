"""Captions become a document: `Name: words`, a paragraph for each turn, the cues' times kept as time marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qualcode.errors import ReadingError
from qualcode.model import TimeMark, Transcript, Turn
from qualcode.readers.cue_speakers import Piece, spoken_pieces
from qualcode.readers.cue_text import drop_rolling
from qualcode.readers.cues import CueFile
from qualcode.readers.request import Request
from qualcode.text.doubts import doubts
from qualcode.text.times import inline_marks
from qualcode.text.wording import counted

_PAUSE = 2.0  # seconds of silence after which a sentence may begin a new line
_LONG = 100  # words after which it does so without a pause
_SENTENCE_ENDS = tuple('.!?…。！？؟।"”»')


@dataclass(slots=True)
class _Writing:
    """The document while it is written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[TimeMark] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def build(found: CueFile, request: Request) -> Transcript:
    """Write the cues of a file as a transcript; raises ReadingError when nothing is said in them."""
    repeats = drop_rolling(found.cues)
    pieces, choice = spoken_pieces(found.cues, request.speakers)
    if not pieces:
        raise ReadingError(f"{request.name} holds no words: its cues are empty.")
    writing = _Writing()
    if found.preamble:
        writing.write("\n".join(found.preamble) + "\n\n")
    for group in _joined(pieces):
        _write_turn(writing, group)
    text = "".join(writing.parts)
    inline = [TimeMark(*mark) for mark in inline_marks(text)]
    turns = tuple(writing.turns) if request.speakers != "none" else ()
    return Transcript(
        text,
        found.format,
        turns=turns,
        time_marks=tuple(sorted([*writing.marks, *inline], key=lambda mark: (mark.start, mark.end))),
        warnings=_warnings(found, repeats, pieces) + (doubts(turns, choice) if turns else ()),
    )


def _joined(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Neighbouring pieces of one speaker; somebody unknown ends the turn before."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].speaker == piece.speaker and not piece.opens:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _write_turn(writing: _Writing, group: Sequence[Piece]) -> None:
    if writing.turns:
        writing.write("\n\n")
    speaker = group[0].speaker
    if speaker:
        writing.write(f"{speaker}: ")
    start = writing.length
    before: Piece | None = None
    words = 0
    for piece in group:
        if before is not None:
            new_line = before.words.endswith(_SENTENCE_ENDS) and (
                piece.start - before.end >= _PAUSE or words >= _LONG
            )
            words = 0 if new_line else words
            writing.write("\n" if new_line else " ")
        writing.marks.append(TimeMark(writing.length, writing.length, piece.start))
        writing.write(piece.words)
        words += len(piece.words.split())
        before = piece
    end_time = max(piece.end for piece in group)
    writing.turns.append(Turn(start, writing.length, speaker, group[0].start, end_time))


def _warnings(found: CueFile, repeats: int, pieces: Sequence[Piece]) -> tuple[str, ...]:
    sentences = []
    if repeats:
        were = "was" if repeats == 1 else "were"
        sentences.append(f"{counted(repeats, 'line')} that the captions show again {were} left out.")
    if found.notes:
        notes = "1 note" if found.notes == 1 else f"{found.notes} notes"
        sentences.append(f"{notes} in the caption file were left out: they are not talk.")
    unknown = sum(piece.speaker is None for piece in pieces)
    if unknown == len(pieces):
        sentences.append("The captions name no speakers.")
    elif unknown:
        sentences.append(f"No speaker is named in {unknown} of {len(pieces)} cues.")
    return tuple(sentences)
