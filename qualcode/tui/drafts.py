"""Drafts: memo text that is not saved yet, kept beside the settings so that a crash does not take it.

A draft is one file that only its owner can read (0600), replaced as a whole: written beside it, flushed to the disk,
renamed, and the folder flushed, so that a power cut leaves the text before or the text after. It belongs to a
project, a coder and a subject: what the memo is about, as `coding:GUID`, `memo:GUID`, `document:GUID`, `code:GUID`,
`participant:GUID` or `project:`. It goes when the memo is saved or dropped; what is found at the next opening was
left by a crash.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from qualcode.tui.draft_keeping import drafts_folder

HALF_WRITTEN = ".new"
FORGOTTEN_AFTER_SECONDS = 3600.0
"""A half-written file that is older was left by a program that ended in the middle of it."""


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


def new_draft(project: str, coder: str, subject: str, about: str) -> Draft:
    """Return an empty draft of this process; two programs never write into the same file."""
    process = this_process()
    name = sha256("\n".join((project, coder, subject, process)).encode()).hexdigest()[:24]
    return Draft(project, coder, subject, about, "", "", process, drafts_folder() / f"{name}.json")


def write_draft(draft: Draft, text: str) -> None:
    """Write a draft's text, atomically and for its owner's eyes only. Raises `OSError`."""
    prepare_draft(draft, text).replace(draft.path)
    flush_folder(draft.path.parent)


def prepare_draft(draft: Draft, text: str) -> Path:
    """Write a draft's text to a file beside it, down to the disk; return that file. Raises `OSError`."""
    record = {
        "project": draft.project,
        "coder": draft.coder,
        "subject": draft.subject,
        "about": draft.about,
        "text": text,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "process": draft.process,
    }
    folder = draft.path.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(HALF_WRITTEN, draft.path.stem, folder)  # readable for the owner only
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(record, file, ensure_ascii=True)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def flush_folder(folder: Path) -> None:
    """Have a renaming in a folder reach the disk, where the system can be told to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def left_drafts(project: str, coder: str) -> list[Draft]:
    """Return the drafts of a coder in a project that no running program is writing, the oldest first."""
    _take_away_half_written()
    found = [draft for path in sorted(drafts_folder().glob("*.json")) if (draft := _read(path)) is not None]
    own = [draft for draft in found if (draft.project, draft.coder) == (project, coder)]
    return sorted((draft for draft in own if not _is_running(draft.process)), key=lambda each: each.written)


def _take_away_half_written() -> None:
    for path in drafts_folder().glob(f"*{HALF_WRITTEN}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > FORGOTTEN_AFTER_SECONDS:
                path.unlink()


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
