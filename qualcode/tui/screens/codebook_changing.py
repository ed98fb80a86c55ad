"""What is done to the codes of the tree: made, coloured, retired, moved; each told with the way back."""

from __future__ import annotations

from collections import Counter

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.text.wording import counted
from qualcode.tui.code_rows import subtree_of
from qualcode.tui.notices import guarded
from qualcode.tui.screens.code_choice import TOP, CodeChoiceScreen
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.colour_choice import ColourScreen
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.screens.example_choice import MOST_PASSAGES, ExampleScreen, Passage
from qualcode.tui.screens.new_code import NewCodeScreen
from qualcode.tui.widgets.code_tree import CodeTree
from qualcode.tui.widgets.lines import StatusLine


class CodebookChanging(CodebookParts):
    """The tree side of the codebook screen."""

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
        if (code := self.ready()) is not None:
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
        if (code := self.ready()) is None:
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
        if (code := self.ready()) is not None:
            self.show_done_at(self.book.retire(code.id))

    @guarded
    def action_take_example(self) -> None:
        """Choose a passage as the example."""
        if (code := self.ready()) is None:
            return
        passages = self.book.passages(code.id, MOST_PASSAGES)
        if not passages:
            raise InvalidValue(f"{code.name} has no codings yet; an example can be typed into the form.")
        found = counted(len(passages), "passage")
        number = f"the first {found}" if len(passages) == MOST_PASSAGES else found
        self.app.push_screen(
            ExampleScreen(f"Example of “{code.name}”: {number}", [Passage(*each) for each in passages]),
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
        if (code := self.ready()) is None:
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
        if (code := self.ready()) is None:
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
        if (code := self.ready()) is not None:
            self.show_done_at(self.book.indent(code.id, retired=self.tree_view.retired))

    @guarded
    def action_outdent(self) -> None:
        """Put the code beside its parent."""
        if (code := self.ready()) is not None:
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

    # -- segments

    @guarded
    def action_open_segments(self) -> None:
        """Go to the segments of the code."""
        from qualcode.tui.segment_filters import SegmentsMemory

        if (code := self.ready()) is not None:
            self.qualcode.remember_for("segments", SegmentsMemory(codes=(code.id,)))
            self.qualcode.go_to_from_here("segments")
