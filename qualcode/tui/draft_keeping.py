"""Keeping a draft of what is being written: soon after each change, in a thread, so that no key waits for the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from qualcode.settings import settings_folder

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer

    from qualcode.api import Project
    from qualcode.tui.drafts import Draft

FOLDER = "drafts"
KEPT_AFTER_SECONDS = 1.0
"""At most this long after a key the writing of what was typed begins."""


def drafts_folder() -> Path:
    """Return the folder of the drafts; it need not exist."""
    return settings_folder() / FOLDER


class DraftKeeper:
    """Keeps what is being written in one editor: `begin`, then `changed` after each change, `end` when it is saved."""

    def __init__(self, node: MessagePump, text: Callable[[], str]) -> None:
        self._node, self._text = node, text
        self._writer: DraftWriter | None = None
        self._waiting: Timer | None = None
        self._saved = ""

    def begin(self, project: Project, subject: str, about: str, saved: str = "") -> None:
        """Say what is written about from now on, and what of it is saved: no draft is kept of that."""
        from qualcode.tui.drafts import new_draft

        self.end()
        self._saved = saved
        self._writer = DraftWriter(new_draft(project.guid, project.coder, subject, about))
        self._under_way().add(self)

    def changed(self) -> None:
        """Keep the text soon; call this whenever it changed."""
        if self._writer is not None and self._waiting is None:
            self._waiting = self._node.set_timer(KEPT_AFTER_SECONDS, self.keep)

    def keep(self) -> None:
        """Keep the text as it is now, without waiting for the disk; nothing where the folder cannot be written."""
        self._stop_waiting()
        if self._writer is None:
            return
        text = self._text()
        if text == self._saved:
            self._writer.drop()
        else:
            self._writer.write(text)

    def keep_at_once(self) -> None:
        """Keep the text as it is now, and come back when it is on the disk."""
        self.keep()
        if self._writer is not None:
            self._writer.wait()

    def end(self) -> None:
        """The memo is saved or dropped: its draft goes."""
        self._stop_waiting()
        if self._writer is not None:
            self._writer.drop()
            self._writer = None
            self._under_way().discard(self)

    def _under_way(self) -> set[DraftKeeper]:
        """Return the keepers that the program has write once more when it ends."""
        keepers: set[DraftKeeper] = getattr(self._node.app, "drafts_under_way", set())
        return keepers

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None


class DraftWriter:
    """Writes one draft in a thread, the newest text only; what was dropped meanwhile does not come back."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._lock = Lock()  # held for a renaming at most, never while the disk is waited for
        self._wanted: str | None = None
        self._is_written = True
        self._thread: Thread | None = None

    def write(self, text: str) -> None:
        """Have the text be what the draft holds, soon."""
        with self._lock:
            self._wanted, self._is_written = text, False
            if self._thread is None:
                self._thread = Thread(target=self._work, name="qualcode-draft")
                self._thread.start()

    def drop(self) -> None:
        """Take the draft away, also one that is just being written."""
        from qualcode.tui.drafts import discard

        with self._lock:
            self._wanted, self._is_written = None, True
            discard(self._draft)

    def wait(self) -> None:
        """Come back when nothing is being written."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while (text := self._next()) is not None:
            with suppress(OSError):
                self._write(text)

    def _next(self) -> str | None:
        with self._lock:
            if self._is_written:
                self._thread = None
                return None
            self._is_written = True
            return self._wanted

    def _write(self, text: str) -> None:
        from qualcode.tui.drafts import flush_folder, prepare_draft

        new = prepare_draft(self._draft, text)
        with self._lock:
            if self._wanted is None:
                new.unlink(missing_ok=True)
                return
            new.replace(self._draft.path)
        flush_folder(self._draft.path.parent)
