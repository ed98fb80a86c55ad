"""Memos: dated notes on the project, a document, a passage, a participant, a code or a coding."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Action, Memo
from qualcode.project.actions import Actions, moment
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.project.guids import new_guid, normal_guid
from qualcode.project.history import History
from qualcode.project.spans import check_bounds
from qualcode.text.newlines import normalise_newlines
from qualcode.text.quotes import shortened

SELECT_MEMO = (
    "SELECT memo.id, memo.guid, text, coder.name, created, modified, document_id, participant_id, code_id,"
    ' coding_id, start, "end" FROM memo JOIN coder ON coder.id = coder_id'
)


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A memo's (or code's) text before an action changed it."""

    text: str
    changed_by: Action


class Memos:
    """Writes, reads and removes memos. Earlier versions stay readable."""

    def __init__(self, database: Database, actions: Actions, coders: Coders, history: History) -> None:
        self._database = database
        self._actions = actions
        self._coders = coders
        self._history = history

    def all(
        self,
        *,
        document_id: int | None = None,
        participant_id: int | None = None,
        code_id: int | None = None,
        coding_id: int | None = None,
    ) -> list[Memo]:
        """Return all memos, or those on one thing, in the order in which they were written."""
        chosen = {
            "document_id": document_id,
            "participant_id": participant_id,
            "code_id": code_id,
            "coding_id": coding_id,
        }
        where = [(column, number) for column, number in chosen.items() if number is not None]
        condition = "".join(f" AND {column} = ?" for column, _ in where)
        rows = self._database.all(
            f"{SELECT_MEMO} WHERE 1 {condition} ORDER BY memo.id", *(number for _, number in where)
        )
        return [Memo(*row) for row in rows]

    def find(self, guid: str) -> Memo:
        """Return the memo whose GUID begins so (8 or more characters); raises `UnknownName`."""
        prefix = normal_guid(guid)
        matches = [memo for memo in self.all() if memo.guid.startswith(prefix)]
        if len(prefix) < 8 or len(matches) != 1:
            raise UnknownName(f"There is no memo “{guid}”; `qualcode memo list` shows their GUIDs.")
        return matches[0]

    def add(
        self,
        text: str,
        *,
        document_id: int | None = None,
        participant_id: int | None = None,
        code_id: int | None = None,
        coding_id: int | None = None,
        start: int | None = None,
        end: int | None = None,
        guid: str | None = None,
        coder: str | None = None,
    ) -> Memo:
        """Write a memo on one thing (none given: on the project); a span goes with a document.

        `coder` is who wrote it, by default who is working now. Raises `InvalidValue` for a memo without text and
        for a span that is no passage of the document.
        """
        text = normalise_newlines(text)
        if not text.strip():
            raise InvalidValue("A memo needs some text.")
        if (start, end) != (None, None):
            self._check_span(document_id, start, end)
        now = moment()
        with self._actions.begin("memo", f"wrote the memo “{shortened(text)}”"):
            number = self._database.run(
                "INSERT INTO memo (guid, coder_id, document_id, participant_id, code_id, coding_id, start,"
                ' "end", text, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
                guid or new_guid(),
                self._coders.present(coder).id,
                document_id,
                participant_id,
                code_id,
                coding_id,
                start,
                end,
                text,
                now,
                now,
            )
        return self.get(number)

    def _check_span(self, document_id: int | None, start: int | None, end: int | None) -> None:
        """Raise `InvalidValue` unless the span is a passage of the document."""
        row = self._database.first("SELECT name, characters FROM document WHERE id = ?", document_id)
        if row is None or start is None or end is None:
            raise InvalidValue(
                "A memo on a passage needs its document, and where the passage begins and ends."
            )
        check_bounds(row[0], row[1], start, end)

    def get(self, memo_id: int) -> Memo:
        """Return the memo with that row number."""
        row = self._database.first(SELECT_MEMO + " WHERE memo.id = ?", memo_id)
        if row is None:
            raise InvalidValue("That memo is no longer there.")
        return Memo(*row)

    def edit(self, memo: Memo, text: str) -> Memo:
        """Change the text of a memo; `earlier` still shows what it was."""
        text = normalise_newlines(text)
        if not text.strip():
            raise InvalidValue("A memo needs some text; remove it instead.")
        if text == memo.text:
            return memo
        with self._actions.begin("memo", f"changed a memo to “{shortened(text)}”"):
            self._database.run("UPDATE memo SET text = ?, modified = ? WHERE id = ?", text, moment(), memo.id)
        return self.get(memo.id)

    def remove(self, memo: Memo) -> None:
        """Remove a memo; undo brings it back, and the history keeps its text."""
        with self._actions.begin("memo", f"removed the memo “{shortened(memo.text)}”"):
            self._database.run("DELETE FROM memo WHERE id = ?", memo.id)

    def earlier(self, memo: Memo) -> list[EarlierText]:
        """Return the memo's earlier texts, newest first, each with the action that changed it."""
        earlier, newer = [], self._database.value("SELECT text FROM memo WHERE id = ?", memo.id)
        for action, row in self._history.earlier_versions("memo", memo.id):
            if (text := str(row["text"])) != newer:  # else only what it is on was changed
                earlier.append(EarlierText(text, action))
                newer = text
        return earlier

    def number(self) -> int:
        """Return how many memos there are."""
        number: int = self._database.value("SELECT count(*) FROM memo")
        return number

    def codings(self) -> dict[int, tuple[int, int, int, int]]:
        """Return coding → (document, code, start, end) of the codings that have memos."""
        return {
            coding: (document, code, start, end)
            for coding, document, code, start, end in self._database.all(
                'SELECT id, document_id, code_id, start, "end" FROM coding'
                " WHERE id IN (SELECT coding_id FROM memo WHERE coding_id IS NOT NULL)"
            )
        }

    def of_codings(self) -> dict[int, str]:
        """Return coding → its memos' texts, joined with a blank line in the order of writing."""
        texts: dict[int, str] = {}
        for coding, text in self._database.all(
            "SELECT coding_id, text FROM memo WHERE coding_id IS NOT NULL ORDER BY id"
        ):
            texts[coding] = f"{texts[coding]}\n\n{text}" if coding in texts else text
        return texts
