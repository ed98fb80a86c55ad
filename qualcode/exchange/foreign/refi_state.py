"""What a reader of REFI-QDA knows while it goes through a file: the study so far, and who owns which GUID."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from qualcode.exchange.foreign.archive import Archive
from qualcode.exchange.foreign.refi_values import moment
from qualcode.exchange.foreign.safe_xml import Element, local
from qualcode.exchange.foreign.study import Audit, Coding, Remark, Selection, Study
from qualcode.project.guids import GUID, normal_guid
from qualcode.text.visible import visible

# A passage as its element tells it, until its source and its text are known, with its codings.
Waiting = tuple[Selection, list[Coding]]
TOLD = 1000  # remarks of one sort; further ones are counted


@dataclass(slots=True)
class State:
    """The state of one reading. `taken` holds the keys of each kind of thing."""

    study: Study
    archive: Archive | None = None
    taken: dict[str, set[str]] = field(default_factory=dict)
    # (key of the note, kind and key of what it is on); resolved at the end, when all notes are known
    note_references: list[tuple[str, str, str]] = field(default_factory=list)
    pending: list[Waiting] = field(default_factory=list)  # passages of the source being read
    by_key: dict[str, Selection] = field(default_factory=dict)  # the same by key
    told: Counter[str] = field(default_factory=Counter)
    _moments: dict[str, str | None] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _audits: dict[tuple[str | None, ...], Audit] = field(default_factory=dict)

    def remark(self, sort: str, about: str, message: str, *, is_loss: bool = False) -> None:
        """Put a line into the report; of one sort the first thousand are told and the others counted."""
        self.told[sort] += 1
        if self.told[sort] <= TOLD:
            self.study.remarks.append(Remark(visible(about), visible(message), is_loss))

    def tell_the_rest(self) -> None:
        """Say how many lines of a sort were only counted."""
        for sort, number in self.told.items():
            if number > TOLD:
                self.study.remarks.append(Remark("file", f"{sort}: and {number - TOLD:,} more", True))

    def claim(self, kind: str, written: str | None, about: str, key: str = "") -> tuple[str, str]:
        """Return the key of a new thing of a kind and its GUID; both are new where the GUID is taken or none.

        `key` is the GUID as `normal_guid` returns it, where that is known already.
        """
        taken = self.taken.get(kind)
        if taken is None:
            taken = self.taken[kind] = set()
        key = key or (normal_guid(written) if written else "")
        if written and key not in taken and GUID.fullmatch(key):
            taken.add(key)
            return key, written.strip()
        if key in taken:
            self.remark("GUIDs twice", about, f"its GUID {key} is taken; it gets a new one")
        elif key:
            self.remark("no GUIDs", about, f"“{key[:60]}” is no GUID; it gets a new one")
        if not key or key in taken:
            key = next(
                f"{key or kind}#{n}" for n in count(len(taken) + 1) if f"{key or kind}#{n}" not in taken
            )
        taken.add(key)
        return key, ""

    def owner(self, key: str) -> str | None:
        """Return the kind of thing that a key names, or None."""
        return next((kind for kind, keys in self.taken.items() if key in keys), None)

    def folded(self, written: str | None) -> str | None:
        """Return the key of a user or code that an attribute names, or None where it is missing or empty."""
        if not written:
            return None
        key = self._keys.get(written)
        if key is None:
            key = self._keys[written] = normal_guid(written)
        return key or None

    def moment(self, written: str | None) -> str | None:
        """Return a moment; the same text is taken apart once."""
        if written is None:
            return None
        if written not in self._moments:
            if len(self._moments) > 100_000:
                self._moments.clear()
            self._moments[written] = moment(written)
            if self._moments[written] is None and written.strip():
                self.remark(
                    "moments", "file", f"“{visible(written[:60])}” is no moment; left out", is_loss=True
                )
        return self._moments[written]

    def audit(self, element: Element, suffix: str = "") -> Audit:
        """Return who made an element and changed it last; equal ones are one object."""
        get = element.get
        key = (
            self.folded(get(f"creatingUser{suffix}")),
            self.moment(get("creationDateTime")),
            self.folded(get(f"modifyingUser{suffix}")),
            self.moment(get("modifiedDateTime")),
        )
        return self.one_audit(key)

    def one_audit(self, fields: tuple[str | None, str | None, str | None, str | None]) -> Audit:
        """Return the audit with these fields."""
        known = self._audits.get(fields)
        if known is None:
            if len(self._audits) > 100_000:
                self._audits.clear()
            known = self._audits[fields] = Audit(*fields)
        return known


def description(element: Element) -> str:
    """Return the text of an element's Description, or of an attribute of that name."""
    for child in element:
        if local(child) == "Description":
            return child.text or ""
    return element.get("description") or ""


def target(element: Element) -> str:
    """Return the key that a reference points at: `targetGUID`, `guid`, or its text."""
    return normal_guid(element.get("targetGUID") or element.get("guid") or element.text or "")


def refer_notes(state: State, element: Element, kind: str, key: str) -> None:
    """Remember the notes that an element refers to."""
    for child in element:
        if local(child) == "NoteRef":
            state.note_references.append((target(child), kind, key))
