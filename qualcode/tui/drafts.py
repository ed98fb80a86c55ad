"""Drafts: memo text that is not saved yet, kept beside the settings so that a crash does not take it.

A draft is one file that only its owner can read (0600), replaced as a whole. It belongs to a project, a coder and a
subject: what the memo is about, as `coding:GUID`, `memo:GUID`, `document:GUID`, `code:GUID`, `participant:GUID` or
`project:`. It goes when the memo is saved or dropped; what is found at the next opening was left by a crash.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message_pump import MessagePump
from textual.timer import Timer

from qualcode.settings import settings_folder

if TYPE_CHECKING:
    from qualcode.api import Project

FOLDER = "drafts"
KEPT_AFTER_SECONDS = 1.0
"""At most this long after a key what was typed is in the file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A memo text that was not saved. `about` says in words what it is on; `written` is UTC (ISO 8601)."""

    project: str
    coder: str
    subject: str
    about: str
    text: str
    written: str
    process: str
    path: Path

    @property
    def kind(self) -> str:
        """What the memo is about: `coding`, `memo`, `document`, `code`, `participant` or `project`."""
        return self.subject.partition(":")[0]

    @property
    def guid(self) -> str:
        """The GUID of what the memo is about."""
        return self.subject.partition(":")[2]


class DraftKeeper:
    """Keeps what is being written in one editor: `begin`, then `changed` after each change, `end` when it is saved."""

    def __init__(self, node: MessagePump, text: Callable[[], str]) -> None:
        self._node, self._text = node, text
        self._draft: Draft | None = None
        self._waiting: Timer | None = None
        self._saved = ""

    def begin(self, project: Project, subject: str, about: str, saved: str = "") -> None:
        """Say what is written about from now on, and what of it is saved: no draft is kept of that."""
        self.end()
        self._saved = saved
        self._draft = new_draft(project.guid, project.coder, subject, about)

    def changed(self) -> None:
        """Keep the text soon; call this whenever it changed."""
        if self._draft is not None and self._waiting is None:
            self._waiting = self._node.set_timer(KEPT_AFTER_SECONDS, self.keep)

    def keep(self) -> None:
        """Keep the text now. Where the folder cannot be written, nothing is kept."""
        self._stop_waiting()
        if self._draft is None:
            return
        text = self._text()
        with suppress(OSError):
            if text == self._saved:
                discard(self._draft)
            else:
                write_draft(self._draft, text)

    def end(self) -> None:
        """The memo is saved or dropped: its draft goes."""
        self._stop_waiting()
        if self._draft is not None:
            discard(self._draft)
            self._draft = None

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None


def drafts_folder() -> Path:
    """Return the folder of the drafts; it need not exist."""
    return settings_folder() / FOLDER


def new_draft(project: str, coder: str, subject: str, about: str) -> Draft:
    """Return an empty draft of this process; two programs never write into the same file."""
    process = this_process()
    name = sha256("\n".join((project, coder, subject, process)).encode()).hexdigest()[:24]
    return Draft(project, coder, subject, about, "", "", process, drafts_folder() / f"{name}.json")


def write_draft(draft: Draft, text: str) -> None:
    """Write a draft's text, atomically and for its owner's eyes only. Raises `OSError`."""
    record = {
        "project": draft.project,
        "coder": draft.coder,
        "subject": draft.subject,
        "about": draft.about,
        "text": text,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "process": draft.process,
    }
    draft.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = draft.path.with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
        json.dump(record, file, ensure_ascii=True)
    os.replace(new, draft.path)


def left_drafts(project: str, coder: str) -> list[Draft]:
    """Return the drafts of a coder in a project that no running program is writing, the oldest first."""
    found = [draft for path in sorted(drafts_folder().glob("*.json")) if (draft := _read(path)) is not None]
    own = [draft for draft in found if (draft.project, draft.coder) == (project, coder)]
    return sorted((draft for draft in own if not _is_running(draft.process)), key=lambda each: each.written)


def discard(draft: Draft) -> None:
    """Take a draft away."""
    with suppress(OSError):
        draft.path.unlink(missing_ok=True)


def _read(path: Path) -> Draft | None:
    """Return the draft in a file; None for what is none."""
    try:
        record: Any = json.loads(path.read_text(encoding="utf-8"))
        draft = Draft(**record, path=path)
    except (OSError, ValueError, TypeError):
        return None
    texts = (draft.project, draft.coder, draft.subject, draft.about, draft.text, draft.written, draft.process)
    return draft if all(isinstance(text, str) for text in texts) and draft.text.strip() else None


def this_process() -> str:
    """Return what tells this process from all others, also from a later one with the same number."""
    return _process(os.getpid())


def _process(number: int) -> str:
    """Return number and moment of start of a process; the moment is empty where the system does not tell."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        if fields[0] in "ZX":
            return f"{number}@ended"  # killed, and not yet taken off the list by its parent
        return f"{number}@{fields[19]}"
    except (OSError, IndexError):
        return f"{number}@"


def _is_running(process: str) -> bool:
    number = process.partition("@")[0]
    if process == this_process() or not number.isdigit():
        return False  # it is this program itself, which has just begun and writes none
    if os.name != "posix":
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return _process(int(number)) == process
