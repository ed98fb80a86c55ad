"""Every change happens inside an action: one transaction, with who, when and what in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from qualcode.errors import ProjectError
from qualcode.project.database import Database
from qualcode.project.guids import new_guid


@dataclass(slots=True)
class OpenAction:
    """The action that is being carried out. `summary` may be made exact before it ends."""

    id: int
    summary: str


class Actions:
    """Opens actions on one project file in the name of one coder."""

    def __init__(self, database: Database, coder_name: str) -> None:
        self._database = database
        self._open: OpenAction | None = None
        self.coder_name = coder_name

    @property
    def is_open(self) -> bool:
        """Whether an action is being carried out."""
        return self._open is not None

    @contextmanager
    def begin(
        self,
        kind: str,
        summary: str,
        *,
        reverses: int | None = None,
        dry_run: bool = False,
        keep_empty: bool = False,
    ) -> Iterator[OpenAction]:
        """Carry out a block as one action; inside another action it becomes part of that one.

        When the block raises, nothing of it is kept. When it changed nothing, no action is recorded, unless
        with `keep_empty`: to name a state of the codebook is to do something and to change nothing.
        With `dry_run` everything is done and then taken back, as if it had never been.
        """
        if self._open:
            with self._database.part_of_transaction(keep=not dry_run):
                # A part has words of its own, so that it does not write over those of the whole.
                yield OpenAction(self._open.id, summary)
            return
        with self._database.transaction(prepared=not self._is_first_import(kind)):
            self._open = self._start(kind, summary, reverses)
            try:
                yield self._open
                if not (self._finish(self._open) or keep_empty) or dry_run:
                    self._database.run("ROLLBACK")
                    self._database.run("BEGIN")
            finally:
                self._open = None

    def _is_first_import(self, kind: str) -> bool:
        """Whether the first documents come now: they are written into the file itself, once instead of twice.

        Everything after it is written ahead, so that others can read meanwhile; here is nothing to read yet.
        """
        return kind == "import" and self._database.value("SELECT 1 FROM document LIMIT 1") is None

    def _start(self, kind: str, summary: str, reverses: int | None) -> OpenAction:
        first_change = (self._database.value("SELECT max(id) FROM change") or 0) + 1
        number = self._database.run(
            "INSERT INTO action (guid, coder, at, kind, summary, reverses, first_change)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            new_guid(),
            self.coder_name,
            moment(),
            kind,
            summary,
            reverses,
            first_change,
        )
        self._database.run("INSERT INTO open_action (only, action_id) VALUES (1, ?)", number)
        return OpenAction(number, summary)

    def _finish(self, action: OpenAction) -> int:
        changes: int = self._database.value(
            "SELECT count(*) FROM change WHERE id >= (SELECT first_change FROM action WHERE id = ?)",
            action.id,
        )
        self._database.run(
            "UPDATE action SET summary = ?, changes = ? WHERE id = ?", action.summary, changes, action.id
        )
        self._database.run("DELETE FROM open_action")
        return changes


class ReadOnlyActions(Actions):
    """Refuses every action: the project was opened only for reading."""

    @contextmanager
    def begin(
        self,
        kind: str,
        summary: str,
        *,
        reverses: int | None = None,
        dry_run: bool = False,
        keep_empty: bool = False,
    ) -> Iterator[OpenAction]:
        """Raise `ProjectError`."""
        raise ProjectError(f"{self._database.path.name} was opened for reading only.")
        yield  # pragma: no cover  (makes this a generator, as a context manager needs)


def moment() -> str:
    """Return the present moment, ISO 8601 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
