"""What a researcher asks of the segments: a filter, an order, a grouping. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.model import Condition


@dataclass(frozen=True, slots=True)
class SegmentFilter:
    """Which codings are wanted; what is empty leaves everything in. Numbers are row numbers.

    - `any_of`: the coding's code is one of these.
    - `all_of`: on its passage lie all of these: the coding overlaps a coding of each of them (it counts itself).
      Without `any_of` the coding's own code is one of them.
    - `none_of`: on its passage lies none of these: neither it nor a coding that overlaps it has one of these codes.
    - `with_subcodes`: a code stands for all under it too. `same_coder`: overlaps count only between codings of one
      coder.
    - `documents`, `participants`, `where`, `speakers`: as `model.Scope` has them, with the rule of `attribution.py`.
    - `coders`: who coded. `memo`: what a memo on the coding holds; `with_memo`: whether there is one at all.
    - `words`: what the segment's own text holds, standing together, in any case.
    """

    any_of: tuple[int, ...] = ()
    all_of: tuple[int, ...] = ()
    none_of: tuple[int, ...] = ()
    with_subcodes: bool = True
    same_coder: bool = False
    documents: tuple[int, ...] = ()
    participants: tuple[int, ...] = ()
    where: tuple[Condition, ...] = ()
    speakers: tuple[str, ...] = ()
    coders: tuple[int, ...] = ()
    memo: str = ""
    with_memo: bool | None = None
    words: str = ""


class Order(StrEnum):
    """What segments are sorted by; each in its natural direction."""

    TEXT = "document"  # in the order of the texts
    CODE = "code"  # in the order of the codebook
    PARTICIPANT = "participant"  # by name, of whose words it begins in
    LENGTH = "length"  # the longest first
    DATE = "date"  # the newest first


class Grouping(StrEnum):
    """What segments are put together by."""

    NOTHING = "nothing"
    CODE = "code"
    DOCUMENT = "document"
    PARTICIPANT = "participant"
    CODER = "coder"


@dataclass(frozen=True, slots=True)
class SegmentQuery:
    """A filter with an order and a grouping; `backwards` turns the order round inside each group.

    `seen_by` is a coder who codes blind (0: one who has done nothing yet): of others' codings only those exist
    for her that stand in documents she has marked complete.
    """

    filter: SegmentFilter = SegmentFilter()
    order: Order = Order.TEXT
    backwards: bool = False
    grouping: Grouping = Grouping.NOTHING
    seen_by: int | None = None
