"""The history of a code: earlier versions are shown in full, and can be brought back."""

from __future__ import annotations

from qualcode.tui.code_trail_rows import TO_BRING_BACK, version_told
from qualcode.tui.notices import guarded
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.widgets.row_list import RowList


class CodebookVersions(CodebookParts):
    """Shows earlier versions of a code."""

    @guarded
    def action_to_trail(self) -> None:
        """Go to the history of the code."""
        if self.ready() is not None:
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
        def answered(screen: CodebookVersions, key: str) -> None:
            screen.show_done_at(screen.book.edit(code.id, before))

        self.app.push_screen(
            ConsequencesScreen(
                f"Earlier version of “{code.name}”", answers, "Enter takes the answer · Esc closes"
            ),
            lambda key: answered(self, key) if key == "back" else None,
        )
