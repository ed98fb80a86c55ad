"""What is typed into the form of a code is saved when the field is left; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.widgets import Input, TextArea

from qualcode.errors import InvalidValue, QualcodeError, UnknownName
from qualcode.model import Code
from qualcode.tui.codebook_desk import FIELD_TITLES
from qualcode.tui.draft_keeping import DraftKeeper
from qualcode.tui.notices import guarded, refuse, report, warn
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.widgets.code_fields import FieldLeft, NameField, TextField
from qualcode.tui.widgets.lines import StatusLine

NAMES_OF_FIELDS = {field: title[:1].upper() + title[1:] for field, title in FIELD_TITLES.items()}


@dataclass(frozen=True, slots=True)
class PutBack:
    """A field in which Esc put back what was there: while what code, and after what action."""

    field: NameField | TextField
    place: tuple[int | None, int | None]


class CodebookTyping(CodebookParts):
    """The form side of the codebook screen."""

    _draft: DraftKeeper | None = None
    _drafted: int | None = None
    _put_back: PutBack | None = None

    # -- saving

    def save_typed(self) -> bool:
        """Save what is typed as one action; say whether nothing is left unsaved."""
        code, typed = self.form.code, self.form.changed
        if code is None or not typed:
            return True
        try:
            overtaken = self._is_overtaken(self.book.code(code.id), typed)
            done = self.book.edit(code.id, typed)
        except InvalidValue as error:  # a name of nothing: no words are lost with it
            self.form.query_one(NameField).restore()
            refuse(self.app, f"{error} “{code.name}” stays.")
            return self.save_typed()
        except UnknownName as error:
            return self._keep_as_memo(code, typed, error)
        except Exception as error:
            report(self.app, error)
            return False
        self._typed_is_safe()
        self.show_done(f"{done.told}{' · what another program wrote is in its history' if overtaken else ''}")
        return True

    def _is_overtaken(self, now: Code, typed: dict[str, str]) -> bool:
        """Say whether another program changed the same fields since they were shown."""
        return any(
            field.raw != getattr(now, field.code_field)
            for field in self.form.fields
            if field.code_field in typed
        )

    def _typed_is_safe(self) -> None:
        for field in self.form.fields:
            field.saved()
        self._end_draft()

    def _keep_as_memo(self, code: Code, typed: dict[str, str], error: UnknownName) -> bool:
        """Another program removed the code while it was described: what was typed becomes a memo."""
        texts = [f"{NAMES_OF_FIELDS[field]}: {text}" for field, text in typed.items() if text.strip()]
        try:
            if texts:
                self.desk.project.memos.add("\n\n".join([f"{code.path} (removed meanwhile)", *texts]))
        except QualcodeError as another:
            report(self.app, another)
            return False
        self._typed_is_safe()
        self.desk.refresh()
        self.draw_place()
        warn(self.app, f"{error} What you typed is kept as a memo on the project (F7).")
        return True

    @guarded
    def on_field_left(self, message: FieldLeft) -> None:
        """Save what was typed."""
        if self.is_attached and self.is_mounted:
            self.save_typed()

    @guarded
    def action_save(self) -> None:
        """Save what is typed."""
        if not self.form.changed:
            self.query_one(StatusLine).tell("Everything is saved.")
        else:
            self.save_typed()

    def ask_about_typed(self, leave: Callable[[], object]) -> bool:
        """Save what is typed; say whether there is something to ask, because it cannot be saved."""
        if not self.is_mounted or self.save_typed():
            return False

        def answered(answer: str | None) -> None:
            if answer == "leave":
                for field in self.form.fields:
                    field.restore()
                self._end_draft()
                leave()

        stay = Answer("stay", "Stay here", "Nothing is lost: what you typed stands in the form still.")
        go = Answer("leave", "Leave without it", "What you typed in the form is dropped.")
        self.app.push_screen(ConsequencesScreen("What you typed could not be saved", [stay, go]), answered)
        return True

    # -- drafts: what a crash does not take

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keep what is typed, until it is saved."""
        self._keep_draft(message.text_area)

    def keep_name(self, message: Input.Changed) -> None:
        """Keep what is typed as a name, until it is saved."""
        self._keep_draft(message.input)

    def _keep_draft(self, field: object) -> None:
        code = self.form.code
        if not isinstance(field, (NameField, TextField)) or code is None:
            return
        if not self.form.changed:  # it was saved, or put back
            self._end_draft()
            return
        if self._draft is None:
            self._draft = DraftKeeper(self, self._drafted_text)
        if self._drafted != code.id:
            self._drafted = code.id
            self._draft.begin(self.desk.project, f"code:{code.guid}", f"the code {code.path}")
        self._draft.changed()

    def _drafted_text(self) -> str:
        return "\n\n".join(f"{NAMES_OF_FIELDS[field]}: {text}" for field, text in self.form.changed.items())

    def _end_draft(self) -> None:
        if self._draft is not None:
            self._draft.end()
            self._drafted = None

    # -- going into the form

    @guarded
    def action_edit_texts(self) -> None:
        """Write the definition."""
        self._go_to_field("#code-definition")

    @guarded
    def action_to_form(self) -> None:
        """Go to the first field."""
        self._go_to_field("#code-name")

    @guarded
    def action_rename(self) -> None:
        """Type another name."""
        if self._go_to_field("#code-name"):
            self.form.query_one(NameField).select_all()

    def _go_to_field(self, selector: str) -> bool:
        """Go to a field of the current code; the form may not have come to it yet."""
        if self.ready() is None:
            return False
        self.draw_form()
        field = self.form.query_one(selector)
        self.set_focus(field)
        if isinstance(field, TextField):
            field.move_cursor(field.document.end)
        return True

    # -- undo

    def put_back_typed(self) -> None:
        """Put back what was in the field one is in; until something else is done, undo brings back what was typed."""
        field = self.focused
        if isinstance(field, (NameField, TextField)) and self.form.restore():
            self._put_back = PutBack(field, self._place())
            key = self._key("screen.undo")
            self.query_one(StatusLine).tell(f"put back as it was; {key} brings back what you typed")

    def _place(self) -> tuple[int | None, int | None]:
        """Return the code whose form is shown, and the last thing done in the study."""
        last, code = self.desk.project.history.last(), self.form.code
        return code.id if code else None, last.id if last else None

    @guarded
    def action_undo(self) -> None:
        """Take back what was typed in the field; else the last thing done in the study."""
        put_back, self._put_back = self._put_back, None
        if put_back is not None and put_back.place == self._place() and put_back.field.bring_back():
            self.set_focus(put_back.field)
        elif not self.form.restore():
            super().action_undo()

    @guarded
    def action_redo(self) -> None:
        """Bring back what was undone last."""
        if self.save_typed():
            super().action_redo()
