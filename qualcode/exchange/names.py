"""Finding things by name many times over: what a table calls a document or a code, looked up once for each name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from qualcode.errors import UnknownName
from qualcode.project.guids import normal_guid
from qualcode.project.lookup import SHORTEST_GUID_PREFIX

Thing = TypeVar("Thing")


class Names(Generic[Thing]):
    """Answers with the thing that a name, path or GUID stands for; the same name is looked up once.

    `find` looks one up and raises `UnknownName` or `AmbiguousName`; `guids` and `names` are all there are.
    """

    def __init__(
        self, kind: str, find: Callable[[str], Thing], guids: Iterable[str], names: Iterable[str]
    ) -> None:
        self._kind = kind
        self._find = find
        self._guids = sorted(guids)
        self._folded = {name.casefold() for name in names}
        self._found: dict[str, Thing] = {}
        self.get = self._found.get  # the quick way, for what was found before

    def __call__(self, reference: str, *, briefly: bool = False) -> Thing:
        """Look a thing up. `briefly` spares the search for near names, which a million wrong ones cannot have."""
        if reference not in self._found:
            if briefly and not self._may_be_known(reference):
                raise UnknownName(f"There is no {self._kind} “{reference}”.")
            self._found[reference] = self._find(reference)
        return self._found[reference]

    def add(self, reference: str, thing: Thing) -> None:
        """Remember what a reference stands for from now on."""
        self._found[reference] = thing

    def _may_be_known(self, reference: str) -> bool:
        prefix = normal_guid(reference)
        place = bisect_left(self._guids, prefix)
        return reference.strip().casefold() in self._folded or (
            len(prefix) >= SHORTEST_GUID_PREFIX
            and place < len(self._guids)
            and self._guids[place].startswith(prefix)
        )
