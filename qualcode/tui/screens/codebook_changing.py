"""What is done to the codes of the tree: made, moved, merged, retired, deleted; each told with the way back."""

from __future__ import annotations

from collections import Counter

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.tui.code_rows import subtree_of
from qualcode.tui.code_trail_rows import TO_BRING_BACK, version_told
from qualcode.tui.codebook_desk import merge_told, removal_told
from qualcode.tui.notices import guarded
from qualcode.tui.screens.code_choice import TOP, CodeChoiceScreen
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.colour_choice import ColourScreen
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.screens.example_choice import MOST_PASSAGES, ExampleScreen, Passage
from qualcode.tui.screens.new_code import NewCodeScreen
from qualcode.tui.widgets.code_tree import CodeTree
from qualcode.tui.widgets.lines import StatusLine
from qualcode.tui.widgets.row_list import RowList

LEAVE = Answer("leave", "Leave it as it is", "Nothing changes.")


class CodebookChanging(CodebookParts):
    """The tree side of the codebook screen."""

    def _ready(self) -> Code | None:
        """Return the current code, once nothing typed is left unsaved."""
        return self.current if self.save_typed() else None

    # -- making

    @guarded
    def action_new_code(self) -> None:
        """Make a code beside the current one."""
        if self.save_typed():
            code = self.current
            parent = self.desk.study.code(code.parent_id) if code and code.parent_id else None
            self._ask_name(parent, code)

    @guarded
    def action_new_subcode(self) -> None:
        """Make a code under the current one."""
        if (code := self._ready()) is not None:
            self._ask_name(code, None)

    def _ask_name(self, parent: Code | None, after: Code | None) -> None:
        @guarded
        def named(screen: CodebookChanging, name: str) -> None:
            screen.show_done_at(screen.book.add(name, parent, after))

        self.app.push_screen(
            NewCodeScreen(parent, self.desk.study.codes),
            lambda name: None if name is None else named(self, name),
        )

    # -- changing

    @guarded
    def action_recolour(self) -> None:
        """Choose another colour."""
        if (code := self._ready()) is None:
            return

        @guarded
        def chosen(screen: CodebookChanging, colour: str) -> None:
            if colour != code.colour:
                screen.show_done_at(screen.book.recolour(code.id, colour))

        used = Counter(each.colour for each in self.desk.study.codes)
        self.app.push_screen(
            ColourScreen(f"Colour of “{code.name}”", code.colour, used),
            lambda colour: None if colour is None else chosen(self, colour),
        )

    @guarded
    def action_retire(self) -> None:
        """Retire the code, or bring it back."""
        if (code := self._ready()) is not None:
            self.show_done_at(self.book.retire(code.id))

    @guarded
    def action_take_example(self) -> None:
        """Choose a passage as the example."""
        if (code := self._ready()) is None:
            return
        passages = self.book.passages(code.id, MOST_PASSAGES)
        if not passages:
            raise InvalidValue(f"{code.name} has no codings yet; an example can be typed into the form.")
        number = f"the first {MOST_PASSAGES}" if len(passages) == MOST_PASSAGES else f"{len(passages)}"
        self.app.push_screen(
            ExampleScreen(
                f"Example of “{code.name}”: {number} passages", [Passage(*each) for each in passages]
            ),
            lambda words: None if words is None else self._put_example(code, words),
        )

    @guarded
    def _put_example(self, code: Code, words: str) -> None:
        if not code.example.strip():
            self.show_done_at(self.book.edit(code.id, {"example": words}))
            return
        texts = {"replace": words, "add": f"{code.example.rstrip()}\n\n{words}"}
        answers = [
            Answer("replace", "Put it in place of the example there", texts["replace"]),
            Answer("add", "Add it below the example there", texts["add"]),
            Answer("leave", "Leave it as it is", code.example),
        ]

        @guarded
        def answered(screen: CodebookChanging, answer: str) -> None:
            screen.show_done_at(screen.book.edit(code.id, {"example": texts[answer]}))

        self.app.push_screen(
            ConsequencesScreen("There is an example already", answers),
            lambda answer: answered(self, answer) if answer in texts else None,
        )

    # -- moving

    @guarded
    def action_move_to(self) -> None:
        """Choose what to put the code under."""
        if (code := self._ready()) is None:
            return
        own = {each.id for each in subtree_of(self.desk.study.codes, code)} | {code.parent_id}

        @guarded
        def chosen(screen: CodebookChanging, key: int | str) -> None:
            screen.show_done_at(screen.book.move(code.id, None if key == TOP else int(key)))

        self.app.push_screen(
            CodeChoiceScreen(
                f"Move “{code.name}” to",
                [each for each in self.desk.study.codes if each.id not in own],
                self.desk.study.code_counts,
                lambda parent: f"will be: {self.book.path_under(code, parent)}",
                with_top=code.parent_id is not None,
            ),
            lambda key: None if key is None else chosen(self, key),
        )

    @guarded
    def action_move_among(self, step: int) -> None:
        """Move the code up or down among its siblings."""
        if (code := self._ready()) is None:
            return
        done = self.book.move_among(code.id, step, retired=self.tree_view.retired)
        if done is not None:
            self.show_done_at(done)
        else:
            self.query_one(StatusLine).tell(
                f"{code.name} is the {'first' if step < 0 else 'last'} of its siblings."
            )

    @guarded
    def action_indent(self) -> None:
        """Put the code under the one above it."""
        if (code := self._ready()) is not None:
            self.show_done_at(self.book.indent(code.id, retired=self.tree_view.retired))

    @guarded
    def action_outdent(self) -> None:
        """Put the code beside its parent."""
        if (code := self._ready()) is not None:
            self.show_done_at(self.book.outdent(code.id))

    def on_code_tree_dragged(self, message: CodeTree.Dragged) -> None:
        """Tell the path that a code would get where it is held now."""
        if (target := self._drop_target(message)) is not None:
            code, parent = target
            self.query_one(StatusLine).show_here(
                f"let go: {self.book.path_under(code, parent)} · Esc puts it back"
            )
        else:
            self.query_one(StatusLine).show_here("")

    @guarded
    def on_code_tree_dropped(self, message: CodeTree.Dropped) -> None:
        """Put a code under the one on which it was let go."""
        self.query_one(StatusLine).show_here("")
        target = self._drop_target(message)
        if target is not None and self.save_typed():
            code, parent = target
            self.show_done_at(self.book.move(code.id, parent.id if parent else None))

    def _drop_target(self, message: CodeTree.Dragged) -> tuple[Code, Code | None] | None:
        """Return the code that is carried and its new parent; None where it stays as it is."""
        study = self.desk.study
        code = study.code(message.code_id)
        if code is None or message.over is None:
            return None
        if not isinstance(message.over, int):
            return (code, None) if code.parent_id is not None else None
        parent = study.code(message.over)
        below = {each.id for each in subtree_of(study.codes, code)}
        if parent is None or parent.id in below or parent.id == code.parent_id:
            return None
        return code, parent

    # -- merging and deleting

    @guarded
    def action_merge(self) -> None:
        """Choose the code to make one with."""
        if (code := self._ready()) is None:
            return
        counts = self.desk.study.code_counts

        def tell(other: Code | None) -> str:
            both = [each for each in (code, other) if each is not None]
            numbers = " and ".join(f"{each.name} ({counts.get(each.id, 0)})" for each in both)
            return f"{numbers} become one; which name stays is asked next"

        self.app.push_screen(
            CodeChoiceScreen(
                f"Merge “{code.name}” with",
                [each for each in self.desk.study.codes if each.id != code.id],
                counts,
                tell,
            ),
            lambda key: self._ask_merge(code, key) if isinstance(key, int) else None,
        )

    @guarded
    def _ask_merge(self, code: Code, other_id: int) -> None:
        book = self.book
        code, other = book.code(code.id), book.code(other_id)
        ways = {"into": (code, other), "from": (other, code)}
        answers = [
            Answer(
                key,
                f"“{target.name}” stays, “{source.name}” goes",
                merge_told(source, target, book.merging(source, target)),
            )
            for key, (source, target) in ways.items()
            if book.may_merge(source, target)
        ]

        @guarded
        def answered(screen: CodebookChanging, key: str) -> None:
            source, target = ways[key]
            screen.show_done_at(screen.book.merge(source.id, target.id))

        self.app.push_screen(
            ConsequencesScreen(f"Merge “{code.name}” and “{other.name}”", [*answers, LEAVE]),
            lambda key: answered(self, key) if key in ways else None,
        )

    @guarded
    def action_delete(self) -> None:
        """Delete the code; where that touches more than the code, tell it first."""
        if (code := self._ready()) is None:
            return
        gone = self.book.removal(code.id)
        if (gone.codes, gone.codings, gone.memos) == (1, 0, 0):
            self.show_done_at(self.book.delete(code.id))
            return
        told = removal_told(code, gone)
        answers = [
            Answer("delete", "Delete all of it", told),
            LEAVE,
        ]
        if not code.retired:
            answers.insert(1, Answer("retire", "Retire it instead", told))

        @guarded
        def answered(screen: CodebookChanging, key: str) -> None:
            screen.show_done_at(
                screen.book.delete(code.id) if key == "delete" else screen.book.retire(code.id)
            )

        self.app.push_screen(
            ConsequencesScreen(f"Delete “{code.name}”?", answers),
            lambda key: answered(self, key) if key in ("delete", "retire") else None,
        )

    # -- earlier versions

    def action_to_trail(self) -> None:
        """Go to the history of the code."""
        if self.current is not None:
            self.draw_form()
            self.form.query_one("#code-trail", RowList).focus()

    @guarded
    def show_version(self, place: int) -> None:
        """Show what an action changed in the code, and offer to bring back what was there before."""
        code = self.form.code
        trail = self.desk.project.codebook.trail(code) if code is not None else []
        if code is None or not 0 <= place < len(trail):
            return
        change = trail[place]
        paths = {each.id: each.path for each in self.desk.study.codes}
        told = version_told(change, lambda number: paths.get(number, "a code that is gone"))
        before = {each.field: str(each.before) for each in change.versions if each.field in TO_BRING_BACK}
        before = {field: value for field, value in before.items() if value != getattr(code, field)}
        answers = [Answer("close", "Close", told)]
        if before:
            answers.append(Answer("back", "Bring back what was there before", told))

        @guarded
        def answered(screen: CodebookChanging, key: str) -> None:
            screen.show_done_at(screen.book.edit(code.id, before))

        self.app.push_screen(
            ConsequencesScreen(
                f"Earlier version of “{code.name}”", answers, "Enter takes the answer · Esc closes"
            ),
            lambda key: answered(self, key) if key == "back" else None,
        )

    # -- segments

    @guarded
    def action_open_segments(self) -> None:
        """Go to the segments of the code."""
        from qualcode.tui.segment_filters import SegmentsMemory

        if (code := self._ready()) is not None:
            self.qualcode.remember_for("segments", SegmentsMemory(codes=(code.id,)))
            self.qualcode.action_go_to("segments")
