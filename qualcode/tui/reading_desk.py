"""The open project and document as a coder sees them: what is coded, by whom, and what of it is on view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, QualcodeError
from qualcode.model import Code, Coding, Document, Memo, ReadingState, Span, Turn
from qualcode.preferences import Others, Preferences, read_preferences, write_preferences
from qualcode.project.file_place import FilePlace
from qualcode.text.coverage import covered_share
from qualcode.text.quotes import shortened
from qualcode.tui.on_view import OnView, Sight
from qualcode.tui.recent_codes import RecentCodes
from qualcode.tui.speaking import Voices, read_voices
from qualcode.tui.study import own_coder, read_study

if TYPE_CHECKING:
    from qualcode.api import Project

QUOTE_LENGTH = 36


class ReadingDesk:
    """The open project and, once one was chosen, the open document. Nothing here changes the study."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._place = FilePlace(project.path)
        self.document: Document | None = None
        self.text = ""
        self.turns: list[Turn] = []
        self.codings: dict[int, Coding] = {}
        self.passage_memos: list[Memo] = []  # on passages of the open document, whoever wrote them
        self.voices = Voices()
        self.warning = ""  # what is to be told once, when the desk is shown
        self._preferences = self._read_preferences()
        self.on_view = OnView(self._preferences.others, self._preferences.blind)
        coder = own_coder(project)
        applied = project.codings.latest(coder) if coder else []
        self.recent = RecentCodes(coding.code_id for coding in applied)
        self.refresh()
        self._return_to_digits()

    def refresh(self) -> None:
        """Read everything anew: something was changed by undo, by another screen or by another program."""
        self._seen = self.project.version()
        self.study = read_study(self.project, blind=self.on_view.blind)
        self.recent.keep(code.id for code in self.study.pickable())
        self._pin_again()
        if self.document is not None:
            number = self.document.id
            self.document = next((each for each in self.study.documents if each.id == number), None)
            self._read_codings()

    def refresh_described(self) -> None:
        """Read anew what is known about documents and participants: that changed, and no coding did."""
        self.study.documents = self.project.documents.all()
        self.study.coders = {coder.id: coder.name for coder in self.project.coders.all()}
        if self.document is not None:
            number = self.document.id
            self.document = next((each for each in self.study.documents if each.id == number), None)
        if self.document is not None:
            self.voices = read_voices(self.project, self.document, self.turns)

    def check_place(self) -> None:
        """Raise `ProjectError` when the project file was moved, deleted or replaced."""
        if self._place.is_as_opened:
            return
        path = self.project.path.resolve()
        if self._place.is_gone:
            raise ProjectError(
                f"{path} is not there any more: it was moved or deleted while open, and nothing can be "
                "saved. Put it back and go on, or open it where it is now (F10)."
            )
        raise ProjectError(
            f"{path} was replaced by another file while open, so nothing can be saved here. "
            "F10 closes the project; open it anew."
        )

    def was_changed_elsewhere(self) -> bool:
        """Say whether something happened to the study that is not on the desk yet.

        Whatever changes a study is an action. A file that changed without one holds where someone left off.
        """
        now = self.project.version()
        if now[1] == self._seen[1]:
            self._seen = now
        return now != self._seen

    def open(self, document: Document) -> None:
        """Put a document on the desk."""
        self.document = document
        self.text = self.project.documents.text(document)
        self.turns = self.project.documents.turns(document)
        self._read_codings()

    def memos_on(self, coding: Coding) -> list[Memo]:
        """Return the memos on a coding."""
        return self.project.memos.all(coding_id=coding.id)

    def own_memo(self, coding: Coding) -> Memo | None:
        """Return the memo that the coder herself wrote on a coding."""
        return next((memo for memo in self.memos_on(coding) if memo.coder == self.project.coder), None)

    def read_passage_memos(self) -> None:
        """Read the memos on passages of the open document anew."""
        memos = self.project.memos.all(document_id=self.document.id) if self.document else []
        self.passage_memos = [memo for memo in memos if memo.start is not None]

    def state(self) -> ReadingState | None:
        """Return how far the coder is with the document."""
        return self.study.states.get(self.document.id) if self.document else None

    def quote(self, span: Span | Coding) -> str:
        """Return the words of a span, short enough for a line."""
        return shortened(self.text[span.start : span.end], QUOTE_LENGTH)

    # -- what is on view

    @property
    def is_blind_here(self) -> bool:
        """Whether others' codings of this document are kept from the coder until she has marked it complete."""
        return self.on_view.blind and self.state() is not ReadingState.COMPLETE

    def is_mine(self, coding: Coding) -> bool:
        """Say whether the coder herself made a coding."""
        return self.study.coders.get(coding.coder_id) == self.project.coder

    def sight(self, coding: Coding) -> Sight:
        """Return how a coding of the document is seen, or why it is not."""
        is_complete = self.state() is ReadingState.COMPLETE
        return self.on_view.of(coding.code_id, is_mine=self.is_mine(coding), is_complete=is_complete)

    def seen(self) -> Iterator[tuple[Coding, Sight]]:
        """Yield the codings of the document that are drawn."""
        known: dict[tuple[int, int], Sight] = {}  # of coder and code: there are few, and many codings
        for coding in self.codings.values():
            key = coding.coder_id, coding.code_id
            sight = known.get(key)
            if sight is None:
                sight = known[key] = self.sight(coding)
            if sight is Sight.CLEAR or sight is Sight.DIMMED:
                yield coding, sight

    def hidden_on(self, span: Span) -> dict[Sight, int]:
        """Return how many codings on a span are not drawn, by the reason; blind coding tells of none."""
        hidden: dict[Sight, int] = {}
        view = self.on_view
        if self.document is None or (not view.only and view.others is not Others.HIDDEN):
            return hidden
        for coding in self.codings.values():
            if coding.start < span.end and coding.end > span.start:
                sight = self.sight(coding)
                if sight in (Sight.HIDDEN, Sight.FILTERED):
                    hidden[sight] = hidden.get(sight, 0) + 1
        return hidden

    def passage_memos_seen(self) -> list[Memo]:
        """Return the memos on passages that are on view: her own, and others' unless these are hidden from her."""
        hides = self.is_blind_here or self.on_view.others is Others.HIDDEN
        return [each for each in self.passage_memos if not hides or each.coder == self.project.coder]

    def share_coded(self) -> float:
        """Return how much of what was said is coded by those whose codings are not hidden, 0–1."""
        if self.document is None:
            return 0.0
        codings = self.codings.values()
        if self.is_blind_here or self.on_view.others is Others.HIDDEN:
            mine = [each for each in codings if self.is_mine(each)]
            return covered_share(self.text, self.turns, mine)
        return covered_share(self.text, self.turns, codings)

    # -- what the coder chose for this study

    def keep_preferences(self) -> None:
        """Keep digits, pins and what is on view for the next time. Raises `QualcodeError` and `OSError`."""
        guids = {code.id: code.guid for code in self.study.codes}
        pinned = {digit: guids[code] for digit, code in self.recent.pinned.items() if code in guids}
        self._preferences = Preferences(pinned, self.on_view.others, self.on_view.blind)
        self._keep_digits()

    def _keep_digits(self, made: Iterable[Code] = ()) -> None:
        """Keep which code is on which digit; `made` are codes that were made just now."""
        guids = {code.id: code.guid for code in (*self.study.codes, *made)}
        digits = {digit: guids[code] for code, digit in self.recent.digits().items() if code in guids}
        self._preferences.digits = digits
        write_preferences(self.project.guid, self.project.coder, self._preferences)

    def _read_preferences(self) -> Preferences:
        try:
            return read_preferences(self.project.guid, self.project.coder)
        except (QualcodeError, OSError) as error:
            self.warning = f"{error} Until then pins and blind coding are off."
            return Preferences()

    def _pin_again(self) -> None:
        """Pin what is to be pinned: a code that was away may be back."""
        by_guid = {code.guid: code.id for code in self.study.pickable()}
        for digit, guid in self._preferences.pinned.items():
            if guid in by_guid and self.recent.pinned.get(digit) != by_guid[guid]:
                self.recent.pin(digit, by_guid[guid])

    def _return_to_digits(self) -> None:
        """Let each code have the digit it had when this coder left: her fingers know it."""
        by_guid = {code.guid: code.id for code in self.study.pickable()}
        kept = self._preferences.digits
        self.recent.return_to({digit: by_guid[guid] for digit, guid in kept.items() if guid in by_guid})

    def _used(self, *codes: Code) -> None:
        """Note that codes were used; a digit that was given or changed is kept for the next time."""
        before = self.recent.digits()
        for code in codes:
            self.recent.used(code.id)
        if self.recent.digits() != before:
            with suppress(
                QualcodeError, OSError
            ):  # settings that cannot be read were told when they were read
                self._keep_digits(codes)

    # -- within

    def _read_codings(self) -> None:
        codings = self.project.codings.all(self.document) if self.document else []
        self.codings = {coding.id: coding for coding in codings}
        self.read_passage_memos()
        if self.document is not None:
            self.voices = read_voices(self.project, self.document, self.turns)

    def _take(self, codings: Iterable[Coding]) -> None:
        for coding in codings:
            self.codings[coding.id] = coding
            self.study.count(coding.document_id, coding.code_id, 1)
            self.study.coders.setdefault(coding.coder_id, self.project.coder)

    def _drop(self, codings: Iterable[Coding]) -> None:
        for coding in codings:
            self.codings.pop(coding.id, None)
            self.study.count(coding.document_id, coding.code_id, -1)

    def _name(self, coding: Coding) -> str:
        """Return a coding's code, with whose it is where it is another's."""
        code = self.study.code(coding.code_id)
        name = code.name if code else "a code"
        return name if self.is_mine(coding) else f"{self.study.coders.get(coding.coder_id, '')}'s {name}"

    def _is_there(self, code: Code, span: Span, coder: str | None = None) -> bool:
        """Say whether a coder (by default who is working) has a code on exactly this span."""
        who = coder or self.project.coder
        start, end = span.start, span.end
        return any(
            coding.start == start
            and coding.end == end
            and coding.code_id == code.id
            and self.study.coders.get(coding.coder_id) == who
            for coding in self.codings.values()
        )
