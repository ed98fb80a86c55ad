"""Texts that are stored as they are: typed by hand or exported with header lines."""

from __future__ import annotations

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.encodings import decode_bytes
from qualcode.readers.request import Request
from qualcode.text.newlines import normalise_newlines
from qualcode.text.turns import recognise_turns


def read(data: bytes, request: Request) -> Transcript:
    """Decode the file and store its text untouched but for line ends and the byte order mark."""
    decoded, encoding, doubt = decode_bytes(data, request.encoding, request.language, request.name)
    text = normalise_newlines(decoded)
    if not text.strip():
        raise ReadingError(f"{request.name} is empty: there is nothing to import.")
    found = recognise_turns(text, speakers=request.speakers)
    return Transcript(
        text,
        "md" if request.suffix in (".md", ".markdown") else "txt",
        turns=found.turns,
        sections=found.sections,
        time_marks=found.time_marks,
        layout=found.layout,
        encoding=encoding,
        warnings=((doubt,) if doubt else ()) + found.warnings,
    )
