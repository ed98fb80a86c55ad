"""Texts that are stored as they are: typed by hand or exported with header lines."""

from __future__ import annotations

from dataclasses import replace

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.cues import read_cues
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
    warnings = (doubt,) if doubt else ()
    cues = read_cues(text, request.suffix)
    if cues is not None and cues.cues:
        from qualcode.readers import captions  # loaded only for captions: an import begins sooner

        transcript = captions.build(cues, request)
        return replace(transcript, encoding=encoding, warnings=warnings + transcript.warnings)
    found = recognise_turns(text, speakers=request.speakers)
    return Transcript(
        text,
        "md" if request.suffix in (".md", ".markdown") else "txt",
        turns=found.turns,
        sections=found.sections,
        time_marks=found.time_marks,
        layout=found.layout,
        encoding=encoding,
        warnings=warnings + found.warnings,
    )
