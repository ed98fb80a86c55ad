"""A query of segments as one SELECT: conditions, the group a coding belongs to, and the order."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery

NO_PLACE = 1 << 60  # behind all places: whose words they are is not known
EVERYTHING = "1"
VOICE = (
    'coalesce((SELECT CASE WHEN voice.start < coding."end" THEN voice.place END FROM temp.voice'
    " WHERE voice.document_id = coding.document_id AND voice.last > coding.start ORDER BY voice.last LIMIT 1),"
    f" {NO_PLACE})"
)
IN_THE_TEXT = ("coding.document_id", "coding.start", 'coding."end"', "coding.id")
GROUPS = {
    Grouping.CODE: "(SELECT place FROM temp.place_of WHERE kind = 'code' AND number = coding.code_id)",
    Grouping.DOCUMENT: "coding.document_id",
    Grouping.PARTICIPANT: VOICE,
    Grouping.CODER: "(SELECT place FROM temp.place_of WHERE kind = 'coder' AND number = coding.coder_id)",
}
DOWNWARDS = " DESC"


def lies_on(part: int, coder: str) -> str:
    """Return the test whether a coding lies on a stretch of some kind; `coder` is an expression."""
    return (
        "coalesce((SELECT stretch.start FROM temp.stretch"
        f" WHERE part = {part} AND stretch.coder_id = {coder} AND stretch.document_id = coding.document_id"
        ' AND stretch.last > coding.start ORDER BY stretch.last LIMIT 1) < coding."end", 0)'
    )


HOLDS_WORDS = (
    "coalesce((SELECT hit.last FROM temp.hit WHERE hit.document_id = coding.document_id"
    ' AND hit.start >= coding.start ORDER BY hit.start LIMIT 1) <= coding."end", 0)'
)


@dataclass(slots=True)
class Select:
    """The parts of the statement; `key` is the place of a coding's group."""

    conditions: list[str] = field(default_factory=list)
    key: str = "0"
    order: tuple[str, ...] = IN_THE_TEXT
    by_row: bool = False  # whether the order needs more than the index holds

    def sql(self, limit: int | None = None) -> str:
        """Return the statement that gives (coding, place of its group) in order."""
        where = " AND ".join(self.conditions) or EVERYTHING
        # The index holds every column that conditions and most orders ask for: the table need not be touched.
        index = "" if self.by_row else " INDEXED BY coding_place"
        order = (*(() if self.key == "0" else ("key",)), *self.order)
        return (
            f"SELECT coding.id, {self.key} AS key FROM coding{index} WHERE {where} ORDER BY {', '.join(order)}"
            f"{'' if limit is None else f' LIMIT {limit}'}"
        )


def order_of(query: SegmentQuery) -> tuple[str, ...]:
    """Return what a query's segments are sorted by inside each group."""
    first = {
        Order.TEXT: (),
        Order.CODE: (GROUPS[Grouping.CODE],),
        Order.PARTICIPANT: (VOICE,),
        Order.LENGTH: ('coding."end" - coding.start' + DOWNWARDS,),
        Order.DATE: ("coding.created" + DOWNWARDS, "coding.id" + DOWNWARDS),
    }[query.order]
    if not query.backwards:
        return (*first, *IN_THE_TEXT)
    if not first:
        return tuple(each + DOWNWARDS for each in IN_THE_TEXT)
    turned = (
        each.removesuffix(DOWNWARDS) if each.endswith(DOWNWARDS) else each + DOWNWARDS for each in first
    )
    return (*turned, *IN_THE_TEXT)


def needs_voices(query: SegmentQuery) -> bool:
    """Say whether a query asks whose words a coding begins in."""
    return query.order is Order.PARTICIPANT or query.grouping is Grouping.PARTICIPANT


def asks_for_people(filter: SegmentFilter) -> bool:
    """Say whether a filter says something of documents, participants or speakers."""
    return bool(filter.documents or filter.participants or filter.where or filter.speakers)
