"""What a codebook file would change in a project, code by code, and the codebook as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.exchange.codebook_choices import OURS, THEIRS, Choices, joined
from qualcode.exchange.codebook_order import Order
from qualcode.exchange.codebook_table import TEXT_FIELDS, CodebookTable
from qualcode.exchange.codebook_tree import Node, Tree
from qualcode.exchange.refusal import BadRows
from qualcode.model import Code
from qualcode.project.code_records import CodeRecord
from qualcode.project.codes import join_path, next_colour
from qualcode.text.wording import counted

ATTRIBUTES = {field: field.replace(" ", "_") for field in TEXT_FIELDS}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a code with its value before and after; `path` tells of a move, `place` of one among siblings."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CodeDifference:
    """What becomes of one code: its path afterwards, and all that changes.

    `kinds` holds `added`, or `changed` and/or `moved`, or `same`; with it `conflicting name` where another code of the
    project has its name at its place. `removed` stands only in comparisons: an import takes nothing away.
    `line` is the code's line in the file; None where the file only implies it.
    """

    path: str
    guid: str
    kinds: tuple[str, ...]
    changes: tuple[FieldChange, ...] = ()
    line: int | None = None

    @property
    def differs(self) -> bool:
        """Whether anything becomes of the code."""
        return self.kinds != ("same",)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: the differences, and the records (parents first) that the codebook is to hold."""

    differences: tuple[CodeDifference, ...]
    records: tuple[CodeRecord, ...]
    notes: tuple[str, ...]


def plan_of(codes: Sequence[Code], table: CodebookTable, choices: Choices | None = None) -> Plan:
    """Compare a file with the codes of a project; raises `ImportRefused` with the rows that do not fit."""
    bad = BadRows()
    tree = Tree(codes, table.rows, bad, choices)
    bad.refuse(table.name)
    order = Order(tree)
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
    differences = [_difference(node, records[node], order, tree) for node in tree.of_file]
    return Plan(tuple(differences), tuple(records.values()), _notes(tree, table.name, kept_texts))


def _record(node: Node, position: int | None, colours: list[str]) -> CodeRecord:
    code, said = node.code, dict(node.row.fields) if node.row else {}
    colour = ("" if node.stays else said.get("colour")) or (code.colour if code else "")
    if not colour:
        colour = next_colour(colours)
        colours.append(colour)
    texts = [_text(node, field, said) for field in TEXT_FIELDS]
    if node.stays:
        said.pop("retired", None)
    retired = said["retired"] == "yes" if "retired" in said else bool(code and code.retired)
    parent = node.parent.guid if node.parent else None
    definition, use, not_use, example = texts
    return CodeRecord(
        node.guid, parent, position, node.name, colour, definition, use, not_use, example, retired
    )


def _text(node: Node, field: str, said: dict[str, str]) -> str:
    """Return what a text of a code is to be: the file's where it says one, unless ours is to stay."""
    ours = _text_of(node.code, field) if node.code else ""
    theirs = said.get(field, ours)
    if node.way == THEIRS:
        return theirs
    return ours or theirs if node.way == OURS else joined(ours, theirs)


def _text_of(code: Code, field: str) -> str:
    text: str = getattr(code, ATTRIBUTES[field])
    return text


def _kept_texts(node: Node, table: CodebookTable) -> int:
    """Count the texts of a code that stay although the file has an empty cell for them."""
    if not node.code or not node.row or node.stays:
        return 0
    return sum(
        1 for field in table.text_columns if field not in node.row.fields and _text_of(node.code, field)
    )


def _difference(node: Node, record: CodeRecord, order: Order, tree: Tree) -> CodeDifference:
    path = join_path(node.path())
    code = node.code
    line = node.row.line if node.row else None
    conflict = ("conflicting name",) if node in tree.conflicts else ()
    new = _values(record)
    if code is None:
        told = [FieldChange(field, "", value) for field, value in new.items() if value and field != "name"]
        return CodeDifference(path, node.guid, ("added", *conflict), tuple(told), line)
    old = {
        "name": code.name,
        "colour": code.colour,
        **{field: _text_of(code, field) for field in TEXT_FIELDS},
    }
    old["retired"] = "yes" if code.retired else ""
    changes = [FieldChange(field, old[field], value) for field, value in new.items() if old[field] != value]
    moves = [FieldChange(*move) for move in order.moves(node)]
    kinds = [kind for kind, found in (("changed", changes), ("moved", moves)) if found]
    return CodeDifference(path, node.guid, (*(kinds or ["same"]), *conflict), (*changes, *moves), line)


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


def _notes(tree: Tree, file: str, kept_texts: int) -> tuple[str, ...]:
    notes: list[str] = []
    if kept_texts:
        stay = "text stays as it was" if kept_texts == 1 else "texts stay as they were"
        notes.append(f"{kept_texts:,} {stay}, because {file} says nothing there.")
    beside = sum(node.code is None for node in tree.conflicts - tree.left_out)
    if beside:
        codes = "new code stands beside a code" if beside == 1 else "new codes stand beside codes"
        notes.append(f"{beside:,} {codes} of the same name with another GUID.")
    if tree.left_out:
        notes.append(
            f"{counted(len(tree.left_out), 'new code')} of {file} {_is(len(tree.left_out))} left out."
        )
    return tuple(notes)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
