"""How far each coder is with each document: a column per coder, with the number of codings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import ReadingState
from qualcode.tui.grid.arranging import by_number
from qualcode.tui.grid.sheet import Column, Offer
from qualcode.tui.study import STATE_MARKS

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

NONE = "none"


@dataclass(frozen=True, slots=True)
class StateOf:
    """The key of a column with the state of a coder; of those `with_codings` there are only among several coders."""

    coder: str
    with_codings: bool = False


class CoderColumns:
    """A column for each coder, where there are several: `✓ 34` is complete, with 34 codings."""

    def __init__(
        self,
        desk: Desk,
        counts: Mapping[tuple[int, int], int],
        states: Mapping[tuple[int, int], ReadingState],
    ) -> None:
        self._desk, self._counts, self._states = desk, counts, states
        at_work = {coder for _, coder in counts} | {coder for coder, _ in states}
        me = desk.project.coder
        names = {
            number: name for number, name in desk.study.coders.items() if number in at_work or name == me
        }
        self._coders = dict(sorted(names.items(), key=lambda item: (item[1] != me, item[0])))
        self._number = {name: number for number, name in self._coders.items()}
        self._is_shown = len(self._coders) > 1

    @property
    def columns(self) -> list[Column]:
        """A column for each coder, the one at work first; none where she is alone."""
        me = self._desk.project.coder
        return [
            Column(
                StateOf(name, with_codings=True),
                f"{name} (you)" if name == me else name,
                noun=f"the state of {name}",
                editable=True,
                chooses=True,
                right=True,
                order=by_number,
            )
            for name in (self._coders.values() if self._is_shown else ())
        ]

    def cells(self, document: int) -> list[str]:
        """Return the cells of a document."""
        return [self._cell(number, name, document) for number, name in self._coders.items() if self._is_shown]

    def _cell(self, coder: int, name: str, document: int) -> str:
        mark = STATE_MARKS[self._states.get((coder, document))].strip()
        codings = self._counts.get((document, coder), 0)
        told = "hidden" if self._is_blind_to(name, document) else f"{codings:,}" if codings else ""
        return f"{mark} {told}".strip()

    def _is_blind_to(self, name: str, document: int) -> bool:
        """Whether another's codings of a document are kept from the coder until she has completed it."""
        mine = self._desk.study.states.get(document)
        return self._desk.on_view.blind and name != self._desk.project.coder and mine != ReadingState.COMPLETE

    def state(self, document: Hashable, key: Hashable) -> str:
        """Return the state in words of a coder with a document."""
        coder = self._number.get(key.coder) if isinstance(key, StateOf) else None
        return str(self._states.get((coder, document), "")) if coder else ""  # type: ignore[arg-type]


def state_named(typed: str) -> ReadingState | None:
    """Return the state that is typed, None for no state; raises `InvalidValue` for anything else."""
    typed = " ".join(typed.casefold().split())
    if typed in ("", NONE, "not assigned"):
        return None
    if typed not in list(ReadingState):
        known = ", ".join(ReadingState)
        raise InvalidValue(f"“{typed}” is no state; the states are {known} and {NONE}.")
    return ReadingState(typed)


def state_offers(typed: str) -> list[Offer]:
    """Return the states that what is typed may go on as."""
    wanted = typed.strip().casefold()
    offers = [Offer(str(state), STATE_MARKS[state]) for state in ReadingState]
    offers.append(Offer(NONE, "not assigned"))
    exact = [offer for offer in offers if offer.text == wanted]
    return exact or [offer for offer in offers if offer.text.startswith(wanted)] or offers
