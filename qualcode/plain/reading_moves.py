"""Going about in a document: back, to a turn or a line, to words, to the next coding or what is not coded yet."""

from __future__ import annotations

from qualcode.errors import InvalidValue
from qualcode.model import ReadingState
from qualcode.plain.reading_place import SENTENCE, TURN, ReadingPlace
from qualcode.plain.study import clock
from qualcode.text.wording import counted

CODING, UNCODED = "coding", "uncoded"


def next_command(place: ReadingPlace, typed: str) -> None:
    """Read on; `coding` goes to the next coding, `uncoded` to the next turn without one."""
    wanted = typed.casefold()
    if not wanted:
        place.step(1)
    elif CODING.startswith(wanted):
        next_coding(place)
    elif UNCODED.startswith(wanted):
        next_uncoded(place)
    else:
        raise InvalidValue("Type n alone, n coding, or n uncoded.")


def next_coding(place: ReadingPlace) -> None:
    """Go to the next coding that begins behind what was read."""
    found = next((each for each in place.codings() if each.start >= place.unit.end), None)
    if found is None:
        place.talk.say("No coding begins behind this.")
    else:
        place.go_to(found.start)


def next_uncoded(place: ReadingPlace) -> None:
    """Go to the next turn on which nobody has a coding that the coder knows of."""
    codings, passages = place.codings(), place.passages
    spans = sorted((each.start, each.end) for each in codings)
    reach, at = 0, 0
    for number, part in enumerate(passages.parts):
        while at < len(spans) and spans[at][0] < part.end:
            reach = max(reach, spans[at][1])
            at += 1
        if number > place.at and part.number is not None and reach <= part.start:
            place.go_to_number(part.number)
            return
    place.talk.say(f"There is no {passages.noun} without a coding behind this.")


def back_command(place: ReadingPlace, typed: str) -> None:
    """Read the sentence (or turn) before; `coding` goes to the coding before."""
    if not typed:
        place.step(-1)
        return
    if not CODING.startswith(typed.casefold()):
        raise InvalidValue("Type b alone, or b coding.")
    before = [each for each in place.codings() if each.start < place.unit.start]
    if before:
        place.go_to(before[-1].start)
    else:
        place.talk.say("No coding begins before this.")


def again_command(place: ReadingPlace, typed: str) -> None:
    """Read the same again; with `turn` the whole turn."""
    if typed and TURN.startswith(typed.casefold()):
        part = place.part
        place.talk.say_text(place.passages.text[part.start : part.end])
        return
    if place.selection is not None:
        place.talk.say_text(f"Selected: {place.text(place.selection)}")
        place.tell_here()
    else:
        place.read(announce=True)


def turn_command(place: ReadingPlace, typed: str) -> None:
    """Go to a turn."""
    if not typed.isdecimal():
        raise InvalidValue(f"Type t and the number of a {place.passages.noun}, as in t 12.")
    place.go_to_number(int(typed))


def line_command(place: ReadingPlace, typed: str) -> None:
    """Go to a line as stored; the numbers are those of the screen and of exports."""
    offset = place.passages.line_start(int(typed)) if typed.isdecimal() else None
    if offset is None:
        last = place.passages.line(len(place.passages.text))
        raise InvalidValue(f"Type l and the number of a line, from 1 to {last:,}.")
    place.go_to(offset)


def find_command(place: ReadingPlace, typed: str) -> None:
    """Go to the next place of the words, from the beginning again behind the last."""
    from qualcode.text.finding import Finder, Query

    words = (
        typed or place.words or place.talk.ask_for("Words to find, 0 for none: ", "Type words of the text.")
    )
    if not words:
        raise InvalidValue("Type f and the words to find.")
    hits = list(Finder(Query(words)).hits(place.passages.text))
    if not hits:
        raise InvalidValue(f"“{words}” does not stand in {place.name}.")
    again = words == place.words
    place.words = words
    begin = place.unit.end if again else place.unit.start
    at = next((at for at, (start, _) in enumerate(hits) if start >= begin), None)
    if at is None:
        place.talk.say("From the beginning:")
        at = 0
    place.talk.say(f"{at + 1} of {len(hits)}:")
    place.go_to(hits[at][0])


def by_command(place: ReadingPlace, typed: str) -> None:
    """Read by sentence or by turn."""
    wanted = typed.casefold()
    chosen = [unit for unit in (SENTENCE, TURN) if wanted and unit.startswith(wanted)]
    if not chosen:
        raise InvalidValue("Type by sentence or by turn.")
    offset = place.unit.start
    place.session.reads_by = chosen[0]
    place.talk.say(f"Reading by {chosen[0]}.")
    place.go_to(offset)


def place_command(place: ReadingPlace, typed: str) -> None:
    """Say where the reader is."""
    passages, part, unit = place.passages, place.part, place.unit
    sentences = len(passages.sentences(place.at))
    told = [place.where()]
    if place.session.reads_by == SENTENCE:
        told.append(f"sentence {place.sentence + 1} of {sentences}")
    told.append(f"line {passages.line(unit.start):,}")
    if part.speaker:
        told.append(part.speaker)
    if part.seconds is not None:
        told.append(f"at {clock(part.seconds)}")
    if section := passages.section(unit.start):
        told.append(f"section {section}")
    shares = place.session.study.project.reading_places.shares()
    told.append(f"{shares.get(place.document.id, 0):.0%} read")
    told.append(counted(len(place.codings()), "coding"))
    told.append(str(place.state() or "not begun"))
    place.talk.say(f"{', '.join(told)}.")


def complete_command(place: ReadingPlace, typed: str) -> None:
    """Mark the document complete, or in progress again."""
    done = place.state() is ReadingState.COMPLETE
    state = ReadingState.IN_PROGRESS if done else ReadingState.COMPLETE
    place.session.study.project.progress.set(place.document, state)
    place.talk.say(f"{place.name} is {state}.")
