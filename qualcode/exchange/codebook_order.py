"""The order of siblings when a codebook comes into a project, and who moves by it."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.errors import ImportRefused
from qualcode.exchange.codebook_tree import Node, Tree
from qualcode.project.codes import join_path

DEEPEST = 100


class Order:
    """The order of siblings: that of the file for the codes in it; the others keep their places around them."""

    def __init__(self, tree: Tree) -> None:
        self.positions: dict[Node, int] = {}  # only where siblings have to be numbered anew
        self._old_place: dict[Node, int] = {}
        self._new_place: dict[Node, int] = {}
        self._old_parent: dict[Node, Node | None] = {}
        self._children: dict[Node | None, list[Node]] = {}
        before: dict[Node | None, list[Node]] = {}
        for node in tree.of_project.values():
            assert node.code is not None
            old = tree.of_project[node.code.parent_id] if node.code.parent_id is not None else None
            self._old_parent[node] = old
            before.setdefault(old, []).append(node)
        listed: dict[Node | None, list[Node]] = {}
        for node in tree.of_file:
            if not node.keeps_place:
                listed.setdefault(node.parent, []).append(node)
        for parent in {**before, **listed}:
            self._arrange(parent, before.get(parent, []), listed.get(parent, []))

    def _arrange(self, parent: Node | None, before: list[Node], listed: list[Node]) -> None:
        stayed = [node for node in before if node.parent is parent]
        after = arranged(stayed, listed)
        self._children[parent] = after
        if after[: len(stayed)] != stayed:  # else the new ones go behind, and nothing else changes
            self.positions.update((node, place) for place, node in enumerate(after))
        at_home = set(stayed)
        kept = [node for node in after if node in at_home]
        self._old_place.update((node, place) for place, node in enumerate(stayed))
        self._new_place.update((node, place) for place, node in enumerate(kept))

    def moves(self, node: Node) -> list[tuple[str, str, str]]:
        """Return as (field, before, after) how a code moves: its path, or its place among its siblings (from 1)."""
        old = self._old_parent[node]
        if old is not node.parent:
            return [("path", _path_before(node), join_path(node.path()))]
        if self._old_place[node] != self._new_place[node]:
            return [("place", str(self._old_place[node] + 1), str(self._new_place[node] + 1))]
        return []

    def from_the_top(self, file: str) -> Iterator[Node]:
        """Yield all codes, parents first; raises `ImportRefused` where the tree is deeper than any study needs."""
        waiting = [(node, 1) for node in reversed(self._children.get(None, []))]
        while waiting:
            node, depth = waiting.pop()
            if depth > DEEPEST:
                raise ImportRefused(f"{file}: a codebook may have {DEEPEST} levels, and this one has more.")
            yield node
            waiting.extend((child, depth + 1) for child in reversed(self._children.get(node, [])))


def _path_before(node: Node | None) -> str:
    return node.code.path if node and node.code else ""


def arranged(stayed: list[Node], listed: list[Node]) -> list[Node]:
    """Return siblings in their new order.

    Those that stayed and are listed take the listed order in the places they have among themselves; a new one
    comes right behind the one before it in the list, and those that begin the list before the first that stayed.
    """
    if not stayed:
        return listed
    at_home, in_list = set(stayed), set(listed)
    wanted = iter([node for node in listed if node in at_home])
    order = [next(wanted) if node in in_list else node for node in stayed]
    behind: dict[Node | None, list[Node]] = {}
    last: Node | None = None
    for node in listed:
        if node in at_home:
            last = node
        else:
            behind.setdefault(last, []).append(node)
    first = next((node for node in order if node in in_list), None)
    result: list[Node] = []
    for node in order:
        if node is first:
            result += behind.get(None, [])
        result += [node, *behind.get(node, [])]
    return result if first is not None else result + behind.get(None, [])
