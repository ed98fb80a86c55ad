"""The rows of a participants table, one by one: who is meant, what is said of him or her, what is linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.errors import InvalidValue
from qualcode.exchange.names import Names
from qualcode.exchange.typed_columns import AttributeColumns
from qualcode.model import Attribute, Document, Participant, Speaker
from qualcode.project import ProjectFile
from qualcode.project.guids import is_guid, normal_guid
from qualcode.project.lookup import find


class ParticipantRows:
    """Puts rows into the project and keeps account of what changed; use it inside an action."""

    def __init__(self, project: ProjectFile, places: Mapping[str, int], attributes: AttributeColumns) -> None:
        self._project = project
        self._places = places
        self._attributes = attributes
        self._seen: dict[int, str] = {}
        self._added: set[int] = set()
        self._changed: set[int] = set()
        self.links = 0
        self._by_guid: dict[str, Participant] = {}
        self._by_name: dict[str, list[Participant]] = {}
        for participant in project.participants.all():
            self._know(participant)
        documents = project.documents.all()
        self._document_of: Names[Document] = Names(
            "document",
            lambda reference: find("document", reference, documents, "qualcode documents"),
            (document.guid for document in documents),
            (document.name for document in documents),
        )
        self._speakers: dict[int, list[Speaker]] = {}
        for speaker in project.documents.speakers():
            self._speakers.setdefault(speaker.document_id, []).append(speaker)
        self._behind = {
            speaker.id: speaker.participant_id for group in self._speakers.values() for speaker in group
        }
        self._whole = set(project.participants.document_links())
        self._told: dict[tuple[int, Attribute], tuple[str, int]] = {}
        self._claimed: dict[int, tuple[int, int]] = {}

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Bring in a row; raises `QualcodeError` with what does not fit."""
        said = {field: cells[place].strip() for field, place in self._places.items()}
        participant = self._who(said)
        self._seen[participant.id] = participant.name
        before = self.links
        values = self._attributes.values(cells)
        for attribute, value in values.items():
            told, other = self._told.setdefault((participant.id, attribute), (value, line))
            if told.strip() != value.strip():
                raise InvalidValue(f"says {attribute.name} = {value}, but line {other} says {told}")
        changes = self._attributes.put(participant, cells)
        self._link(line, participant, said.get("document", ""), said.get("speaker", ""))
        if changes or self.links > before:
            self._changed.add(participant.id)

    def added(self) -> tuple[str, ...]:
        """Return the names of the participants that are new."""
        return tuple(name for number, name in self._seen.items() if number in self._added)

    def changed(self) -> tuple[str, ...]:
        """Return the names of those that were there and got another name, attribute or link."""
        return tuple(name for number, name in self._seen.items() if number in self._changed - self._added)

    def same(self) -> tuple[str, ...]:
        """Return the names of those of whom the table said nothing new."""
        return tuple(name for number, name in self._seen.items() if number not in self._changed | self._added)

    def _know(self, participant: Participant) -> None:
        self._by_guid[participant.guid] = participant
        self._by_name.setdefault(participant.name, []).append(participant)

    def _who(self, said: Mapping[str, str]) -> Participant:
        """Return the participant of the row's GUID, else of its name, new if need be."""
        name = " ".join((said.get("participant") or said.get("speaker", "")).split())
        guid = normal_guid(said["guid"]) if said.get("guid") else None
        if guid is not None and not is_guid(guid):
            raise InvalidValue(f"“{said['guid']}” is no GUID")
        if guid in self._by_guid:
            return self._renamed(self._by_guid[guid], name)
        if not name:
            raise InvalidValue("names no participant")
        matches = self._by_name.get(name, []) if guid is None else []
        if len(matches) > 1:
            raise InvalidValue(f"{len(matches)} participants are called “{name}”; give the GUID")
        if matches:
            return matches[0]
        participant = self._project.participants.add(name, guid)
        self._know(participant)
        self._added.add(participant.id)
        return participant

    def _renamed(self, participant: Participant, name: str) -> Participant:
        if not name or name == participant.name:
            return participant
        self._by_name[participant.name].remove(participant)
        renamed = self._project.participants.rename(participant, name)
        self._know(renamed)
        self._changed.add(renamed.id)
        return renamed

    def _link(self, line: int, participant: Participant, document: str, label: str) -> None:
        if not label and not document:
            return
        found = self._document_of(document) if document else None
        if label:
            for speaker in self._labelled(label, found):
                self._link_speaker(line, participant, speaker)
        elif found and (found.id, participant.id) not in self._whole:
            self._project.participants.link_document(found, participant)
            self._whole.add((found.id, participant.id))
            self.links += 1

    def _labelled(self, label: str, document: Document | None) -> list[Speaker]:
        """Return the speakers of that label, in a document or in all; raises `InvalidValue` when there are none."""
        if document:
            speakers = self._speakers.get(document.id, [])
        else:
            speakers = [speaker for group in self._speakers.values() for speaker in group]
        matches = [speaker for speaker in speakers if speaker.label == label]
        matches = matches or [each for each in speakers if each.label.casefold() == label.casefold()]
        if not matches:
            where = document.name if document else "any document"
            labels = ", ".join(dict.fromkeys(speaker.label for speaker in speakers[:10]))
            raise InvalidValue(
                f"no speaker “{label}” is in {where}" + (f" (there: {labels})" if labels else "")
            )
        return matches

    def _link_speaker(self, line: int, participant: Participant, speaker: Speaker) -> None:
        claimed_by, other = self._claimed.setdefault(speaker.id, (participant.id, line))
        if claimed_by != participant.id:
            raise InvalidValue(
                f"links the speaker “{speaker.label}” to another participant than line {other}"
            )
        if self._behind[speaker.id] != participant.id:
            self._project.participants.link_speaker(speaker, participant)
            self._behind[speaker.id] = participant.id
            self.links += 1
