"""The next files are read in a thread while those before them are written: SQLite needs no Python meanwhile.

A thread and not a process: reading takes about as long as writing, and to start a process and to carry what
it read over would take up what it saves.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Generic, TypeVar

from qualcode.errors import ReadingError

BATCH_BYTES = 1_000_000
BATCH_FILES = 100

SWITCH_SECONDS = (
    0.0005  # a tenth of the usual: how long a statement that has ended waits for the other thread
)
GARBAGE_OBJECTS = 50_000  # the usual 700 look for garbage some hundred times a second, among turns that stay

Read = TypeVar("Read")


class Reading(Generic[Read]):
    """Files that are being read: in a thread from now on, or when asked for where that is not possible."""

    def __init__(self, paths: Sequence[Path], read: Callable[[Path], Read]) -> None:
        self._paths = paths
        self._read = read
        self._outcomes: list[Read | ReadingError] = []
        self._failure: BaseException | None = None
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Begin now, beside what the caller does; a file larger than a batch waits, so that memory holds one."""
        if len(self._paths) == 1 and size(self._paths[0]) > BATCH_BYTES:
            return
        thread = Thread(target=self._run, daemon=True)  # abandoned, it ends with its batch
        try:
            thread.start()
            self._thread = thread
        except RuntimeError:
            pass  # no threads here

    def outcomes(self) -> list[Read | ReadingError]:
        """For each file its transcript or why it cannot be read; any other error is raised."""
        if self._thread is None:
            self._run()
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(1)  # without a limit Ctrl+C would have to wait on Windows
        if self._failure is not None:
            raise self._failure
        return self._outcomes

    def _run(self) -> None:
        try:
            for path in self._paths:
                self._outcomes.append(self._outcome(path))
        except BaseException as failure:
            self._failure = failure

    def _outcome(self, path: Path) -> Read | ReadingError:
        try:
            return self._read(path)
        except ReadingError as error:
            return error


def read_in_batches(
    paths: Sequence[Path], read: Callable[[Path], Read], write: Callable[[], None]
) -> Iterator[Read | ReadingError]:
    """Yield for each file, in order, what `read` makes of it; `write` is called while the next batch is read."""
    with _hurried():
        for number, batch in enumerate(in_batches(paths)):
            reading = Reading(batch, read)
            if number:
                reading.begin()
                write()
            yield from reading.outcomes()


@contextmanager
def _hurried() -> Iterator[None]:
    """Python's two settings that make two threads with many small objects a quarter faster."""
    switching, garbage = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(GARBAGE_OBJECTS, *garbage[1:])
    try:
        yield
    finally:
        sys.setswitchinterval(switching)
        gc.set_threshold(*garbage)


def in_batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Divide files, in order, into batches of about a megabyte; a larger file is a batch of its own."""
    batch: list[Path] = []
    room = BATCH_BYTES
    for path in paths:
        bytes_here = size(path)
        if batch and (bytes_here > room or len(batch) == BATCH_FILES):
            yield batch
            batch, room = [], BATCH_BYTES
        batch.append(path)
        room -= bytes_here
    if batch:
        yield batch


def size(path: Path) -> int:
    """Return a file's size in bytes; 0 where it cannot be told, which reading will explain."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
