"""A document on the desk of a coder: what she does to it, each as one action, told in a sentence. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue, QualcodeError, UnknownName
from qualcode.model import Code, Coding, Document, Memo, ReadingState, Span, Turn
from qualcode.text.quotes import shortened
from qualcode.tui.coverage import covered_share
from qualcode.tui.file_place import FilePlace
from qualcode.tui.recent_codes import RecentCodes
from qualcode.tui.speaking import Voices, read_voices
from qualcode.tui.study import own_coder, read_study

if TYPE_CHECKING:
    from qualcode.api import Project

LONGEST_IN_VIVO = 60
QUOTE_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Change:
    """What was done: the sentence to tell, and the codings that came or changed, and those that went."""

    told: str
    added: tuple[Coding, ...] = ()
    removed: tuple[Coding, ...] = ()
    counts: bool = field(default=True)


class Desk:
    """The open project and, once one was chosen, the open document."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._place = FilePlace(project.path)
        self.document: Document | None = None
        self.text = ""
        self.turns: list[Turn] = []
        self.codings: dict[int, Coding] = {}
        self.voices = Voices()
        coder = own_coder(project)
        applied = project.codings.latest(coder) if coder else []
        self.recent = RecentCodes(coding.code_id for coding in applied)
        self.refresh()

    # -- reading

    def refresh(self) -> None:
        """Read everything anew: something was changed by undo, by another screen or by another program."""
        self._seen = self.project.version()
        self.study = read_study(self.project)
        self.recent.keep(code.id for code in self.study.pickable())
        if self.document is not None:
            number = self.document.id
            self.document = next((each for each in self.study.documents if each.id == number), None)
            self._read_codings()

    def check_place(self) -> None:
        """Raise `ProjectError` when the project file is not where it was opened."""
        self._place.check()

    def was_changed_elsewhere(self) -> bool:
        """Say whether something happened to the file that is not on the desk yet."""
        return self.project.version() != self._seen

    def open(self, document: Document) -> None:
        """Put a document on the desk."""
        self.document = document
        self.text = self.project.documents.text(document)
        self.turns = self.project.documents.turns(document)
        self._read_codings()

    def share_coded(self) -> float:
        """Return how much of what was said in the document is coded by anyone, 0–1."""
        if self.document is None:
            return 0.0
        return covered_share(self.text, self.turns, self.codings.values())

    def memos_on(self, coding: Coding) -> list[Memo]:
        """Return the memos on a coding."""
        return self.project.memos.all(coding_id=coding.id)

    def state(self) -> ReadingState | None:
        """Return how far the coder is with the document."""
        return self.study.states.get(self.document.id) if self.document else None

    # -- changing

    def apply(self, codes: Sequence[Code], span: Span) -> Change:
        """Apply codes to a span, as one action; a code that is there already is passed over, unless all are."""
        self._check_there(codes)
        document = self._open_document()
        new = [code for code in codes if not self._is_there(code, span)]
        if not new:
            raise InvalidValue(f"{codes[0].path} is already on “{self.quote(span)}”.")
        names = ", ".join(code.name for code in new)
        with self._own_change(), self.project.action("coding", f"applied {names}") as action:
            codings = [self.project.codings.apply(document, code, span.start, span.end) for code in new]
            paths = ", ".join(code.path for code in new)
            action.summary = (
                f"applied {paths} to “{shortened(self.text[span.start : span.end])}” in {document.name}"
            )
            self._begin_reading(document)
        for code in new:
            self.recent.used(code.id)
        self._take(codings)
        return Change(f"applied {names} to “{self.quote(span)}”", tuple(codings))

    def apply_new(self, paths: Sequence[str], codes: Sequence[Code], span: Span) -> Change:
        """Make the codes at some paths and apply them together with others, as one action."""
        with self._own_change(), self.project.action("coding", "applied a new code") as action:
            made = [self.project.codebook.add_path(path) for path in paths]
            change = self.apply([*codes, *made], span)
            names = ", ".join(code.path for code in made)
            action.summary = (
                f"made and applied {names} to “{self.quote(span)}” in {self._open_document().name}"
            )
        self.study.codes = self.project.codebook.all()
        return Change(change.told.replace("applied", "made and applied", 1), change.added)

    def code_in_vivo(self, span: Span) -> Change:
        """Apply a code that is named with the words of the span; it is made if it is not there yet."""
        name = shortened(self.text[span.start : span.end], LONGEST_IN_VIVO).strip(" .,;:!?–—")
        if not name:
            raise InvalidValue("There are no words here to name a code with.")
        there = [code for code in self.study.pickable() if code.name.casefold() == name.casefold()]
        if there:
            return self.apply(there[:1], span)
        with self._own_change(), self.project.action("coding", "coded in vivo") as action:
            code = self.project.codebook.add(name)
            change = self.apply([code], span)
            action.summary = f"coded “{name}” in vivo in {self._open_document().name}"
        self.study.codes = self.project.codebook.all()
        return change

    def make_code(self, path: str) -> Code:
        """Return the code at a path, making it if it is not there."""
        with self._own_change():
            code = self.project.codebook.add_path(path)
        self.study.codes = self.project.codebook.all()
        return code

    def remove(self, coding: Coding) -> Change:
        """Remove a coding with its memos."""
        with self._own_change():
            self.project.codings.remove([coding])
        self._drop([coding])
        return Change(f"removed {self._name(coding)} from “{self.quote(coding)}”", removed=(coding,))

    def recode(self, coding: Coding, code: Code) -> Change:
        """Give a coding another code."""
        self._check_there([code])
        if self._is_there(code, Span(coding.start, coding.end)):
            raise InvalidValue(f"{code.path} is already on “{self.quote(coding)}”.")
        with self._own_change():
            self.project.codings.recode([coding], code)
        told = f"changed {self._name(coding)} to {code.name} on “{self.quote(coding)}”"
        changed = self.project.codings.get(coding.id)
        self._drop([coding])
        self._take([changed])
        self.recent.used(code.id)
        return Change(told, (changed,), (coding,))

    def set_weight(self, coding: Coding, weight: int | None) -> Change:
        """Set a coding's weight, 0–100 or None."""
        with self._own_change():
            changed = self.project.codings.set_weight(coding, weight)
        self.codings[coding.id] = changed
        return Change(
            f"weight of {self._name(coding)}: {'none' if weight is None else weight}",
            (changed,),
            counts=False,
        )

    def write_memo(self, coding: Coding, text: str) -> Change:
        """Write or change the coder's own memo on a coding; an empty text takes it away."""
        mine = self.own_memo(coding)
        with self._own_change():
            if mine is None and text.strip():
                self.project.memos.add(text, coding_id=coding.id)
            elif mine is not None and text.strip():
                self.project.memos.edit(mine, text)
            elif mine is not None:
                self.project.memos.remove(mine)
        return Change(f"memo on {self._name(coding)} saved", counts=False)

    def own_memo(self, coding: Coding) -> Memo | None:
        """Return the memo that the coder herself wrote on a coding."""
        return next((memo for memo in self.memos_on(coding) if memo.coder == self.project.coder), None)

    def mark_complete(self) -> Change:
        """Mark the document as completely read; one that is so already as in progress."""
        document = self._open_document()
        done = self.state() is ReadingState.COMPLETE
        state = ReadingState.IN_PROGRESS if done else ReadingState.COMPLETE
        with self._own_change():
            self.project.progress.set(document, state)
        self.study.states[document.id] = state
        return Change(f"{document.name} is {state}", counts=False)

    def undo(self, action_id: int | None = None) -> Change:
        """Take back the last action, or the one given."""
        self.check_place()
        action = self.project.undo(action_id)
        self.refresh()
        return Change(action.summary)

    def redo(self, action_id: int | None = None) -> Change:
        """Bring back what was undone last, or the action given."""
        self.check_place()
        action = self.project.redo(action_id)
        self.refresh()
        return Change(action.summary)

    def quote(self, span: Span | Coding) -> str:
        """Return the words of a span, short enough for a line."""
        return shortened(self.text[span.start : span.end], QUOTE_LENGTH)

    # -- within

    def _own_change(self) -> _OwnChange:
        return _OwnChange(self)

    def _check_there(self, codes: Sequence[Code]) -> None:
        """Raise `UnknownName` when another program has removed a code, or the document, in the meantime."""
        document = self._open_document()
        named = [(self.project.codebook.get, code.id, code.path) for code in codes]
        for get, number, name in (*named, (self.project.documents.get, document.id, document.name)):
            try:
                get(number)
            except QualcodeError:
                raise UnknownName(f"{name} was removed by another program in the meantime.") from None

    def _open_document(self) -> Document:
        if self.document is None:
            raise InvalidValue("No document is open; choose one in the list of documents.")
        return self.document

    def _begin_reading(self, document: Document) -> None:
        if self.state() in (None, ReadingState.ASSIGNED):
            self.project.progress.set(document, ReadingState.IN_PROGRESS)
            self.study.states[document.id] = ReadingState.IN_PROGRESS

    def _read_codings(self) -> None:
        codings = self.project.codings.all(self.document) if self.document else []
        self.codings = {coding.id: coding for coding in codings}
        if self.document is not None:
            self.voices = read_voices(self.project, self.document, self.turns)

    def _take(self, codings: Sequence[Coding]) -> None:
        for coding in codings:
            self.codings[coding.id] = coding
            self.study.count(coding.document_id, coding.code_id, 1)
            self.study.coders.setdefault(coding.coder_id, self.project.coder)

    def _drop(self, codings: Sequence[Coding]) -> None:
        for coding in codings:
            self.codings.pop(coding.id, None)
            self.study.count(coding.document_id, coding.code_id, -1)

    def _name(self, coding: Coding) -> str:
        """Return a coding's code, with whose it is where it is another's."""
        code = self.study.code(coding.code_id)
        name = code.name if code else "a code"
        coder = self.study.coders.get(coding.coder_id, "")
        return name if coder == self.project.coder else f"{coder}'s {name}"

    def _is_there(self, code: Code, span: Span) -> bool:
        me = self.project.coder
        return any(
            coding.code_id == code.id
            and (coding.start, coding.end) == (span.start, span.end)
            and self.study.coders.get(coding.coder_id) == me
            for coding in self.codings.values()
        )


class _OwnChange:
    """Lets the desk know that what happens in the block is its own, unless another program came between."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __enter__(self) -> None:
        self._desk.check_place()
        self._before = self._desk.project.version()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._before == self._desk._seen:
            now = self._desk.project.version()
            if now[0] == self._before[0]:
                self._desk._seen = now
