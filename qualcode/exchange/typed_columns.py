"""Columns of a table that become attributes of participants, with the type that their values show."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.exchange.tables import Table
from qualcode.model import Attribute, Participant
from qualcode.project import ProjectFile
from qualcode.project.attributes import type_of_values


class AttributeColumns:
    """The attributes behind some columns; those that are missing are made. Use it inside an action."""

    def __init__(self, project: ProjectFile, table: Table, places: Sequence[int]) -> None:
        self._project = project
        self.made: list[str] = []
        there = {attribute.name: attribute for attribute in project.participants.attributes()}
        self._columns: list[tuple[int, Attribute]] = []
        for place in places:
            name = table.headings[place]
            attribute = there.get(name)
            if attribute is None:
                kind = type_of_values(row[place] for row in table.rows)
                attribute = project.participants.add_attribute(name, kind)
                self.made.append(name)
            self._columns.append((place, attribute))

    def put(self, participant: Participant, cells: Sequence[str]) -> int:
        """Set the attributes of a participant from a row; return how many changed.

        An empty cell says nothing: what is known already stays. Raises `InvalidValue` for a value of another type.
        """
        values = {attribute: cells[place] for place, attribute in self._columns if cells[place].strip()}
        return self._project.participants.put(participant, values)
