"""The codebook as an outline that is read: numbers, names, counts; and what is changed in it."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.plain.choosing_codes import choose_one
from qualcode.plain.code_search import meant_by_name, named, nearly, new_path
from qualcode.plain.commands import Command, Place
from qualcode.plain.main_place import segments_command
from qualcode.text.wording import counted, sentence

TEXTS = {
    "definition": "Definition",
    "when_to_use": "When to use",
    "when_not_to_use": "When not to use",
    "example": "Example",
}
REMOVED = "-"


class CodebookPlace(Place):
    """Reads the codes in the order of the tree."""

    name = "the codebook"
    prompt = "Number reads a code, a add, d define, 0 back"
    about = "The codebook. A number or name reads all about that code; numbers stay the same until you leave qualcode."

    def arrive(self) -> None:
        """Read the outline."""
        outline(self, "")

    def choose(self, number: int) -> None:
        """Read all about a code."""
        describe(self, choose_one(self, str(number), "Code"))

    def called(self, typed: str) -> bool:
        """Read all about the code of this name."""
        found = meant_by_name(typed, self.session.study.project.codebook.all())
        if found:
            describe(self, found[0] if len(found) == 1 else choose_one(self, typed, "Code"))
        return bool(found)


def outline(place: Place, typed: str) -> None:
    """Read the codes, each with its number, the code it stands under, and its codings."""
    study = place.session.study
    codes = study.project.codebook.all()
    if not codes:
        place.talk.say("No codes yet: a adds one, and coding can make them as you read.")
        return
    _, counts = study.counts()
    below = with_subcodes(codes, counts)
    names = {code.id: code.name for code in codes}
    place.talk.say(f"{counted(len(codes), 'code')}:")
    place.talk.say_list([
        f"{study.codes.number(code.id)} {line(code, names, counts.get(code.id, 0), below[code.id])}" for code in codes
    ])  # fmt: skip


def line(code: Code, names: dict[int, str], own: int, all_below: int) -> str:
    """Return a code as a line of the outline."""
    under = f", under {names[code.parent_id]}" if code.parent_id is not None else ""
    more = f", {all_below:,} with sub-codes" if all_below != own else ""
    return f"{code.name}{under}, {counted(own, 'coding')}{more}{', retired' if code.retired else ''}"


def with_subcodes(codes: Sequence[Code], counts: dict[int, int]) -> dict[int, int]:
    """Return code → codings of it and of all under it; parents come before their children."""
    totals = {code.id: counts.get(code.id, 0) for code in codes}
    for code in reversed(codes):
        if code.parent_id is not None:
            totals[code.parent_id] += totals[code.id]
    return totals


def describe(place: Place, code: Code) -> None:
    """Read all about a code."""
    study = place.session.study
    _, counts = study.counts()
    retired = ", retired" if code.retired else ""
    told = counted(counts.get(code.id, 0), "coding")
    place.talk.say(f"{study.codes.number(code.id)} {code.path}, {told}{retired}.")
    for field, heading in TEXTS.items():
        if text := getattr(code, field):
            place.talk.say_text(f"{heading}: {text}")
    for memo in study.project.memos.all(code_id=code.id):
        place.talk.say_text(f"Memo by {memo.coder}: {memo.text}")


def show(place: Place, typed: str) -> None:
    """Read all about the code typed."""
    describe(place, choose_one(place, typed, "Which code"))


def add(place: Place, typed: str) -> None:
    """Make a code."""
    codebook = place.session.study.project.codebook
    typed = typed or place.talk.ask_for(
        "Name, or Parent > Name; 0 for none: ",
        "Type the name of the new code; Parent > Name puts it under Parent.",
    )
    codes = codebook.all()
    path = new_path(typed, codes)
    if there := named(path, codes):
        raise InvalidValue(f"{there[0].path} is there already.")
    near = ", ".join(code.path for code in nearly(typed, codes))
    code = codebook.add_path(path)
    place.session.study.take_up()
    place.talk.say(f"Added the code {place.session.study.codes.number(code.id)} {code.path}.")
    if near:
        place.talk.say(f"Nearly the same: {near}. u takes the new one back.")


def rename(place: Place, typed: str) -> None:
    """Give a code another name."""
    code, name = _code_and_rest(place, typed, "Rename which code")
    name = name or place.talk.ask_for(
        f"New name of {code.path}, 0 for none: ", "Type the name alone, without parents."
    )
    renamed = place.session.study.project.codebook.edit(code, name=name)
    place.talk.say(sentence(f"renamed the code {code.path} to {renamed.name}."))


def define(place: Place, typed: str) -> None:
    """Write what a code means and when it is used; Enter leaves a text as it is."""
    code, definition = _code_and_rest(place, typed, "Define which code")
    fields = {"definition": definition} if definition else _asked_texts(place, code)
    texts = {field: "" if text == REMOVED else text for field, text in fields.items() if text}
    changed = {field: text for field, text in texts.items() if text != getattr(code, field)}
    if not changed:
        place.talk.say("It stays as it is.")
        return
    place.session.study.project.codebook.edit(code, **changed)
    told = ", ".join(TEXTS[field].lower() for field in changed)
    place.talk.say(f"Edited the {told} of {code.path}.")


def _asked_texts(place: Place, code: Code) -> dict[str, str]:
    place.talk.say(f"{code.path}. Enter leaves a text as it is, {REMOVED} takes it away.")
    answers = {}
    for field, heading in TEXTS.items():
        now = getattr(code, field)
        told = f", now: {' '.join(now.split())}" if now else ""
        answers[field] = place.talk.ask(f"{heading}{told}: ").strip()
    return answers


def move(place: Place, typed: str) -> None:
    """Put a code under another, or at the top."""
    code, parent = _code_and_rest(place, typed, "Move which code")
    parent = parent or place.talk.ask_for(
        f"Under which code is {code.path} to stand? Name or number, top, 0 for none: ",
        "top puts it under none.",
    )
    codebook = place.session.study.project.codebook
    above = None if parent.casefold() == "top" else choose_one(place, parent, "Under which code")
    moved = codebook.move(code, above)
    place.talk.say(f"Moved: it is {moved.path} now.")


def retire(place: Place, typed: str) -> None:
    """Hide a code from choosing, or bring it back; its codings stay."""
    code = choose_one(place, typed, "Retire which code")
    codebook = place.session.study.project.codebook
    changed = codebook.retire(code, not code.retired)
    told = "is retired; its codings stay" if changed.retired else "can be applied again"
    place.talk.say(f"{code.path} {told}.")


def _code_and_rest(place: Place, typed: str, question: str) -> tuple[Code, str]:
    """Return the code of the number at the beginning, or of all that was typed, and what stands behind the number."""
    first, _, rest = typed.partition(" ")
    if first.isdecimal():
        return choose_one(place, first, question), rest.strip()
    return choose_one(place, typed, question), ""


CodebookPlace.commands = (
    Command("outline", "o", "", "reads all codes.", outline),
    Command("read", "r", "CODE", "reads all about a code; its number alone does too.", show),
    Command("add", "a", "[NAME or PARENT > NAME]", "adds a code.", add),
    Command("rename", "n", "[NUMBER] [NAME]", "gives a code another name.", rename),
    Command("define", "d", "[NUMBER] [TEXT]", "writes the definition, when to use, when not, example.", define),
    Command("move", "m", "[NUMBER] [PARENT]", "puts a code under another; top puts it under none.", move),
    Command("retire", "x", "CODE", "hides a code from choosing, or brings it back.", retire),
    Command("segments", "s", "CODE", "reads the passages of a code.", segments_command),
)  # fmt: skip
