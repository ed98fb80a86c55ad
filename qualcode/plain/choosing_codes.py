"""Which codes are meant: by number, name, path, or some words of them; and new ones, when it is said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Code
from qualcode.plain.code_search import fitting, named, nearly, new_path
from qualcode.plain.commands import Place
from qualcode.plain.talking import Cancelled
from qualcode.project.codes import pickable
from qualcode.text.wording import counted

HELP = (
    "Type the name of a code, its number in the codebook, or some letters of its name, path or definition. "
    "A name that is not there makes a code, Parent > Name a sub-code; you are asked first. 0 for none."
)
SEPARATOR = ";"
NEW = "new"


@dataclass(frozen=True, slots=True)
class Choice:
    """The codes chosen, and the paths of those to be made."""

    codes: tuple[Code, ...] = ()
    new: tuple[str, ...] = ()


def choose(place: Place, typed: str) -> Choice:
    """Return the codes that were typed, or are asked for; several are separated by `;`.

    Raises `Cancelled` when one of them is not to be.
    """
    codes = pickable(place.session.study.project.codebook.all())
    names = [typed] if named(typed, codes) else [name.strip() for name in typed.split(SEPARATOR)]
    names = [name for name in names if name] or [""]
    answers = [_one(place, name, "Code", may_make=True) for name in names]
    found = {answer.id: answer for answer in answers if isinstance(answer, Code)}
    new = dict.fromkeys(answer for answer in answers if isinstance(answer, str))
    return Choice(tuple(found.values()), tuple(new))


def choose_one(place: Place, typed: str, question: str) -> Code:
    """Return the one code that was typed, or is asked for; retired ones may be meant too."""
    answer = _one(place, typed, question, may_make=False)
    assert isinstance(answer, Code)
    return answer


def _one(place: Place, typed: str, question: str, *, may_make: bool) -> Code | str:
    """Return a code, or the path of one to be made."""
    study, talk = place.session.study, place.talk
    every = study.project.codebook.all()
    codes = pickable(every) if may_make else every
    if not typed:
        _offer_recent(place)
        typed = talk.ask_for(f"{question}? Name, number or letters, 0 for none: ", HELP)
    while typed:
        if typed.isdecimal():
            return _numbered(place, int(typed), codes)
        found = named(typed, codes)
        if len(found) == 1:
            return found[0]
        found = found or fitting(typed, codes)
        if not found:
            return _missing(place, typed, every, may_make=may_make)
        answer = _asked(place, typed, found, may_make=may_make)
        if may_make and answer.casefold() == NEW and not named(NEW, codes):
            return new_path(typed, codes)
        typed = answer
    raise Cancelled


def _offer_recent(place: Place) -> None:
    study = place.session.study
    recent = study.recent_codes()
    if recent:
        place.talk.say("Codes you used last:")
        _, counts = study.counts()
        place.talk.say_list([study.code_line(code, counts) for code in recent])


def _numbered(place: Place, number: int, codes: Sequence[Code]) -> Code:
    code = place.session.study.code_numbered(number)
    if code is None:
        raise UnknownName(f"There is no code {number}; codebook reads the numbers.")
    if code.id not in {each.id for each in codes}:
        raise InvalidValue(f"{code.path} is retired.")
    return code


def _asked(place: Place, typed: str, found: Sequence[Code], *, may_make: bool) -> str:
    """Read the codes that fit and return what is answered: a number, other letters, or `new` to make what was typed."""
    study, talk = place.session.study, place.talk
    _, counts = study.counts()
    fit = "fits" if len(found) == 1 else "fit"
    talk.say(f"{counted(len(found), 'code')} {fit} “{typed}”:")
    talk.say_list([study.code_line(code, counts) for code in found])
    make = f"{NEW} makes {typed}, " if may_make else ""
    return talk.ask_for(f"Number, other letters, {make}0 for none: ", HELP)


def _missing(place: Place, typed: str, codes: Sequence[Code], *, may_make: bool) -> str:
    """Ask whether a code that is not there is to be made, and return its path."""
    study = place.session.study
    if retired := named(typed, codes):
        raise InvalidValue(f"{retired[0].path} is retired.")
    near = "; ".join(f"{study.codes.number(code.id)} {code.path}" for code in nearly(typed, codes))
    hint = f" Nearly the same: {near}." if near else ""
    if not may_make:
        raise UnknownName(f"There is no code “{typed}”.{hint}")
    path = new_path(typed, pickable(codes))
    place.talk.say(f"There is no code “{typed}”.{hint}")
    if not place.talk.confirm(f"Make the code {path}?"):
        raise Cancelled
    return path
