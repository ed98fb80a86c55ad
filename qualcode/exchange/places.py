"""Where files are written: complete or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.errors import ReadingError


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a draft beside `path` to write to; it takes its place at the end, and is removed when that fails.

    Raises `ReadingError` when the folder is missing or cannot be written to.
    """
    if not path.parent.is_dir():
        raise ReadingError(f"The folder {path.parent} does not exist; make it first.")
    if path.is_dir():
        raise ReadingError(f"{path} is a folder; name a file.")
    draft = path.with_name(f".{path.name}.new")
    try:
        yield draft
        os.replace(draft, path)
    except OSError as wrong:
        raise ReadingError(f"{path.name} cannot be written: {wrong.strerror or wrong}.") from wrong
    finally:
        draft.unlink(missing_ok=True)
