"""The theme table's part that asks what is to be counted, of what, and how it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from qualcode.model import Scope
from qualcode.tui.attribute_choices import written_condition
from qualcode.tui.desk import Desk
from qualcode.tui.notices import guarded
from qualcode.tui.scope_words import BY_KEY, limit_choices, limit_told, with_limit
from qualcode.tui.screens.beside import Beside
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.scope_list import ScopeScreen
from qualcode.tui.screens.several import SeveralScreen
from qualcode.tui.theme_table import CODE, GROUPINGS, SHARE, Choice, column_name
from qualcode.tui.widgets.lines import StatusLine

PLAIN = "codes alone"
AS_CODEBOOK = "as in the codebook"
CONDITION_HINT = "gender = woman, age >= 30, place != Dushanbe"


class TableChoosing(Beside):
    """Asks for the parts of a choice; `count` counts what is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.choice = Choice()

    def count(self) -> None:
        """Count what is chosen."""

    def columns(self) -> tuple[str, ...]:
        """Return the columns that are shown, the code's first."""
        return (CODE,)

    def choose(self, choice: Choice) -> None:
        """Show another choice."""
        if choice != self.choice:
            self.choice = choice
            self.count()

    # -- columns and units

    @guarded
    def action_choose_by(self) -> None:
        """Choose what the columns are."""
        attributes = [each.name for each in self.desk.project.participants.attributes()]
        attributes += [each.name for each in self.desk.project.participants.attributes("document")]
        own = set(attributes) - set(GROUPINGS)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                count = "participants" if answer in own else "codings"
                by = None if answer == PLAIN else answer
                self.choose(replace(self.choice, by=by).counting(count))

        self.app.push_screen(
            ChoiceScreen("Columns", list(dict.fromkeys([PLAIN, *GROUPINGS, *attributes]))), chosen
        )

    def action_next_count(self) -> None:
        """Count the next unit."""
        self.choose(self.choice.following())

    @guarded
    def action_choose_count(self) -> None:
        """Choose the unit that is counted."""
        names = {f"{count}{' of words' if count == SHARE and not self.choice.by else ''}": count
                 for count in self.choice.counts()}  # fmt: skip

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.choose(self.choice.counting(names[answer]))

        self.app.push_screen(ChoiceScreen("Count …", list(names)), chosen)

    def action_toggle_subcodes(self) -> None:
        """Count sub-codes with their parents, or not."""
        self.choose(replace(self.choice, with_subcodes=not self.choice.with_subcodes))

    # -- rows

    def action_toggle_zeros(self) -> None:
        """Leave out codes of which nothing is counted, or show them."""
        self.choose(replace(self.choice, without_zeros=not self.choice.without_zeros))
        verb = "left out" if self.choice.without_zeros else "shown"
        self.query_one(StatusLine).tell(f"codes of which nothing is counted are {verb}")

    @guarded
    def action_choose_order(self) -> None:
        """Choose the column that the rows are sorted by."""
        names = {AS_CODEBOOK: None, **{column_name(self.choice, each): each for each in self.columns()}}

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.choose(self.choice.sorting(names[answer]))

        self.app.push_screen(
            ChoiceScreen("Sort by (the same again: the other way round)", list(names)), chosen
        )

    # -- scope

    def action_edit_scope(self) -> None:
        """Show what the table is limited to, and change it."""
        self.app.push_screen(ScopeScreen(self._told, self._ask, self._clear))

    def names_by_guid(self) -> dict[str, str]:
        """Return what documents, participants and codes are called that a scope knows by GUID."""
        study = self.desk.study
        names = {document.guid: document.name for document in study.documents}
        names |= {person.guid: person.name for person in self.desk.project.participants.all()}
        return names | {code.guid: code.path for code in study.codes}

    def _told(self, key: str) -> str:
        return limit_told(key, self.choice.scope, self.names_by_guid())

    @guarded
    def _ask(self, key: str, then: Callable[[], None]) -> None:
        def answered(keys: tuple[Hashable, ...] | None) -> None:
            if keys is not None:
                self.choose(replace(self.choice, scope=with_limit(self.choice.scope, key, keys)))
                then()

        choices = limit_choices(key, self.desk.project, self.desk.study)
        is_where = key == "where"
        self.app.push_screen(
            SeveralScreen(
                BY_KEY[key].tells.capitalize(),
                choices,
                getattr(self.choice.scope, key),
                written=written_condition if is_where else None,
                hint=CONDITION_HINT if is_where else "type a few letters",
            ),
            answered,
        )

    def _clear(self, key: str | None) -> None:
        scope = Scope() if key is None else with_limit(self.choice.scope, key, ())
        self.choose(replace(self.choice, scope=scope))
