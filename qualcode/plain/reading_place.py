"""A document being read: where the reader stands, what is read out there, and what is coded on it."""

from __future__ import annotations

from threading import Timer
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Coding, Document, ReadingState, Span
from qualcode.plain.commands import Place
from qualcode.plain.passages import Part, Passages, joined
from qualcode.project.reading_places import ReadingPlace as Kept
from qualcode.text.quotes import shortened
from qualcode.text.sentences import load_rules
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.plain.session import Session
    from qualcode.plain.talking import Talk

NOT_BEGUN = "not begun"
SENTENCE, TURN = "sentence", "turn"
TOLD_HERE = 6
QUIET_SECONDS = 1.0


def load_sentences(talk: Talk, language: str | None) -> None:
    """Load what finds sentences as the screen does; where that takes long, a line says so meanwhile."""
    told = Timer(QUIET_SECONDS, talk.say, ("Getting ready to find sentences …",))
    told.daemon = True
    told.start()
    try:
        load_rules(language)
    finally:
        told.cancel()


class ReadingPlace(Place):
    """Reads by sentence or by turn. What is done acts on the selection, else on what was read last."""

    prompt = "Enter next, c code"
    about = (
        "You read a document. What you do acts on what was read last, or on what you select. "
        "A number goes to that turn."
    )

    def __init__(self, session: Session, document: Document, offset: int | None = None) -> None:
        super().__init__(session)
        load_sentences(session.talk, document.language)
        project = session.study.project
        self.document = document
        self.name = document.name
        self.passages = Passages(
            project.documents.text(document),
            project.documents.turns(document),
            project.documents.sections(document),
            project.documents.unspoken(document),
            document.language,
        )
        self._kept = project.reading_places.of(document)
        self._begin = offset if offset is not None else self._kept.cursor if self._kept else 0
        self._seen = list(self._kept.seen) if self._kept else []
        self.at = self.sentence = 0
        self.selection: Span | None = None
        self.fresh: list[int] = []
        """Codings that were made last, as long as the reader does not move."""
        self.heard: list[int] = []
        """Codings in the order in which they were told last; their numbers mean these."""
        self.words = ""
        """What was looked for last."""
        self._section: str | None = None
        self._codings: list[Coding] = []
        self._known: object = None

    # -- coming and going

    def arrive(self) -> None:
        """Say what document it is, and read where the coder left off."""
        told = counted(self.passages.last_number, self.passages.noun)
        codings = counted(len(self.codings()), "coding")
        words = counted(self.document.words, "word")
        self.talk.say(f"{self.name}: {told}, {words}, {codings}, {self.state() or NOT_BEGUN}.")
        if self._begin and self._kept and self._begin == self._kept.cursor:
            self.talk.say("You go on where you left off.")
        self.go_to(self._begin)

    def come_back(self) -> None:
        """Say where she is."""
        self.talk.say(f"Back in {self.where()}.")

    def choose(self, number: int) -> None:
        """Go to the turn of that number."""
        self.go_to_number(number)

    def state(self) -> ReadingState | None:
        """Return how far the coder is with the document."""
        return self.session.study.states().get(self.document.id)

    # -- where

    @property
    def part(self) -> Part:
        """The turn (or line) being read."""
        return self.passages.parts[self.at]

    @property
    def unit(self) -> Span:
        """What was read last: a sentence, or the whole turn."""
        if self.session.reads_by == TURN:
            return Span(self.part.start, self.part.end)
        return self.passages.sentences(self.at)[self.sentence]

    @property
    def target(self) -> Span:
        """What an action acts on."""
        return self.selection or self.unit

    def text(self, span: Span) -> str:
        """Return the stored text of a span."""
        return self.passages.text[span.start : span.end]

    def quote(self, span: Span | Coding, length: int = 60) -> str:
        """Return the words of a span, short enough for a sentence."""
        return shortened(self.passages.text[span.start : span.end], length)

    def where(self) -> str:
        """Return where the reader is: `P07, turn 4 of 48`."""
        number = self.part.number
        noun = self.passages.noun
        place = f"{noun} {number} of {self.passages.last_number}" if number else f"a line between {noun}s"
        return f"{self.name}, {place}"

    # -- moving

    def next(self) -> None:
        """Read on."""
        self.step(1)

    def step(self, by: int) -> None:
        """Go one sentence (or turn) on or back, and read it."""
        by_sentence = self.session.reads_by == SENTENCE
        if by_sentence and 0 <= self.sentence + by < len(self.passages.sentences(self.at)):
            self._move(self.at, self.sentence + by)
            self.read()
            return
        if not 0 <= self.at + by < len(self.passages.parts):
            end = "the end" if by > 0 else "the beginning"
            hint = " k marks it complete." if by > 0 and self.state() is not ReadingState.COMPLETE else ""
            self.talk.say(f"This is {end} of {self.name}.{hint}")
            return
        last = len(self.passages.sentences(self.at + by)) - 1 if by < 0 else 0
        self._move(self.at + by, last if by_sentence else 0)
        self.read(announce=True)

    def go_to(self, offset: int) -> None:
        """Go to the sentence at an offset, or the next, and read it."""
        at = self.passages.place_at(offset)
        self._move(at, self.passages.sentence_at(at, offset))
        self.read(announce=True)

    def go_to_number(self, number: int) -> None:
        """Go to the turn of that number; raises `InvalidValue` where there is none."""
        at = self.passages.numbered(number)
        if at is None:
            noun, last = self.passages.noun, self.passages.last_number
            raise InvalidValue(f"There is no {noun} {number}: they are 1 to {last}.")
        self._move(at, 0)
        self.read(announce=True)

    def _move(self, at: int, sentence: int) -> None:
        self.at, self.sentence = at, sentence
        self.selection, self.fresh = None, []
        self._keep_place()

    def _keep_place(self) -> None:
        """Keep where the coder is, and that she has read this."""
        unit = self.unit
        self._seen = joined([*self._seen, (unit.start, unit.end)], self.passages.text)
        kept = Kept(unit.start, unit.start, tuple(self._seen), self.passages.share(self._seen))
        self.session.study.project.reading_places.keep(self.document, kept)

    # -- reading out

    def read(self, *, announce: bool = False) -> None:
        """Read out where the reader is; `announce` says the number and the speaker of the turn before it."""
        section = self.passages.section(self.unit.start)
        if section is not None and section != self._section:
            self.talk.say(f"Section {section}.")
        self._section = section
        lead = self._lead() if announce or self.session.reads_by == TURN else ""
        self.talk.say_text(lead + self.text(self.unit))
        self.tell_here()

    def _lead(self) -> str:
        number, speaker = self.part.number, self.part.speaker
        told = " ".join([*([str(number)] if number else []), *([speaker] if speaker else [])])
        return f"{told}: " if told else ""

    def tell_here(self) -> None:
        """Say in short what is coded on the target, if anything is."""
        here = self.here()
        told = [f"{self.code_name(each)} ({self.coder_of(each)})" for each in here[:TOLD_HERE]]
        if len(here) > TOLD_HERE:
            told.append(f"{len(here) - TOLD_HERE:,} more, h reads them")
        if told:
            self.talk.say(f"Here: {', '.join(told)}.")

    # -- what is coded

    def codings(self) -> list[Coding]:
        """Return the codings of the document that the coder may know of, in the order of the text."""
        study = self.session.study
        known = (study.project.version(), study.project.coder, study.sight.others)
        if known != self._known:
            self.document = study.project.documents.get(self.document.id)
            self.name = self.document.name
            self._codings = study.seen_codings(study.project.codings.all(self.document))
            self._names = {code.id: code for code in study.project.codebook.all()}
            self._coders = study.coder_names()
            self._known = known
        return self._codings

    def here(self) -> list[Coding]:
        """Return the codings that touch the target; their places in this list are their numbers now."""
        target = self.target
        here = [each for each in self.codings() if each.start < target.end and target.start < each.end]
        self.heard = [each.id for each in here]
        return here

    def code_name(self, coding: Coding, *, path: bool = False) -> str:
        """Return the name (or path) of a coding's code."""
        self.codings()
        code = self._names[coding.code_id]
        return code.path if path else code.name

    def coder_of(self, coding: Coding) -> str:
        """Return whose coding it is: `you`, or a name."""
        self.codings()
        name = self._coders.get(coding.coder_id, "")
        return "you" if name == self.session.study.project.coder else name

    def told(self, coding: Coding) -> str:
        """Return a coding's code, with whose it is where it is another's."""
        coder = self.coder_of(coding)
        name = self.code_name(coding)
        return name if coder == "you" else f"{coder}'s {name}"
