"""The memos screen's part that chooses which memos are shown, and in which order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from textual.widgets import Input

from qualcode.project.memo_subjects import KINDS, MemoOn
from qualcode.tui.desk import Desk
from qualcode.tui.memo_rows import KIND_WORDS, SORTINGS, MemoView
from qualcode.tui.notices import guarded
from qualcode.tui.screens.beside import Beside
from qualcode.tui.screens.one_of_many import OneOfMany
from qualcode.tui.widgets.row_list import RowList
from qualcode.tui.widgets.words_line import WordsLine

ALL = ("all",)  # a key that no name can be


class MemosChoosing(Beside):
    """Filters and sorts the memos that were read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.memo_view = MemoView()
        self.memos: list[MemoOn] = []

    def draw_list(self) -> None:
        """Show the memos that fit."""

    def _look_at(self, view: MemoView) -> None:
        if view != self.memo_view:
            self.memo_view = view
            self.draw_list()

    @guarded
    def action_filter_words(self) -> None:
        """Type words to look for."""
        self.query_one(WordsLine).begin()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Look for what is typed."""
        self._look_at(replace(self.memo_view, words=message.value))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go to what was found."""
        message.stop()
        self._look_at(replace(self.memo_view, words=message.value))
        self.query_one(WordsLine).take(message.value)
        self.query_one(RowList).focus()

    @guarded
    def action_filter_kind(self) -> None:
        """Choose what kind of things the memos are on."""
        kinds = [(kind, f"memos on {KIND_WORDS[kind]}") for kind in KINDS]

        def chosen(key: Hashable | None) -> None:
            if key is not None:
                self._look_at(replace(self.memo_view, kind=str(key) if key in KINDS else None))

        things: Sequence[tuple[Hashable, str]] = [(ALL, "all memos"), *kinds]
        self.app.push_screen(OneOfMany("Which memos?", things, self.memo_view.kind), chosen)

    @guarded
    def action_filter_coder(self) -> None:
        """Choose whose memos are shown."""
        names = sorted({on.memo.coder for on in self.memos})

        def chosen(key: Hashable | None) -> None:
            if key is not None:
                self._look_at(replace(self.memo_view, coder=str(key) if key in names else None))

        things: Sequence[tuple[Hashable, str]] = [(ALL, "everyone's"), *((name, name) for name in names)]
        self.app.push_screen(OneOfMany("Whose memos?", things, self.memo_view.coder), chosen)

    def action_next_sorting(self) -> None:
        """Sort by the next thing."""
        following = SORTINGS[(SORTINGS.index(self.memo_view.sorting) + 1) % len(SORTINGS)]
        self._look_at(replace(self.memo_view, sorting=following))

    def action_back(self) -> None:
        """Close the notices; show all memos again; where all are shown, go back to the text."""
        line = self.query_one(WordsLine)
        if self.closed_notices():
            return
        if self.memo_view.shows_all and not line.is_open:
            super().action_back()
            return
        line.take("")
        self.query_one(RowList).focus()
        self._look_at(MemoView(sorting=self.memo_view.sorting))
