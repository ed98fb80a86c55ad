"""Participants: the people (or units) of the study."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.errors import InvalidValue
from qualcode.model import Participant
from qualcode.project.describing import Describing
from qualcode.project.guids import new_guid, normal_guid
from qualcode.project.linking import Linking
from qualcode.project.lookup import find
from qualcode.text.wording import counted


class Participants(Describing, Linking):
    """Adds, describes, links and removes participants; attributes of documents are kept here as well."""

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
        self.remove_all([participant])

    def remove_all(self, participants: Sequence[Participant]) -> dict[str, int]:
        """Remove participants with attributes, links and memos, as one action; return how many of each went.

        Documents and codings stay.
        """
        names = (
            f"the participant {participants[0].name}"
            if len(participants) == 1
            else counted(len(participants), "participant")
        )
        keys = [(participant.id,) for participant in participants]
        gone: dict[str, int] = {}
        with self._actions.begin("participant", f"removed {names}"):
            for kind, statement in (
                ("memos", "DELETE FROM memo WHERE participant_id = ?"),
                ("values", "DELETE FROM attribute_value WHERE participant_id = ?"),
                ("links", "DELETE FROM document_participant WHERE participant_id = ?"),
                ("links", "UPDATE speaker SET participant_id = NULL WHERE participant_id = ?"),
            ):
                gone[kind] = gone.get(kind, 0) + self._database.run_many(statement, keys)
            self._database.run_many("DELETE FROM participant WHERE id = ?", keys)
        return gone
