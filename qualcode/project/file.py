"""A project file, opened: the parts of a study and the few things that concern the file as a whole."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qualcode.errors import InvalidValue, ProjectError
from qualcode.model import Action, Coder, Finding
from qualcode.project import opening
from qualcode.project.actions import Actions, OpenAction, ReadOnlyActions, moment
from qualcode.project.codebook import Codebook
from qualcode.project.coders import Coders
from qualcode.project.codings import Codings
from qualcode.project.database import Database
from qualcode.project.documents import Documents
from qualcode.project.guids import new_guid
from qualcode.project.history import History, Since
from qualcode.project.location import warning_about
from qualcode.project.memos import Memos
from qualcode.project.participants import Participants
from qualcode.project.progress import Progress
from qualcode.project.reading_places import ReadingPlaces

if TYPE_CHECKING:  # loaded when they are used: the screen and short commands begin sooner
    from qualcode.project.codebook_versions import CodebookVersions
    from qualcode.project.many_codings import ManyCodings
    from qualcode.project.reversal import Reversal
    from qualcode.project.search import Search
    from qualcode.project.tallies import Tallies


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in a project, in numbers."""

    name: str
    guid: str
    created: str
    documents: int
    words: int
    participants: int
    codes: int
    codings: int
    memos: int
    coders: tuple[Coder, ...]
    bytes: int
    last_action: Action | None


class ProjectFile:
    """One study in one file. Use `create` or `open`, and `close` it (or use it in a `with`)."""

    def __init__(self, database: Database, coder: str | None, *, read_only: bool = False) -> None:
        coder = (coder or "").strip() or login_name()
        self._database = database
        self.path = database.path
        self._actions = (ReadOnlyActions if read_only else Actions)(database, coder)
        self.coders = Coders(database, self._actions)
        self.history = History(database)
        self.memos = Memos(database, self._actions, self.coders, self.history)
        self.documents = Documents(database, self._actions, self.coders)
        self.participants = Participants(database, self._actions)
        self.codebook = Codebook(database, self._actions)
        self.codings = Codings(database, self._actions, self.coders, self.memos)
        self.progress = Progress(database, self._actions, self.coders)
        self.reading_places = ReadingPlaces(database, self._actions, read_only=read_only)

    @cached_property
    def many_codings(self) -> ManyCodings:
        """Changes of many codings at once, by row number."""
        from qualcode.project.many_codings import ManyCodings

        return ManyCodings(self._database, self._actions, self.coders)

    @cached_property
    def codebook_versions(self) -> CodebookVersions:
        """Named states of the codebook in time."""
        from qualcode.project.codebook_versions import CodebookVersions

        return CodebookVersions(self._database, self._actions, self.history)

    @cached_property
    def search(self) -> Search:
        """The full-text index."""
        from qualcode.project.search import Search

        return Search(self._database)

    @cached_property
    def tallies(self) -> Tallies:
        """Numbers of codings, counted by the file itself."""
        from qualcode.project.tallies import Tallies

        return Tallies(self._database)

    @cached_property
    def _reversal(self) -> Reversal:
        from qualcode.project.reversal import Reversal

        return Reversal(self._database, self._actions, self.history)

    @classmethod
    def create(cls, path: str | Path, name: str | None = None, coder: str | None = None) -> Self:
        """Make an empty project, named after the file unless told; raises `ProjectError` if it exists."""
        path = Path(path)
        with opening.making(path) as database:
            cls(database, coder)._begin((name or path.stem).strip() or path.stem)
        return cls.open(path, coder)

    def _begin(self, name: str) -> None:
        with self.action("new", "made the project"):
            self._database.run(
                "INSERT INTO project (id, guid, name, created) VALUES (1, ?, ?, ?)",
                new_guid(),
                name,
                moment(),
            )
            self.coders.present()

    @classmethod
    def open(cls, path: str | Path, coder: str | None = None, *, read_only: bool = False) -> Self:
        """Open a project in the name of a coder (by default the login name).

        Raises `ProjectError` when it is missing, no project, made by a newer version, damaged or busy.
        """
        return cls(opening.open_file(Path(path)), coder, read_only=read_only)

    def close(self) -> None:
        """Close the project; it is one plain file then."""
        opening.close(self._database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def coder(self) -> str:
        """The name of who is working now."""
        return self._actions.coder_name

    @property
    def name(self) -> str:
        """The study's name."""
        name: str = self._database.value("SELECT name FROM project")
        return name

    @property
    def guid(self) -> str:
        """The study's GUID."""
        guid: str = self._database.value("SELECT guid FROM project")
        return guid

    def rename(self, name: str) -> None:
        """Give the study another name; the file keeps its own."""
        if not name.strip():
            raise InvalidValue("A project needs a name.")
        with self.action("project", f"renamed the project to {name.strip()}"):
            self._database.run("UPDATE project SET name = ?1 WHERE name <> ?1", name.strip())

    def action(self, kind: str, summary: str, *, dry_run: bool = False) -> AbstractContextManager[OpenAction]:
        """Open an action, so that what is done in the block becomes one step of history and of undo.

        With `dry_run` the block is carried out and then taken back without a trace.
        """
        return self._actions.begin(kind, summary, dry_run=dry_run)

    def undo(self, action_id: int | None = None) -> Action:
        """Undo the last action in effect, or the one given; raises `CannotUndo` with the reason."""
        return self._reversal.undo(action_id)

    def redo(self, action_id: int | None = None) -> Action:
        """Redo the last undone action, or the one given; raises `CannotUndo` with the reason."""
        return self._reversal.redo(action_id)

    def go_back(self, action_id: int, *, last_seen: int | None = None) -> Action:
        """Take back all that was done after an action, as one action that `undo` takes back in turn.

        Raises `CannotUndo` when nothing was done since, or more than up to the action `last_seen`.
        """
        return self._reversal.go_back(action_id, last_seen=last_seen)

    def rehearse_undo(self, action_id: int | None = None) -> Action:
        """Return the action that `undo` would take back, after trying it; raises `CannotUndo` as that would."""
        return self._reversal.rehearse_undo(action_id)

    def rehearse_redo(self, action_id: int | None = None) -> Action:
        """Return the action that `redo` would bring back, after trying it; raises `CannotUndo` as that would."""
        return self._reversal.rehearse_redo(action_id)

    def rehearse_going_back(self, action_id: int) -> Since:
        """Return what `go_back` would take back, after trying it; raises `CannotUndo` as that would."""
        return self._reversal.rehearse_going_back(action_id)

    def next_undo(self) -> Action | None:
        """Return the action that `undo()` would take back."""
        return self._reversal.next_undo()

    def next_redo(self) -> Action | None:
        """Return the action that `redo()` would bring back."""
        return self._reversal.next_redo()

    def overview(self) -> Overview:
        """Return what is in the project, in numbers."""
        name, guid, created = self._database.all("SELECT name, guid, created FROM project")[0]
        counts = {
            table: self._database.value(f"SELECT count(*) FROM {table}")
            for table in ("document", "participant", "code", "coding", "memo")
        }
        return Overview(
            name=name,
            guid=guid,
            created=created,
            documents=counts["document"],
            words=self._database.value("SELECT coalesce(sum(words), 0) FROM document"),
            participants=counts["participant"],
            codes=counts["code"],
            codings=counts["coding"],
            memos=counts["memo"],
            coders=tuple(self.coders.all()),
            bytes=self.path.stat().st_size,
            last_action=self.history.last(),
        )

    def version(self) -> tuple[int, int]:
        """Return a value that changes whenever anything in the file changes, by this or another program."""
        last = self._database.value("SELECT coalesce(max(id), 0) FROM action")
        return self._database.value("PRAGMA data_version"), last

    def wait_for_others(self, seconds: float) -> None:
        """Let a change wait so long for another program's before it is refused; a screen must not stand still."""
        self._database.value(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def warning(self) -> str | None:
        """Return a sentence when the file lies in a synced folder or on a network drive."""
        return warning_about(self.path)

    def backup(self, target: str | Path) -> Path:
        """Write a consistent, verified copy; raises `ProjectError` when the target exists."""
        from qualcode.project.backup import copy_to

        copy_to(self._database, Path(target))
        return Path(target)

    def check(self) -> list[Finding]:
        """Return what is wrong with the file and its invariants; empty when it is sound."""
        from qualcode.project import health

        return health.findings(self._database)

    def dump(self) -> Iterator[str]:
        """Yield the state of the study as text; equal dumps mean equal studies."""
        from qualcode.project.dump import logical_dump

        return logical_dump(self._database)


def check_file(path: str | Path) -> list[Finding]:
    """Check a file that may be too damaged to open as a project; it is left untouched.

    Raises `ProjectError` only for what is no project at all.
    """
    from qualcode.project import health

    path = Path(path)
    try:
        opening.check_header(path)
    except ProjectError as error:
        if "damaged" not in str(error):
            raise
        return [Finding("file", path.name, "is damaged: it is shorter or longer than its header says")]
    database = opening.connect(path)
    try:
        return health.findings(database)
    finally:
        opening.close(database)


def repair_file(path: str | Path, backup: str | Path) -> list[Finding]:
    """Make a backup, mend what can be made anew, and return what is still wrong.

    Raises `ProjectError` when the file is damaged so that a copy could not be trusted; it stays untouched.
    """
    from qualcode.project import health
    from qualcode.project.backup import copy_to

    path = Path(path)
    opening.check_header(path)
    database = opening.connect(path)
    try:
        if any(finding.rule == "file" for finding in health.findings(database)):
            raise ProjectError(f"{path.name} is damaged and cannot be repaired; restore your latest backup.")
        copy_to(database, Path(backup))
        health.repair(database)
        return health.findings(database)
    finally:
        opening.close(database)


def login_name() -> str:
    """Return the name under which the user is logged in, or `coder` where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "coder"
