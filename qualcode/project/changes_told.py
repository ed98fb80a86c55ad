"""How many rows came, were changed and went, in words; and what going back in the history would take back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.project.row_changes import ChangeCount
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.project.history import Since

NOUNS = {
    "document": "document",
    "participant": "participant",
    "document_participant": "link of a document",
    "speaker": "speaker",
    "attribute": "attribute",
    "attribute_value": "value of an attribute",
    "code": "code",
    "coding": "coding",
    "memo": "memo",
    "reading": "state of reading",
    "project": "project",
}
"""The tables that are told of; the turns, sections and texts come and go with their document."""
PLURALS = {"link of a document": "links of documents", "value of an attribute": "values of attributes",
           "state of reading": "states of reading"}  # fmt: skip
TAKEN_BACK = (("goes", "go"), ("becomes what it was", "become what they were"), ("comes back", "come back"))
"""What is said of rows that go again, become what they were and come back: of one, and of several."""
NOTHING_DIFFERS = "In the end nothing differs from what is there now."
LONGEST_SUMMARY = 120


def counts_told(counts: Sequence[ChangeCount], verbs: Sequence[tuple[str, str]]) -> list[str]:
    """Return a line for each table: `12 codings added, 3 removed`."""
    lines = []
    for each in counts:
        numbers = zip((each.added, each.changed, each.removed), verbs, strict=True)
        told = [(number, one if number == 1 else several) for number, (one, several) in numbers if number]
        if told and each.table in NOUNS:
            first, *others = told
            parts = [f"{things(first[0], each.table)} {first[1]}", *(f"{n:,} {what}" for n, what in others)]
            lines.append(", ".join(parts))
    return lines


def things(number: int, table: str) -> str:
    """Return a number with the word for the rows of a table."""
    noun = NOUNS[table]
    if number != 1 and noun in PLURALS:
        return f"{number:,} {PLURALS[noun]}"
    return counted(number, noun)


def since_lines(since: Since) -> list[str]:
    """Return what going back would take back and what that changes, as lines."""
    point = since.point
    lines = [
        f"The study becomes what it was right after: {point.coder} {shortened(point.summary, LONGEST_SUMMARY)}.",
        "",
        *_actions_told(since),
        "",
    ]
    changed = counts_told(since.counts, TAKEN_BACK)
    lines += ["What that changes:", *(f"  {line}" for line in changed)] if changed else [NOTHING_DIFFERS]
    if since.coders:
        names = ", ".join(since.coders)
        lines += [
            "",
            f"What stays: {names} in the list of coders, for who worked here is a fact of the study.",
        ]
    return lines


def _actions_told(since: Since) -> Iterator[str]:
    number = sum(since.by_coder.values())
    who = ", ".join(f"{count:,} of {coder}" for coder, count in sorted(since.by_coder.items()))
    if number:
        yield f"Taken back: {counted(number, 'action')} ({who})."
    if since.reversals:
        yield f"What was undone or redone since ({counted(since.reversals, 'time')}) is as it was before that."
