"""What an action changed, in words: rows added, removed and changed, with what they were before. No widgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.project.row_changes import ChangeCount, Image, RowChange
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted
from qualcode.tui.trail_names import TrailNames

if TYPE_CHECKING:
    from qualcode.model import Action
    from qualcode.project import ProjectFile
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
TOLD = ("code", "memo", "coding", "document", "participant", "attribute", "attribute_value", "speaker",
        "document_participant", "reading", "project")  # fmt: skip
FIELDS = {
    "when_to_use": "when to use",
    "when_not_to_use": "when not to use",
    "code_id": "code",
    "parent_id": "under",
    "participant_id": "participant",
    "coder_id": "coder",
}
UNTOLD = {
    "id",
    "guid",
    "created",
    "modified",
    "changed",
    "imported",
    "position",
    "text_sha256",
    "bytes_sha256",
}
FEW = 20
PAD = "\u00a0"
NOTHING_DIFFERS = "In the end nothing differs from what is there now."
LONG = 60


@dataclass(frozen=True, slots=True)
class ActionTold:
    """An action, and what it changed as lines: `+` before what came, `−` before what went, `~` what was changed."""

    action: Action
    lines: tuple[str, ...]


def read_action(project: ProjectFile, action: Action) -> ActionTold:
    """Return what an action changed; of many rows the numbers and the first few."""
    stretch = project.history.stretch(action)
    counts = [each for each in project.history.counts(stretch) if each.table in NOUNS]
    rows = project.history.rows(stretch, list(NOUNS), FEW + 1)
    number = sum(each.added + each.changed + each.removed for each in counts)
    lines: list[str] = []
    if number > FEW:
        lines += [*counts_told(counts, DONE), "", "The first of them:"]
    names = TrailNames(project)
    for each in rows[:FEW]:
        lines += row_told(names, each)
    if number > FEW:
        lines.append(f"… and {number - FEW:,} more")
    return ActionTold(action, tuple(lines or ["This changed nothing that can be shown here."]))


DONE = (("added", "added"), ("changed", "changed"), ("removed", "removed"))
TAKEN_BACK = (("goes", "go"), ("becomes what it was", "become what they were"), ("comes back", "come back"))
"""What is said of rows that came, were changed and went: of one, and of several."""


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


def with_indents(text: str) -> str:
    """Return a text whose lines keep the spaces they begin with, which are dropped on screen otherwise."""
    lines = text.split("\n")
    stripped = [line.lstrip(" ") for line in lines]
    return "\n".join(PAD * (len(line) - len(rest)) + rest for line, rest in zip(lines, stripped, strict=True))


def things(number: int, table: str) -> str:
    """Return a number with the word for the rows of a table."""
    noun = NOUNS[table]
    if number != 1 and noun in PLURALS:
        return f"{number:,} {PLURALS[noun]}"
    return counted(number, noun)


def row_told(names: TrailNames, change: RowChange) -> Iterator[str]:
    """Yield the lines that tell of one row."""
    image = change.after or change.before
    assert image is not None
    noun = NOUNS[change.table]
    if change.before is None or change.after is None:
        yield f"{'+' if change.before is None else '−'} {noun} {names.title(change.table, image)}"
        yield from _held(change.table, image)
        return
    yield f"~ {noun} {names.title(change.table, change.before)}"
    yield from _differences(names, change.table, change.before, change.after)


def _held(table: str, image: Image) -> Iterator[str]:
    """Yield what else is known of a row that came or went."""
    if table == "memo":
        yield from _block(str(image["text"]))
    elif table == "coding" and image["weight"] is not None:
        yield f"    weight: {image['weight']}"
    elif table == "code":
        for field in ("definition", "when_to_use", "when_not_to_use", "example"):
            if image[field]:
                yield f"    {FIELDS.get(field, field)}: {image[field]}"


def _differences(names: TrailNames, table: str, before: Image, after: Image) -> Iterator[str]:
    fields = [field for field in after if field not in UNTOLD and before.get(field) != after[field]]
    if table == "coding" and {"start", "end"} & set(fields):
        yield f"    before: {names.passage(before)}"
        yield f"    after:  {names.passage(after)}"
        fields = [field for field in fields if field not in ("start", "end")]
    for field in fields:
        old, new = names.value(field, before.get(field)), names.value(field, after[field])
        label = FIELDS.get(field, field)
        if max(len(old), len(new)) <= LONG and "\n" not in old + new:
            yield f"    {label}: {old or '(nothing)'} → {new or '(nothing)'}"
        else:
            yield f"    {label} before:"
            yield from _block(old or "(nothing)", "      ")
            yield f"    {label} after:"
            yield from _block(new or "(nothing)", "      ")
    if not fields and "position" in after and before.get("position") != after["position"]:
        yield "    another place among its neighbours"


def _block(text: str, indent: str = "    ") -> Iterator[str]:
    return (indent + line for line in text.split("\n"))


def since_told(since: Since) -> str:
    """Return what going back would take back and what that changes, as lines."""
    point = since.point
    lines = [
        f"The study becomes what it was right after: {point.coder} {shortened(point.summary, LONG * 2)}.",
        "",
    ]
    lines += _actions_told(since)
    changed = counts_told(since.counts, TAKEN_BACK)
    lines += [
        "",
        *(("What that changes:", *(f"  {line}" for line in changed)) if changed else (NOTHING_DIFFERS,)),
    ]
    if since.coders:
        names = ", ".join(since.coders)
        lines += [
            "",
            f"What stays: {names} in the list of coders, for who worked here is a fact of the study.",
        ]
    return with_indents("\n".join([*lines, "", "All of it is one action: Ctrl+Z brings everything back."]))


def _actions_told(since: Since) -> Iterator[str]:
    number = sum(since.by_coder.values())
    who = ", ".join(f"{count:,} of {coder}" for coder, count in sorted(since.by_coder.items()))
    if number:
        yield f"Taken back: {counted(number, 'action')} ({who})."
    if since.reversals:
        yield f"What was undone or redone since, {since.reversals:,} times, is as it was before that."
