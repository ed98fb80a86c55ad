"""Versions of the whole codebook: the present state is given a name, and an earlier one is brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.text.wording import counted, sentence
from qualcode.tui.code_trail_rows import when
from qualcode.tui.codebook_desk import Done
from qualcode.tui.notices import guarded
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from qualcode.exchange.codebook_restoring import Restoration

NAME_IT = "Name the codebook as it is now …"
RESTORE = "restore"
MOST_NAMED = 12


class CodebookStates(CodebookParts):
    """Names states of the codebook, and brings them back."""

    @guarded
    def action_versions(self) -> None:
        """Choose a version to bring back, or name the present one."""
        if not self.save_typed():
            return
        found = {
            f"{each.name} · {when(each.action.at)}, {each.action.coder}": each.name
            for each in reversed(self.desk.project.codebook_versions.all())
        }

        def chosen(answer: str | None) -> None:
            if answer == NAME_IT:
                self._ask_name_of_version()
            elif answer is not None:
                self._ask_restoring(found[answer])

        self.app.push_screen(ChoiceScreen("Versions of the codebook", [NAME_IT, *found]), chosen)

    def _ask_name_of_version(self) -> None:
        @guarded
        def named(screen: CodebookStates, name: str) -> None:
            version = screen.desk.project.codebook_versions.add(name)
            screen.show_done_at(Done(f"the codebook as it is now is the version “{version.name}”"))

        self.app.push_screen(
            PromptScreen("A name for the codebook as it is now, for example: after pilot"),
            lambda name: None if name is None else named(self, name),
        )

    @guarded
    def _ask_restoring(self, name: str) -> None:
        rehearsed = self.desk.project.restore_codebook(name, dry_run=True)
        told = restoring_told(rehearsed)
        answers = [Answer("leave", "Leave the codebook as it is", told)]
        if rehearsed.changes_something:
            answers.insert(0, Answer(RESTORE, f"Bring back “{rehearsed.name}”", told))

        @guarded
        def restored(screen: CodebookStates) -> None:
            screen.show_done_at(Done(screen.desk.project.restore_codebook(name).action_summary))

        self.app.push_screen(
            ConsequencesScreen(f"The codebook “{rehearsed.name}”", answers),
            lambda key: restored(self) if key == RESTORE else None,
        )


def restoring_told(done: Restoration) -> str:
    """Return what bringing a version back would do, before it happens."""
    if not done.changes_something:
        return f"The codebook is as it was in “{done.name}”."
    changed = sum(bool({"changed", "moved"} & set(each.kinds)) for each in done.differences) - len(
        done.retired
    )
    lines = [f"{counted(changed, 'code')} would be changed or moved; no coding is lost."]
    if done.retired:
        lines.append(
            f"Came since, and would be retired with their {counted(done.codings, 'coding')}: {_named(done.retired)}."
        )
    if done.came_back:
        lines.append(f"Went since, and would come back without codings: {_named(done.came_back)}.")
    return "\n".join(sentence(line) for line in lines)


def _named(paths: tuple[str, ...]) -> str:
    more = len(paths) - MOST_NAMED
    return ", ".join(paths[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
