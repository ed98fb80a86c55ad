"""What is done to the passage being read: codes applied, memos and weights written, codings changed and removed.

Each is one action, told in the history in the same words as on the screen.
"""

from __future__ import annotations

from qualcode.errors import InvalidValue
from qualcode.model import Code, Coding, Memo, ReadingState, Span
from qualcode.plain.choosing_codes import Choice, choose, choose_one
from qualcode.plain.reading_place import ReadingPlace
from qualcode.plain.study import when
from qualcode.text.quotes import shortened
from qualcode.text.wording import sentence

QUOTE_LENGTH = 36
NONE = ("none", "-")


def code_command(place: ReadingPlace, typed: str) -> None:
    """Apply codes to the target."""
    choice = choose(place, typed)
    apply(place, choice)


def last_command(place: ReadingPlace, typed: str) -> None:
    """Apply what was applied last to the target."""
    study = place.session.study
    recent = study.last_codes or [code.id for code in study.recent_codes(1)]
    if not recent:
        raise InvalidValue("No code was applied yet; c chooses one.")
    apply(place, Choice(tuple(study.project.codebook.get(number) for number in recent)))


def apply(place: ReadingPlace, choice: Choice) -> None:
    """Apply codes to the target as one action, making those that are new; codes that are there are passed over."""
    study, span, document = place.session.study, place.target, place.document
    project, me = study.project, study.me()
    there = {
        each.code_id
        for each in project.codings.all(document)
        if me is not None and (each.start, each.end, each.coder_id) == (*span_ends(span), me.id)
    }
    old = [project.codebook.get(code.id) for code in choice.codes if code.id not in there]
    if not old and not choice.new:
        raise InvalidValue(f"{choice.codes[0].path} is already on “{place.quote(span, QUOTE_LENGTH)}”.")
    with project.action("coding", "applied codes") as action:
        made = [project.codebook.add_path(path) for path in choice.new]
        codes = [*old, *made]
        codings = [project.codings.apply(document, code, *span_ends(span)) for code in codes]
        action.summary = _summary(place, codes, made, span)
        if place.state() in (None, ReadingState.ASSIGNED):
            project.progress.set(document, ReadingState.IN_PROGRESS)
    study.last_codes = [code.id for code in codes]
    place.fresh = [coding.id for coding in codings]
    names = ", ".join(code.name for code in codes)
    verb = "Made and applied" if made else "Applied"
    place.talk.say(f"{verb} {names} to “{place.quote(span, QUOTE_LENGTH)}”.")


def span_ends(span: Span) -> tuple[int, int]:
    """Return where a span begins and ends."""
    return span.start, span.end


def _summary(place: ReadingPlace, codes: list[Code], made: list[Code], span: Span) -> str:
    if made:
        names = ", ".join(code.path for code in made)
        return f"made and applied {names} to “{place.quote(span, QUOTE_LENGTH)}” in {place.name}"
    paths = ", ".join(code.path for code in codes)
    return f"applied {paths} to “{place.quote(span)}” in {place.name}"


# -- the codings here


def here_command(place: ReadingPlace, typed: str) -> None:
    """Say what is coded here, numbered; with a number all about that coding."""
    if typed:
        _say_all(place, coding_of(place, typed, "Which coding"))
        return
    here = place.here()
    if not here:
        place.talk.say("Nothing is coded here.")
    place.talk.say_list([_line(place, number, each) for number, each in enumerate(here, 1)])


def _line(place: ReadingPlace, number: int, coding: Coding) -> str:
    target = place.target
    told = [place.code_name(coding, path=True), place.coder_of(coding)]
    if coding.weight is not None:
        told.append(f"weight {coding.weight}")
    for memo in place.session.study.project.memos.all(coding_id=coding.id):
        told.append(f"memo: {shortened(memo.text)}")
    same = (coding.start, coding.end) == span_ends(target)
    return f"{number} {', '.join(told)}{'' if same else f', on “{place.quote(coding)}”'}"


def _say_all(place: ReadingPlace, coding: Coding) -> None:
    project = place.session.study.project
    code = project.codebook.get(coding.code_id)
    weight = "none" if coding.weight is None else coding.weight
    place.talk.say(f"{code.path}, by {place.coder_of(coding)}, {when(coding.created)}, weight {weight}.")
    if code.definition:
        place.talk.say(f"Definition: {' '.join(code.definition.split())}")
    place.talk.say_text(f"On: {place.passages.text[coding.start : coding.end]}")
    for memo in project.memos.all(coding_id=coding.id):
        place.talk.say_text(f"Memo by {memo.coder}, {when(memo.created)}: {memo.text}")


def coding_of(place: ReadingPlace, typed: str, question: str) -> Coding:
    """Return the coding of a number told, else the one made just now, else the only one here that is the user's own.

    Where several may be meant they are read out, and the number is asked for.
    """
    if not typed:
        if len(place.fresh) == 1:
            return _still_there(place, place.fresh[0])
        here = place.here()
        if not here:
            raise InvalidValue("Nothing is coded here.")
        if len(here) == 1 and place.session.study.is_mine(here[0]):
            return here[0]
        place.talk.say_list([_line(place, number, each) for number, each in enumerate(here, 1)])
        typed = place.talk.ask_for(
            f"{question}? Number, 0 for none: ", "Type the number of one of these codings."
        )
    if not place.heard:
        place.here()
    if not typed.isdecimal() or not 1 <= int(typed) <= len(place.heard):
        raise InvalidValue(f"There is no coding {typed} here; {_how_many(place)}.")
    return _still_there(place, place.heard[int(typed) - 1])


def _still_there(place: ReadingPlace, number: int) -> Coding:
    """Return the coding of that row; raises `InvalidValue` when it was removed since its number was told."""
    try:
        return place.session.study.project.codings.get(number)
    except InvalidValue as error:
        raise InvalidValue(f"{error} h reads what is here now.") from None


def _how_many(place: ReadingPlace) -> str:
    number = len(place.heard)
    return f"they are 1 to {number}" if number > 1 else "there is one" if number else "there is none"


def number_and_rest(typed: str) -> tuple[str, str]:
    """Return the number of a coding at the beginning of what was typed, if there is one, and the rest."""
    first, _, rest = typed.partition(" ")
    return (first, rest.strip()) if first.isdecimal() else ("", typed)


# -- changing them


def remove_command(place: ReadingPlace, typed: str) -> None:
    """Remove a coding with its memos."""
    coding = coding_of(place, typed, "Remove which")
    told = f"Removed {place.told(coding)} from “{place.quote(coding, QUOTE_LENGTH)}”."
    place.session.study.project.codings.remove([coding])
    place.fresh = []
    place.talk.say(told)


def recode_command(place: ReadingPlace, typed: str) -> None:
    """Give a coding another code."""
    number, name = number_and_rest(typed)
    study = place.session.study
    coding = coding_of(place, number, "Recode which")
    code = choose_one(place, name, "New code")
    if code.retired:
        raise InvalidValue(f"{code.path} is retired.")
    same = [
        each
        for each in study.project.codings.all(place.document)
        if each.code_id == code.id
        and (each.start, each.end, each.coder_id) == (coding.start, coding.end, coding.coder_id)
    ]
    if same:
        raise InvalidValue(f"{code.path} is already on “{place.quote(coding, QUOTE_LENGTH)}”.")
    told = f"Changed {place.told(coding)} to {code.name} on “{place.quote(coding, QUOTE_LENGTH)}”."
    study.project.codings.recode([coding], code)
    study.last_codes = [code.id]
    place.talk.say(told)


def weight_command(place: ReadingPlace, typed: str) -> None:
    """Give a coding a weight, or none."""
    first, _, rest = typed.partition(" ")
    number, weight = (first, rest.strip()) if rest else ("", first)
    coding = coding_of(place, number, "Weight of which")
    now = "none" if coding.weight is None else coding.weight
    weight = weight or place.talk.ask(f"Weight of {place.told(coding)}, 0 to 100, none; now {now}: ").strip()
    if not weight:
        place.talk.say("It stays as it is.")
        return
    if weight.casefold() not in NONE and not weight.isdecimal():
        raise InvalidValue(f"“{weight}” is no weight; type a number from 0 to 100, or none.")
    changed = place.session.study.project.codings.set_weight(
        coding, None if weight.casefold() in NONE else int(weight)
    )
    told = "none" if changed.weight is None else changed.weight
    place.talk.say(f"Weight of {place.told(coding)}: {told}.")


def memo_command(place: ReadingPlace, typed: str) -> None:
    """Write the coder's own memo on a coding, add to it, or take it away."""
    # A number alone is that of a coding; one with words behind it begins the memo: “2 years later”.
    number, text = (typed, "") if typed.isdecimal() else ("", typed)
    coding = coding_of(place, number, "Memo on which")
    project = place.session.study.project
    mine = next(
        (each for each in project.memos.all(coding_id=coding.id) if each.coder == project.coder), None
    )
    if not text:
        if mine is not None:
            place.talk.say_text(f"It says: {mine.text}")
        text = ask_text(place, f"Memo on {place.told(coding)}", has_one=mine is not None)
    if not text.strip():
        place.talk.say("It stays as it is." if mine else "No memo was written.")
        return
    write_memo(place, coding, mine, text)
    place.talk.say(
        sentence(f"memo on {place.told(coding)} {'removed' if text in NONE and mine else 'saved'}.")
    )


def ask_text(place: ReadingPlace, what: str, *, has_one: bool) -> str:
    """Ask for a text of several lines; an empty line ends it."""
    change = ", - alone takes it away, + at the beginning adds to it" if has_one else ""
    lines = [place.talk.ask(f"{what}; an empty line ends it{change}: ")]
    if lines[0] in NONE:
        return lines[0]
    while lines[-1].strip():
        lines.append(place.talk.ask("More: "))
    return "\n".join(lines[:-1])


def write_memo(place: ReadingPlace, coding: Coding, mine: Memo | None, text: str) -> None:
    """Write a memo as one action; `-` takes away the one that is there, `+` adds a line to it."""
    memos = place.session.study.project.memos
    if mine is None:
        memos.add(text, coding_id=coding.id)
    elif text in NONE:
        memos.remove(mine)
    elif text.startswith("+"):
        memos.edit(mine, f"{mine.text}\n{text[1:].strip()}")
    else:
        memos.edit(mine, text)


def others_command(place: ReadingPlace, typed: str) -> None:
    """Tell of others' codings, or not."""
    sight = place.session.study.sight
    sight.others = not sight.others
    hidden = " in documents that you have marked complete; you code blind" if sight.blind else ""
    place.talk.say(f"Others' codings are told{hidden}." if sight.others else "Others' codings are not told.")
