"""Whether a project file is still where it was opened: what is written to a deleted file is lost without a word."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import ProjectError


class FilePlace:
    """Remembers which file it was."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._file = self._now()

    def check(self) -> None:
        """Raise `ProjectError` when the file was moved, deleted or replaced."""
        now = self._now()
        if now == self._file:
            return
        if now is None:
            raise ProjectError(
                f"{self._path} is not there any more: it was moved or deleted while open, and nothing can be "
                "saved. Put it back and go on, or open it where it is now (F10)."
            )
        raise ProjectError(
            f"{self._path} was replaced by another file while open, so nothing can be saved here. "
            "F10 closes the project; open it anew."
        )

    def _now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
