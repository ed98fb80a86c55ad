"""The words of the field as frozen records. No I/O, nothing but the standard library.

Offsets everywhere are Unicode code points of a document's stored text; spans are half-open, `[start, end)`.
`id` is the row number inside one project file; `guid` is the identity that travels between files.
Times on a recording are seconds; moments (`created`, `at` …) are ISO 8601 in UTC, `2026-11-24T09:30:00.123Z`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

PATH_SEPARATOR = " > "


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a document's text."""

    start: int
    end: int


class Turn(NamedTuple):  # a tuple is made three times as fast as a frozen dataclass, and there are many turns
    """One speaker's stretch of a document: the words spoken, without label and time mark.

    `speaker` is None where nobody is named; the times are seconds from the start of the recording.
    """

    start: int
    end: int
    speaker: str | None = None
    start_time: float | None = None
    end_time: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A named stretch of a document: an interview question, a heading, a survey column."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeMark:
    """`seconds` of the recording at `[start, end)` of the text; an empty span where no mark is written."""

    start: int
    end: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a reader makes of a file: the text as it will be stored, its structure, and its warnings."""

    text: str
    format: str
    turns: tuple[Turn, ...] = ()
    sections: tuple[Section, ...] = ()
    time_marks: tuple[TimeMark, ...] = ()
    layout: tuple[Span, ...] = ()  # line numbers, margin arrows, quote signs: not said, not counted
    encoding: str | None = None
    language: str | None = None
    origin: str = ""
    bytes_sha256: str = ""
    text_sha256: str = ""  # of the text's UTF-8 bytes, where that is known already
    warnings: tuple[str, ...] = ()


class ReadingState(StrEnum):
    """How far a coder is with a document; a document without a row is not assigned to that coder."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"


class AttributeType(StrEnum):
    """The types of an attribute (REFI-QDA's variable types)."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone who codes."""

    id: int
    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript in the project, without its text (`project.documents.text(document)` reads that)."""

    id: int
    guid: str
    name: str
    origin: str
    format: str
    encoding: str | None
    language: str | None
    characters: int
    words: int
    bytes_sha256: str
    imported: str
    imported_by: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker label of one document, and the participant it stands for, if that is known."""

    id: int
    document_id: int
    label: str
    participant_id: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A person or unit of the study."""

    id: int
    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed property of participants or of documents."""

    id: int
    guid: str
    name: str
    type: AttributeType
    of: str  # "participant" or "document"


@dataclass(frozen=True, slots=True)
class Code:
    """A node of the codebook.

    `path` joins the names from the top with ` > `; a ` > ` inside a name is written ` \\> `.
    """

    id: int
    guid: str
    name: str
    path: str
    parent_id: int | None
    depth: int
    colour: str
    definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    example: str = ""
    retired: bool = False


class Coding(NamedTuple):  # as a tuple, like turns: there may be a million
    """One code on one span of one document by one coder; `weight` is 0–100 or None."""

    id: int
    guid: str
    document_id: int
    code_id: int
    coder_id: int
    start: int
    end: int
    weight: int | None
    created: str


@dataclass(frozen=True, slots=True)
class Memo:
    """A dated note on one thing: the project (all None), a document (with or without a span), a
    participant, a code or a coding.
    """

    id: int
    guid: str
    text: str
    coder: str
    created: str
    modified: str
    document_id: int | None = None
    participant_id: int | None = None
    code_id: int | None = None
    coding_id: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person did: the unit of undo, and a line of the audit trail.

    `reverses` is the id of the action that this one undid (or, when that was itself an undo, redid).
    `undone` says whether the action's effect is at present taken back. `back_to` is the id of the action to which
    this one went back, all that was done after it being taken back at once.
    """

    id: int
    guid: str
    coder: str
    at: str
    kind: str
    summary: str
    reverses: int | None
    undone: bool
    changes: int
    back_to: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on an attribute of participants (or documents): `gender=female`, `age>=30`."""

    attribute: str
    operator: str  # one of = != < <= > >=
    value: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a table or an export covers; empty means everything.

    The strings are what the user typed: names, paths or GUIDs.
    """

    codes: tuple[str, ...] = ()
    with_subcodes: bool = False
    documents: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    exclude_speakers: tuple[str, ...] = ()
    where: tuple[Condition, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `qualcode check` found wrong: which rule, where, and what to do."""

    rule: str
    place: str
    message: str
    repairable: bool = False
