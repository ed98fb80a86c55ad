"""A document on the desk of a coder: what she does to it, each as one action, told in a sentence. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qualcode.errors import InvalidValue, QualcodeError, UnknownName
from qualcode.model import Action, Code, Coding, Document, Memo, ReadingState, Span
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted
from qualcode.tui.codings_changed import codings_changed
from qualcode.tui.neighbours import neighbour
from qualcode.tui.on_view import Sight
from qualcode.tui.reading_desk import ReadingDesk
from qualcode.tui.study import own_states

LONGEST_IN_VIVO = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What was done: the sentence to tell, and the codings that came or changed, and those that went."""

    told: str
    added: tuple[Coding, ...] = ()
    removed: tuple[Coding, ...] = ()
    counts: bool = field(default=True)
    everything: bool = False  # it is not known what else changed: all is to be drawn anew


class Desk(ReadingDesk):
    """What a coder does to the study: each method is one action, and says what it did."""

    def apply(
        self, codes: Sequence[Code], span: Span, *, weight: int | None = None, memo: str = ""
    ) -> Change:
        """Apply codes to a span, as one action; a code that is there already is passed over, unless all are.

        Weight and memo go to each coding made. Raises `InvalidValue` for a weight outside 0–100.
        """
        self._check_there(codes)
        document = self._open_document()
        new = [code for code in codes if not self._is_there(code, span)]
        if not new:
            raise InvalidValue(f"{codes[0].path} is already on “{self.quote(span)}”.")
        names = ", ".join(code.name for code in new)
        with self.own_change(), self.project.action("coding", f"applied {names}") as action:
            codings = [
                self.project.codings.apply(document, code, span.start, span.end, weight=weight, memo=memo)
                for code in new
            ]
            paths = ", ".join(code.path for code in new)
            action.summary = (
                f"applied {paths} to “{shortened(self.text[span.start : span.end])}” in {document.name}"
            )
            self._begin_reading(document)
        self._used(*new)
        self._take(codings)
        return Change(f"applied {names} to “{self.quote(span)}”", tuple(codings))

    def apply_new(
        self,
        paths: Sequence[str],
        codes: Sequence[Code],
        span: Span,
        *,
        weight: int | None = None,
        memo: str = "",
    ) -> Change:
        """Make the codes at some paths and apply them together with others, as one action."""
        with self.own_change(), self.project.action("coding", "applied a new code") as action:
            made = [self.project.codebook.add_path(path) for path in paths]
            change = self.apply([*codes, *made], span, weight=weight, memo=memo)
            names = ", ".join(code.path for code in made)
            action.summary = (
                f"made and applied {names} to “{self.quote(span)}” in {self._open_document().name}"
            )
        self.study.codes = self.project.codebook.all()
        return Change(change.told.replace("applied", "made and applied", 1), change.added)

    def apply_picked(
        self, codes: Sequence[Code], paths: Sequence[str], span: Span, *, weight: int | None, memo: str
    ) -> Change:
        """Apply codes, and those to be made at some paths, as one action; with a weight and a memo."""
        if paths:
            return self.apply_new(paths, codes, span, weight=weight, memo=memo)
        return self.apply(codes, span, weight=weight, memo=memo)

    def code_in_vivo(self, span: Span) -> Change:
        """Apply a code that is named with the words of the span; it is made if it is not there yet."""
        name = shortened(self.text[span.start : span.end], LONGEST_IN_VIVO).strip(" .,;:!?–—")
        if not name:
            raise InvalidValue("There are no words here to name a code with.")
        there = [code for code in self.study.pickable() if code.name.casefold() == name.casefold()]
        if there:
            return self.apply(there[:1], span)
        with self.own_change(), self.project.action("coding", "coded in vivo") as action:
            code = self.project.codebook.add(name)
            change = self.apply([code], span)
            action.summary = f"coded “{name}” in vivo in {self._open_document().name}"
        self.study.codes = self.project.codebook.all()
        return change

    def make_code(self, path: str) -> Code:
        """Return the code at a path, making it if it is not there."""
        with self.own_change():
            code = self.project.codebook.add_path(path)
        self.study.codes = self.project.codebook.all()
        return code

    def remove(self, coding: Coding) -> Change:
        """Remove a coding with its memos."""
        with self.own_change():
            self.project.codings.remove([coding])
        self._drop([coding])
        return Change(f"removed {self._name(coding)} from “{self.quote(coding)}”", removed=(coding,))

    def recode(self, coding: Coding, code: Code) -> Change:
        """Give a coding another code."""
        self._check_there([code])
        coder = self.study.coders.get(coding.coder_id)
        if self._is_there(code, Span(coding.start, coding.end), coder):
            raise InvalidValue(f"{code.path} is already on “{self.quote(coding)}”.")
        with self.own_change():
            self.project.codings.recode([coding], code)
        told = f"changed {self._name(coding)} to {code.name} on “{self.quote(coding)}”"
        changed = self.project.codings.get(coding.id)
        self._drop([coding])
        self._take([changed])
        self._used(code)
        return Change(told, (changed,), (coding,))

    def resize(self, coding: Coding, span: Span) -> Change:
        """Give a coding another span."""
        document = self._open_document()
        with self.own_change():
            changed = self.project.codings.resize(coding, document, span.start, span.end)
        self.codings[coding.id] = changed
        return Change(f"{self._name(coding)} is on “{self.quote(changed)}” now", (changed,), counts=False)

    def join(self, coding: Coding) -> Change:
        """Make one coding of this one and its nearest neighbour of the same code and coder.

        Raises `InvalidValue` where there is none. What is hidden is left alone.
        """
        on_view = [each for each, _ in self.seen()]
        other = neighbour(coding, on_view, self.text, self.turns)
        if other is None:
            raise InvalidValue(
                f"There is no other {self._name(coding)} to join with that touches this one or lies in the same turn."
            )
        both_noted = all(self.own_memo(each) for each in (coding, other))
        with self.own_change():
            joined = self.project.codings.join([coding, other])
        gone = other if joined.id == coding.id else coding
        self._drop([gone])
        self.codings[joined.id] = joined
        told = f"joined two codings {self._name(joined)} to “{self.quote(joined)}”"
        if both_noted:
            told += "; what you noted on both stands in the memo"
        weights = {each.weight for each in (coding, other)}
        if len(weights) > 1:
            told += f"; the weight {joined.weight} stays" + _weight_gone(weights - {joined.weight})
        return Change(told, (joined,), (gone,))

    def move_code(self, code: Code, parent: Code | None) -> Change:
        """Put a code under another, or at the top."""
        with self.own_change():
            moved = self.project.codebook.move(code, parent)
        self.study.codes = self.project.codebook.all()
        return Change(
            f"moved {code.name} {f'under {parent.path}' if parent else 'to the top'}: {moved.path}",
            counts=False,
        )

    def set_weight(self, coding: Coding, weight: int | None) -> Change:
        """Set a coding's weight, 0–100 or None."""
        with self.own_change():
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
        with self.own_change():
            if mine is None and text.strip():
                self.project.memos.add(text, coding_id=coding.id)
            elif mine is not None and text.strip():
                self.project.memos.edit(mine, text)
            elif mine is not None:
                self.project.memos.remove(mine)
        return Change(f"memo on {self._name(coding)} saved", counts=False)

    def write_passage_memo(self, document: Document, span: Span, memo: Memo | None, text: str) -> Change:
        """Write a memo on a passage, or change the one given; an empty text takes it away."""
        written = self.project.memos.all(document_id=document.id)
        there = memo if memo and any(each.id == memo.id for each in written) else None
        with self.own_change():
            if there is None and text.strip():
                self.project.memos.add(text, document_id=document.id, start=span.start, end=span.end)
            elif there is not None and text.strip():
                self.project.memos.edit(there, text)
            elif there is not None:
                self.project.memos.remove(there)
        self.read_passage_memos()
        place = f"on a passage of {document.name}"
        return Change(f"memo {place} saved" if text.strip() else f"removed the memo {place}", counts=False)

    def mark_complete(self) -> Change:
        """Mark the document as completely read; one that is so already as in progress."""
        document = self._open_document()
        done = self.state() is ReadingState.COMPLETE
        state = ReadingState.IN_PROGRESS if done else ReadingState.COMPLETE
        with self.own_change():
            self.project.progress.set(document, state)
        self.study.states[document.id] = state
        told = f"{document.name} is {state}"
        if self.on_view.blind:
            self.refresh()
            others = sum(not self.is_mine(each) for each in self.codings.values())
            told += (
                "; others' codings here are hidden again"
                if done
                else f"; {counted(others, 'coding')} of others {'is' if others == 1 else 'are'} open to you"
            )
        return Change(told, counts=False)

    def undo(self, action_id: int | None = None) -> Change:
        """Take back the last action, or the one given."""
        with self.own_change():
            action = self.project.undo(action_id)
        return self._after(action)

    def redo(self, action_id: int | None = None) -> Change:
        """Bring back what was undone last, or the action given."""
        with self.own_change():
            action = self.project.redo(action_id)
        return self._after(action)

    def own_change(self) -> _OwnChange:
        """Return a block in which she changes the study: the desk knows of that, and need not read it anew.

        Raises `ProjectError` when the file is not in its place.
        """
        return _OwnChange(self)

    # -- within

    def _after(self, action: Action) -> Change:
        """Take up what an undo or redo did: codings alone, where it changed no more than those; else read all anew."""
        known = not self.on_view.blind and not self.was_changed_elsewhere()
        codings = codings_changed(self.project, action) if known else None
        coders = {each.coder_id for change in codings or () for each in change if each is not None}
        if codings is None or not coders <= self.study.coders.keys():
            self.refresh()
            return Change(action.summary, everything=True)
        self.study.states = own_states(self.project)
        gone = [before for before, _ in codings if before is not None]
        come = [after for _, after in codings if after is not None]
        for coding, by in (*((each, -1) for each in gone), *((each, 1) for each in come)):
            self.study.count(coding.document_id, coding.code_id, by)
        return self._changed_here(action.summary, gone, come)

    def _changed_here(self, told: str, gone: list[Coding], come: list[Coding]) -> Change:
        """Take up what became of codings in the open document; return of it what is on view."""
        number = self.document.id if self.document is not None else None
        removed = [coding for coding in gone if coding.document_id == number]
        added = [coding for coding in come if coding.document_id == number]
        for coding in removed:
            self.codings.pop(coding.id, None)
        self.codings.update((coding.id, coding) for coding in added)
        self.read_passage_memos()
        shown = tuple(each for each in added if self.sight(each) in (Sight.CLEAR, Sight.DIMMED))
        return Change(told, shown, tuple(removed), counts=False)

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


def _weight_gone(weights: set[int | None]) -> str:
    """Return what became of the weights that did not stay."""
    gone = [str(each) for each in weights if each is not None]
    return f", {', '.join(gone)} goes" if gone else ""


class _OwnChange:
    """Lets the desk know that what happens in the block is its own, unless another program came between."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __enter__(self) -> None:
        self._desk.check_place()
        self._desk.was_changed_elsewhere()  # a mere change of place by another program does not count
        self._before = self._desk.project.version()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._before == self._desk._seen:
            now = self._desk.project.version()
            if now[0] == self._before[0]:
                self._desk._seen = now
