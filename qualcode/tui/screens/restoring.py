"""After a crash: a memo text that was not saved is offered, and taken up where it was being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from qualcode.errors import QualcodeError
from qualcode.text.quotes import shortened
from qualcode.tui.drafts import Draft, discard, left_drafts, this_process
from qualcode.tui.notices import guarded, inform
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.tui.app import QualcodeApp

RESTORE, DISCARD, LATER = "Go on writing it", "Discard it", "Leave it for the next time"
SHOWN_LENGTH = 60


@runtime_checkable
class TakesDrafts(Protocol):
    """A screen on which a memo that was being written can be taken up again."""

    def restore_draft(self, draft: Draft) -> None:
        """Open the editor with the draft's text, as not saved yet. Raises `QualcodeError` where that cannot be."""


def offer_drafts(app: QualcodeApp, project: Project) -> None:
    """Ask about each memo text that a crash left behind, the oldest first."""
    found = left_drafts(project.guid, project.coder)
    if found:
        _ask(app, project, found)


def _ask(app: QualcodeApp, project: Project, found: list[Draft]) -> None:
    draft, *others = found
    beginning = shortened(draft.text, SHOWN_LENGTH)

    @guarded
    def answered(app: QualcodeApp, answer: str | None) -> None:
        if app.project is not project:
            return
        if answer == RESTORE:
            restore(app, project, draft)
        elif answer == DISCARD:
            discard(draft)
        if answer != RESTORE and others:
            _ask(app, project, others)

    app.push_screen(
        ChoiceScreen(f"An unsaved memo on {draft.about} was found: “{beginning}”", [RESTORE, DISCARD, LATER]),
        lambda answer: answered(app, answer),
    )


def restore(app: QualcodeApp, project: Project, draft: Draft) -> None:
    """Take a draft up where it was being written; where what it was on is gone, keep it as a memo on the study."""
    reading = next((screen for screen in app.screen_stack if isinstance(screen, ReadingScreen)), None)
    try:
        if draft.kind in ("coding", "passage") and reading is not None:
            reading.restore_draft(draft)
            _let_go(draft)
        else:
            app.action_go_to("memos")
            app.call_after_refresh(_restore_on, app, project, draft)
    except QualcodeError:
        _keep_as_memo(app, project, draft)


def _restore_on(app: QualcodeApp, project: Project, draft: Draft) -> None:
    try:
        if not isinstance(app.screen, TakesDrafts):
            raise QualcodeError("This screen takes no drafts.")
        app.screen.restore_draft(draft)
        _let_go(draft)
    except QualcodeError:
        _keep_as_memo(app, project, draft)


def _let_go(draft: Draft) -> None:
    """The editor keeps a draft of its own from now on; only in the same process it is the same file."""
    if draft.process != this_process():
        discard(draft)


def _keep_as_memo(app: QualcodeApp, project: Project, draft: Draft) -> None:
    project.memos.add(f"{draft.text}\n\n({draft.about})")
    discard(draft)
    inform(
        app, f"What this memo was on ({draft.about}) is not there any more; it is a memo on the study now."
    )
    app.look_after_project()
