"""What a researcher should look at after turns were recognised: one sentence for each doubt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qualcode.model import Turn
from qualcode.text.labels import alike
from qualcode.text.scoring import Choice
from qualcode.text.times import clock

_MOST = 5  # labels named in one sentence
_MOST_LABELS = 60  # with more, comparing each with each would only make noise


def doubts(turns: Sequence[Turn], choice: Choice, silent: int = 0) -> tuple[str, ...]:
    """Sentences on missing speakers, rejected and look-alike labels, single labels, times that go back.

    `silent` is how many labels have no words after them.
    """
    found = [] if turns else ["No speakers were recognised: name them with --speakers, or go on without."]
    again = [one for one in choice.rejected if one.count > 1]
    if again:
        found.append(
            f"Not taken for speakers, though they come back: {_named([one.label for one in again])}."
        )
    if choice.once:
        found.append(f"Taken for speakers, though they stand there once: {_named(choice.once)}.")
    if choice.doubtful:
        found.append(f"Not taken for speakers, though they look like it: {_named(choice.doubtful)}.")
    speakers = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    if len(speakers) <= _MOST_LABELS:
        for one, other in alike(speakers)[:_MOST]:
            found.append(f'"{one}" and "{other}" may be the same speaker: join them if so.')
    if silent > 0:
        found.append(f"{silent} {'label has' if silent == 1 else 'labels have'} no words and became no turn.")
    return (*found, *backward_times(turns))


def backward_times(turns: Sequence[Turn]) -> tuple[str, ...]:
    """A sentence when start times go backwards by more than a second."""
    times = [turn.start_time for turn in turns if turn.start_time is not None]
    back = [(a, b) for a, b in pairwise(times) if b < a - 1]
    if not back:
        return ()
    first, second = back[0]
    places = "once" if len(back) == 1 else f"{len(back)} times"
    return (f"The times go backwards {places}, first from {clock(first)} to {clock(second)}.",)


def _named(labels: Sequence[str]) -> str:
    shown = ", ".join(f'"{label}"' for label in labels[:_MOST])
    return shown if len(labels) <= _MOST else f"{shown} and {len(labels) - _MOST} more"
