"""What a reader is asked to do with a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The file's name for sentences about it, its suffix in small letters, and the user's wishes.

    `speakers` is `auto`, `none` or a regular expression; `encoding` and `language` are None when unknown.
    """

    name: str
    suffix: str = ".txt"
    encoding: str | None = None
    speakers: str = "auto"
    language: str | None = None
