"""The grid of speaker links: whom each speaker label stands for, and from whom documents as wholes come."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import UnknownName
from qualcode.model import Participant, Speaker
from qualcode.text.wording import counted
from qualcode.tui.grid.arranging import by_number
from qualcode.tui.grid.offering import MOST, names_like, names_sharing_words
from qualcode.tui.grid.sheet import Column, Entry, Offer, Sheet, SheetRow
from qualcode.tui.grid.speaker_plan import asking_speakers

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

PARTICIPANT = "participant"
WHOLE = "(the whole document)"
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Whole:
    """The row of a document as a whole: its first link to a participant, or second …"""

    document: int
    place: int = 0


class SpeakersSheet(Sheet):
    """A row for each speaker label of each document, and for documents as wholes."""

    name = "Speakers"
    noun = "speaker"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.words: dict[int, int] = {}  # by speaker; counted beside the grid
        self.asked_for: set[int] = set()  # documents that get a row as wholes although they have speakers

    def read(self) -> None:
        """Read who speaks where, and for whom each label stands."""
        project = self.desk.project
        self.documents = {each.id: each for each in self.desk.study.documents}
        self.people = {each.id: each for each in project.participants.all()}
        self.speakers = {each.id: each for each in project.documents.speakers()}
        self.asking = asking_speakers(self.speakers.values())
        self.columns = [
            Column("document", "document", noun="the document"),
            Column("speaker", "speaker", noun="the label in the document"),
            Column("turns", "turns", noun="turns", right=True, order=by_number),
            Column("words", "words", noun="words spoken", right=True, order=by_number),
            Column(PARTICIPANT, "participant", noun="the participant", editable=True, chooses=True),
        ]
        labels: dict[int, list[Speaker]] = {}
        for speaker in self.speakers.values():
            labels.setdefault(speaker.document_id, []).append(speaker)
        wholes: dict[int, list[int | None]] = {}
        for number, participant in project.participants.document_links():
            wholes.setdefault(number, []).append(participant)
        for number in self.documents:
            if number in self.asked_for or not (labels.get(number) or wholes.get(number)):
                wholes.setdefault(number, []).append(None)
        turns = project.documents.turns_by_speaker()
        self.linked = {
            Whole(number, place): participant
            for number, participants in wholes.items()
            for place, participant in enumerate(participants)
        }
        self.rows = [
            row
            for number in self.documents
            for row in (
                *(self._speaker_row(speaker, turns) for speaker in labels.get(number, ())),
                *(self._whole_row(Whole(number, place)) for place in range(len(wholes.get(number, ())))),
            )
        ]

    def _speaker_row(self, speaker: Speaker, turns: dict[int, int]) -> SheetRow:
        words = self.words.get(speaker.id)
        return SheetRow(
            speaker.id,
            (
                self.documents[speaker.document_id].name,
                speaker.label,
                f"{turns.get(speaker.id, 0):,}",
                "…" if words is None else f"{words:,}",
                self._name(speaker.participant_id),
            ),
        )

    def _whole_row(self, whole: Whole) -> SheetRow:
        document = self.documents[whole.document]
        return SheetRow(
            whole, (document.name, WHOLE, "", f"{document.words:,}", self._name(self.linked[whole]))
        )

    def _name(self, participant: int | None) -> str:
        return self.people[participant].name if participant in self.people else ""

    def unlinked(self) -> list[Speaker]:
        """Return the speakers that stand for nobody yet."""
        return [speaker for speaker in self.speakers.values() if speaker.participant_id is None]

    def to_link(self) -> int:
        """Return how many speakers stand for nobody yet, without those whose label reads like an interviewer's."""
        return sum(speaker.id not in self.asking for speaker in self.unlinked())

    def advice(self) -> str:
        """Say what to do while there are no speakers."""
        return "No documents yet, so nobody speaks.\n\nF9 brings transcripts in."

    def title_of(self, key: Hashable) -> str:
        """Return the speaker's label and the document."""
        row = self.row(key)
        if row is None:
            return ""
        return row.cells[0] if isinstance(key, Whole) else f"{row.cells[1]} in {row.cells[0]}"

    def about(self, row: Hashable, column: Column) -> str:
        """Say what stands in a column, and of a label that reads like an interviewer's that it does."""
        speaker = self.speakers.get(row)  # type: ignore[call-overload]
        if speaker is not None and speaker.id in self.asking:
            return f"{column.noun} · {speaker.label} reads like an interviewer"
        return column.noun

    def text_to_fill(self, row: Hashable, column: Column) -> str:
        """Return the GUID of the participant: others may have the same name."""
        number = self.linked.get(row) if isinstance(row, Whole) else self.speakers[row].participant_id  # type: ignore[index]
        return self.people[number].guid if number in self.people else ""

    def offers(self, row: Hashable, column: Column, typed: str) -> list[Offer]:
        """Return the participants whose name is like what is typed, nobody, and a new one of that name."""
        if column.key != PARTICIPANT:
            return []
        typed = typed.strip()
        if not typed:
            likely = names_sharing_words(" ".join(self._words_about(row)), self._names())
            others = [offer for offer in names_like("", self._names()) if offer not in likely]
            return [Offer(NOBODY, "no link"), *likely, *others][:MOST]
        offers = names_like(typed, self._names(), most=5)
        if typed not in [offer.text for offer in offers]:
            offers.append(Offer(typed, "+ a new participant of this name", makes=True))
        return offers

    def _words_about(self, key: Hashable) -> tuple[str, ...]:
        """Return the document and the label of a row."""
        row = self.row(key)
        if row is None:
            return ()
        return row.cells[:1] if isinstance(key, Whole) else row.cells[:2]

    def _names(self) -> list[tuple[str, str]]:
        return [(each.name, each.guid) for each in self.people.values()]

    def put(self, entries: Sequence[Entry]) -> str:
        """Link speakers and documents to participants; those that are named and allowed to be made are made."""
        for entry in entries:
            self.editable(entry)
        participants = self.desk.project.participants
        changes = 0
        with self.desk.project.action("participant", self.told(entries)):
            made: dict[str, Participant] = {}
            for entry in entries:
                changes += self._link(entry, self._person(entry, made))
            number = len(participants.all()) - len(self.people)
        new = f", {counted(number, 'new participant')}" if number else ""
        return f"{self.told(entries)}{new}" if changes else ""

    def _person(self, entry: Entry, made: dict[str, Participant]) -> Participant | None:
        """Return the participant an entry names, new if need be; None for nobody. Raises `UnknownName`."""
        text = entry.text.strip()
        names = {each.name for each in self.people.values()}
        if not text or (text == NOBODY and NOBODY not in names):
            return None
        if text in made:
            return made[text]
        if entry.makes and text not in names:
            return made.setdefault(text, self.desk.project.participants.add(text))
        try:
            return self.desk.project.participants.find(text)
        except UnknownName:
            raise UnknownName(
                f"{self.title_of(entry.row)}: there is no participant “{text}”; add this participant first."
            ) from None

    def _link(self, entry: Entry, person: Participant | None) -> int:
        participants = self.desk.project.participants
        if not isinstance(entry.row, Whole):
            return participants.link_speakers([self.speakers[entry.row]], person)  # type: ignore[index]
        document, old = self.documents[entry.row.document], self.linked[entry.row]
        if old == (person.id if person else None):
            return 0
        if old is not None:
            participants.unlink_document(document, self.people[old])
        if person is not None:
            participants.link_document(document, person)
        self.asked_for.discard(document.id)
        return 1

    def told(self, entries: Sequence[Entry]) -> str:
        """Say in words who was linked to whom."""
        rows = list(dict.fromkeys(entry.row for entry in entries))
        what = self.title_of(rows[0]) if len(rows) == 1 else counted(len(rows), self.noun)
        texts = {entry.text.strip() for entry in entries}
        if len(texts) > 1:
            return f"linked {what} to participants"
        text = texts.pop()
        if text in ("", NOBODY):
            return f"unlinked {what}"
        return f"linked {what} to {next((each.name for each in self.people.values() if each.guid == text), text)}"
