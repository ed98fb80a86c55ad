"""What a table of participants cannot count: codings on text that belongs to no participant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualcode.analysis.evidence import Study
from qualcode.analysis.spans import Integers
from qualcode.text.wording import counted

MOST_NAMED = 4
NO_SPEAKER = "text without a speaker"


def codings_of_nobody(subject: Study) -> Integers:
    """Return the places of the codings in scope that lie on no text of a participant."""
    coding, stretch = subject.on_stretches
    belongs = np.zeros(len(subject.codings.code), dtype=np.bool_)
    belongs[coding[subject.corpus.stretches.participants.number(stretch) > 0]] = True
    every = np.unique(coding)
    return every[~belongs[every]]


def left_out(subject: Study) -> str:
    """Return in a sentence how many codings are in no cell where participants are counted, and why; else nothing."""
    told = told_of_nobody(subject)
    return f"Left out: {told}." if told else ""


def told_of_nobody(subject: Study) -> str:
    """Return how many codings in scope belong to no participant, and on what they lie; nothing where there are none."""
    nobody = codings_of_nobody(subject)
    if not len(nobody):
        return ""
    every = len(np.unique(subject.on_stretches.coding))
    verb = "lies" if len(nobody) == 1 else "lie"
    return (
        f"{len(nobody):,} of {counted(every, 'coding')}, which {verb} on what no participant said:"
        f" {_named(_speakers(subject, nobody))}"
    )


def _speakers(subject: Study, codings: Integers) -> list[str]:
    """Return on whose turns codings lie, those with the most codings first."""
    coding, stretch = subject.on_stretches
    on_nobody = np.isin(coding, codings)
    pairs = np.stack((subject.corpus.stretches.speaker[stretch[on_nobody]], coding[on_nobody]))
    labels = {speaker.id: speaker.label for speaker in subject.project.documents.speakers()}
    numbers: dict[str, int] = {}
    for speaker in np.unique(pairs, axis=1)[0].tolist():  # each coding once for each speaker
        label = labels.get(speaker, NO_SPEAKER)
        numbers[label] = numbers.get(label, 0) + 1
    return sorted(numbers, key=lambda label: (label == NO_SPEAKER, -numbers[label], label))


def _named(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} other speakers"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
