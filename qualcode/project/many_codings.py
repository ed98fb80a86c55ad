"""Codings read and changed by their row numbers, many at once, each change as one action; none is held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qualcode.errors import InvalidValue
from qualcode.model import Code, Coding
from qualcode.project.actions import Actions, OpenAction, moment
from qualcode.project.codebook import marks_of
from qualcode.project.coders import Coders
from qualcode.project.codings import SELECT_CODING, check_weight
from qualcode.project.database import Database
from qualcode.project.guids import new_guid
from qualcode.text.newlines import normalise_newlines
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

CHOSEN = "SELECT id FROM temp.chosen"
SAME_SPAN = (
    '{}.document_id = one.document_id AND {}.start = one.start AND {}."end" = one."end"'
    " AND {}.coder_id = one.coder_id"
)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a change: how many codings it changed, how many it left as they were, and memos it took away."""

    summary: str
    changed: int
    left: int = 0
    memos: int = 0


class ManyCodings:
    """Reads and changes codings given by row number; those that are gone meanwhile are passed over."""

    def __init__(self, database: Database, actions: Actions, coders: Coders) -> None:
        self._database = database
        self._actions = actions
        self._coders = coders

    def get(self, numbers: Iterable[int]) -> dict[int, Coding]:
        """Return row number → coding, for some tens or hundreds of them."""
        rows = self._database.all(f"{SELECT_CODING} WHERE id IN ({marks_of(numbers)})")
        return {row[0]: Coding(*row) for row in rows}

    def with_memos(self, numbers: Iterable[int]) -> dict[int, list[str]]:
        """Return row number → texts of the memos on that coding, in the order of writing."""
        found: dict[int, list[str]] = {}
        for number, text in self._database.all(
            f"SELECT coding_id, text FROM memo WHERE coding_id IN ({marks_of(numbers)}) ORDER BY id"
        ):
            found.setdefault(number, []).append(text)
        return found

    def recode(self, numbers: Iterable[int], code: Code) -> Done:
        """Give codings another code; memos, weights and spans stay.

        No coding becomes the double of another: where the same coder has the code on exactly that span, or would
        get it there twice, the coding is left as it is. Raises `InvalidValue` when that holds for all of them.
        """
        with self._chosen("changed", numbers) as (action, told):
            self._database.run(
                "DELETE FROM temp.chosen WHERE id IN (SELECT id FROM coding WHERE code_id = ?)", code.id
            )
            wanted = self._number()
            changed = self._database.run_many(
                "UPDATE coding SET code_id = ?1 WHERE id IN (SELECT one.id FROM coding AS one"
                f" WHERE one.id IN ({CHOSEN}) AND NOT EXISTS (SELECT 1 FROM coding AS other"
                f" WHERE {SAME_SPAN.replace('{}', 'other')} AND (other.code_id = ?1"
                f" OR (other.id < one.id AND other.id IN ({CHOSEN})))))",
                [(code.id,)],
            )
            if not changed:
                reason = "is on those passages already" if wanted else "is their code already"
                raise InvalidValue(f"Nothing was changed: {code.path} {reason}.")
            what = told if (changed, wanted) == (1, 1) else counted(changed, "coding")
            action.summary = f"changed {what} to {code.path}"
        return Done(action.summary, changed, wanted - changed)

    def weigh(self, numbers: Iterable[int], weight: int | None) -> Done:
        """Set the weight of codings, 0–100 or None. Raises `InvalidValue` for another one."""
        check_weight(weight)
        with self._chosen("set the weight of", numbers) as (action, told):
            changed = self._database.run_many(
                f"UPDATE coding SET weight = ?1 WHERE id IN ({CHOSEN}) AND weight IS NOT ?1", [(weight,)]
            )
            if not changed:
                raise InvalidValue(f"Nothing was changed: that is the weight already ({_weight(weight)}).")
            action.summary = f"set the weight of {told} to {_weight(weight)}"
        return Done(action.summary, changed)

    def add_memo(self, numbers: Iterable[int], text: str) -> Done:
        """Write a memo of this text on each coding. Raises `InvalidValue` for one without text."""
        text = normalise_newlines(text)
        if not text.strip():
            raise InvalidValue("A memo needs some text.")
        with self._chosen("wrote a memo on", numbers) as (action, told):
            coder, now = self._coders.present().id, moment()
            rows = self._database.stream(f"SELECT id FROM coding WHERE id IN ({CHOSEN}) ORDER BY id")
            changed = self._database.run_many(
                "INSERT INTO memo (guid, coder_id, coding_id, text, created, modified) VALUES (?, ?, ?, ?, ?, ?)",
                ((new_guid(), coder, number, text, now, now) for (number,) in rows),
            )
            action.summary = f"wrote the memo “{shortened(text)}” on {told}"
        return Done(action.summary, changed)

    def remove(self, numbers: Iterable[int]) -> Done:
        """Remove codings with their memos."""
        with self._chosen("removed", numbers) as (action, told):
            memos = self._database.run_many(f"DELETE FROM memo WHERE coding_id IN ({CHOSEN})", [()])
            changed = self._database.run_many(f"DELETE FROM coding WHERE id IN ({CHOSEN})", [()])
            action.summary = f"removed {told}" + (f" with {counted(memos, 'memo')}" if memos else "")
        return Done(action.summary, changed, memos=memos)

    # -- within

    @contextmanager
    def _chosen(self, did: str, numbers: Iterable[int]) -> Iterator[tuple[OpenAction, str]]:
        """Open an action with the codings in `temp.chosen`; give it, and what they are in words."""
        with self._actions.begin("coding", f"{did} codings") as action, self._database.roomy_cache():
            self._database.run("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)")
            try:
                self._database.run_many(
                    "INSERT OR IGNORE INTO temp.chosen VALUES (?)", ((each,) for each in numbers)
                )
                self._database.run("DELETE FROM temp.chosen WHERE id NOT IN (SELECT id FROM coding)")
                if not self._number():
                    raise InvalidValue("These codings are no longer there.")
                yield action, self._told()
            finally:
                self._database.run("DROP TABLE IF EXISTS temp.chosen")

    def _number(self) -> int:
        number: int = self._database.value("SELECT count(*) FROM temp.chosen")
        return number

    def _told(self) -> str:
        number = self._number()
        if number > 1:
            return counted(number, "coding")
        name, document, text = self._database.first(
            'SELECT code.name, document.name, substr(text, coding.start + 1, coding."end" - coding.start)'
            " FROM coding JOIN code ON code.id = code_id JOIN document ON document.id = coding.document_id"
            f" JOIN document_text ON document_text.document_id = document.id WHERE coding.id IN ({CHOSEN})"
        ) or ("a code", "a document", "")
        return f"{name} on “{shortened(text)}” in {document}"


def _weight(weight: int | None) -> str:
    return "none" if weight is None else str(weight)
