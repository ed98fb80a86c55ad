"""Whether a project file is still where it was opened: what is written to a deleted file is lost without a word."""

from __future__ import annotations

from pathlib import Path


class FilePlace:
    """Remembers which file it was."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._file = self._now()

    @property
    def is_as_opened(self) -> bool:
        """Whether the file that was opened still stands there: not moved, deleted or replaced."""
        return self._now() == self._file

    @property
    def is_gone(self) -> bool:
        """Whether no file stands there any more."""
        return self._now() is None

    def _now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
