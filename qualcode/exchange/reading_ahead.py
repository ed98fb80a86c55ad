"""The next files are read in a thread while those before them are written: SQLite needs no Python meanwhile.

A thread and not a process: reading takes about as long as writing, and to start a process and to carry what
it read over would take up what it saves.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from qualcode.errors import ReadingError

BATCH_BYTES = 1_000_000
BATCH_FILES = 100

SWITCH_SECONDS = 0.0005  # a tenth of the usual: so long a statement that has ended waits for the reading
GARBAGE_OBJECTS = 50_000  # the usual 700 look for garbage some hundred times a second, among turns that stay

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class _Failure:
    """What else than a ReadingError was raised in the thread."""

    error: BaseException


class Reading(Generic[Read]):
    """Files that are being read: in a thread once that has begun, else one by one as they are asked for."""

    def __init__(self, paths: Sequence[Path], read: Callable[[Path], Read]) -> None:
        self._paths = paths
        self._read = read
        self._done: SimpleQueue[Read | ReadingError | _Failure] = SimpleQueue()
        self._begun = False

    def begin(self) -> None:
        """Begin now, beside what the caller does; a file larger than a batch waits, so that memory holds one."""
        if len(self._paths) == 1 and size(self._paths[0]) > BATCH_BYTES:
            return
        try:
            Thread(target=self._run, daemon=True).start()  # abandoned, it ends with its batch
            self._begun = True
        except RuntimeError:
            pass  # no threads here

    def outcomes(self) -> Iterator[Read | ReadingError]:
        """Yield for each file what was read or why it cannot be; any other error is raised in its place."""
        for path in self._paths:
            outcome = self._awaited() if self._begun else self._outcome(path)
            if isinstance(outcome, _Failure):
                raise outcome.error
            yield outcome

    def _awaited(self) -> Read | ReadingError | _Failure:
        while True:
            with suppress(Empty):
                return self._done.get(timeout=1)  # on Windows Ctrl+C is not heard before

    def _run(self) -> None:
        try:
            for path in self._paths:
                self._done.put(self._outcome(path))
        except BaseException as error:
            self._done.put(_Failure(error))

    def _outcome(self, path: Path) -> Read | ReadingError:
        try:
            return self._read(path)
        except ReadingError as error:
            return error


def read_in_batches(
    paths: Sequence[Path], read: Callable[[Path], Read], write: Callable[[], None]
) -> Generator[Read | ReadingError, None, None]:
    """Yield for each file, in order, what `read` makes of it; `write` is called while the next batch is read.

    To be closed, so that Python's settings are again what they were.
    """
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
    """Divide files, in order, into batches of about a megabyte; a larger file is a batch of its own.

    The first is a quarter as large: while it is read, there is nothing to write.
    """
    batch: list[Path] = []
    room = BATCH_BYTES // 4
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
