"""The tree that a codebook file and the project make together: which codes are the same, and what stands under what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualcode.exchange.codebook_choices import BOTH, LEAVE, NAMES, OURS, THEIRS, Choices
from qualcode.exchange.codebook_parents import Parent, Path, parents_of
from qualcode.exchange.codebook_table import CodeRow
from qualcode.exchange.refusal import BadRows
from qualcode.model import Code
from qualcode.project.guids import new_guid


@dataclass(slots=True, eq=False)
class Node:
    """A code of the project, of the file, or of both. `row` is None where the file does not speak of it.

    `way` says who is right where project and file differ; unless that is `theirs`, the code keeps its name and place.
    The place it keeps as well where what it was to stand under is left out.
    """

    guid: str
    name: str
    parent: Node | None = None
    code: Code | None = None
    row: CodeRow | None = None
    way: str = THEIRS
    keeps_place: bool = False

    @property
    def stays(self) -> bool:
        """Whether it keeps the name and the colour that it has in the project."""
        return self.code is not None and self.way != THEIRS

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
    lone `A > B`) before the first that needs them; `of_project` all codes of the project; `conflicts` those of the
    file that are new by their GUID and have the name of another code at their place; `left_out` those not wanted.
    """

    def __init__(
        self, codes: Sequence[Code], rows: Sequence[CodeRow], bad: BadRows, choices: Choices | None = None
    ) -> None:
        self.conflicts: set[Node] = set()
        self.left_out: set[Node] = set()
        self._choices = choices or Choices()
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
        self._guids_told = {row.guid for row in rows if row.guid}
        self._made_one: set[str] = set()
        self._implied: dict[Path, Node] = {}
        self._place()

    def _place(self) -> None:
        nodes: dict[int, Node] = {}
        above: dict[int, Node | None] = {}
        for place in self._parents_first():
            parent = self._node_of(self._parents[place], nodes)
            nodes[place], above[place] = self._match(self._rows[place], parent), parent
            self._choose(nodes[place], self._rows[place], parent)
        for place in [place for place, node in nodes.items() if node in self.left_out]:
            del nodes[place]
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
            node.row = self._rows[place]
            if not node.stays:
                node.name = node.row.name
            if not node.keeps_place:
                node.parent = above[place]
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
        namesakes = self._children.get((parent, row.name), [])
        if row.guid:
            if row.guid not in self._by_guid:
                self._by_guid[row.guid] = self._by_name(row, namesakes)
            return self._by_guid[row.guid]
        if len(namesakes) > 1:
            self._bad.add(
                row.line, f"{len(namesakes)} codes of the project are “{row.name}” there; give a GUID"
            )
        return namesakes[0] if namesakes else Node(new_guid(), row.name)

    def _by_name(self, row: CodeRow, namesakes: Sequence[Node]) -> Node:
        """Return the code for a row with a new GUID: the one of that name there if they are to be one, or a new one."""
        assert row.guid is not None
        free = [
            each
            for each in namesakes
            if each.guid not in self._guids_told and each.guid not in self._made_one
        ]
        by_name = self._choices.match == NAMES
        is_one = len(free) == 1 and (by_name or self._choices.of(row.line) in (OURS, THEIRS))
        node = free[0] if is_one else Node(row.guid, row.name)
        if is_one:
            self._made_one.add(node.guid)
        if free and not (is_one and by_name):
            self.conflicts.add(node)
        return node

    def _choose(self, node: Node, row: CodeRow, parent: Node | None) -> None:
        """Note what is to become of a code; what is new under a code that is left out is left out with it."""
        choice, is_lost = self._choices.of(row.line), parent in self.left_out
        if node.code is None and (choice == LEAVE or is_lost):
            self.left_out.add(node)
        elif choice in (OURS, BOTH, LEAVE):
            node.way = BOTH if choice == BOTH else OURS
        node.keeps_place = node.stays or (node.code is not None and is_lost)

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
