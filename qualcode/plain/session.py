"""The conversation from beginning to end: where the user is, what she typed, and what goes wrong, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qualcode import __version__
from qualcode.errors import ImportRefused, QualcodeError
from qualcode.plain import everywhere
from qualcode.plain.commands import Command, Place, find, split, unknown
from qualcode.plain.study import TOLD_AT_MOST, Study, own_name
from qualcode.plain.talking import Cancelled, Left, Talk
from qualcode.text.wording import counted, sentence

LEAVING = "Ctrl+C once more leaves; or go on."
FAREWELL = "Everything is saved. Goodbye."
NOTHING_DONE = "Nothing was done."
ROWS_SHOWN = 20


class Session:
    """One conversation. Places stand on one another; the last one is where the user is."""

    def __init__(self, talk: Talk, coder: str | None = None) -> None:
        self.talk = talk
        self.coder = coder
        self._study: Study | None = None
        self.places: list[Place] = []
        self.refused = False
        self.reads_by = "sentence"

    @property
    def study(self) -> Study:
        """The open project."""
        assert self._study is not None
        return self._study

    @property
    def has_study(self) -> bool:
        """Whether a project is open."""
        return self._study is not None

    # -- the conversation

    def run(self, path: Path | None) -> bool:
        """Talk until the user leaves; return whether nothing was refused, or a person was there to hear it."""
        from qualcode.plain.start import StartPlace

        self.talk.say(f"qualcode {__version__}, plain mode. Type ? at any time to hear what can be typed.")
        self.places = [StartPlace(self)]
        try:
            if path is None:
                self._guarded(self.places[0].arrive)
            else:
                self.open_project(path)
            self._talk()
        except (Left, BrokenPipeError):
            pass
        finally:
            self.close_project()
        self.talk.say(FAREWELL)
        return not self.refused

    def _talk(self) -> None:
        cancelled = False
        while self.places:
            try:
                typed = self.talk.ask(self._prompt())
            except Cancelled:
                if cancelled:
                    return
                cancelled = True
                self.talk.say(LEAVING)
                continue
            cancelled = False
            self._guarded(partial(self._answer, typed))

    def _prompt(self) -> str:
        place = self.places[-1]
        return "> " if self.talk.terse else f"{place.prompt}, ? help: "

    def _guarded(self, action: Callable[[], None]) -> None:
        """Carry out an action and tell of what is refused; what nobody foresaw goes on to whoever started this."""
        try:
            action()
        except (Cancelled, KeyboardInterrupt):
            self.talk.say(NOTHING_DONE)
        except ImportRefused as error:
            self.refuse(str(error), *error.rows[:ROWS_SHOWN])
            if len(error.rows) > ROWS_SHOWN:
                self.talk.say(f"And {len(error.rows) - ROWS_SHOWN:,} more.")
        except QualcodeError as error:
            self.refuse(str(error))
        except BrokenPipeError:
            raise
        except OSError as error:
            self.refuse(
                f"{error.filename or 'A file'} could not be read or written: {error.strerror or error}."
            )

    def refuse(self, *sentences: str) -> None:
        """Say why something was not done."""
        self.refused = True
        self.talk.say(*sentences)

    # -- what was typed

    def _answer(self, typed: str) -> None:
        place = self.places[-1]
        word, rest = split(typed)
        if word.isdecimal() and word != "0" and not rest:
            self._carry_out(partial(place.choose, int(word)))
        elif not word:
            self._carry_out(place.next)
        elif command := self.command(place, word):
            self._carry_out(
                partial(command.run, place, rest), needs_file=command.name not in everywhere.WITHOUT_FILE
            )
        else:
            self._carry_out(partial(self._called, place, typed.strip()))

    def _called(self, place: Place, typed: str) -> None:
        """Take what is no command as a name of something here."""
        if not place.called(typed):
            self.refuse(unknown(split(typed)[0], [*place.commands, *self.commands_everywhere()]))

    def command(self, place: Place, word: str) -> Command | None:
        """Return the command that a word means at a place."""
        return find(word, place.commands, self.commands_everywhere())

    def commands_everywhere(self) -> tuple[Command, ...]:
        """Return the commands that can be typed at every place."""
        return everywhere.IN_A_PROJECT if self.has_study else everywhere.WITHOUT_PROJECT

    def _carry_out(self, action: Callable[[], None], *, needs_file: bool = True) -> None:
        """Carry out what was typed, after what other programs did was told."""
        if not self.has_study:
            action()
            return
        study = self.study
        if needs_file:
            study.check_place()
        self.tell_news()
        before = study.project.version()
        try:
            action()
        finally:
            if self._study is study:
                study.own_change_done(before)

    def tell_news(self) -> None:
        """Say what other programs did in the meantime."""
        actions = self.study.news()
        if len(actions) > TOLD_AT_MOST:
            self.talk.say(f"Meanwhile, elsewhere: {counted(len(actions), 'action')}; history lists them.")
        else:
            for action in actions:
                self.talk.say(f"Meanwhile, elsewhere: {action.coder} {self.study.told(action)}.")

    # -- places and projects

    def go_to(self, place: Place) -> None:
        """Go to another place; leaving that one comes back here."""
        self.places.append(place)
        try:
            place.arrive()
        except BaseException:
            if self.places[-1] is place:
                self.places.pop()
            raise

    def leave_place(self) -> None:
        """Go back to the place before; from the last one, leave."""
        self.places.pop()
        if self.places:
            self.places[-1].come_back()

    def open_project(self, path: Path, *, new: bool = False) -> None:
        """Open a project file (or make one) and go to its main place; an open project is closed first."""
        from qualcode.api import Project
        from qualcode.plain.main_place import MainPlace
        from qualcode.remembered import remember_project

        name = own_name(self.coder)
        project = Project.create(path, coder=name) if new else Project.open(path, name)
        self.close_project()
        self._study = Study(project)
        del self.places[1:]
        remember_project(path)
        if warning := project.warning():
            self.talk.say(f"Note: {sentence(warning)}")
        self.go_to(MainPlace(self))

    def close_project(self) -> None:
        """Close the open project, if there is one."""
        if self._study is not None:
            self._study.project.close()
            self._study = None
