"""The tree that a codebook file and the project make together: which codes are the same, and what stands under what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualcode.exchange.codebook_parents import Parent, Path, parents_of
from qualcode.exchange.codebook_table import CodeRow
from qualcode.exchange.refusal import BadRows
from qualcode.model import Code
from qualcode.project.guids import new_guid


@dataclass(slots=True, eq=False)
class Node:
    """A code of the project, of the file, or of both. `row` is None where the file does not speak of it."""

    guid: str
    name: str
    parent: Node | None = None
    code: Code | None = None
    row: CodeRow | None = None

    def path(self) -> list[str]:
        """Return the names from the top to this code."""
        names: list[str] = []
        node: Node | None = self
        while node:
            names.append(node.name)
            node = node.parent
        return names[::-1]


class Tree:
    """Puts the rows of a file into the tree of a project; rows that do not fit go to `bad`.

    `of_file` holds the codes that the file speaks of, in its order, with those that it only implies (the `A` of a
    lone `A > B`) before the first that needs them; `of_project` all codes of the project.
    """

    def __init__(self, codes: Sequence[Code], rows: Sequence[CodeRow], bad: BadRows) -> None:
        self.of_project: dict[int, Node] = {}
        for code in codes:
            above = self.of_project[code.parent_id] if code.parent_id is not None else None
            self.of_project[code.id] = Node(code.guid, code.name, above, code)
        self.of_file: list[Node] = []
        self._bad = bad
        self._rows = rows
        self._parents = parents_of(rows, codes, bad)
        self._children: dict[tuple[Node | None, str], list[Node]] = {}
        for node in self.of_project.values():
            self._children.setdefault((node.parent, node.name), []).append(node)
        self._by_guid = {node.guid: node for node in self.of_project.values()}
        self._implied: dict[Path, Node] = {}
        self._place()

    def _place(self) -> None:
        nodes: dict[int, Node] = {}
        above: dict[int, Node | None] = {}
        for place in self._parents_first():
            parent = self._node_of(self._parents[place], nodes)
            nodes[place], above[place] = self._match(self._rows[place], parent), parent
        lines: dict[Node, int] = {}
        named: dict[tuple[Node | None, str], CodeRow] = {}
        for place in sorted(nodes):
            node, row = nodes[place], self._rows[place]
            other = named.setdefault((above[place], row.name), row)
            if node in lines or (other is not row and not (other.guid and row.guid)):
                line = lines.get(node, other.line)
                self._bad.add(row.line, f"“{row.name}” is the same code as line {line}")
            lines[node] = row.line
        for place in sorted(nodes):
            node = nodes[place]
            node.row, node.name, node.parent = self._rows[place], self._rows[place].name, above[place]
        self._refuse_rings([nodes[place] for place in sorted(nodes)])
        if not self._bad.number:
            self.of_file = list(self._with_implied(nodes[place] for place in sorted(nodes)))

    def _parents_first(self) -> Iterator[int]:
        """Yield the places of the rows, each after its parent; those in a ring go to `bad`."""
        children: dict[int, list[int]] = {}
        ready: list[int] = []
        for place, parent in enumerate(self._parents):
            if isinstance(parent, int):
                children.setdefault(parent, []).append(place)
            else:
                ready.append(place)
        reached = 0
        for place in ready:  # grows while it is gone through
            reached += 1
            yield place
            ready.extend(children.get(place, []))
        if reached < len(self._rows):
            for place in sorted(set(range(len(self._rows))) - set(ready)):
                self._bad.add(self._rows[place].line, f"“{self._rows[place].name}” would stand under itself")

    def _node_of(self, parent: Parent, nodes: dict[int, Node]) -> Node | None:
        if isinstance(parent, int):
            return nodes[parent]
        if isinstance(parent, Code):
            return self.of_project[parent.id]
        if parent is None:
            return None
        return self._implied_at(parent)

    def _implied_at(self, path: Path) -> Node:
        """Return the code at a path that no row tells of: that of the project, or one to be made."""
        node: Node | None = None
        for depth, name in enumerate(path, start=1):
            there = self._children.get((node, name), [])
            if there:
                node = there[0]
            elif path[:depth] in self._implied:
                node = self._implied[path[:depth]]
            else:
                node = self._implied[path[:depth]] = Node(new_guid(), name, node)
        assert node is not None
        return node

    def _match(self, row: CodeRow, parent: Node | None) -> Node:
        """Return the code that a row tells of: the one with its GUID, or the child of that name, or a new one."""
        if row.guid:
            return self._by_guid.setdefault(row.guid, Node(row.guid, row.name))
        namesakes = self._children.get((parent, row.name), [])
        if len(namesakes) > 1:
            self._bad.add(
                row.line, f"{len(namesakes)} codes of the project are “{row.name}” there; give a GUID"
            )
        return namesakes[0] if namesakes else Node(new_guid(), row.name)

    def _refuse_rings(self, told: Sequence[Node]) -> None:
        """A code of the project may be moved under one that stands below it: then the row does not fit."""
        sound: set[Node] = set()
        for start in told:
            trail: list[Node] = []
            node: Node | None = start
            while node is not None and node not in sound and node not in trail:
                trail.append(node)
                node = node.parent
            if node is not None and node not in sound:
                assert start.row is not None
                self._bad.add(start.row.line, f"“{start.name}” would stand under itself")
                return
            sound.update(trail)

    def _with_implied(self, told: Iterable[Node]) -> Iterator[Node]:
        """Yield the codes of the file, and before the first that needs them those that it only implies."""
        waiting = set(self._implied.values())
        for node in told:
            above: list[Node] = []
            parent = node.parent
            while parent in waiting:
                above.append(parent)
                parent = parent.parent
            waiting.difference_update(above)
            yield from reversed(above)
            yield node
