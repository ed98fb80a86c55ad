"""Filling a study from a database of another tool: people, moments, keys, passages, and a line for all that is odd."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from qualcode.exchange.foreign.anchoring import StoredText
from qualcode.exchange.foreign.dates import moment_of
from qualcode.exchange.foreign.foreign_database import ForeignDatabase, Row
from qualcode.exchange.foreign.study import Audit, Remark, Selection, Source, Study, User
from qualcode.text.quotes import shortened
from qualcode.text.visible import visible
from qualcode.text.wording import counted

MOST_TOLD = 10_000  # lines of the report: beyond, a file is not read by anybody line by line

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(slots=True)
class Filling:
    """A study being filled, with what is looked up and counted on the way."""

    study: Study
    utc: bool = False  # whether the tool writes its moments in UTC without saying so
    texts: dict[str, StoredText] = field(default_factory=dict)  # by the key of the source
    names: dict[str, str] = field(default_factory=dict)  # of sources, by key
    _users: set[str] = field(default_factory=set)
    _keys: set[tuple[str, str]] = field(default_factory=set)
    _untold: int = 0
    _untold_losses: int = 0
    _unread_moments: int = 0
    _unread_colours: int = 0
    _deleted: Counter[str] = field(default_factory=Counter)

    def remark(self, about: str, message: str, *, is_loss: bool = False) -> None:
        """Add a line to the report; behind the first thousands they are counted."""
        if len(self.study.remarks) < MOST_TOLD:
            self.study.remarks.append(Remark(visible(about), visible(message), is_loss))
        else:
            self._untold += 1
            self._untold_losses += is_loss

    def user(self, name: str) -> str | None:
        """The key of a coder, who is in the study from now on; None for nobody."""
        if not name.strip():
            return None
        if name not in self._users:
            self._users.add(name)
            self.study.users.append(User(name, name))
        return name

    def moment(self, text: str) -> str | None:
        """A moment as the file writes it; what is none is counted and left out."""
        moment = moment_of(text, utc=self.utc)
        self._unread_moments += moment is None and bool(text.strip()) and text.strip().upper() != "NA"
        return moment

    def colour(self, text: str) -> str:
        """A colour as `#rrggbb`; what is none is counted and left out."""
        colour = text.strip().lower()
        is_colour = bool(_COLOUR.fullmatch(colour))
        self._unread_colours += bool(colour) and not is_colour
        return colour if is_colour else ""

    def audit(self, row: Row, changed: str = "") -> Audit:
        """Who made a row and when (`owner`, `date`), and when it was changed, if a column says so."""
        modified = self.moment(row.text(changed)) if changed else None
        return Audit(self.user(row.text("owner")), self.moment(row.text("date")), None, modified)

    def key(self, kind: str, row: Row, column: str) -> str:
        """A key of its own for a row; a number that another row of the kind has already is reported."""
        wanted = row.key(column)
        if wanted is not None and (kind, wanted) not in self._keys:
            self._keys.add((kind, wanted))
            return wanted
        own = f"row {row.number}"
        self._keys.add((kind, own))
        told = "has no number" if wanted is None else f"has the number of another {kind}, {wanted}"
        self.remark(
            f"{kind} {shortened(row.text('name'))}".strip(), f"{told}; what points there means the other."
        )
        return own

    def knows(self, kind: str, key: str | None) -> bool:
        """Whether there is such a row."""
        return key is not None and (kind, key) in self._keys

    def deleted(self, kind: str) -> None:
        """Count a row that the tool has deleted and keeps in the file all the same."""
        self._deleted[kind] += 1

    def source(self, source: Source, stored: str | None) -> None:
        """Add a source with its text as the file keeps it; None for one that has no text."""
        self.names[source.key] = source.name
        if stored is not None:
            self.texts[source.key] = StoredText(stored)
            source = replace(source, text=self.texts[source.key].text)
        self.study.sources.append(source)

    def passage(
        self, key: str, source: str | None, start: int | None, end: int | None, words: str, audit: Audit
    ) -> str | None:
        """Add the passage of a source, found by its place and its words; return its key, None where it has none.

        Everything but agreement is reported, passage by passage.
        """
        about = f"{key} in {self.names.get(source or '', 'a document that is not in the file')}"
        if source is None or source not in self.texts:
            self.remark(
                about, f"has no text to stand in{_quoted(words)}: the passage is left out.", is_loss=True
            )
            return None
        text = self.texts[source]
        found = text.anchored(start, end, words)
        if found.start is None or found.end is None:
            stated = f"{_told(start)}–{_told(end)}"
            told = f"has no place in the text ({stated}){_quoted(words)}: the passage is left out."
            self.remark(about, told, is_loss=True)
            return None
        if found.how != "stated":
            here = text.text[found.start : found.end]
            self.remark(
                about,
                _on_the_place(found.how, start, found.start, words, here),
                is_loss=found.how == "unlike",
            )
        self.study.selections.append(Selection(key, source, found.start, found.end, audit=audit))
        return key

    def finished(self, database: ForeignDatabase) -> Study:
        """Return the study, with what was counted on the way added to its report."""
        for kind, number in sorted(self._deleted.items()):
            self.remark("file", f"{counted(number, kind)} deleted in {self.study.tool} and not taken over.")
        if self._unread_moments:
            self.remark(
                "file", f"{counted(self._unread_moments, 'date')} not understood and left out.", is_loss=True
            )
        if self._unread_colours:
            self.remark("file", f"{counted(self._unread_colours, 'colour')} not understood and left out.")
        if database.damaged_texts:
            told = f"{counted(database.damaged_texts, 'text')} with bytes that are no UTF-8: U+FFFD stands for them."
            self.remark("file", told, is_loss=True)
        if self._untold:
            more = f"and {counted(self._untold, 'line')} more, {self._untold_losses:,} of them losses."
            self.study.remarks.append(Remark("file", more, self._untold_losses > 0))
        return self.study


def _on_the_place(how: str, stated: int | None, start: int, words: str, here: str) -> str:
    if how == "utf16":
        return f"the file counts emojis twice here: {_told(stated)} became {start}{_quoted(words)}."
    if how == "moved":
        moved = f"{_told(stated)} became {start}{_quoted(words)}"
        return f"stood elsewhere than the file says, and was found by its words: {moved}."
    return f"the file keeps other words of it{_quoted(words)} than stand at its place{_quoted(here)}: look at it."


def _told(offset: int | None) -> str:
    return "nothing" if offset is None else str(offset)


def _quoted(words: str) -> str:
    return f" “{shortened(words)}”" if words.strip() else ""
