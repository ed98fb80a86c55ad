"""What the segments screen remembers, and how another screen asks it for segments.

app.remember_for("segments", SegmentsMemory(codes=(code.id,)))
app.action_go_to("segments")
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from qualcode.project.segment_query import SegmentFilter, SegmentQuery


@dataclass(frozen=True, slots=True)
class SegmentsMemory:
    """The query, and the coding one was at. With `codes` it asks for the segments of these codes alone."""

    codes: tuple[int, ...] = ()
    with_subcodes: bool = True
    query: SegmentQuery = field(default_factory=SegmentQuery)
    coding: int | None = None

    def wanted(self) -> SegmentQuery:
        """Return what is to be shown."""
        if not self.codes:
            return self.query
        chosen = SegmentFilter(any_of=self.codes, with_subcodes=self.with_subcodes)
        return replace(self.query, filter=chosen)
