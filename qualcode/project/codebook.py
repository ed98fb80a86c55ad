"""The codebook: a tree of codes that grows, moves and is pruned, without losing a coding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import PATH_SEPARATOR, Code
from qualcode.project.actions import Actions
from qualcode.project.code_finding import find_by_path, find_code
from qualcode.project.code_merging import doubles_of, unite_doubles
from qualcode.project.code_records import RECORDED, TEXTS, CodeRecord, Merge, Removal
from qualcode.project.code_trail import CodeChange, CodeTrail
from qualcode.project.codes import (
    checked_colour,
    checked_name,
    join_path,
    next_colour,
    pickable,
    split_path,
)
from qualcode.project.database import Database, Row
from qualcode.project.guids import new_guid, normal_guid
from qualcode.project.history import History
from qualcode.text.newlines import normalise_newlines
from qualcode.text.wording import counted

EDITABLE = {"name", "colour", "retired", *TEXTS}
SELECT_CODE = (
    "SELECT id, guid, parent_id, name, colour, definition, when_to_use, when_not_to_use, example, retired"
    " FROM code"
)


class Codebook:
    """The codes of one project."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions
        self._trail = CodeTrail(database, History(database))

    def all(self, *, retired: bool = True) -> list[Code]:
        """Return the codes in the order of the tree: each before its children, siblings in their order.

        Without `retired`, a retired code is left out, and its children as well.
        """
        codes = in_tree_order(self._database.all(SELECT_CODE + " ORDER BY position, id"))
        return codes if retired else pickable(codes)

    def find(self, reference: str) -> Code:
        """Return the code of that path, name or GUID; raises `UnknownName`, `AmbiguousName`."""
        return find_code(reference, self.all())

    def get(self, code_id: int) -> Code:
        """Return the code with that row number."""
        row = self._database.first(SELECT_CODE + " WHERE id = ?", code_id)
        if row is None:
            raise InvalidValue("That code is no longer there.")
        names = self._database.all(
            "WITH RECURSIVE line (id, name, parent_id, height) AS (SELECT id, name, parent_id, 0 FROM code"
            " WHERE id = ? UNION ALL SELECT code.id, code.name, code.parent_id, height + 1 FROM code"
            " JOIN line ON code.id = line.parent_id) SELECT name FROM line ORDER BY height DESC",
            code_id,
        )
        return code_of(row, join_path(name for (name,) in names), len(names) - 1)

    def children(self, parent: Code | None) -> list[Code]:
        """Return the codes right under a parent (None: at the top), in their order."""
        above, depth = (parent.path + PATH_SEPARATOR, parent.depth + 1) if parent else ("", 0)
        rows = self._database.all(
            SELECT_CODE + " WHERE parent_id IS ? ORDER BY position, id", parent.id if parent else None
        )
        return [code_of(row, above + join_path([row[3]]), depth) for row in rows]

    def counts(self) -> dict[int, int]:
        """Return code → number of its own codings; codes without any are left out."""
        return dict(self._database.all("SELECT code_id, count(*) FROM coding GROUP BY code_id"))

    def trail(self, code: Code) -> list[CodeChange]:
        """Return who made and changed a code and when, newest first, with the earlier versions of its fields."""
        return self._trail.of(self.get(code.id))

    def passages(self, code: Code, most: int) -> list[tuple[int, int, int]]:
        """Return (document, start, end) of the first so many codings of a code, each passage once."""
        rows = self._database.all(
            'SELECT DISTINCT document_id, start, "end" FROM coding WHERE code_id = ?'
            ' ORDER BY document_id, start, "end" LIMIT ?',
            code.id,
            most,
        )
        return [(document, start, end) for document, start, end in rows]

    def subtree(self, code: Code) -> list[Code]:
        """Return the code and everything under it, in order."""
        inside = {code.id}
        chosen = []
        for candidate in self.all():
            if candidate.id in inside or candidate.parent_id in inside:
                inside.add(candidate.id)
                chosen.append(candidate)
        return chosen

    def add(
        self,
        name: str,
        parent: Code | None = None,
        *,
        after: Code | None = None,
        colour: str | None = None,
        guid: str | None = None,
        **texts: str,
    ) -> Code:
        """Add a code as the last child of `parent` (None: at the top), or behind its child `after`.

        `texts` are definition, when_to_use, when_not_to_use, example. Raises `InvalidValue`.
        """
        name = checked_name(name)
        texts = {field: normalise_newlines(text) for field, text in texts.items()}
        if unexpected := set(texts) - set(TEXTS):
            raise InvalidValue(f"A code has no field “{unexpected.pop()}”.")
        guid = normal_guid(guid) if guid else new_guid()
        if self._database.value("SELECT 1 FROM code WHERE guid = ?", guid):
            raise InvalidValue(f"A code with the GUID {guid} exists already.")
        path = join_path([*split_path(parent.path), name]) if parent else join_path([name])
        with self._actions.begin("codebook", f"added the code {path}"):
            used = [row[0] for row in self._database.all("SELECT colour FROM code")]
            number = self._database.run(
                "INSERT INTO code (guid, parent_id, position, name, colour, definition, when_to_use,"
                " when_not_to_use, example) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                guid,
                parent.id if parent else None,
                self._last_position(parent.id if parent else None) + 1,
                name,
                checked_colour(colour) if colour else next_colour(used),
                *(texts.get(field, "") for field in TEXTS),
            )
            code = self.get(number)
            if after is not None:
                siblings = self._siblings(code.parent_id, code)
                if after.id in siblings:
                    self.move(code, parent, siblings.index(after.id) + 1)
        return code

    def bring_in(self, records: Iterable[CodeRecord], summary: str) -> None:
        """Make the codebook hold these codes as they are told; those with new GUIDs are added.

        A parent comes before its children; names and colours must have been checked.
        """
        ids: dict[str, int] = dict(self._database.all("SELECT guid, id FROM code"))
        with self._actions.begin("codebook", summary):
            for record in records:
                parent_id = ids[record.parent_guid] if record.parent_guid else None
                if record.guid in ids:
                    self._bring_up_to_date(ids[record.guid], parent_id, record)
                else:
                    position = record.position
                    if position is None:
                        position = self._last_position(parent_id) + 1
                    ids[record.guid] = self._database.run(
                        f"INSERT INTO code (guid, {', '.join(RECORDED)}) VALUES ({'?, ' * len(RECORDED)}?)",
                        record.guid,
                        *record.row(parent_id, position),
                    )

    def _bring_up_to_date(self, code_id: int, parent_id: int | None, record: CodeRecord) -> None:
        old = self._database.first(f"SELECT {', '.join(RECORDED)} FROM code WHERE id = ?", code_id)
        assert old is not None
        position = record.position
        if position is None:
            position = old[1] if old[0] == parent_id else self._last_position(parent_id) + 1
        new = record.row(parent_id, position)
        if new != old:
            assignments = ", ".join(f"{column} = ?" for column in RECORDED)
            self._database.run(f"UPDATE code SET {assignments} WHERE id = ?", *new, code_id)

    def add_path(self, path: str) -> Code:
        """Return the code at a path, making it and what is missing above it."""
        names = split_path(path)
        with self._actions.begin("codebook", f"added the code {join_path(names)}"):
            code: Code | None = None
            for depth in range(1, len(names) + 1):
                try:
                    code = find_by_path(names[:depth], self.all())
                except UnknownName:
                    code = self.add(names[depth - 1], code)
        assert code is not None
        return code

    def edit(self, code: Code, **fields: Any) -> Code:
        """Change name, colour, definition, when_to_use, when_not_to_use, example or retired.

        Earlier versions stay readable in the history.
        """
        if unexpected := set(fields) - EDITABLE:
            raise InvalidValue(f"A code has no field “{unexpected.pop()}” to edit.")
        if "name" in fields:
            fields["name"] = checked_name(fields["name"])
        fields |= {field: normalise_newlines(fields[field]) for field in TEXTS if field in fields}
        if "colour" in fields:
            fields["colour"] = checked_colour(fields["colour"])
        changed = {field: value for field, value in fields.items() if getattr(code, field) != value}
        if not changed:
            return code
        with self._actions.begin("codebook", self._edit_summary(code, changed)):
            assignments = ", ".join(f"{field} = ?" for field in changed)
            self._database.run(
                f"UPDATE code SET {assignments} WHERE id = ?",
                *(int(value) if field == "retired" else value for field, value in changed.items()),
                code.id,
            )
        return self.get(code.id)

    def retire(self, code: Code, retired: bool = True) -> Code:
        """Hide a code from the pickers (or show it again); its codings stay and are counted."""
        return self.edit(code, retired=retired)

    def move(self, code: Code, parent: Code | None, position: int | None = None) -> Code:
        """Put a code under another one (None: at the top), at a place among its siblings from 0 (None: last).

        Raises `InvalidValue` when the new parent is the code itself or stands under it.
        """
        parent_id = parent.id if parent else None
        # All is asked inside the action: before it, another program may still change the tree.
        with self._actions.begin("codebook", move_told(code, parent)):
            if parent and self._is_under(parent.id, code.id):
                raise InvalidValue(f"“{code.path}” cannot be moved under itself (“{parent.path}”).")
            siblings = self._siblings(parent_id, code)
            siblings.insert(len(siblings) if position is None else position, code.id)
            self._database.run(
                "UPDATE code SET parent_id = ?1 WHERE id = ?2 AND parent_id IS NOT ?1", parent_id, code.id
            )
            self._database.run_many(
                "UPDATE code SET position = ?1 WHERE id = ?2 AND position <> ?1", enumerate(siblings)
            )
        return self.get(code.id)

    def _is_under(self, code_id: int, other_id: int) -> bool:
        """Say whether a code is another one or stands under it."""
        found = self._database.value(
            "WITH RECURSIVE line (id) AS (SELECT ? UNION SELECT parent_id FROM code JOIN line ON code.id = line.id"
            " WHERE parent_id IS NOT NULL) SELECT count(*) FROM line WHERE id = ?",
            code_id,
            other_id,
        )
        return bool(found)

    def _siblings(self, parent_id: int | None, code: Code) -> list[int]:
        """Return the codes under a parent in their order, without `code`."""
        rows = self._database.all(
            "SELECT id FROM code WHERE parent_id IS ? AND id <> ? ORDER BY position, id", parent_id, code.id
        )
        return [number for (number,) in rows]

    def merging(self, source: Code, target: Code) -> Merge:
        """Return what `merge` would do, with `united` as it would be if duplicates were united."""
        count = "SELECT count(*) FROM {} WHERE {} = ?"
        return Merge(
            codings=self._database.value(count.format("coding", "code_id"), source.id),
            duplicates=self._duplicates(source, target),
            subcodes=self._database.value(count.format("code", "parent_id"), source.id),
            memos=self._database.value(count.format("memo", "code_id"), source.id),
            united=len(doubles_of(self._database, source.id, target.id)),
        )

    def merge(self, source: Code, target: Code, *, unite: bool = False) -> Merge:
        """Give everything of `source` to `target` and remove it: codings, subcodes, memos.

        Every coding is kept. The result says how many of them became duplicates: a coding of the same coder
        on the same span that `target` had already. With `unite` a duplicate and that coding become one, which
        keeps the memos of both (a coder's two become one memo); where their weights differ, both stay.
        Raises `InvalidValue` when target is or is under source.
        """
        with self._actions.begin("codebook", f"merged {source.path} into {target.path}") as action:
            source, target = self.get(source.id), self.get(target.id)
            if self._is_under(target.id, source.id):
                raise InvalidValue(f"“{source.path}” cannot be merged into itself or a code under it.")
            duplicates = self._duplicates(source, target)
            united = unite_doubles(self._database, source.id, target.id) if unite else 0
            run = self._database.run_many
            ids = [(target.id, source.id)]
            codings = united + run("UPDATE coding SET code_id = ? WHERE code_id = ?", ids)
            memos = run("UPDATE memo SET code_id = ? WHERE code_id = ?", ids)
            last = self._last_position(target.id)
            subcodes = run(
                f"UPDATE code SET parent_id = ?, position = position + {last + 1} WHERE parent_id = ?", ids
            )
            self._database.run("DELETE FROM code WHERE id = ?", source.id)
            action.summary += f": {counted(codings, 'coding')}, " + (
                f"{united} became one with one there" if unite else f"{duplicates} now duplicate"
            )
        return Merge(codings, duplicates, subcodes, memos, united)

    def _duplicates(self, source: Code, target: Code) -> int:
        number: int = self._database.value(
            "SELECT count(*) FROM coding AS one WHERE code_id = ? AND EXISTS (SELECT 1 FROM coding AS other"
            " WHERE other.document_id = one.document_id AND other.start = one.start"
            ' AND other."end" = one."end" AND other.code_id = ? AND other.coder_id = one.coder_id)',
            source.id,
            target.id,
        )
        return number

    def removal(self, code: Code) -> Removal:
        """Return what `remove` would take away, without doing it."""
        ids = marks_of(below.id for below in self.subtree(code))
        codings = f"SELECT id FROM coding WHERE code_id IN ({ids})"
        return Removal(
            codes=ids.count(",") + 1,
            codings=self._database.value(f"SELECT count(*) FROM ({codings})"),
            memos=self._database.value(
                f"SELECT count(*) FROM memo WHERE code_id IN ({ids}) OR coding_id IN ({codings})"
            ),
        )

    def remove(self, code: Code) -> Removal:
        """Remove a code with its subcodes, their codings and memos; undo brings all of it back."""
        with self._actions.begin("codebook", f"removed the code {code.path}") as action:
            code = self.get(code.id)
            gone, below = self.removal(code), self.subtree(code)
            ids = marks_of(each.id for each in below)
            if gone.codings:
                action.summary += f" with {counted(gone.codings, 'coding')}"
            self._database.run(
                f"DELETE FROM memo WHERE code_id IN ({ids})"
                f" OR coding_id IN (SELECT id FROM coding WHERE code_id IN ({ids}))"
            )
            self._database.run(f"DELETE FROM coding WHERE code_id IN ({ids})")
            self._database.run_many("DELETE FROM code WHERE id = ?", ((each.id,) for each in reversed(below)))
        return gone

    def _last_position(self, parent_id: int | None) -> int:
        position = self._database.value("SELECT max(position) FROM code WHERE parent_id IS ?", parent_id)
        return -1 if position is None else position

    def _edit_summary(self, code: Code, changed: dict[str, Any]) -> str:
        if set(changed) == {"name"}:
            return f"renamed the code {code.path} to {changed['name']}"
        if set(changed) == {"retired"}:
            return f"{'retired' if changed['retired'] else 'brought back'} the code {code.path}"
        return f"edited the {', '.join(field.replace('_', ' ') for field in changed)} of {code.path}"


def in_tree_order(rows: Iterable[Row]) -> list[Code]:
    """Return the codes in rows of `SELECT_CODE`, siblings in the order of the rows: each before its children."""
    children: dict[int | None, list[Row]] = {}
    for row in rows:
        children.setdefault(row[2], []).append(row)
    codes: list[Code] = []
    # A stack, not recursion: imported trees may be deep.
    waiting: list[tuple[Row, str, int]] = [(row, "", 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, above, depth = waiting.pop()
        code = code_of(row, above + join_path([row[3]]), depth)
        codes.append(code)
        if code.id in children:
            below = code.path + PATH_SEPARATOR
            waiting.extend((child, below, depth + 1) for child in reversed(children[code.id]))
    return codes


def code_of(row: Row, path: str, depth: int) -> Code:
    """Return the code in a row of `SELECT_CODE`, which stands at a path."""
    number, guid, parent, name, colour, definition, use, not_use, example, retired = row
    return Code(
        number, guid, name, path, parent, depth, colour, definition, use, not_use, example, bool(retired)
    )


def move_told(code: Code, parent: Code | None) -> str:
    """Return a move in words, for the history."""
    if code.parent_id == (parent.id if parent else None):
        return f"moved the code {code.path} among its siblings"
    return f"moved the code {code.path} to {parent.path if parent else 'the top of the codebook'}"


def marks_of(ids: Iterable[int]) -> str:
    """Return row numbers for an SQL `IN (…)`; they are integers, so nothing needs quoting."""
    return ", ".join(str(int(number)) for number in ids)
