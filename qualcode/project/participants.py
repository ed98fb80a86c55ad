"""Participants, their attributes, and the speakers and documents they stand behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.errors import InvalidValue
from qualcode.model import Attribute, AttributeType, Document, Participant, Speaker
from qualcode.project.actions import Actions
from qualcode.project.attributes import canonical
from qualcode.project.database import Database
from qualcode.project.guids import new_guid, normal_guid
from qualcode.project.lookup import find


class Participants:
    """Adds, describes, links and removes participants; attributes of documents are kept here as well."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def all(self) -> list[Participant]:
        """Return the participants in the order in which they were added."""
        rows = self._database.all("SELECT id, guid, name FROM participant ORDER BY id")
        return [Participant(*row) for row in rows]

    def find(self, reference: str) -> Participant:
        """Return the participant of that name or GUID; raises `UnknownName`, `AmbiguousName`."""
        return find("participant", reference, self.all(), "qualcode participants")

    def add(self, name: str, guid: str | None = None) -> Participant:
        """Add a participant; raises `InvalidValue` when the name is empty or the GUID is taken."""
        name = name.strip()
        if not name:
            raise InvalidValue("A participant needs a name.")
        guid = normal_guid(guid) if guid else new_guid()
        if self._database.value("SELECT 1 FROM participant WHERE guid = ?", guid):
            raise InvalidValue(f"A participant with the GUID {guid} exists already.")
        with self._actions.begin("participant", f"added the participant {name}"):
            number = self._database.run("INSERT INTO participant (guid, name) VALUES (?, ?)", guid, name)
        return Participant(number, guid, name)

    def rename(self, participant: Participant, name: str) -> Participant:
        """Give a participant another name."""
        name = name.strip()
        if not name:
            raise InvalidValue("A participant needs a name.")
        with self._actions.begin("participant", f"renamed the participant {participant.name} to {name}"):
            self._database.run(
                "UPDATE participant SET name = ?1 WHERE id = ?2 AND name <> ?1", name, participant.id
            )
        return Participant(participant.id, participant.guid, name)

    def remove(self, participant: Participant) -> None:
        """Remove a participant with attributes, links and memos; documents and codings stay."""
        with self._actions.begin("participant", f"removed the participant {participant.name}"):
            for statement in (
                "DELETE FROM memo WHERE participant_id = ?",
                "DELETE FROM attribute_value WHERE participant_id = ?",
                "DELETE FROM document_participant WHERE participant_id = ?",
                "UPDATE speaker SET participant_id = NULL WHERE participant_id = ?",
                "DELETE FROM participant WHERE id = ?",
            ):
                self._database.run(statement, participant.id)

    # -- attributes

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

    def set_type(self, attribute: Attribute, kind: AttributeType) -> Attribute:
        """Change an attribute's type; raises `InvalidValue` when a value that is there does not fit."""
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

    def remove_attribute(self, attribute: Attribute) -> None:
        """Remove an attribute with all its values."""
        with self._actions.begin("attribute", f"removed the {attribute.of} attribute {attribute.name}"):
            self._database.run("DELETE FROM attribute_value WHERE attribute_id = ?", attribute.id)
            self._database.run("DELETE FROM attribute WHERE id = ?", attribute.id)

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

    # -- links

    def link_speaker(self, speaker: Speaker, participant: Participant | None) -> None:
        """Say which participant a speaker label of a document stands for (None: nobody)."""
        who = participant.name if participant else "nobody"
        with self._actions.begin("participant", f"linked the speaker {speaker.label} to {who}"):
            self._database.run(
                "UPDATE speaker SET participant_id = ? WHERE id = ? AND participant_id IS NOT ?",
                participant.id if participant else None,
                speaker.id,
                participant.id if participant else None,
            )

    def link_document(self, document: Document, participant: Participant) -> None:
        """Say that a document as a whole comes from a participant."""
        with self._actions.begin("participant", f"linked {document.name} to {participant.name}"):
            self._database.run(
                "INSERT INTO document_participant (document_id, participant_id) SELECT ?1, ?2 WHERE NOT EXISTS"
                " (SELECT 1 FROM document_participant WHERE document_id = ?1 AND participant_id = ?2)",
                document.id,
                participant.id,
            )

    def unlink_document(self, document: Document, participant: Participant) -> None:
        """Take back `link_document`."""
        with self._actions.begin("participant", f"unlinked {document.name} from {participant.name}"):
            self._database.run(
                "DELETE FROM document_participant WHERE document_id = ? AND participant_id = ?",
                document.id,
                participant.id,
            )

    def document_links(self) -> list[tuple[int, int]]:
        """Return (document, participant) row numbers of documents linked as a whole."""
        rows = self._database.all(
            "SELECT document_id, participant_id FROM document_participant ORDER BY document_id, id"
        )
        return [(document, participant) for document, participant in rows]

    def of_document(self, document: Document) -> Sequence[Participant]:
        """Return the participants behind a document: by its speakers, or linked to it as a whole."""
        rows: Iterable[tuple[int, str, str]] = self._database.all(
            "SELECT DISTINCT participant.id, guid, name FROM participant WHERE id IN"
            " (SELECT participant_id FROM speaker WHERE document_id = ?1"
            "  UNION SELECT participant_id FROM document_participant WHERE document_id = ?1) ORDER BY id",
            document.id,
        )
        return [Participant(*row) for row in rows]
