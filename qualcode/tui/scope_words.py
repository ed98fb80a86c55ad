"""What a theme table can be limited to, in words, and what there is to choose from. No widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from qualcode.model import Condition, Scope
from qualcode.project.segment_query import SegmentFilter
from qualcode.tui.attribute_choices import condition_choices
from qualcode.tui.choosing import Choice
from qualcode.tui.filter_words import condition_told

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.tui.study import Study

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that a table can be limited by; `key` is the field of the scope."""

    key: str
    name: str
    tells: str


LIMITS = (
    Limit("documents", "documents", "only these documents"),
    Limit("participants", "participants", "only what these participants say"),
    Limit("where", "attributes", "only where an attribute fits, as gender = woman or age >= 30"),
    Limit("coders", "coders", "only what these people coded"),
    Limit("speakers", "speakers", "only what stands under these labels"),
    Limit(
        "exclude_speakers", "left-out speakers", "all but what stands under these labels, interviewers say"
    ),
    Limit("codes", "codes", "only these codes"),
)
BY_KEY = {limit.key: limit for limit in LIMITS}


class Referred(Protocol):
    """A thing with a name and a GUID."""

    @property
    def guid(self) -> str:
        """The GUID."""

    @property
    def name(self) -> str:
        """The name."""


def limits_told(scope: Scope, names: dict[str, str]) -> list[str]:
    """Return each limit of a scope in a few words; `names` are those of things that are known by GUID."""
    return [
        f"{limit.name}: {limit_told(limit.key, scope, names)}"
        for limit in LIMITS
        if getattr(scope, limit.key)
    ]


def limit_told(key: str, scope: Scope, names: dict[str, str]) -> str:
    """Return what one limit is set to; empty where it leaves everything in."""
    held = getattr(scope, key)
    told = [condition_told(each) if isinstance(each, Condition) else names.get(each, each) for each in held]
    more = [f"and {len(told) - MOST_NAMED} more"] if len(told) > MOST_NAMED else []
    return ", ".join([*told[:MOST_NAMED], *more])


def limit_choices(key: str, project: Project, study: Study) -> list[Choice]:
    """Return what can be chosen for a limit; the keys are what a scope holds."""
    match key:
        case "documents":
            return _referred(study.documents)
        case "participants":
            return _referred(project.participants.all())
        case "codes":
            references = _references([(code.path, code.guid) for code in study.codes])
            return [
                Choice(reference, code.path, code.colour)
                for reference, code in zip(references, study.codes, strict=True)
            ]
        case "coders":
            return [Choice(name, name) for name in study.coders.values()]
        case "where":
            return condition_choices(project)
    labels = dict.fromkeys(speaker.label for speaker in project.documents.speakers())
    return [Choice(label, label) for label in labels]


def _referred(things: Sequence[Referred]) -> list[Choice]:
    references = _references([(thing.name, thing.guid) for thing in things])
    return [Choice(reference, thing.name) for reference, thing in zip(references, things, strict=True)]


def _references(named: Iterable[tuple[str, str]]) -> list[str]:
    """Return how each of some things is named for certain: by name, by GUID where another has that name too."""
    named = list(named)
    used = Counter(name.strip().casefold() for name, _ in named)
    return [
        name if used[name.strip().casefold()] == 1 and name == name.strip() else guid for name, guid in named
    ]


def with_limit(scope: Scope, key: str, chosen: tuple[Any, ...]) -> Scope:
    """Return a scope with one limit set."""
    changes: dict[str, Any] = {key: chosen}
    return replace(scope, **changes)


def is_limited(scope: Scope) -> bool:
    """Whether a scope leaves anything out."""
    return any(getattr(scope, each.name) for each in fields(Scope) if each.name != "with_subcodes")


def segment_filter(project: Project, scope: Scope, code_id: int, *, with_subcodes: bool) -> SegmentFilter:
    """Return the filter that finds the segments of a code that a table with this scope counts."""
    speakers = scope.speakers
    if scope.exclude_speakers:
        left_out = {label.strip().casefold() for label in scope.exclude_speakers}
        labels = dict.fromkeys(speaker.label for speaker in project.documents.speakers())
        known = speakers or tuple(labels)
        speakers = tuple(label for label in known if label.strip().casefold() not in left_out)
    return SegmentFilter(
        any_of=(code_id,),
        with_subcodes=with_subcodes,
        documents=tuple(project.documents.find(each).id for each in scope.documents),
        participants=tuple(project.participants.find(each).id for each in scope.participants),
        where=scope.where,
        speakers=speakers,
        coders=tuple(project.coders.find(each).id for each in scope.coders),
    )
