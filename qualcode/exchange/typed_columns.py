"""Columns of a table that become attributes of participants, with the type that their values show."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.exchange.columns import folded
from qualcode.exchange.tables import Table
from qualcode.model import Attribute, Participant
from qualcode.project import ProjectFile
from qualcode.project.attributes import type_of_values

PREFIX = "attribute:"


def attribute_name(heading: str) -> str:
    """Return the attribute that a heading names; `attribute: document` is how one called `document` is written."""
    return heading[len(PREFIX) :].strip() if heading.casefold().startswith(PREFIX) else heading


def same_name(name: str, attributes: Sequence[Attribute]) -> Attribute | None:
    """Return the attribute of that name, or the only one that differs from it in capitals and spaces alone."""
    exact = [attribute for attribute in attributes if attribute.name == name]
    near = exact or [attribute for attribute in attributes if folded(attribute.name) == folded(name)]
    return near[0] if len(near) == 1 else None


class AttributeColumns:
    """The attributes behind some columns; those that are missing are made. Use it inside an action."""

    def __init__(self, project: ProjectFile, table: Table, places: Sequence[int]) -> None:
        self._project = project
        self.made: list[str] = []
        there = project.participants.attributes()
        self._columns: list[tuple[int, Attribute]] = []
        for place in places:
            name = attribute_name(table.headings[place])
            attribute = same_name(name, there)
            if attribute is None:
                kind = type_of_values(row[place] for row in table.rows)
                attribute = project.participants.add_attribute(name, kind)
                self.made.append(name)
            self._columns.append((place, attribute))

    def put(self, participant: Participant, cells: Sequence[str]) -> int:
        """Set the attributes of a participant from a row; return how many changed.

        An empty cell says nothing: what is known already stays. Raises `InvalidValue` for a value of another type.
        """
        return self._project.participants.put(participant, self.values(cells))

    def values(self, cells: Sequence[str]) -> dict[Attribute, str]:
        """Return what a row says about attributes; empty cells say nothing."""
        return {attribute: cells[place] for place, attribute in self._columns if cells[place].strip()}
