"""The grid of documents: what is known about each, how far each coder is, and its attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Document, ReadingState
from qualcode.text.languages import NAMES, language_code
from qualcode.tui.grid.arranging import by_number, natural
from qualcode.tui.grid.attribute_columns import AttributeColumns
from qualcode.tui.grid.sheet import Column, Entry, Offer, Sheet, SheetRow
from qualcode.tui.grid.state_columns import CoderColumns, StateOf, state_named, state_offers

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

NAME, LANGUAGE = "name", "language"
AT_ONCE = 100_000
"""So many codings are counted by coder while the grid opens; more are counted beside it."""


class DocumentsSheet(Sheet):
    """Documents × what is known about them."""

    name = "Documents"
    noun = "document"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.counts: dict[tuple[int, int], int] = {}

    @property
    def counts_later(self) -> bool:
        """Whether there are too many codings to be counted by coder while the grid opens."""
        return sum(self.desk.study.document_counts.values()) > AT_ONCE

    def read(self) -> None:
        """Read the documents and what is known about them."""
        project, study = self.desk.project, self.desk.study
        self.documents = {each.id: each for each in study.documents}
        self.attributes = AttributeColumns(project, "document")
        if not self.counts_later:
            self.counts = project.codings.number_by_document_and_coder()
        self.coders = CoderColumns(self.desk, self.counts, project.progress.states())
        self._languages = Counter(each.language for each in study.documents if each.language)
        turns = project.documents.number_of_turns()
        labels: dict[int, list[str]] = {}
        for speaker in project.documents.speakers():
            labels.setdefault(speaker.document_id, []).append(speaker.label)
        self.columns = self._columns()
        self.rows = [
            SheetRow(
                each.id,
                (
                    each.name,
                    str(study.states.get(each.id, "")),
                    share_read(study.read_shares.get(each.id)),
                    f"{each.words:,}",
                    f"{turns.get(each.id, 0):,}",
                    f"{study.document_counts.get(each.id, 0):,}",
                    *self.coders.cells(each.id),
                    each.language or "",
                    *self.attributes.cells(each.id),
                    ", ".join(labels.get(each.id, ())),
                    each.format,
                    imported_on(each),
                ),
            )
            for each in study.documents
        ]

    def _columns(self) -> list[Column]:
        me = self.desk.project.coder
        return [
            Column(NAME, "document", noun="the name", editable=True, fills=False),
            Column(
                StateOf(me),
                "state",
                noun=f"the state of {me}",
                editable=True,
                chooses=True,
                order=state_order,
            ),
            Column("read", "read", noun=f"how much of it {me} has read", right=True, order=by_percent),
            Column("words", "words", noun="words spoken", right=True, order=by_number),
            Column("turns", "turns", noun="turns", right=True, order=by_number),
            Column(
                "codings",
                "codings",
                noun="codings you may see" if self.desk.on_view.blind else "codings of all coders",
                right=True,
                order=by_number,
            ),
            *self.coders.columns,
            Column(LANGUAGE, "language", noun="the language", editable=True),
            *self.attributes.columns,
            Column("speakers", "speakers", noun="speaker labels, in the order in which they begin"),
            Column("format", "format", noun="the kind of file it came from"),
            Column("imported", "imported", noun="the day of import"),
        ]

    def advice(self) -> str:
        """Say what to do while there are no documents."""
        return (
            "No documents yet.\n\nF9 brings transcripts in (txt, docx, odt, rtf, pdf, md, html, srt, vtt),\n"
            "or a survey table (csv, xlsx, ods) in which each row is somebody's answers."
        )

    def text_to_edit(self, row: Hashable, column: Column) -> str:
        """Return the text with which editing begins: of a coder's column the state alone."""
        if isinstance(column.key, StateOf):
            return self.coders.state(row, column.key)
        return super().text_to_edit(row, column)

    def offers(self, row: Hashable, column: Column, typed: str) -> list[Offer]:
        """Return states, languages, or values used before."""
        if isinstance(column.key, StateOf):
            return state_offers(typed)
        if column.key == LANGUAGE:
            return language_offers(typed, self._languages)
        attribute = self.attributes.attributes.get(column.key)  # type: ignore[call-overload]
        return self.attributes.offers(attribute, typed) if attribute else []

    def about(self, row: Hashable, column: Column) -> str:
        """Say what stands in a column."""
        attribute = self.attributes.attributes.get(column.key)  # type: ignore[call-overload]
        return self.attributes.about(attribute) if attribute else column.noun

    def warning(self, entries: Sequence[Entry]) -> str:
        """Point out a value that is there in other capitals."""
        return self.attributes.warning_of(entries)

    def changes_states(self, entries: Sequence[Entry]) -> bool:
        """Whether entries change how far coders are."""
        return any(isinstance(entry.column, StateOf) for entry in entries)

    def put(self, entries: Sequence[Entry]) -> str:
        """Set names, states, languages and attributes."""
        for entry in entries:
            self.editable(entry)
        with self.desk.project.action("document", self.told(entries)):
            changes = self._rename(entry for entry in entries if entry.column == NAME)
            changes += self._set_states(entries)
            changes += self._set_languages([entry for entry in entries if entry.column == LANGUAGE])
            values = [entry for entry in entries if entry.column in self.attributes.attributes]
            changes += self.attributes.put(values, self.documents)
        return self.told(entries) if changes else ""

    def _rename(self, entries: Iterable[Entry]) -> int:
        changed = [entry for entry in entries if entry.text.strip() != self._document(entry).name]
        for entry in changed:
            self.desk.project.documents.rename(self._document(entry), entry.text)
        return len(changed)

    def _set_states(self, entries: Sequence[Entry]) -> int:
        groups: dict[tuple[str, ReadingState | None], list[Document]] = {}
        for entry in entries:
            if not isinstance(entry.column, StateOf):
                continue
            try:
                state = state_named(entry.text)
            except InvalidValue as error:
                raise InvalidValue(f"{self._document(entry).name}: {error}") from None
            groups.setdefault((entry.column.coder, state), []).append(self._document(entry))
        return sum(
            self.desk.project.progress.put(documents, state, coder)
            for (coder, state), documents in groups.items()
        )

    def _set_languages(self, entries: Sequence[Entry]) -> int:
        groups: dict[str | None, list[Document]] = {}
        for entry in entries:
            code = language_code(entry.text)
            if entry.text.strip() and code is None:
                raise InvalidValue(
                    f"{self._document(entry).name}: “{entry.text}” is no language; write a code such as en, ru, tg."
                )
            groups.setdefault(code, []).append(self._document(entry))
        return sum(
            self.desk.project.documents.set_languages(documents, code) for code, documents in groups.items()
        )

    def _document(self, entry: Entry) -> Document:
        return self.documents[entry.row]  # type: ignore[index]

    def told(self, entries: Sequence[Entry]) -> str:
        """Say in words what entries put where."""
        if len(entries) == 1 and entries[0].column == NAME:
            return f"renamed {self.title_of(entries[0].row)} to {entries[0].text.strip()}"
        return super().told(entries)


def share_read(share: float | None) -> str:
    """Return how much was read, in whole percent."""
    return "" if share is None else f"{share:.0%}"


def by_percent(text: str) -> object:
    """Return a key by the percentage a text tells."""
    return by_number(text.removesuffix("%"))


def imported_on(document: Document) -> str:
    """Return the day of import, in local time."""
    return f"{datetime.fromisoformat(document.imported).astimezone():%Y-%m-%d}"


def state_order(text: str) -> object:
    """Return a key by which states come in the order of the work."""
    states = [str(state) for state in ReadingState]
    return (states.index(text) if text in states else len(states), natural(text))


def language_offers(typed: str, used: Counter[str]) -> list[Offer]:
    """Return languages by code or name, those used in the study first."""
    wanted = typed.strip().casefold()
    found = [
        Offer(code, name, completes=bool(wanted))
        for code, name in NAMES.items()
        if code != typed.strip() and (code.startswith(wanted) or name.casefold().startswith(wanted))
    ]
    return sorted(found, key=lambda offer: (-used[offer.text], offer.note))[:6]
