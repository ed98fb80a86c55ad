"""One search for segments in a thread: what it finds is handed on as it comes, and it can be ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock

from qualcode.project.segment_query import SegmentQuery
from qualcode.project.segments import Found, SegmentSearch, Stopped

PATIENCE_SECONDS = 2.0


class Seeking:
    """A search that is begun in a worker by `run`; `stop` and `wait` are for the thread that shows it."""

    def __init__(self, path: Path, coder: str, query: SegmentQuery) -> None:
        self._path, self._coder, self._query = path, coder, query
        self._search: SegmentSearch | None = None
        self._is_stopped = False
        self._lock = Lock()
        self._ended = Event()
        self._is_running = False

    def run(self, take: Callable[[Found], None], fail: Callable[[Exception], None]) -> None:
        """Search; hand on the first rows, then all; or the error. Nothing is handed on once it is stopped."""
        self._is_running = True
        try:
            with SegmentSearch(self._path, self._coder) as search:
                with self._lock:
                    self._search = search
                try:
                    self._hand_on(search, take)
                finally:
                    with self._lock:
                        self._search = None
        except Stopped:
            pass
        except Exception as error:
            if not self._is_stopped:
                fail(error)
        finally:
            self._ended.set()

    def _hand_on(self, search: SegmentSearch, take: Callable[[Found], None]) -> None:
        if self._is_stopped:
            return
        for found in search.search(self._query):
            if self._is_stopped:
                return
            take(found)

    def stop(self) -> None:
        """End the search; another one is wanted, or none."""
        with self._lock:
            self._is_stopped = True
            if self._search is not None:
                self._search.stop()

    def wait(self) -> None:
        """Wait until the file is let go, a moment at most."""
        if self._is_running:
            self._ended.wait(PATIENCE_SECONDS)
