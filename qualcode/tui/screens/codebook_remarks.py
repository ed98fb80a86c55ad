"""From the codebook to what it lacks, and back to a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.notices import guarded
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.remarks import RemarksScreen


class CodebookRemarks(CodebookParts):
    """Points out what the codebook lacks."""

    if TYPE_CHECKING:

        def come_to(self, code_id: int) -> None:
            """Go to a code of the tree, wherever it is hidden."""

    @guarded
    def action_lint(self) -> None:
        """List what is to be said about the codes."""
        if not self.save_typed():
            return

        @guarded
        def chosen(screen: CodebookRemarks, code_id: int) -> None:
            screen.come_to(code_id)

        study = self.desk.study
        self.app.push_screen(
            RemarksScreen(study.codes, study.code_counts),
            lambda code_id: None if code_id is None else chosen(self, code_id),
        )
