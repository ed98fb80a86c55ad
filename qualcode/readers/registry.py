"""From a path to a Transcript: what the file is decides its content first, its suffix second."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.archive import Archive
from qualcode.readers.request import Request

Reader = Callable[[bytes, Request], Transcript]

_MODULES = {
    ".txt": "typed", ".text": "typed", ".md": "typed", ".markdown": "typed", ".srt": "typed", ".vtt": "typed",
    ".docx": "word", ".odt": "opendocument", ".rtf": "rich_text", ".pdf": "pdf", ".html": "web", ".htm": "web",
}  # fmt: skip
SUFFIXES = tuple(_MODULES)

MEGABYTE = 1_000_000
_LARGEST_TEXT = 100 * MEGABYTE


def read_transcript(
    path: str | Path, *, encoding: str | None = None, speakers: str = "auto", language: str | None = None
) -> Transcript:
    """Read a file as a transcript; `speakers` is `auto`, `none` or a regular expression for a line's start.

    Raises ReadingError when the file cannot be read, InvalidValue for a regular expression or an encoding
    that is none; each is one sentence that names the file or the value.
    """
    path = Path(path)
    data = _bytes_of(path)
    request = Request(path.name, path.suffix.lower(), encoding, speakers, language)
    transcript = _reader_for(data, request)(data, request)
    stored = transcript.text.encode("utf-8")
    of_bytes = hashlib.sha256(data).hexdigest()
    return replace(
        transcript,
        origin=path.name,
        language=language,
        bytes_sha256=of_bytes,
        text_sha256=of_bytes if stored == data else hashlib.sha256(stored).hexdigest(),
    )


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_TEXT:
            size = path.stat().st_size / MEGABYTE
            raise ReadingError(
                f"{path.name} holds {size:,.0f} MB; a transcript may have 100 MB: split it first."
            )
        data = path.read_bytes()
    except OSError as wrong:
        raise ReadingError(f"{path.name} cannot be opened: {wrong.strerror or wrong}.") from wrong
    if not data.strip():
        raise ReadingError(f"{path.name} is empty: there is nothing to import.")
    return data


def _reader_for(data: bytes, request: Request) -> Reader:
    module = _MODULES.get(request.suffix)
    if module is None:
        known = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
        raise ReadingError(f"{request.name} is of no known format; transcripts are {known} files.")
    return cast(Reader, import_module(f"qualcode.readers.{_by_content(data, request.name) or module}").read)


def _by_content(data: bytes, name: str) -> str | None:
    """The reader for what the first bytes say, whatever the suffix; None when they say nothing."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(
            f"{name} is an old Word file, or protected by a password: save it as .docx without a password."
        )
    if data.startswith(b"PK\x03\x04"):
        return "opendocument" if "content.xml" in Archive(data, name).members else "word"
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "rich_text" if data[:200].lstrip().startswith(b"{\\rtf") else None
