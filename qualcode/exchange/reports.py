"""What an import tells afterwards: what it did, and what it left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the transcripts need not wait for the codebooks
    from qualcode.exchange.codebook_plan import CodeDifference


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file (or one row of a survey table) and what became of it.

    `document` is the name it got, or None; then `skipped` says why.
    """

    file: str
    document: str | None
    words: int = 0
    turns: int = 0
    speakers: tuple[str, ...] = ()
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import of transcripts or of a survey table did; `notes` concern the file as a whole."""

    rows: tuple[ImportRow, ...]
    action_summary: str
    notes: tuple[str, ...] = ()

    @property
    def imported(self) -> tuple[ImportRow, ...]:
        """The rows that became documents."""
        return tuple(row for row in self.rows if row.document is not None)

    @property
    def left_out(self) -> tuple[ImportRow, ...]:
        """The rows that did not."""
        return tuple(row for row in self.rows if row.document is None)


@dataclass(frozen=True, slots=True)
class CodebookReport:
    """What a codebook import did, code by code in the order of the file."""

    differences: tuple[CodeDifference, ...]
    action_summary: str
    unknown_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def number(self, kind: str) -> int:
        """Return how many codes were `added`, `changed`, `moved` or are the `same`."""
        return sum(kind in difference.kinds for difference in self.differences)


@dataclass(frozen=True, slots=True)
class CodingsReport:
    """What an import of codings did.

    `bad` counts the rows that were left out (`skip_bad`); `bad_rows` lists the first of them with the reason.
    """

    read: int
    added: int
    present: int
    memos: int
    bad: int
    bad_rows: tuple[str, ...]
    created_codes: tuple[str, ...]
    action_summary: str
    unknown_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipantsReport:
    """What an import of participants did; `added`, `changed` and `same` hold their names."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    attributes: tuple[str, ...]
    links: int
    action_summary: str
    notes: tuple[str, ...] = ()
