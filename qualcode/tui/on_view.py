"""Which codings are on view: one's own always, others' as chosen; and only some codes, where she chose some."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from qualcode.preferences import Others


class Sight(Enum):
    """How one coding is seen, or why it is not."""

    CLEAR = auto()
    DIMMED = auto()
    HIDDEN = auto()  # another's, and these are hidden
    BLIND = auto()  # another's, and the document is not complete
    FILTERED = auto()  # not one of the codes chosen

    @property
    def is_seen(self) -> bool:
        """Whether it is drawn."""
        return self in (Sight.CLEAR, Sight.DIMMED)


@dataclass(slots=True)
class OnView:
    """What the coder chose to see.

    `blind` hides others' codings in each document until this coder has marked it complete. `only` holds the row
    numbers of the codes that are highlighted; empty means all.
    """

    others: Others = Others.SHOWN
    blind: bool = False
    only: frozenset[int] = frozenset()

    def of(self, code_id: int, *, is_mine: bool, is_complete: bool) -> Sight:
        """Return how a coding is seen."""
        if not is_mine and self.blind and not is_complete:
            return Sight.BLIND
        if not is_mine and self.others is Others.HIDDEN:
            return Sight.HIDDEN
        if self.only and code_id not in self.only:
            return Sight.FILTERED
        return Sight.DIMMED if not is_mine and self.others is Others.DIMMED else Sight.CLEAR
