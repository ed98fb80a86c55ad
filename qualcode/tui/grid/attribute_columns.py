"""The columns of a grid that are attributes: their cells, what may stand there, and putting it there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.model import Attribute, AttributeType, Document, Participant
from qualcode.project.describing import NewValue
from qualcode.tui.grid.arranging import by_number, natural
from qualcode.tui.grid.offering import other_capitals, values_like
from qualcode.tui.grid.sheet import Column, Entry, Offer

if TYPE_CHECKING:
    from qualcode.api import Project

NUMERIC = (AttributeType.INTEGER, AttributeType.FLOAT)
TYPES_IN_WORDS = {
    AttributeType.TEXT: "text",
    AttributeType.INTEGER: "whole number",
    AttributeType.FLOAT: "number",
    AttributeType.BOOLEAN: "yes or no",
    AttributeType.DATE: "date, as 2022-10-14",
    AttributeType.DATETIME: "date and time, as 2022-10-14 09:30",
}


class AttributeColumns:
    """The attributes of participants (or documents), read at once, and the values used."""

    def __init__(self, project: Project, of: str) -> None:
        self._project, self._of = project, of
        self.attributes: dict[int, Attribute] = {
            each.id: each for each in project.participants.attributes(of)
        }
        self._values = project.participants.values(of)
        self._used: dict[int, Counter[str]] = {}

    @property
    def columns(self) -> list[Column]:
        """A column for each attribute; its key is the attribute's row number."""
        return [
            Column(
                each.id,
                each.name,
                editable=True,
                right=each.type in NUMERIC,
                order=by_number if each.type in NUMERIC else natural,
            )
            for each in self.attributes.values()
        ]

    def cells(self, subject_id: int) -> tuple[str, ...]:
        """Return the values of a participant (or document), empty where none is known."""
        values = self._values.get(subject_id, {})
        return tuple(values.get(each.name, "") for each in self.attributes.values())

    def used(self, attribute: Attribute) -> Mapping[str, int]:
        """Return value → how often it is used."""
        if attribute.id not in self._used:
            values = (held.get(attribute.name) for held in self._values.values())
            self._used[attribute.id] = Counter(value for value in values if value)
        return self._used[attribute.id]

    def offers(self, attribute: Attribute, typed: str) -> list[Offer]:
        """Return values that could stand in a cell: those used before; of numbers and dates none."""
        if attribute.type is AttributeType.BOOLEAN:
            return values_like(typed, {"yes": 0, "no": 0, **self.used(attribute)})
        return values_like(typed, self.used(attribute)) if attribute.type is AttributeType.TEXT else []

    def about(self, attribute: Attribute) -> str:
        """Say what an attribute takes, and of how many it is known."""
        known = sum(self.used(attribute).values())
        return f"{attribute.name}: {TYPES_IN_WORDS[attribute.type]}, known of {known}"

    def warning_of(self, entries: Sequence[Entry]) -> str:
        """Say that values are there in other capitals, if one is."""
        for entry in entries:
            attribute = self.attributes.get(entry.column)  # type: ignore[call-overload]
            if attribute is None or attribute.type is not AttributeType.TEXT:
                continue
            if twin := other_capitals(entry.text, self.used(attribute)):
                return f"take care: “{twin}” is there in other capitals"
        return ""

    def put(
        self, entries: Sequence[Entry], subjects: Mapping[Any, Participant] | Mapping[Any, Document]
    ) -> int:
        """Put values into cells; return how many changed. Raises `InvalidValue` that names the cell."""
        values = []
        for entry in entries:
            attribute = self.attributes[entry.column]  # type: ignore[index]
            values.append(NewValue(subjects[entry.row], attribute, entry.text))
        return self._project.participants.put_all(values) if values else 0
