"""What an action changed, in words: rows added, removed and changed, with what they were before. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.project.changes_told import NOUNS, counts_told, since_lines
from qualcode.project.row_changes import Image, RowChange
from qualcode.tui.trail_names import TrailNames

if TYPE_CHECKING:
    from qualcode.model import Action
    from qualcode.project import ProjectFile
    from qualcode.project.history import Since

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
"""What is said of rows that came, were changed and went: of one, and of several."""


def with_indents(text: str) -> str:
    """Return a text whose lines keep the spaces they begin with, which are dropped on screen otherwise."""
    lines = text.split("\n")
    stripped = [line.lstrip(" ") for line in lines]
    return "\n".join(PAD * (len(line) - len(rest)) + rest for line, rest in zip(lines, stripped, strict=True))


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
    lines = [*since_lines(since), "", "All of it is one action: Ctrl+Z brings everything back."]
    return with_indents("\n".join(lines))
