"""A filter of segments in words: one criterion after the other, as the filter line and the filter list show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.model import Condition
from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery

MOST_NAMED = 4
ORDER_NAMES = {
    Order.TEXT: "as in the documents",
    Order.CODE: "by code",
    Order.PARTICIPANT: "by participant",
    Order.LENGTH: "the longest first",
    Order.DATE: "the newest first",
}
TURNED_NAMES = {
    Order.TEXT: "from the last document backwards",
    Order.CODE: "by code, from the last one backwards",
    Order.PARTICIPANT: "by participant, from the last one backwards",
    Order.LENGTH: "the shortest first",
    Order.DATE: "the oldest first",
}
GROUPING_NAMES = {
    Grouping.NOTHING: "not grouped",
    Grouping.CODE: "code",
    Grouping.DOCUMENT: "document",
    Grouping.PARTICIPANT: "participant",
    Grouping.CODER: "coder",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that segments can be filtered by; `key` is the field of the filter."""

    key: str
    name: str
    tells: str


CRITERIA = (
    Criterion("any_of", "any of the codes", "segments of at least one of these codes"),
    Criterion(
        "all_of", "all of the codes", "passages on which each of these codes lies: their codings overlap"
    ),
    Criterion("none_of", "none of the codes", "passages on which none of these codes lies"),
    Criterion("with_subcodes", "sub-codes", "whether a code stands for the codes under it as well"),
    Criterion("same_coder", "overlaps", "whose codings count together for “all” and “none”"),
    Criterion("documents", "documents", "segments of these documents"),
    Criterion("participants", "participants", "what these participants say"),
    Criterion("where", "attributes", "of participants and documents, as gender = woman or age >= 30"),
    Criterion("speakers", "speakers", "what stands under these labels"),
    Criterion("coders", "coders", "what these people coded"),
    Criterion("words", "words", "segments in which these words stand together, in any case"),
    Criterion("memo", "words in memos", "codings with a memo that holds this, in any case"),
    Criterion("with_memo", "memos", "codings with a memo, or without one"),
)
BY_KEY = {each.key: each for each in CRITERIA}


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What the row numbers in a filter are called."""

    codes: Mapping[int, str]
    documents: Mapping[int, str]
    participants: Mapping[int, str]
    coders: Mapping[int, str]


def told_value(key: str, filter: SegmentFilter, names: FilterNames) -> str:
    """Return what a filter says about one criterion; empty where it says nothing."""
    value: Any = getattr(filter, key)
    match key:
        case "any_of" | "all_of" | "none_of":
            return _listed([names.codes.get(each, "a code that is gone") for each in value])
        case "documents" | "participants" | "coders":
            return _listed([getattr(names, key).get(each, "gone") for each in value])
        case "where":
            return _listed([condition_told(each) for each in value])
        case "speakers":
            return _listed(value)
        case "with_subcodes":
            return "with their sub-codes" if value else "without sub-codes"
        case "same_coder":
            return "of one coder only" if value else "of any coders"
        case "with_memo":
            return "" if value is None else "with a memo" if value else "without a memo"
    return f"“{value.strip()}”" if value.strip() else ""


def condition_told(condition: Condition) -> str:
    """Return a condition in words."""
    if not condition.value.strip():
        return f"{condition.attribute}: {'none known' if condition.operator == '=' else 'known'}"
    return f"{condition.attribute} {condition.operator} {condition.value}"


def is_set(key: str, filter: SegmentFilter) -> bool:
    """Say whether a filter says something about a criterion that it need not say."""
    return bool(getattr(filter, key) != getattr(SegmentFilter(), key))


def without(key: str, filter: SegmentFilter) -> SegmentFilter:
    """Return a filter that says nothing about a criterion."""
    return replace(filter, **{key: getattr(SegmentFilter(), key)})


def filter_told(filter: SegmentFilter, names: FilterNames) -> list[str]:
    """Return a filter in words, a part for each criterion; nothing where everything is shown."""
    parts = []
    coded = any(is_set(key, filter) for key in ("any_of", "all_of", "none_of"))
    for criterion in CRITERIA:
        key = criterion.key
        told = told_value(key, filter, names)
        if key in ("any_of", "all_of", "none_of") and told:
            parts.append(f"{key.partition('_')[0]} of {told}")
        elif key == "with_subcodes" and coded:
            parts.append(told)
        elif key == "same_coder" and filter.same_coder and (filter.all_of or filter.none_of):
            parts.append("overlaps of one coder")
        elif key == "memo" and told:
            parts.append(f"memo with {told}")
        elif key == "coders" and told:
            parts.append(f"coded by {told}")
        elif key == "speakers" and told:
            parts.append(f"said by {told}")
        elif key not in ("with_subcodes", "same_coder") and told:
            parts.append(told)
    return parts


def order_told(query: SegmentQuery) -> str:
    """Return the order and the grouping in words."""
    order = (TURNED_NAMES if query.backwards else ORDER_NAMES)[query.order]
    grouped = query.grouping is not Grouping.NOTHING
    return f"grouped by {GROUPING_NAMES[query.grouping]}, {order}" if grouped else order


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more
