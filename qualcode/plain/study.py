"""The open project as the linear mode tells of it: numbers for documents and codes, who did what, what others did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, UnknownName
from qualcode.model import Action, Code, Coder, Coding, Document, ReadingState
from qualcode.plain.numbering import Numbering
from qualcode.plain.sight import chosen_sight
from qualcode.project.codes import pickable
from qualcode.project.file_place import FilePlace
from qualcode.settings import coder_setting
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.api import Project

TOLD_AT_MOST = 3
LONGEST_DEFINITION = 100


class Study:
    """A project file that stays open. Everything is read from the file when it is asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.documents = Numbering()
        self.codes = Numbering()
        self.last_codes: list[int] = []
        """Row numbers of the codes that were applied last."""
        self.sight = chosen_sight(project.overview().guid, project.coder)
        self._file = FilePlace(project.path)
        self._unheard: list[Action] = []
        self.take_up()
        self.seen = project.version()

    def take_up(self) -> None:
        """Give numbers to what has none yet."""
        self.documents.take_up(document.id for document in self.project.documents.all())
        self.codes.take_up(code.id for code in self.project.codebook.all())

    def check_place(self) -> None:
        """Raise `ProjectError` when the project file is not where it was opened: what goes there is lost."""
        if not self._file.is_as_opened:
            raise ProjectError(
                f"{self.project.path} was moved, deleted or replaced while open, so nothing can be saved in it. "
                "Put it back, or leave it with the command project and open it anew."
            )

    def work_as(self, name: str) -> None:
        """Go on in the name of another coder."""
        from qualcode.api import Project

        path = self.project.path
        self.project.close()
        self.project = Project.open(path, name)
        self.sight = chosen_sight(self.project.overview().guid, name)
        self.last_codes = []
        self.seen = self.project.version()

    # -- what others did

    def news(self) -> list[Action]:
        """Return what other programs did since this was asked last, oldest first."""
        now = self.project.version()
        told, self._unheard = self._unheard, []
        if now[1] != self.seen[1]:
            told += self._since(self.seen[1])
            self.take_up()
        self.seen = now
        return told

    def _since(self, last: int) -> list[Action]:
        """Return the actions after the one of that number, oldest first."""
        newest = takewhile(lambda action: action.id > last, self.project.history.newest_first())
        return list(newest)[::-1]

    def own_change_done(self, before: tuple[int, int]) -> None:
        """Take what the user did since `before` as known to her; what others did meanwhile stays news."""
        now = self.project.version()
        if now[1] != before[1]:
            since = self._since(before[1])
            self._unheard += [action for action in since if action.coder != self.project.coder]
            self.seen = now
            self.take_up()

    # -- in words

    def me(self) -> Coder | None:
        """Return who is working; None as long as she has done nothing in this project."""
        try:
            return self.project.coders.find(self.project.coder)
        except UnknownName:
            return None

    def is_mine(self, coding: Coding) -> bool:
        """Say whether a coding is the user's own."""
        me = self.me()
        return me is not None and coding.coder_id == me.id

    def told(self, action: Action) -> str:
        """Return an action in words; of others' codings a blind coder learns only that there are some."""
        if self.sight.blind and action.kind == "coding" and action.coder != self.project.coder:
            return "coded something (you code blind)"
        return action.summary

    def seen_codings(self, codings: Iterable[Coding]) -> list[Coding]:
        """Return the codings that the coder may know of, and wants to."""
        me, states, sight = self.me(), self.states(), self.sight
        return [
            each
            for each in codings
            if sight.sees(
                is_mine=me is not None and each.coder_id == me.id,
                is_complete=states.get(each.document_id) is ReadingState.COMPLETE,
            )
        ]

    def counts(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return document → codings and code → codings, as many as the coder may know of."""
        if self.sight.blind:
            return self.project.codings.numbers_seen_by(self.me())
        return self.project.codings.number_by_document(), self.project.codebook.counts()

    def coder_names(self) -> dict[int, str]:
        """Return the names of the coders by row number."""
        return {coder.id: coder.name for coder in self.project.coders.all()}

    def states(self) -> dict[int, ReadingState]:
        """Return how far the user is with each document."""
        me = self.me()
        if me is None:
            return {}
        return {doc: state for (who, doc), state in self.project.progress.states().items() if who == me.id}

    def recent_codes(self, most: int = 9) -> list[Code]:
        """Return the codes that the user applied last, newest first."""
        me = self.me()
        if me is None:
            return []
        applied = dict.fromkeys(coding.code_id for coding in self.project.codings.latest(me))
        codes = {code.id: code for code in pickable(self.project.codebook.all())}
        return [codes[number] for number in applied if number in codes][:most]

    def document_numbered(self, number: int) -> Document | None:
        """Return the document of that number; None for a number not told, raises `InvalidValue` when it is gone."""
        row = self.documents.row(number)
        return None if row is None else self.project.documents.get(row)

    def code_numbered(self, number: int) -> Code | None:
        """Return the code of that number; None for a number not told, raises `InvalidValue` when it is gone."""
        row = self.codes.row(number)
        return None if row is None else self.project.codebook.get(row)

    def code_line(self, code: Code, counts: dict[int, int]) -> str:
        """Return a code as a line to choose from: number, path, codings, definition."""
        definition = f": {shortened(code.definition, LONGEST_DEFINITION)}" if code.definition else ""
        told = counted(counts.get(code.id, 0), "coding")
        return f"{self.codes.number(code.id)} {code.path}, {told}{definition}"


def own_name(coder: str | None) -> str | None:
    """Return who works: as named, else the coder of the settings; None means the login name."""
    return coder or coder_setting()


def when(moment: str) -> str:
    """Return a moment in local time, to the minute."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"


def clock(seconds: float) -> str:
    """Return a time on the recording: 0:39, 1:02:05."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
