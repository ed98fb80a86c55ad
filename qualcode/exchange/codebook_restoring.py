"""The codebook as it was in a version, brought back as one action, without losing a coding made since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.exchange.codebook_plan import CodeDifference, FieldChange, Plan, plan_of
from qualcode.exchange.codebook_sources import exactly, table_of
from qualcode.model import Code
from qualcode.project import ProjectFile
from qualcode.project.code_records import CodeRecord

RETIRED = (FieldChange("retired", "", "yes"),)


@dataclass(frozen=True, slots=True)
class Restoration:
    """What bringing a version back does.

    `came_back` are the paths of codes that were deleted or merged away since: they come without codings. `retired`
    are those of codes that came since: they keep their place, codings and memos. `codings` counts their codings.
    """

    name: str
    differences: tuple[CodeDifference, ...]
    came_back: tuple[str, ...]
    retired: tuple[str, ...]
    codings: int
    action_summary: str

    @property
    def changes_something(self) -> bool:
        """Whether the codebook is not yet as it was then."""
        return any(difference.differs for difference in self.differences)


def restore_codebook(project: ProjectFile, name: str, *, dry_run: bool = False) -> Restoration:
    """Make the codebook what it was in a version: names, texts, colours, places. Nothing is deleted.

    A code that came since is retired. One that went since comes back with its GUID, but empty: its codings went with
    it, or are those of the code it was merged into. Raises `UnknownName` for a version that there is not.
    """
    version = project.codebook_versions.find(name)
    summary = f"brought back the codebook “{version.name}”"
    with project.action("codebook", summary, dry_run=dry_run):
        now = project.codebook.all()
        then = project.codebook_versions.codes(version)
        plan = plan_of(now, exactly(table_of(version.name, then)))
        guids = {code.guid for code in then}
        newer = {code.guid: code for code in now if code.guid not in guids and not code.retired}
        project.codebook.bring_in(_records(plan, newer, now), summary)
        paths = {code.guid: code.path for code in project.codebook.all()}
        counts = project.codebook.counts()
    retired = [CodeDifference(paths[guid], guid, ("changed",), RETIRED) for guid in newer]
    return Restoration(
        version.name,
        (*plan.differences, *retired),
        tuple(each.path for each in plan.differences if "added" in each.kinds),
        tuple(each.path for each in retired),
        sum(counts.get(code.id, 0) for code in newer.values()),
        summary,
    )


def _records(plan: Plan, newer: Mapping[str, Code], now: Sequence[Code]) -> Iterator[CodeRecord]:
    """Yield the codes as they were, and those that came since as they are, but retired."""
    guids = {code.id: code.guid for code in now}
    told = set()
    for record in plan.records:
        told.add(record.guid)
        yield replace(record, retired=True) if record.guid in newer else record
    for code in newer.values():
        if code.guid not in told:
            parent = None if code.parent_id is None else guids[code.parent_id]
            texts = (code.definition, code.when_to_use, code.when_not_to_use, code.example)
            yield CodeRecord(code.guid, parent, None, code.name, code.colour, *texts, retired=True)
