"""What is known about participants and documents: typed attributes and their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualcode.errors import InvalidValue
from qualcode.model import Attribute, AttributeType, Document, Participant
from qualcode.project.actions import Actions
from qualcode.project.attributes import EXAMPLES, canonical
from qualcode.project.database import Database
from qualcode.project.guids import new_guid
from qualcode.project.lookup import find
from qualcode.text.wording import counted

MISFITS_TOLD = 3


class NewValue(NamedTuple):
    """A value that an attribute of a participant or document is to have; an empty one takes it away."""

    subject: Participant | Document
    attribute: Attribute
    value: str


class Describing:
    """Attributes of participants and of documents, and their values."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def attributes(self, of: str = "participant") -> list[Attribute]:
        """Return the attributes of participants (or of documents) in the order of their making."""
        rows = self._database.all(
            "SELECT id, guid, name, type, of FROM attribute WHERE of = ? ORDER BY id", of
        )
        return [Attribute(i, guid, name, AttributeType(kind), of) for i, guid, name, kind, of in rows]

    def attribute(self, name: str, of: str = "participant") -> Attribute:
        """Return the attribute of that name; raises `UnknownName`."""
        return find(f"{of} attribute", name, self.attributes(of), "qualcode participants")

    def add_attribute(self, name: str, kind: AttributeType, of: str = "participant") -> Attribute:
        """Add an attribute; one that is there with the same type is returned as it is.

        Raises `InvalidValue` when it is there with another type.
        """
        name = name.strip()
        if not name:
            raise InvalidValue("An attribute needs a name.")
        for attribute in self.attributes(of):
            if attribute.name == name and attribute.type == kind:
                return attribute
            if attribute.name == name:
                raise InvalidValue(
                    f"The attribute {name} exists already and is {attribute.type}, not {kind}."
                )
        guid = new_guid()
        with self._actions.begin("attribute", f"added the {of} attribute {name} ({kind})"):
            number = self._database.run(
                "INSERT INTO attribute (guid, name, type, of) VALUES (?, ?, ?, ?)", guid, name, kind, of
            )
        return Attribute(number, guid, name, kind, of)

    def rename_attribute(self, attribute: Attribute, name: str) -> Attribute:
        """Give an attribute another name; raises `InvalidValue` when it is empty or another has it."""
        name = name.strip()
        if not name:
            raise InvalidValue("An attribute needs a name.")
        if any(each.name == name and each.id != attribute.id for each in self.attributes(attribute.of)):
            raise InvalidValue(f"Another {attribute.of} attribute is called {name}; choose another name.")
        with self._actions.begin(
            "attribute", f"renamed the {attribute.of} attribute {attribute.name} to {name}"
        ):
            self._database.run(
                "UPDATE attribute SET name = ?1 WHERE id = ?2 AND name <> ?1", name, attribute.id
            )
        return Attribute(attribute.id, attribute.guid, name, attribute.type, attribute.of)

    def set_type(self, attribute: Attribute, kind: AttributeType) -> Attribute:
        """Change an attribute's type; raises `InvalidValue` when a value that is there does not fit."""
        if wrong := self.misfits(attribute, kind):
            told = ", ".join(f"“{value}” ({name})" for name, value in wrong[:MISFITS_TOLD])
            more = f" and {len(wrong) - MISFITS_TOLD:,} more" if len(wrong) > MISFITS_TOLD else ""
            raise InvalidValue(
                f"{attribute.name} takes {EXAMPLES[kind]} as {kind}, and {told}{more}"
                f" {'does' if len(wrong) == 1 else 'do'} not fit; change {'it' if len(wrong) == 1 else 'them'} first."
            )
        changed = Attribute(attribute.id, attribute.guid, attribute.name, kind, attribute.of)
        rows = self._database.all(
            "SELECT id, value FROM attribute_value WHERE attribute_id = ?", attribute.id
        )
        new_values = [(canonical(changed, value), number) for number, value in rows]
        with self._actions.begin("attribute", f"made the attribute {attribute.name} {kind}"):
            self._database.run(
                "UPDATE attribute SET type = ?1 WHERE id = ?2 AND type <> ?1", kind, attribute.id
            )
            self._database.run_many(
                "UPDATE attribute_value SET value = ?1 WHERE id = ?2 AND value <> ?1", new_values
            )
        return changed

    def misfits(self, attribute: Attribute, kind: AttributeType) -> list[tuple[str, str]]:
        """Return (name of participant or document, value) of the values that would not fit another type."""
        changed = Attribute(attribute.id, attribute.guid, attribute.name, kind, attribute.of)
        rows = self._database.all(
            f"SELECT {attribute.of}.name, value FROM attribute_value"
            f" JOIN {attribute.of} ON {attribute.of}.id = {attribute.of}_id"
            f" WHERE attribute_id = ? ORDER BY {attribute.of}_id",
            attribute.id,
        )
        return [(name, value) for name, value in rows if not fits(changed, value)]

    def remove_attribute(self, attribute: Attribute) -> int:
        """Remove an attribute with all its values; return how many these were."""
        with self._actions.begin(
            "attribute", f"removed the {attribute.of} attribute {attribute.name}"
        ) as action:
            number = self._database.run_many(
                "DELETE FROM attribute_value WHERE attribute_id = ?", [(attribute.id,)]
            )
            self._database.run("DELETE FROM attribute WHERE id = ?", attribute.id)
            if number:
                action.summary += f" with {counted(number, 'value')}"
        return number

    # -- values

    def set(self, subject: Participant | Document, values: Mapping[str, str]) -> None:
        """Set attributes by name; an empty value takes one away.

        The attributes must exist (see `add_attribute`). Raises `UnknownName`, `InvalidValue`.
        """
        of = "participant" if isinstance(subject, Participant) else "document"
        self.put(subject, {self.attribute(name, of): value for name, value in values.items()})

    def put(self, subject: Participant | Document, values: Mapping[Attribute, str]) -> int:
        """Set attributes; an empty value takes one away. Return how many changed. Raises `InvalidValue`."""
        of = "participant" if isinstance(subject, Participant) else "document"
        told = ", ".join(f"{attribute.name} = {value}" for attribute, value in values.items())
        with self._actions.begin(of, f"set {told} for {subject.name}"):
            return sum(
                self._set_value(attribute, of, subject.id, value) for attribute, value in values.items()
            )

    def put_all(self, values: Sequence[NewValue]) -> int:
        """Set attributes of many participants or documents, as one action; return how many changed.

        Raises `InvalidValue`, which names whose value does not fit; then nothing is set.
        """
        for subject, attribute, value in values:
            try:
                canonical(attribute, value) if value.strip() else None
            except InvalidValue as error:
                raise InvalidValue(f"{subject.name}: {error}") from None
        of = values[0].attribute.of if values else "participant"
        with self._actions.begin(of, told_of(values)):
            return sum(
                self._set_value(attribute, attribute.of, subject.id, value)
                for subject, attribute, value in values
            )

    def _set_value(self, attribute: Attribute, of: str, subject_id: int, value: str) -> bool:
        new = canonical(attribute, value) if value.strip() else None
        where = f"attribute_id = ? AND {of}_id = ?"
        old = self._database.value(
            f"SELECT value FROM attribute_value WHERE {where}", attribute.id, subject_id
        )
        if new == old:
            return False
        if new is None:
            self._database.run(f"DELETE FROM attribute_value WHERE {where}", attribute.id, subject_id)
        elif old is None:
            self._database.run(
                f"INSERT INTO attribute_value (attribute_id, {of}_id, value) VALUES (?, ?, ?)",
                attribute.id,
                subject_id,
                new,
            )
        else:
            self._database.run(
                f"UPDATE attribute_value SET value = ? WHERE {where}", new, attribute.id, subject_id
            )
        return True

    def values(self, of: str = "participant") -> dict[int, dict[str, str]]:
        """Return row number of the participant (or document) → attribute name → value."""
        table: dict[int, dict[str, str]] = {}
        rows = self._database.all(
            f"SELECT {of}_id, attribute.name, value FROM attribute_value"
            f" JOIN attribute ON attribute.id = attribute_id WHERE {of}_id IS NOT NULL ORDER BY attribute.id"
        )
        for subject, name, value in rows:
            table.setdefault(subject, {})[name] = value
        return table


def fits(attribute: Attribute, value: str) -> bool:
    """Whether a value is of an attribute's type."""
    try:
        canonical(attribute, value)
    except InvalidValue:
        return False
    return True


def told_of(values: Sequence[NewValue]) -> str:
    """Return in words what is set: one value for one or for several, else how many values of how many."""
    of = values[0].attribute.of if values else "participant"
    subjects = {subject.id: subject.name for subject, _, _ in values}
    whose = next(iter(subjects.values())) if len(subjects) == 1 else counted(len(subjects), of)
    said = {(attribute.name, value) for _, attribute, value in values}
    if len(said) == 1:
        name, value = next(iter(said))
        return f"set {name} = {value} for {whose}" if value.strip() else f"emptied {name} of {whose}"
    return f"set {counted(len(values), 'value')} of {whose}"
