"""Codings: one code on one span of one document by one coder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Code, Coder, Coding, Document
from qualcode.project.actions import Actions, moment
from qualcode.project.bulk import GatheredCodings, NewCoding
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.project.guids import new_guid, normal_guid
from qualcode.project.memos import Memos
from qualcode.project.spans import check_span
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

SELECT_CODING = 'SELECT id, guid, document_id, code_id, coder_id, start, "end", weight, created FROM coding'


class Codings:
    """Applies, changes, reads and removes codings."""

    def __init__(self, database: Database, actions: Actions, coders: Coders, memos: Memos) -> None:
        self._database = database
        self._actions = actions
        self._coders = coders
        self._memos = memos

    def all(self, document: Document | None = None) -> list[Coding]:
        """Return the codings (of a document) in the order of the text."""
        where, parameters = ("", ()) if document is None else (" WHERE document_id = ?", (document.id,))
        rows = self._database.all(
            f'{SELECT_CODING}{where} ORDER BY document_id, start, "end", id', *parameters
        )
        return [Coding(*row) for row in rows]

    def number(self) -> int:
        """Return how many codings there are."""
        number: int = self._database.value("SELECT count(*) FROM coding")
        return number

    def number_by_document(self) -> dict[int, int]:
        """Return document → number of codings; documents without any are left out."""
        return dict(self._database.all("SELECT document_id, count(*) FROM coding GROUP BY document_id"))

    def number_by_document_and_coder(self) -> dict[tuple[int, int], int]:
        """Return (document, coder) → number of codings; pairs without any are left out."""
        rows = self._database.all(
            "SELECT document_id, coder_id, count(*) FROM coding INDEXED BY coding_place"
            " GROUP BY document_id, coder_id"
        )
        return {(document, coder): number for document, coder, number in rows}

    def numbers_seen_by(self, coder: Coder | None) -> tuple[dict[int, int], dict[int, int]]:
        """Return document → number and code → number of the codings that a blind coder may know of.

        These are her own, and everyone's in the documents that she has marked complete.
        """
        number = coder.id if coder else 0
        by_document: dict[int, int] = {}
        by_code: dict[int, int] = {}
        for document, code, count in self._database.all(
            "SELECT document_id, code_id, count(*) FROM coding WHERE coder_id = ?1 OR document_id IN"
            " (SELECT document_id FROM reading WHERE coder_id = ?1 AND state = 'complete')"
            " GROUP BY document_id, code_id",
            number,
        ):
            by_document[document] = by_document.get(document, 0) + count
            by_code[code] = by_code.get(code, 0) + count
        return by_document, by_code

    def latest(self, coder: Coder, number: int = 1000) -> list[Coding]:
        """Return the last so many codings of a coder, newest first."""
        rows = self._database.all(
            SELECT_CODING + " WHERE coder_id = ? ORDER BY id DESC LIMIT ?", coder.id, number
        )
        return [Coding(*row) for row in rows]

    def get(self, coding_id: int) -> Coding:
        """Return the coding with that row number."""
        row = self._database.first(SELECT_CODING + " WHERE id = ?", coding_id)
        if row is None:
            raise InvalidValue("That coding is no longer there.")
        return Coding(*row)

    def find(self, guid: str) -> Coding:
        """Return the coding whose GUID begins so (8 or more characters); raises `UnknownName`."""
        prefix = normal_guid(guid)
        rows = self._database.all(
            SELECT_CODING + " WHERE guid >= ? AND guid < ? LIMIT 2", prefix, prefix + "~"
        )
        if len(prefix) < 8 or len(rows) != 1:
            problem = "more than one coding begins" if len(rows) > 1 else "no coding begins"
            raise UnknownName(
                f"{problem.capitalize()} with the GUID “{guid}”; `qualcode codings` lists them."
            )
        return Coding(*rows[0])

    def apply(
        self,
        document: Document,
        code: Code,
        start: int,
        end: int,
        *,
        memo: str = "",
        weight: int | None = None,
        coder: str | None = None,
    ) -> Coding:
        """Apply a code to `[start, end)` of a document.

        Raises `InvalidValue` for a span outside the text, for a weight outside 0–100, and when the same coder
        has this code on exactly this span already.
        """
        check_span(document, start, end)
        check_weight(weight)
        # As a part of a larger action it needs no words of its own, and a long text need not be read for them.
        told = "" if self._actions.is_open else self._told_application(document, code, start, end)
        with self._actions.begin("coding", told):
            coder_id = self._coders.present(coder).id
            if self._is_there(document.id, start, end, code.id, coder_id):
                quote = shortened(self._text_between(document, start, end))
                raise InvalidValue(f"{code.path} is already on “{quote}”.")
            number = self._database.run(
                'INSERT INTO coding (guid, document_id, code_id, coder_id, start, "end", weight, created)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                new_guid(),
                document.id,
                code.id,
                coder_id,
                start,
                end,
                weight,
                moment(),
            )
            if memo.strip():
                self._memos.add(memo, coding_id=number, coder=coder)
        return self.get(number)

    def apply_many(self, rows: Iterable[tuple[Any, ...]], summary: str) -> int:
        """Apply codings in bulk, streamed, as one action; return how many were new.

        A row has the fields of `NewCoding`; the last ones may be left out. A row that says what a coding in the
        project says already (same coder, code and span) is passed over. Spans are checked against the documents'
        lengths by the file itself.
        """
        with self._actions.begin("codings import", summary), self.gathering() as gathered:
            gathered.gather(NewCoding(*row) for row in rows)
            return gathered.apply().added

    def gathering(self) -> GatheredCodings:
        """Return what takes codings in bulk, to be used in a `with` inside an action."""
        return GatheredCodings(self._database)

    def remove(self, codings: Sequence[Coding]) -> None:
        """Remove codings with their memos."""
        ids = [(coding.id,) for coding in codings]
        with self._actions.begin("coding", f"removed {self._told(codings)}"):
            self._database.run_many("DELETE FROM memo WHERE coding_id = ?", ids)
            self._database.run_many("DELETE FROM coding WHERE id = ?", ids)

    def recode(self, codings: Sequence[Coding], code: Code) -> None:
        """Give codings another code; memos, weights and spans stay."""
        with self._actions.begin("coding", f"changed {self._told(codings)} to {code.path}"):
            self._database.run_many(
                "UPDATE coding SET code_id = ?1 WHERE id = ?2 AND code_id <> ?1",
                ((code.id, coding.id) for coding in codings),
            )

    def resize(self, coding: Coding, document: Document, start: int, end: int) -> Coding:
        """Give a coding another span in its document.

        Raises `InvalidValue` for one outside the text, and when the same coder has this code on exactly that span
        in another coding already.
        """
        check_span(document, start, end)
        with self._actions.begin("coding", f"resized {self._told([coding])}"):
            self._refuse_twice(coding, start, end, (coding.id,))
            self._database.run(
                'UPDATE coding SET start = ?1, "end" = ?2 WHERE id = ?3 AND (start <> ?1 OR "end" <> ?2)',
                start,
                end,
                coding.id,
            )
        return self.get(coding.id)

    def join(self, codings: Sequence[Coding]) -> Coding:
        """Make one coding of several of the same code by the same coder in one document; return it.

        It reaches from the first start to the last end. The first in the text stays, with its GUID and its weight
        (or, where it has none, the next one's); the others' memos go to it, and the others are removed. Where a
        coder has written on several of them, her memos become one (see `unite_memos`).
        Raises `InvalidValue` for fewer than two, and for codings that differ in code, coder or document.
        """
        from qualcode.project.memo_uniting import unite_memos

        with self._actions.begin("coding", f"joined {counted(len(codings), 'coding')}") as action:
            codings = [self.get(each.id) for each in codings]  # as they are now
            stays, *others = sorted(codings, key=lambda each: (each.start, -each.end, each.id))
            if not others or len({(each.document_id, each.code_id, each.coder_id) for each in codings}) > 1:
                raise InvalidValue("Only codings of one code by one coder in one document can be joined.")
            start, end = stays.start, max(each.end for each in codings)
            weight = next((each.weight for each in (stays, *others) if each.weight is not None), None)
            self._refuse_twice(stays, start, end, [each.id for each in codings])
            self._database.run_many(
                "UPDATE memo SET coding_id = ? WHERE coding_id = ?", [(stays.id, each.id) for each in others]
            )
            unite_memos(self._database, [stays.id])
            self._database.run_many("DELETE FROM coding WHERE id = ?", [(each.id,) for each in others])
            self._database.run(
                'UPDATE coding SET start = ?, "end" = ?, weight = ? WHERE id = ?',
                start,
                end,
                weight,
                stays.id,
            )
            joined = self.get(stays.id)
            action.summary = f"joined {counted(len(codings), 'coding')} to {self._told([joined])}"
        return joined

    def set_weight(self, coding: Coding, weight: int | None) -> Coding:
        """Set the weight of a coding, 0–100, or None."""
        check_weight(weight)
        with self._actions.begin("coding", f"set the weight of {self._told([coding])} to {weight}"):
            self._database.run(
                "UPDATE coding SET weight = ?1 WHERE id = ?2 AND weight IS NOT ?1", weight, coding.id
            )
        return self.get(coding.id)

    def _is_there(
        self, document_id: int, start: int, end: int, code_id: int, coder_id: int, but: Sequence[int] = ()
    ) -> bool:
        """Whether a coder has a code on exactly this span, in another coding than those in `but`."""
        rows = self._database.all(
            'SELECT id FROM coding WHERE document_id = ? AND start = ? AND "end" = ? AND code_id = ?'
            " AND coder_id = ?",
            document_id,
            start,
            end,
            code_id,
            coder_id,
        )
        return any(number not in but for (number,) in rows)

    def _refuse_twice(self, coding: Coding, start: int, end: int, but: Sequence[int]) -> None:
        """Raise `InvalidValue` where a coding on this span would say what another one says already."""
        if self._is_there(coding.document_id, start, end, coding.code_id, coding.coder_id, but):
            name, _, text = self._place(coding, start, end)
            raise InvalidValue(f"{name} is already on “{shortened(text)}”.")

    def _told(self, codings: Sequence[Coding]) -> str:
        """Return codings in words, for the history."""
        if len(codings) != 1:
            return f"{len(codings)} codings"
        (coding,) = codings
        name, document, text = self._place(coding, coding.start, coding.end)
        return f"{name} on “{shortened(text)}” in {document}"

    def _place(self, coding: Coding, start: int, end: int) -> tuple[str, str, str]:
        """Return a coding's code and document by name, and a text of that document."""
        name, document, text = self._database.first(
            "SELECT code.name, document.name, substr(document_text.text, ?, ?) FROM code, document"
            " JOIN document_text ON document_id = document.id WHERE code.id = ? AND document.id = ?",
            start + 1,
            end - start,
            coding.code_id,
            coding.document_id,
        ) or ("a code", "a document", "")
        return name, document, text

    def _told_application(self, document: Document, code: Code, start: int, end: int) -> str:
        quote = shortened(self._text_between(document, start, end))
        return f"applied {code.path} to “{quote}” in {document.name}"

    def _text_between(self, document: Document, start: int, end: int) -> str:
        text: str = self._database.value("SELECT text FROM document_text WHERE document_id = ?", document.id)
        return text[start:end]


def check_weight(weight: int | None) -> None:
    """Raise `InvalidValue` unless the weight is None or 0–100."""
    if weight is not None and not 0 <= weight <= 100:
        raise InvalidValue(f"The weight {weight} is outside 0–100.")
