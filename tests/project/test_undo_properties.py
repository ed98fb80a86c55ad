"""Any sequence of actions, undone to the start, gives the first state back; redone, the last."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.errors import CannotUndo, InvalidValue
from qualcode.model import AttributeType, ReadingState, Transcript, Turn
from qualcode.project import ProjectFile

words = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and "\r" not in text)
texts = st.text(min_size=1, max_size=60).map(
    lambda text: text.replace("\r", " ").removeprefix("\ufeff") + "x"
)


def storable(text: str) -> str:
    """Leave out lone surrogates, which are no characters and which no file can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


class Study(RuleBasedStateMachine):
    """A study in which anything may happen in any order, the way people work."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.project = ProjectFile.create(Path(self.folder.name) / "study.qualcode", coder="Amina")
        self.states = ["\n".join(self.project.dump())]

    def teardown(self) -> None:
        undone = 0
        last = "\n".join(self.project.dump())
        while self.project.next_undo():
            self.project.undo()
            undone += 1
        assert "\n".join(self.project.dump()) == self.states[0]
        assert self.project.check() == []
        while self.project.next_redo() and undone:
            self.project.redo()
            undone -= 1
        assert "\n".join(self.project.dump()) == last
        self.project.close()
        self.folder.cleanup()

    def one_of(self, things: list, number: int):  # type: ignore[no-untyped-def, type-arg]
        return things[number % len(things)]

    @rule(text=texts, name=words, speakers=st.booleans())
    def import_a_document(self, text: str, name: str, speakers: bool) -> None:
        text = storable(text)
        turns = (Turn(0, len(text), storable(name) or "P", 0.5),) if speakers else ()
        self.project.documents.add(storable(name) or "P", Transcript(text, "txt", turns))

    @rule(name=words, number=st.integers(0, 99))
    def add_a_code(self, name: str, number: int) -> None:
        codes = self.project.codebook.all()
        parent = self.one_of([None, *codes], number)
        self.project.codebook.add(storable(name) or "code", parent, definition=storable(name))

    @precondition(lambda self: self.project.codebook.all() and self.project.documents.all())
    @rule(
        code=st.integers(0, 99),
        document=st.integers(0, 99),
        a=st.integers(0, 80),
        b=st.integers(0, 80),
        memo=texts,
    )
    def apply_a_code(self, code: int, document: int, a: int, b: int, memo: str) -> None:
        where = self.one_of(self.project.documents.all(), document)
        start, end = sorted((a % where.characters, b % where.characters + 1))
        try:
            self.project.codings.apply(
                where,
                self.one_of(self.project.codebook.all(), code),
                start,
                max(end, start + 1),
                memo=storable(memo),
            )
        except InvalidValue as refusal:
            assert "already" in str(refusal)

    @precondition(lambda self: self.project.codings.number())
    @rule(
        coding=st.integers(0, 99), number=st.integers(0, 99), what=st.sampled_from(["x", "r", "w", "[", "m"])
    )
    def change_a_coding(self, coding: int, number: int, what: str) -> None:
        chosen = self.one_of(self.project.codings.all(), coding)
        document = self.project.documents.get(chosen.document_id)
        if what == "x":
            self.project.codings.remove([chosen])
        elif what == "r":
            self.project.codings.recode([chosen], self.one_of(self.project.codebook.all(), number))
        elif what == "w":
            self.project.codings.set_weight(chosen, number)
        elif what == "[":
            self.project.codings.resize(chosen, document, 0, number % document.characters + 1)
        else:
            self.project.memos.add(f"memo {number}", coding_id=chosen.id)

    @precondition(lambda self: len(self.project.codebook.all()) > 1)
    @rule(
        one=st.integers(0, 99),
        other=st.integers(0, 99),
        what=st.sampled_from(["merge", "move", "remove", "name"]),
    )
    def change_the_codebook(self, one: int, other: int, what: str) -> None:
        codes = self.project.codebook.all()
        first, second = self.one_of(codes, one), self.one_of(codes, other)
        try:
            if what == "merge":
                self.project.codebook.merge(first, second)
            elif what == "move":
                self.project.codebook.move(first, self.one_of([None, second], other), position=0)
            elif what == "remove":
                self.project.codebook.remove(first)
            else:
                self.project.codebook.edit(first, name=f"renamed {other}", retired=bool(other % 2))
        except InvalidValue as refusal:
            assert "itself" in str(refusal)

    @precondition(lambda self: self.project.documents.all())
    @rule(document=st.integers(0, 99), what=st.sampled_from(["remove", "state", "participant", "rename"]))
    def change_a_document(self, document: int, what: str) -> None:
        chosen = self.one_of(self.project.documents.all(), document)
        if what == "remove":
            self.project.documents.remove([chosen])
        elif what == "state":
            self.project.progress.set(chosen, self.one_of(list(ReadingState), document))
        elif what == "rename":
            self.project.documents.rename(chosen, f"document {document}")
        else:
            with self.project.action("participant", "described a participant"):
                participant = self.project.participants.add("P")
                self.project.participants.add_attribute("age", AttributeType.INTEGER)
                self.project.participants.set(participant, {"age": str(document)})
                self.project.participants.link_document(chosen, participant)
                for speaker in self.project.documents.speakers(chosen):
                    self.project.participants.link_speaker(speaker, participant)

    @rule()
    def undo(self) -> None:
        if self.project.next_undo():
            self.project.undo()

    @rule()
    def redo(self) -> None:
        if self.project.next_redo():
            self.project.redo()

    @rule(number=st.integers(0, 99))
    def undo_or_redo_any(self, number: int) -> None:
        """An action from the middle: taken back and brought again, the state is as before; or it is refused."""
        actions = [action for action in self.project.history.newest_first() if action.reverses is None]
        chosen = self.one_of(actions, number)
        before = "\n".join(self.project.dump())
        try:
            if chosen.undone:
                self.project.redo(chosen.id)
                self.project.undo(chosen.id)
            else:
                self.project.undo(chosen.id)
                self.project.redo(chosen.id)
        except CannotUndo as refusal:
            assert "\n" not in str(refusal)
            if "\n".join(self.project.dump()) != before:
                raise
        assert "\n".join(self.project.dump()) == before

    @rule()
    def close_and_open_again(self) -> None:
        path = self.project.path
        self.project.close()
        self.project = ProjectFile.open(path, coder="Farrukh")

    @invariant()
    def it_is_sound(self) -> None:
        assert self.project.check() == []
        actions = list(self.project.history.newest_first())
        for action in actions:  # read one by one, what is undone is found by another road
            assert self.project.history.find(action.id) == action
        in_effect = (each for each in actions if each.reverses is None and not each.undone)
        assert self.project.next_undo() == next(
            (each for each in in_effect if each.kind not in ("new", "coder")), None
        )


Study.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestStudy = Study.TestCase
