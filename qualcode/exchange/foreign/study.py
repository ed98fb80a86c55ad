"""A study as another tool's file tells it, in one form for all tools, before it becomes a project of ours.

Everything has a `key`, unique within its kind in this study: the GUID in lower case without braces (REFI-QDA) or the
file's own row number. References are keys. `guid` is the GUID as written, empty where the tool knows none or where it
belongs to something else already. Offsets are code points of `Source.text`, half-open.
Moments are ISO 8601, made UTC (`Z`) where the file names a zone and left without one where it does not; None where
there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.model import AttributeType


@dataclass(frozen=True, slots=True)
class Audit:
    """Who made something and who changed it last, by the keys of users, and when; None where the file is silent."""

    creator: str | None = None
    created: str | None = None
    modifier: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who worked on the study."""

    key: str
    name: str
    guid: str = ""
    identifier: str = ""  # REFI-QDA's `id`: initials, a login


@dataclass(frozen=True, slots=True)
class Code:
    """A code, in the order of the tree: parents before children, siblings in their order."""

    key: str
    name: str
    parent: str | None = None
    guid: str = ""
    colour: str = ""  # `#rrggbb`, or empty
    description: str = ""
    is_codable: bool = True
    audit: Audit = Audit()


@dataclass(frozen=True, slots=True)
class Source:
    """A document; `text` has `\\n` line ends and no BOM, and is None where there is none or the file lacks it."""

    key: str
    name: str
    text: str | None
    guid: str = ""
    kind: str = "text"  # text, pdf, picture, audio, video
    description: str = ""
    encoding: str | None = None
    bytes_sha256: str = ""
    members: tuple[str, ...] = ()  # the files inside the archive that belong to it
    counting: str = ""  # how the file counts positions in this text, where that had to be found out
    audit: Audit = Audit()


@dataclass(slots=True, unsafe_hash=True)  # not frozen: made in half the time, and a study has many
class Selection:
    """A passage of a source's text; one whose ends are equal is empty, and is reported.

    `start` is None where its place cannot be told or is none of a text (an area of a page, a stretch of a recording):
    then `written` holds what the file says.
    """

    key: str
    source: str
    start: int | None
    end: int | None
    guid: str = ""
    name: str | None = None  # an empty name is not an absent one
    description: str = ""
    audit: Audit = Audit()
    kind: str = "text"  # text, area, picture, audio, video, transcript
    written: tuple[str, str] | None = None


@dataclass(slots=True, unsafe_hash=True)  # not frozen: made in half the time, and a study has many
class Coding:
    """A code on a selection, or on a whole source or note where `selection` is None."""

    key: str
    code: str
    selection: str | None
    source: str | None = None
    guid: str = ""
    weight: int | None = None
    memo: str = ""
    audit: Audit = Audit()


@dataclass(frozen=True, slots=True)
class Note:
    """A memo, with everything that it is on; on nothing: a memo on the study.

    `form` says how the file ties it to them (`description`, `reference`, `link`), for writing it back the same way.
    """

    key: str
    text: str
    name: str | None = None
    guid: str = ""
    on: tuple[
        tuple[str, str], ...
    ] = ()  # (kind, key): ("code", …), ("source", …), ("selection", …), ("coding", …), ("case", …)
    form: str = "reference"
    description: str = ""  # what is said about the memo itself
    audit: Audit = Audit()


@dataclass(frozen=True, slots=True)
class Variable:
    """An attribute."""

    key: str
    name: str
    type: AttributeType
    guid: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant or unit, with its sources, selections and codes by key."""

    key: str
    name: str
    guid: str = ""
    description: str = ""
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a variable on a case or a source, as the file writes it; None is "no value", not empty text."""

    variable: str
    of: tuple[str, str]  # ("case", key) or ("source", key)
    text: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A set of codes, sources and notes (REFI-QDA's Set)."""

    key: str
    name: str
    guid: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the report on a file: what it is about, what happened, and whether something was lost by that."""

    about: str  # "source Interview 3", "selection 0f3a…", "file"
    message: str
    is_loss: bool = False


@dataclass(slots=True)
class Study:
    """The whole, as a reader fills it."""

    tool: str  # who wrote it, as the file says
    name: str = ""
    description: str = ""
    audit: Audit = Audit()
    users: list[User] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    selections: list[Selection] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    # (kind, key, XML) of what we do not model: a source with its areas and stretches, but without what stands above; a
    # link, a graph, a note with passages of its own. The kind is the element's name, the key its own.
    carried: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
