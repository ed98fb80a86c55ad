"""The memos screen's part that writes: a memo changed in place, a new one, one removed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Memo
from qualcode.project.memo_subjects import MemoOn
from qualcode.tui.keymap import with_keys
from qualcode.tui.memo_rows import about_told
from qualcode.tui.notices import before_typing, guarded
from qualcode.tui.screens.beside import Beside
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.memo_writing import DROP, GO_ON, SAVE
from qualcode.tui.screens.one_of_many import OneOfMany
from qualcode.tui.widgets.memo_page import MemoPage
from qualcode.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from qualcode.model import Code, Document, Participant
    from qualcode.tui.drafts import Draft

NEW_ON = {
    "the project": "project",
    "a document": "document",
    "a code": "code",
    "a participant": "participant",
}
UNSAVED = "The memo is not saved yet."


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written: another text for a memo, or a new memo on something."""

    about: str
    memo: Memo | None = None
    subject: str = "project:"  # of the draft, kind and GUID
    kind: str = "project"  # of what a new memo is on, and its row number
    number: int | None = None


class MemosWriting(Beside):
    """Writes memos; what is not saved is asked about before it could be lost."""

    writing: Writing | None = None

    if TYPE_CHECKING:

        def memo_here(self) -> MemoOn:
            """Return the memo one is at. Raises `InvalidValue` where there is none."""

    def show_page(self) -> None:
        """Show the memo one is at in full."""

    @property
    def page(self) -> MemoPage:
        """Where the memo is read and written."""
        return self.query_one(MemoPage)

    # -- beginning

    @before_typing
    def action_edit_memo(self) -> None:
        """Write another text for the memo."""
        if not self.page.is_writing:
            self._edit(self.memo_here())

    def on_memo_page_pressed(self) -> None:
        """A click on the text writes."""
        self.action_edit_memo()

    def _edit(self, on: MemoOn) -> None:
        if on.memo.coder != self.desk.project.coder:
            raise InvalidValue(f"This memo is {on.memo.coder}'s; n writes one of your own.")
        memo = self.desk.project.memos.get(on.memo.id)
        self._begin(Writing(f"Memo on {about_told(on)}", memo, f"memo:{memo.guid}"), memo.text)

    def _begin(self, writing: Writing, text: str = "") -> None:
        self.writing = writing
        self.page.write(writing.about, text, self.desk.project, writing.subject)

    @guarded
    def action_new_memo(self) -> None:
        """Ask what a new memo is to be on, and let it be written."""

        @guarded
        def answered(screen: MemosWriting, answer: str | None) -> None:
            if answer is not None:
                screen._begin_on(NEW_ON[answer])

        self.app.push_screen(
            ChoiceScreen("A new memo on …", list(NEW_ON)), lambda answer: answered(self, answer)
        )

    def _begin_on(self, kind: str) -> None:
        if kind == "project":
            self._begin(Writing("New memo on the project"))
            return
        things = self._things(kind)
        if not things:
            raise InvalidValue(f"There is no {kind} yet to write a memo on.")

        def chosen(key: Hashable | None) -> None:
            if key is not None:
                thing = next(each for each in things if each.id == key)
                self._begin(_writing_on(kind, thing))

        named = [(each.id, _name(each)) for each in things]
        self.app.push_screen(OneOfMany(f"A new memo on which {kind}?", named), chosen)

    def _things(self, kind: str) -> list[Document] | list[Code] | list[Participant]:
        if kind == "document":
            return self.desk.study.documents
        return self.desk.study.codes if kind == "code" else self.desk.project.participants.all()

    def restore_draft(self, draft: Draft) -> None:
        """Go on with a memo that a crash interrupted. Raises `QualcodeError` when what it is on is gone."""
        project = self.desk.project
        if draft.kind == "memo":
            memo = project.memos.find(draft.guid)
            self._begin(Writing(draft.about, memo, draft.subject), memo.text)
        elif draft.kind == "project":
            self._begin(Writing(draft.about))
        else:
            thing = next((each for each in self._things(draft.kind) if each.guid == draft.guid), None)
            if thing is None:
                raise InvalidValue(f"The {draft.kind} is no longer there.")
            self._begin(_writing_on(draft.kind, thing))
        self.page.take_up(draft.text)

    # -- ending

    @guarded
    def action_save_memo(self) -> None:
        """Save what is written."""
        writing = self.writing
        if writing is None or not self.page.is_writing:
            raise InvalidValue(
                with_keys(self, "No memo is being written; {memos-edit} changes one, {memos-new} begins one.")
            )
        if not self.page.is_changed:
            self._stop_writing()
            return
        memo, told = self._saved(writing, self.page.text)
        self._stop_writing()
        self.show_done(told)
        self.show_memo(memo)

    def _saved(self, writing: Writing, text: str) -> tuple[Memo, str]:
        self.desk.check_place()
        memos = self.desk.project.memos
        told = writing.about[:1].lower() + writing.about[1:]
        if writing.memo is None:
            on = {kind: writing.number if writing.kind == kind else None for kind in NEW_ON.values()}
            memo = memos.add(
                text, document_id=on["document"], code_id=on["code"], participant_id=on["participant"]
            )
            return memo, f"wrote a {told}"
        before = memos.get(writing.memo.id)
        memo = memos.edit(before, text)
        if before.text != writing.memo.text:
            told += "; it had been changed elsewhere meanwhile, v shows that text"
        return memo, f"saved the {told}"

    def show_memo(self, memo: Memo) -> None:
        """Go to a memo in the list, if it is shown."""
        rows = self.query_one(RowList)
        rows.place = next((n for n, row in enumerate(rows.rows) if row.key == memo.id), rows.place)

    def action_leave_memo(self) -> None:
        """Stop writing; what is not saved is asked about."""
        if self.page.is_changed:
            self._ask(lambda: None)
        else:
            self._stop_writing()

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Ask about a memo that is not saved; say whether there is something to ask."""
        if not self.page.is_changed:
            return False
        if not isinstance(self.app.screen, ChoiceScreen):  # else it is asked already
            self._ask(leave)
        return True

    def _ask(self, then: Callable[[], object]) -> None:
        """Ask what becomes of what is written; go on with `then` unless she goes on writing."""

        def answered(answer: str | None) -> None:
            if answer == SAVE:
                self.action_save_memo()
            elif answer == DROP:
                self._stop_writing()
            if answer in (SAVE, DROP) and not self.page.is_writing:
                then()

        self.app.push_screen(ChoiceScreen(UNSAVED, [SAVE, DROP, GO_ON]), answered)

    def _stop_writing(self) -> None:
        self.writing = None
        self.page.stop_writing()
        self.query_one(RowList).focus()
        self.show_page()

    # -- removing

    @guarded
    def action_remove_memo(self) -> None:
        """Remove the memo one is at."""
        on = self.memo_here()
        if on.memo.coder != self.desk.project.coder:
            raise InvalidValue(f"This memo is {on.memo.coder}'s; only who wrote it removes it here.")
        self.desk.check_place()
        self.desk.project.memos.remove(self.desk.project.memos.get(on.memo.id))
        self.show_done(f"removed the memo on {about_told(on)}")


def _writing_on(kind: str, thing: Document | Code | Participant) -> Writing:
    return Writing(
        f"New memo on the {kind} {_name(thing)}",
        subject=f"{kind}:{thing.guid}",
        kind=kind,
        number=thing.id,
    )


def _name(thing: Document | Code | Participant) -> str:
    """Return a thing's name; of a code the path."""
    return str(getattr(thing, "path", thing.name))
