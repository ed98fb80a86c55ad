"""The segments screen's part that asks what is to be shown: filter, order, grouping."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery
from qualcode.tui.attribute_choices import condition_choices, written_condition
from qualcode.tui.choosing import Choice
from qualcode.tui.filter_words import (
    BY_KEY,
    GROUPING_NAMES,
    ORDER_NAMES,
    FilterNames,
    is_set,
    told_value,
    without,
)
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.filter_list import FilterScreen
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.several import SeveralScreen
from qualcode.tui.widgets.lines import StatusLine

if TYPE_CHECKING:
    Base = PlaceScreen
else:
    Base = object

TEXTS = ("words", "memo")
NEXT_WITH_MEMO = {None: True, True: False, False: None}


class SegmentFiltering(Base):
    """Asks for the parts of a query; `show_query` shows what it finds."""

    query_now: SegmentQuery

    if TYPE_CHECKING:

        def show_query(self, query: SegmentQuery) -> None:
            """Search anew."""

    # -- the filter

    def action_edit_filter(self) -> None:
        """Show all filters."""

        def told(key: str) -> str:
            value = told_value(key, self.query_now.filter, self.names())
            return value or "–"

        self.app.push_screen(FilterScreen(told, self.ask_for, self.clear))

    def action_edit_criterion(self, key: str) -> None:
        """Ask for one filter."""
        self.ask_for(key, lambda: None)

    def action_clear_filter(self) -> None:
        """Take all filters away."""
        if self.query_now.filter == SegmentFilter():
            self.query_one(StatusLine).tell("there is no filter: all segments are shown")
            return
        self.clear(None)

    def clear(self, key: str | None) -> None:
        """Take one filter away, or all (None)."""
        filter = SegmentFilter() if key is None else without(key, self.query_now.filter)
        self.show_query(replace(self.query_now, filter=filter))

    @guarded
    def ask_for(self, key: str, then: Callable[[], None]) -> None:
        """Ask what one filter is to be; `then` is called when it is changed."""
        filter = self.query_now.filter
        if key in ("with_subcodes", "same_coder"):
            self._put(key, not getattr(filter, key), then)
        elif key == "with_memo":
            self._put(key, NEXT_WITH_MEMO[filter.with_memo], then)
        elif key in TEXTS:
            self._ask_text(key, then)
        else:
            self._ask_several(key, then)

    def _put(self, key: str, value: Any, then: Callable[[], None]) -> None:
        self.show_query(replace(self.query_now, filter=replace(self.query_now.filter, **{key: value})))
        then()

    def _ask_text(self, key: str, then: Callable[[], None]) -> None:
        def answered(typed: str | None) -> None:
            if typed is not None:
                self._put(key, " ".join(typed.split()), then)

        criterion = BY_KEY[key]
        question = f"Only {criterion.tells} (empty: all)"
        self.app.push_screen(PromptScreen(question, getattr(self.query_now.filter, key)), answered)

    def _ask_several(self, key: str, then: Callable[[], None]) -> None:
        def answered(keys: tuple[Hashable, ...] | None) -> None:
            if keys is not None:
                self._put(key, keys, then)

        chosen: Sequence[Hashable] = getattr(self.query_now.filter, key)
        written: Callable[[str], Choice | None] | None = written_condition if key == "where" else None
        hint = "gender = woman, age >= 30, place != Dushanbe" if key == "where" else "type a few letters"
        screen = SeveralScreen(
            f"Only {BY_KEY[key].tells}", self._choices(key), chosen, written=written, hint=hint
        )
        self.app.push_screen(screen, answered)

    def _choices(self, key: str) -> list[Choice]:
        study, project = self.desk.study, self.desk.project
        match key:
            case "any_of" | "all_of" | "none_of":
                counts = study.code_counts
                return [
                    Choice(code.id, code.path, code.colour, str(counts.get(code.id, "–")))
                    for code in study.codes
                ]
            case "documents":
                counts = study.document_counts
                return [
                    Choice(each.id, each.name, "", str(counts.get(each.id, "–"))) for each in study.documents
                ]
            case "participants":
                return [Choice(each.id, each.name) for each in project.participants.all()]
            case "coders":
                return [Choice(number, name) for number, name in study.coders.items()]
            case "speakers":
                labels = dict.fromkeys(speaker.label for speaker in project.documents.speakers())
                return [Choice(label, label) for label in labels]
        return condition_choices(project)

    def names(self) -> FilterNames:
        """Return what the row numbers in a filter are called."""
        study = self.desk.study
        people = self.desk.project.participants.all() if is_set("participants", self.query_now.filter) else []
        return FilterNames(
            {code.id: code.name for code in study.codes},
            {document.id: document.name for document in study.documents},
            {person.id: person.name for person in people},
            study.coders,
        )

    # -- order and grouping

    def action_choose_order(self) -> None:
        """Choose what the segments are sorted by."""
        self._choose(
            ORDER_NAMES, "Sort by", lambda order: replace(self.query_now, order=order, backwards=False)
        )

    def action_turn_order(self) -> None:
        """Turn the order round."""
        self.show_query(replace(self.query_now, backwards=not self.query_now.backwards))

    def action_choose_grouping(self) -> None:
        """Choose what the segments are grouped by."""
        self._choose(GROUPING_NAMES, "Group by", lambda grouping: replace(self.query_now, grouping=grouping))

    def _choose(self, names: dict[Any, str], title: str, changed: Callable[[Any], SegmentQuery]) -> None:
        by_name: dict[str, Order | Grouping] = {name: each for each, name in names.items()}

        def answered(name: str | None) -> None:
            if name is not None:
                self.show_query(changed(by_name[name]))

        self.app.push_screen(ChoiceScreen(title, list(by_name)), answered)
