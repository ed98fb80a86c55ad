"""Participants on the documents screen: adding them, making them for speakers, linking whole documents."""

from __future__ import annotations

from typing import cast

from qualcode.errors import InvalidValue
from qualcode.model import Speaker
from qualcode.tui.grid.sheet import Entry
from qualcode.tui.grid.speaker_plan import Proposal, carry_out, propose
from qualcode.tui.grid.speakers_sheet import PARTICIPANT, Whole
from qualcode.tui.notices import guarded
from qualcode.tui.screens.documents_drawing import PARTICIPANTS_TAB, SPEAKERS_TAB
from qualcode.tui.screens.documents_rows import Rows
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.speaker_preview import SpeakerPreview


class People(Rows):
    """How participants come to be, and whom they stand behind."""

    @guarded
    def action_new_participant(self) -> None:
        """Ask for the name of a new participant; among the speakers make one of the label."""
        if not self.settled():
            return
        if self.memory.tab == SPEAKERS_TAB:
            self._make_of_speakers()
            return

        @guarded
        def answered(screen: People, answer: str | None) -> None:
            if answer is not None and answer.strip():
                screen.add_participant(answer)

        self.app.push_screen(
            PromptScreen("Name of the new participant"), lambda answer: answered(self, answer)
        )

    def add_participant(self, name: str) -> None:
        """Add a participant and go to its row; say so when the name is there already."""
        self.take_changes_elsewhere()
        namesake = any(
            each.name.casefold() == name.strip().casefold() for each in self.desk.project.participants.all()
        )
        with self.desk.own_change():
            person = self.desk.project.participants.add(name)
        self.desk.refresh_described()
        if self.memory.tab != PARTICIPANTS_TAB:
            self.memory.tab = PARTICIPANTS_TAB
            self.show_tab()
        care = " · take care: another participant is called so" if namesake else ""
        self.tell_done(f"added the participant {person.name}{care}")
        self.view.go_to(person.id, self.view.column_key)

    def _make_of_speakers(self) -> None:
        sheet = self.speakers_sheet
        rows = self.meant_rows()
        wholes = [row for row in rows if isinstance(row, Whole)]
        if wholes:
            self.put(
                [Entry(row, PARTICIPANT, sheet.documents[row.document].name, makes=True) for row in wholes]
            )
        speakers = [sheet.speakers[cast(int, row)] for row in rows if not isinstance(row, Whole)]
        if len(speakers) == 1:
            known = {each.name: each for each in sheet.people.values()}
            label = speakers[0].label
            self._carry_out([Proposal(label, tuple(speakers), known.get(label))])
        elif speakers:
            self._carry_out(propose(speakers, (), sheet.documents, sheet.people.values()))

    def _carry_out(self, proposals: list[Proposal]) -> None:
        with self.desk.own_change():
            told = carry_out(self.desk.project, proposals)
        if told:
            self.desk.refresh_described()
            self.tell_done(told)

    @guarded
    def action_make_everyone(self) -> None:
        """Show which participants would be made for the speakers that stand for nobody, and make those chosen."""
        if not self.settled():
            return
        self.take_changes_elsewhere()
        sheet = self.speakers_sheet
        sheet.read()
        unlinked: list[Speaker] = sheet.unlinked()
        if not unlinked:
            raise InvalidValue("Every speaker stands for a participant already.")
        proposals = propose(unlinked, sheet.asking, sheet.documents, sheet.people.values())

        @guarded
        def answered(screen: People, chosen: list[Proposal] | None) -> None:
            if chosen is not None:
                screen._carry_out(chosen)

        self.app.push_screen(
            SpeakerPreview(proposals, sheet.documents, list(sheet.people.values())),
            lambda chosen: answered(self, chosen),
        )

    @guarded
    def action_link_whole(self) -> None:
        """Go to the row of this document as a whole, among the speakers, and choose from whom it comes."""
        if not self.settled():
            return
        documents = self.documents_here() if self.view.row_key is not None else []
        if len(documents) != 1:
            raise InvalidValue("Go to a document first: it is linked as a whole to a participant.")
        number = documents[0].id
        self.speakers_sheet.asked_for.add(number)
        self.memory.tab = SPEAKERS_TAB
        self.look.filter, self.look.sorted_by = "", None
        self.show_tab()
        places = [
            whole for whole, participant in self.speakers_sheet.linked.items() if whole.document == number
        ]
        self.view.go_to(places[-1], PARTICIPANT)
        self.pane.begin()
