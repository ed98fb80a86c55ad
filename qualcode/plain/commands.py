"""What can be typed at a place: words, each with a letter, and the help that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualcode.plain.session import Session

SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its word, its letter (or none), what may follow it, what it does, and the doing."""

    name: str
    letter: str
    takes: str
    does: str
    run: Callable[[Any, str], None]

    @property
    def help(self) -> str:
        """The line of help: `c, code NAMES: applies codes …`."""
        word = f"{self.letter}, {self.name}" if self.letter else self.name
        return f"{word}{' ' + self.takes if self.takes else ''}: {self.does}"


class Place:
    """Where the user is: what she is asked there, and what she may answer."""

    name = ""
    prompt = ""
    about = ""
    commands: tuple[Command, ...] = ()

    def __init__(self, session: Session) -> None:
        self.session = session
        self.talk = session.talk

    def arrive(self) -> None:
        """Say what is here."""

    def come_back(self) -> None:
        """Say where she is, when another place was left for this one."""
        self.talk.say(f"Back in {self.name}.")

    def next(self) -> None:
        """Do what Enter alone does."""
        self.arrive()

    def called(self, typed: str) -> bool:
        """Do what a name alone does, where it is that of something here; say whether it is."""
        return False

    def choose(self, number: int) -> None:
        """Do what a number alone does."""
        self.talk.say(f"A number chooses nothing here. {WHERE_HELP}")


WHERE_HELP = "Type ? for what can be typed here."


def split(typed: str) -> tuple[str, str]:
    """Return the first word in lower case, and the rest."""
    word, _, rest = typed.strip().partition(" ")
    return word.casefold(), rest.strip()


def find(word: str, here: Sequence[Command], everywhere: Sequence[Command]) -> Command | None:
    """Return the command of a word: a command's name, a letter of this place, or the one name that begins so."""
    for commands in (here, everywhere):
        for command in commands:
            if word in (command.name, command.letter or command.name):
                return command
    known = [*here, *(each for each in everywhere if each.name not in {own.name for own in here})]
    begun = [command for command in known if command.name.startswith(word)]
    return begun[0] if len(word) >= SHORTEST_BEGINNING and len(begun) == 1 else None


def unknown(word: str, commands: Iterable[Command]) -> str:
    """Return the sentence for a word that is no command."""
    names = dict.fromkeys(command.name for command in commands)
    near = get_close_matches(word, names, n=2, cutoff=0.6)
    hint = f"Did you mean {' or '.join(near)}?" if near else WHERE_HELP
    return f"There is no command “{word}” here. {hint}"
