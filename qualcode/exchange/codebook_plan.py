"""What a codebook file would change in a project, code by code, and the codebook as it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.errors import ImportRefused
from qualcode.exchange.codebook_table import TEXT_FIELDS, CodebookTable
from qualcode.exchange.codebook_tree import Node, Tree
from qualcode.exchange.refusal import BadRows
from qualcode.model import Code
from qualcode.project.code_records import CodeRecord
from qualcode.project.codes import join_path, next_colour

DEEPEST = 100


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a code with its value before and after; a parent is told by its path, empty at the top."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CodeDifference:
    """What becomes of one code: its path afterwards, and all that changes.

    `kinds` holds `added`, or `changed` and/or `moved`, or `same`.
    """

    path: str
    guid: str
    kinds: tuple[str, ...]
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: the differences, and the records (parents first) that the codebook is to hold."""

    differences: tuple[CodeDifference, ...]
    records: tuple[CodeRecord, ...]
    notes: tuple[str, ...]


def plan_of(codes: Sequence[Code], table: CodebookTable) -> Plan:
    """Compare a file with the codes of a project; raises `ImportRefused` with the rows that do not fit."""
    bad = BadRows()
    tree = Tree(codes, table.rows, bad)
    bad.refuse(table.name)
    order = _Order(tree)
    chosen = {*tree.of_file, *order.positions}
    records: dict[Node, CodeRecord] = {}
    colours = [code.colour for code in codes]
    colours += [
        node.row.fields["colour"] for node in tree.of_file if node.row and "colour" in node.row.fields
    ]
    kept_texts = 0
    for node in order.from_the_top(table.name):
        if node in chosen:
            records[node] = _record(node, order.positions.get(node), colours)
            kept_texts += _kept_texts(node, table)
    differences = [_difference(node, records[node], order) for node in tree.of_file]
    return Plan(tuple(differences), tuple(records.values()), _notes(tree, codes, kept_texts))


def _record(node: Node, position: int | None, colours: list[str]) -> CodeRecord:
    code, said = node.code, dict(node.row.fields) if node.row else {}
    colour = said.get("colour") or (code.colour if code else "")
    if not colour:
        colour = next_colour(colours)
        colours.append(colour)
    texts = [said.get(field) or (_text_of(code, field) if code else "") for field in TEXT_FIELDS]
    retired = said["retired"] == "yes" if "retired" in said else bool(code and code.retired)
    parent = node.parent.guid if node.parent else None
    definition, use, not_use, example = texts
    return CodeRecord(
        node.guid, parent, position, node.name, colour, definition, use, not_use, example, retired
    )


def _text_of(code: Code, field: str) -> str:
    text: str = getattr(code, field.replace(" ", "_"))
    return text


def _kept_texts(node: Node, table: CodebookTable) -> int:
    """Count the texts of a code that stay although the file has an empty cell for them."""
    if not node.code or not node.row:
        return 0
    return sum(
        1 for field in table.text_columns if field not in node.row.fields and _text_of(node.code, field)
    )


def _difference(node: Node, record: CodeRecord, order: _Order) -> CodeDifference:
    path = join_path(node.path())
    code = node.code
    new = _values(record)
    if code is None:
        told = [FieldChange(field, "", value) for field, value in new.items() if value and field != "name"]
        return CodeDifference(path, node.guid, ("added",), tuple(told))
    old = {
        "name": code.name,
        "colour": code.colour,
        **{field: _text_of(code, field) for field in TEXT_FIELDS},
    }
    old["retired"] = "yes" if code.retired else ""
    changes = [FieldChange(field, old[field], value) for field, value in new.items() if old[field] != value]
    moves = order.moves(node)
    kinds = [kind for kind, found in (("changed", changes), ("moved", moves)) if found]
    return CodeDifference(path, node.guid, tuple(kinds) or ("same",), (*changes, *moves))


def _values(record: CodeRecord) -> dict[str, str]:
    return {
        "name": record.name,
        "colour": record.colour,
        "definition": record.definition,
        "when to use": record.when_to_use,
        "when not to use": record.when_not_to_use,
        "example": record.example,
        "retired": "yes" if record.retired else "",
    }


def _notes(tree: Tree, codes: Sequence[Code], kept_texts: int) -> tuple[str, ...]:
    notes: list[str] = []
    if kept_texts == 1:
        notes.append("1 text stays as it was, because the file has an empty cell for it.")
    elif kept_texts:
        notes.append(f"{kept_texts} texts stay as they were, because the file has empty cells for them.")
    paths = {code.path for code in codes}
    twins = sum(node.code is None and join_path(node.path()) in paths for node in tree.of_file)
    if twins:
        notes.append(
            f"{twins} new codes have the path of a code that was there, but another GUID: they stand beside it."
        )
    return tuple(notes)


class _Order:
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

    def moves(self, node: Node) -> list[FieldChange]:
        """Return how a code of the project changes its parent or its place among its siblings (from 1)."""
        old = self._old_parent[node]
        if old is not node.parent:
            return [
                FieldChange("parent", _path_before(old), join_path(node.parent.path()) if node.parent else "")
            ]
        if self._old_place[node] != self._new_place[node]:
            return [FieldChange("place", str(self._old_place[node] + 1), str(self._new_place[node] + 1))]
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
    comes right behind the one before it in the list.
    """
    if not stayed:
        return listed
    at_home = set(stayed)
    wanted = iter([node for node in listed if node in at_home])
    in_list = set(listed)
    order = [next(wanted) if node in in_list else node for node in stayed]
    for place, node in enumerate(listed):
        if node not in at_home:
            following = order.index(listed[place - 1]) + 1 if place else _first_of(listed, order)
            order.insert(following, node)
    return order


def _first_of(listed: list[Node], order: list[Node]) -> int:
    present = [order.index(node) for node in listed if node in order]
    return min(present) if present else len(order)
