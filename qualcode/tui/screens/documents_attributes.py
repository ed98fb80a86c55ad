"""Attributes on the documents screen: adding, renaming, retyping and removing the columns of a grid."""

from __future__ import annotations

from qualcode.errors import InvalidValue
from qualcode.model import Attribute, AttributeType
from qualcode.text.wording import counted
from qualcode.tui.grid.attribute_columns import TYPES_IN_WORDS
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.documents_drawing import DOCUMENTS_TAB, SPEAKERS_TAB
from qualcode.tui.screens.documents_people import People
from qualcode.tui.screens.prompt import PromptScreen

NEW, RENAME, RETYPE, REMOVE = "New attribute…", "Rename it…", "Change its type…", "Remove it with its values"


class Attributes(People):
    """What is done to the attributes of participants, and of documents."""

    @property
    def _of(self) -> str:
        return "document" if self.memory.tab == DOCUMENTS_TAB else "participant"

    @guarded
    def action_change_attribute(self) -> None:
        """Choose what to do: add an attribute, or change the one in the current column."""
        if not self.settled():
            return
        if self.memory.tab == SPEAKERS_TAB:
            raise InvalidValue(
                "Attributes are the participants' and the documents'; F4 goes on to their tabs."
            )
        here = self.attribute_here()
        if here is None:
            self._ask_new()
            return

        @guarded
        def chosen(screen: Attributes, answer: str | None) -> None:
            if answer == NEW:
                screen._ask_new()
            elif answer == RENAME:
                screen._ask_name(here)
            elif answer == RETYPE:
                screen._ask_type(here)
            elif answer == REMOVE:
                screen._remove_attribute(here)

        self.app.push_screen(
            ChoiceScreen(f"{here.name} ({here.type})", [NEW, RENAME, RETYPE, REMOVE]),
            lambda answer: chosen(self, answer),
        )

    def attribute_here(self) -> Attribute | None:
        """Return the attribute of the current column."""
        sheet = self.documents_sheet if self.memory.tab == DOCUMENTS_TAB else self.participants_sheet
        key = self.view.column_key
        return sheet.attributes.attributes.get(key) if isinstance(key, int) else None

    def _ask_new(self) -> None:
        of = self._of

        @guarded
        def typed(screen: Attributes, kind: AttributeType | None, name: str) -> None:
            if kind is not None:
                screen.add_attribute(name, kind)

        def named(name: str | None) -> None:
            if name is not None and name.strip():
                self.ask_kind(f"What does “{name.strip()}” take?", lambda kind: typed(self, kind, name))

        self.app.push_screen(PromptScreen(f"Name of the new {of} attribute"), named)

    def ask_kind(self, question: str, answered) -> None:  # type: ignore[no-untyped-def]
        """Ask for a type of attribute."""
        kinds = {told: kind for kind, told in TYPES_IN_WORDS.items()}
        self.app.push_screen(
            ChoiceScreen(question, list(kinds)), lambda answer: answered(kinds.get(answer or ""))
        )

    def add_attribute(self, name: str, kind: AttributeType) -> None:
        """Add an attribute and go to its column; raises `InvalidValue` when one of that name is there."""
        if any(each.name.casefold() == name.strip().casefold() for each in self._attributes()):
            raise InvalidValue(
                f"An attribute {name.strip()} is there already; go to its column to change it."
            )
        with self.desk.own_change():
            made = self.desk.project.participants.add_attribute(name, kind, self._of)
        self.desk.refresh_described()
        self.tell_done(f"added the {self._of} attribute {made.name} ({TYPES_IN_WORDS[kind]})")
        self.view.go_to(self.view.row_key, made.id)

    def _attributes(self) -> list[Attribute]:
        return self.desk.project.participants.attributes(self._of)

    def _ask_name(self, attribute: Attribute) -> None:
        @guarded
        def answered(screen: Attributes, name: str | None) -> None:
            if name is not None and name.strip() != attribute.name:
                with screen.desk.own_change():
                    made = screen.desk.project.participants.rename_attribute(attribute, name)
                screen.desk.refresh_described()
                screen.tell_done(f"renamed the attribute {attribute.name} to {made.name}")

        self.app.push_screen(
            PromptScreen(f"New name of the attribute {attribute.name}", attribute.name),
            lambda name: answered(self, name),
        )

    def _ask_type(self, attribute: Attribute) -> None:
        @guarded
        def answered(screen: Attributes, kind: AttributeType | None) -> None:
            if kind is not None and kind != attribute.type:
                with screen.desk.own_change():
                    screen.desk.project.participants.set_type(attribute, kind)
                screen.desk.refresh_described()
                screen.tell_done(f"{attribute.name} takes {TYPES_IN_WORDS[kind]} now")

        self.ask_kind(f"What does “{attribute.name}” take?", lambda kind: answered(self, kind))

    def _remove_attribute(self, attribute: Attribute) -> None:
        with self.desk.own_change():
            number = self.desk.project.participants.remove_attribute(attribute)
        self.desk.refresh_described()
        self.tell_done(f"removed the attribute {attribute.name} with {counted(number, 'value')}")
