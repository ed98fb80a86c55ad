"""The codebook of the study: the tree at the left, the whole definition of a code as a form at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from qualcode.model import Code
from qualcode.text.wording import counted
from qualcode.tui.actions.codebook import CODEBOOK, CODEBOOK_ALWAYS, CODEBOOK_BACK
from qualcode.tui.code_rows import (
    TreeView,
    answering_ids,
    codes_on_view,
    empty_rows,
    not_retired,
    retired_above,
    same_named,
    tree_rows,
)
from qualcode.tui.code_trail_rows import trail_rows
from qualcode.tui.codebook_desk import Done
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.notices import guarded
from qualcode.tui.screens.codebook_changing import CodebookChanging
from qualcode.tui.screens.codebook_files import CodebookFiles
from qualcode.tui.screens.codebook_remarks import CodebookRemarks
from qualcode.tui.screens.codebook_states import CodebookStates
from qualcode.tui.screens.codebook_typing import CodebookTyping
from qualcode.tui.screens.codebook_uniting import CodebookUniting
from qualcode.tui.screens.codebook_versions import CodebookVersions
from qualcode.tui.study import Study
from qualcode.tui.widgets.code_form import CodeForm
from qualcode.tui.widgets.code_tree import CodeTree
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.row_list import RowList

SETTLED_AFTER_SECONDS = 0.15


@dataclass(slots=True)
class CodebookMemory:
    """What is found again when one comes back: how the tree was looked at, and the code one was at."""

    view: TreeView = field(default_factory=TreeView)
    code_id: int | None = None


class CodebookScreen(
    CodebookTyping,
    CodebookChanging,
    CodebookUniting,
    CodebookVersions,
    CodebookStates,
    CodebookFiles,
    CodebookRemarks,
):
    """Walks the tree, shows the form of the code one is at, and draws both anew after every change."""

    place = "codebook"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((CODEBOOK_BACK, *CODEBOOK_ALWAYS))]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = CODEBOOK

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tree_view = TreeView()
        self._come_to: int | None = None
        self._drawn: Study | None = None
        self._telling_trail: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield HeaderLine()
        with Horizontal(id="codebook"):
            with Vertical(id="codebook-left"):
                yield LineInput(
                    self.tree_view.filter,
                    id="codebook-filter",
                    placeholder="words in names, paths, definitions",
                    compact=True,
                    max_length=LONGEST_NAME,
                )
                yield CodeTree(id="codebook-tree", classes="panel")
            yield CodeForm(id="codebook-form", classes="panel")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Draw."""
        self.tree_list.border_title = "own codings / with sub-codes"
        self.filter_line.display = bool(self.tree_view.filter)
        self.draw_place()
        self.tree_list.focus()

    # -- the parts

    @property
    def tree_list(self) -> CodeTree:
        """The tree."""
        return self.query_one(CodeTree)

    @property
    def form(self) -> CodeForm:
        """The form."""
        return self.query_one(CodeForm)

    @property
    def filter_line(self) -> LineInput:
        """The line of the filter."""
        return self.query_one("#codebook-filter", LineInput)

    @property
    def current(self) -> Code | None:
        """The code one is at."""
        key = self.tree_list.key
        return self.desk.study.code(key) if isinstance(key, int) else None

    # -- drawing

    def draw_place(self) -> None:
        """Draw what is in the project now; cursor, folds and what is typed stay."""
        if self._come_to is not None:
            self._bring_on_view(self._come_to)
        self.draw_tree(self._come_to)
        self._come_to = None
        retired = len(self.desk.study.codes) - len(not_retired(self.desk.study.codes))
        facts = [f"{retired} retired {'shown' if self.tree_view.retired else 'hidden'}"] if retired else []
        self.title_here("Codebook", *facts, counted(len(self.desk.study.codes), "code"))
        self._drawn = self.desk.study

    def draw_tree(self, code_id: int | None = None) -> None:
        """Draw the tree, with the cursor on a code, or where it was."""
        study, tree = self.desk.study, self.tree_list
        shown = codes_on_view(study.codes, self.tree_view)
        tree.shown_codes = {code.id: code for code in shown}
        rows = tree_rows(study.codes, study.code_counts, self.tree_view)
        tree.show_rows(rows or empty_rows(self.tree_view, bool(study.codes)), code_id)
        self.draw_form()

    def draw_form(self) -> None:
        """Show the code one is at in the form."""
        code, before = self.current, self.form.code
        if before is not None and (code is None or code.id != before.id) and not self.save_typed():
            return  # what is typed there belongs to the code that the form shows
        self.form.show(code, "" if code is None else self._remark_on(code))
        if self._telling_trail is not None:
            self._telling_trail.stop()
        self._telling_trail = self.set_timer(SETTLED_AFTER_SECONDS, self.draw_trail)

    def _remark_on(self, code: Code) -> str:
        """Return what is to be pointed out about a code."""
        codes = self.desk.study.codes
        parts = []
        if number := same_named(codes, code):
            parts.append(f"{number + 1} codes here are named so: rename or merge one (g).")
        if (above := retired_above(codes, code)) is not None:
            parts.append(f"Not offered, because “{above.name}” above it is retired.")
        return " ".join(parts)

    @guarded
    def draw_trail(self) -> None:
        """Tell what became of the code."""
        code = self.form.code
        if code is None or self.qualcode.project is not self.desk.project:
            return
        if any(each.id == code.id for each in self.desk.study.codes):
            self.form.show_trail(trail_rows(self.desk.project.codebook.trail(code)))

    def show_done_at(self, done: Done) -> None:
        """Draw everything anew after something was done, with the cursor on its code."""
        self._come_to = done.code_id
        self.show_done(done.told)

    def come_to(self, code_id: int) -> None:
        """Go to a code of the tree, wherever it is hidden."""
        if code_id not in {code.id for code in not_retired(self.desk.study.codes)}:
            self.tree_view.retired = True
        self._come_to = code_id
        self.draw_place()
        self.tree_list.focus()

    def _bring_on_view(self, code_id: int) -> None:
        """Unfold what lies above a code, and end a filter that hides it."""
        by_id = {code.id: code for code in self.desk.study.codes}
        for above in ancestors(by_id, code_id):
            self.tree_view.folded.discard(above.id)
        codes = self.desk.study.codes
        offered = {code.id for code in (codes if self.tree_view.retired else not_retired(codes))}
        shown = {code.id for code in codes_on_view(codes, self.tree_view)}
        if self.tree_view.filter and code_id in offered - shown:
            self.tree_view.filter = self.filter_line.value = ""
            self.filter_line.display = False

    # -- the tree

    @guarded
    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Another code is the current one."""
        if message.rows is not self.tree_list:
            return
        shown = self.form.code
        # The list is asked where it is now: of a quick hand's steps an earlier one may be told only now.
        if shown is not None and self.tree_list.key != shown.id and not self.save_typed():
            self.draw_tree(shown.id)
        else:
            self.draw_form()

    @guarded
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter or a double click edits a code; in its history it shows a version."""
        if message.rows is self.tree_list:
            self.action_edit_texts()
        elif isinstance(message.key, int):
            self.show_version(message.key)

    def on_code_tree_fold_asked(self, message: CodeTree.FoldAsked) -> None:
        """A fold mark was clicked."""
        self._set_folded(message.code_id, message.code_id not in self.tree_view.folded)

    @guarded
    def action_fold(self, fold: bool) -> None:
        """Fold or unfold the current code; where there is nothing to fold, go to its parent."""
        code = self.ready()
        if code is None:
            return
        has_children = any(each.parent_id == code.id for each in self.desk.study.codes)
        if fold and (not has_children or code.id in self.tree_view.folded) and code.parent_id is not None:
            self.draw_tree(code.parent_id)
        elif has_children:
            self._set_folded(code.id, fold)

    def _set_folded(self, code_id: int, folded: bool) -> None:
        (self.tree_view.folded.add if folded else self.tree_view.folded.discard)(code_id)
        self.draw_tree()

    def action_fold_all(self) -> None:
        """Fold all branches, or unfold them where all are folded."""
        parents = {code.parent_id for code in self.desk.study.codes if code.parent_id is not None}
        unfold = parents <= self.tree_view.folded
        code = self.current
        by_id = {each.id: each for each in self.desk.study.codes}
        above = list(ancestors(by_id, code.id)) if code is not None and not unfold else []
        self.tree_view.folded = set() if unfold else parents
        self.draw_tree(above[-1].id if above else None)

    @guarded
    def action_toggle_retired(self) -> None:
        """Show the retired codes, or hide them."""
        self.tree_view.retired = not self.tree_view.retired
        self.draw_place()
        if not any(code.retired for code in self.desk.study.codes):
            self.query_one(StatusLine).tell("no code is retired")

    # -- the filter

    def action_filter(self) -> None:
        """Go to the line of the filter."""
        self.filter_line.display = True
        self.filter_line.focus()

    @guarded
    def on_input_changed(self, message: Input.Changed) -> None:
        """Filter by what is typed."""
        if message.input is not self.filter_line:
            self.keep_name(message)
        elif message.value != self.tree_view.filter:
            self.tree_view.filter = message.value
            shown = codes_on_view(self.desk.study.codes, self.tree_view)
            answering = answering_ids(shown, message.value)
            self.draw_tree(next((code.id for code in shown if code.id in answering), None))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes from a line to the tree."""
        if message.input is not self.filter_line and not self.save_typed():
            return
        self.tree_list.focus()

    def _end_filter(self) -> None:
        code = self.current
        self.tree_view.filter = self.filter_line.value = ""
        self.filter_line.display = False
        self.draw_tree(code.id if code else None)

    # -- coming and going

    def on_screen_resume(self) -> None:
        """Show what changed while a dialog was open."""
        if self._drawn is not None and self._drawn is not self.desk.study:
            self.draw_place()

    def action_step_back(self) -> None:
        """Put back what was in the field and go to the tree; there end the filter; else go to where one came from."""
        if self.tree_list.stop_dragging():
            return
        self.put_back_typed()
        self.app.clear_notifications()
        if self.focused is not self.tree_list:
            if self.focused is self.filter_line:
                self._end_filter()
            self.tree_list.focus()
        elif self.tree_view.filter:
            self._end_filter()
        else:
            self.action_back()

    def remembered(self) -> CodebookMemory:
        """Return how the tree was looked at."""
        return CodebookMemory(self.tree_view, self.current.id if self.current else None)

    def recall(self, memory: object) -> None:
        """Look at the tree as before."""
        if isinstance(memory, CodebookMemory):
            self.tree_view, self._come_to = memory.view, memory.code_id

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Save what is typed; say whether there is something to ask, because it cannot be saved."""
        return self.ask_about_typed(leave)


def ancestors(by_id: dict[int, Code], code_id: int) -> Iterator[Code]:
    """Yield the codes above a code, the nearest first."""
    code = by_id.get(code_id)
    while code is not None and code.parent_id is not None:
        code = by_id.get(code.parent_id)
        if code is not None:
            yield code
