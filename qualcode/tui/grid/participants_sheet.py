"""The grid of participants: a row each, a column for each attribute, and the documents they speak in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from qualcode.errors import InvalidValue
from qualcode.model import Participant
from qualcode.tui.grid.attribute_columns import AttributeColumns
from qualcode.tui.grid.sheet import Column, Entry, NewRow, Offer, Sheet, SheetRow

NAME, DOCUMENTS = "name", "documents"


class ParticipantsSheet(Sheet):
    """Participants × attributes."""

    name = "Participants"
    noun = "participant"

    def read(self) -> None:
        """Read the participants and what is known about them."""
        project = self.desk.project
        self.people = {each.id: each for each in project.participants.all()}
        self.attributes = AttributeColumns(project, "participant")
        behind = self._documents_behind()
        self.columns = [
            Column(NAME, "participant", noun="the name", editable=True, fills=False),
            *self.attributes.columns,
            Column(
                DOCUMENTS, "documents", noun="the documents that come from him or her, by the speaker links"
            ),
        ]
        self.rows = [
            SheetRow(each.id, (each.name, *self.attributes.cells(each.id), behind.get(each.id, "")))
            for each in self.people.values()
        ]

    def _documents_behind(self) -> dict[int, str]:
        project = self.desk.project
        pairs = [
            (speaker.participant_id, speaker.document_id)
            for speaker in project.documents.speakers()
            if speaker.participant_id is not None
        ]
        pairs += [(participant, document) for document, participant in project.participants.document_links()]
        self.documents: dict[int, list[int]] = {}
        for participant, document in dict.fromkeys(pairs):
            self.documents.setdefault(participant, []).append(document)
        names = {each.id: each.name for each in self.desk.study.documents}
        return {
            participant: ", ".join(names.get(number, "") for number in sorted(numbers))
            for participant, numbers in self.documents.items()
        }

    def advice(self) -> str:
        """Say what to do while there are no participants."""
        return (
            "No participants yet.\n\nCtrl+N adds one, F9 brings in a table of them,\n"
            "Ctrl+G makes one for each speaker of the documents. Names can be pasted from a spreadsheet as well."
        )

    def offers(self, row: Hashable, column: Column, typed: str) -> list[Offer]:
        """Return values used before."""
        attribute = self.attributes.attributes.get(column.key)  # type: ignore[call-overload]
        return self.attributes.offers(attribute, typed) if attribute else []

    def about(self, row: Hashable, column: Column) -> str:
        """Say what stands in a column."""
        attribute = self.attributes.attributes.get(column.key)  # type: ignore[call-overload]
        return self.attributes.about(attribute) if attribute else column.noun

    def warning(self, entries: Sequence[Entry]) -> str:
        """Point out a name that another participant has, and a value that is there in other capitals."""
        named = {entry.row: entry.text.strip() for entry in entries if entry.column == NAME}
        others = Counter(named.get(each.id, each.name) for each in self.people.values())
        others.update(name for row, name in named.items() if row not in self.people)
        twice = next((name for name in named.values() if others[name] > 1), None)
        if twice is not None:
            return f"take care: {others[twice]} participants have the name {twice} now"
        return self.attributes.warning_of(entries)

    def put(self, entries: Sequence[Entry]) -> str:
        """Set names and attributes; rows that are new become participants, if they get a name."""
        project = self.desk.project
        for entry in entries:
            self.editable(entry)
        names = [entry for entry in entries if entry.column == NAME]
        values = [entry for entry in entries if entry.column != NAME]
        with project.action("participant", self.told(entries)) as action:
            people, changes = self._named(names)
            unnamed = next((entry for entry in values if entry.row not in people), None)
            if unnamed is not None:
                raise InvalidValue("The block goes beyond the last row; begin in the column of names.")
            if not changes and len(names) == 1 and not values:
                return ""
            changes += self.attributes.put(values, people)
            made = len(people) - len(self.people)
            if made:
                action.summary += f", {made} of them new" if len(people) > 1 and made < len(entries) else ""
            summary = action.summary
        return summary if changes else ""

    def _named(self, entries: Sequence[Entry]) -> tuple[Mapping[Any, Participant], int]:
        """Rename and add; return all participants by row, and how many changed."""
        people: dict[Any, Participant] = {**self.people}
        changes = 0
        for entry in entries:
            name = entry.text.strip()
            if isinstance(entry.row, NewRow):
                people[entry.row] = self.desk.project.participants.add(name)
            elif name != people[entry.row].name:
                people[entry.row] = self.desk.project.participants.rename(people[entry.row], name)
            else:
                continue
            changes += 1
        return people, changes

    def told(self, entries: Sequence[Entry]) -> str:
        """Say in words what entries put where."""
        if len(entries) == 1 and entries[0].column == NAME:
            return f"renamed {self.title_of(entries[0].row)} to {entries[0].text.strip()}"
        return super().told(entries)
