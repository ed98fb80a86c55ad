"""Which row of a codebook file stands under which: by path, by name, or by GUID, also where the parent comes later."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.errors import InvalidValue, QualcodeError
from qualcode.exchange.codebook_table import CodeRow
from qualcode.exchange.refusal import BadRows
from qualcode.model import PATH_SEPARATOR, Code
from qualcode.project.code_finding import find_code
from qualcode.project.codes import join_path, split_path
from qualcode.project.guids import normal_guid

Path = tuple[str, ...]
# What stands above a row: nothing, another row (its place), a code of the project, or a path that is to be made.
Parent = int | Code | Path | None


def parents_of(rows: Sequence[CodeRow], codes: Sequence[Code], bad: BadRows) -> list[Parent]:
    """Return the parent of each row; a row whose parent cannot be told goes to `bad`."""
    return _Parents(rows, codes).resolve(bad)


class _Parents:
    """Resolves the parents of rows: those by name need the other rows' names, those by path their paths."""

    def __init__(self, rows: Sequence[CodeRow], codes: Sequence[Code]) -> None:
        self._rows = rows
        self._codes = list(codes)
        self._code_by_guid = {code.guid: code for code in codes}
        self._codes_by_path: dict[str, list[Code]] = {}
        for code in codes:
            self._codes_by_path.setdefault(code.path, []).append(code)
        self._by_guid = {row.guid: place for place, row in enumerate(rows) if row.guid}
        self._by_name: dict[str, list[int]] = {}
        self._by_path: dict[Path, list[int]] = {}
        for place, row in enumerate(rows):
            self._by_name.setdefault(row.name, []).append(place)
            if not row.parent:
                self._by_path.setdefault((*row.above, row.name), []).append(place)

    def resolve(self, bad: BadRows) -> list[Parent]:
        parents: list[Parent] = [None] * len(self._rows)
        by_path = [place for place, row in enumerate(self._rows) if row.parent and self._is_path(row.parent)]
        late = set(by_path)
        for place in range(len(self._rows)):
            if place not in late:
                parents[place] = self._told(place, bad)
        self._add_paths(parents, late)
        for place in by_path:
            parents[place] = self._told(place, bad)
        return parents

    def _is_path(self, parent: str) -> bool:
        return PATH_SEPARATOR in parent

    def _told(self, place: int, bad: BadRows) -> Parent:
        row = self._rows[place]
        try:
            if row.above:
                return self._at_path(place, row.above)
            return self._called(place, row.parent) if row.parent else None
        except QualcodeError as error:
            bad.add(row.line, f"the parent of “{row.name}” is not clear: {str(error).rstrip('.')}")
            return None

    def _at_path(self, place: int, path: Path) -> Parent:
        """Return what is at a path: the last such row before, else the first after it, else the project's code."""
        places = self._by_path.get(path, [])
        before = [other for other in places if other < place]
        if before:
            return before[-1]
        if places:
            return places[0]
        there = self._codes_by_path.get(join_path(path), [])
        if len(there) > 1:
            raise InvalidValue(f"{len(there)} codes of the project are at “{join_path(path)}”")
        return there[0] if there else path

    def _called(self, place: int, parent: str) -> Parent:
        """Return the row or the code of the project that a parent's GUID, path or name stands for."""
        guid = normal_guid(parent)
        if guid in self._by_guid:
            return self._by_guid[guid]
        if guid in self._code_by_guid:
            return self._code_by_guid[guid]
        if self._is_path(parent):
            found = self._at_path(place, tuple(split_path(parent)))
            return find_code(parent, self._codes) if isinstance(found, tuple) else found
        namesakes = [other for other in self._by_name.get(parent, []) if other != place]
        top = [other for other in self._by_path.get((parent,), []) if other != place]
        for matches in (top, namesakes):
            if len(matches) == 1:
                return matches[0]
            if matches:
                lines = ", ".join(str(self._rows[other].line) for other in matches)
                raise InvalidValue(f"“{parent}” stands on the lines {lines}; give its path or GUID")
        return find_code(parent, self._codes)

    def _add_paths(self, parents: list[Parent], late: set[int]) -> None:
        """Note the paths of rows that name their parent by name or GUID, once that parent's path is known."""
        children: dict[int, list[int]] = {}
        waiting: list[tuple[int, Path]] = []
        for place, row in enumerate(self._rows):
            parent = parents[place]
            if place in late:
                continue
            if not row.parent:
                waiting.append((place, (*row.above, row.name)))
            elif isinstance(parent, int):
                children.setdefault(parent, []).append(place)
            elif isinstance(parent, Code):
                waiting.append((place, (*split_path(parent.path), row.name)))
        while waiting:
            place, path = waiting.pop()
            if self._rows[place].parent:
                self._by_path.setdefault(path, []).append(place)
            waiting.extend((below, (*path, self._rows[below].name)) for below in children.get(place, []))
