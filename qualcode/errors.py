"""What can go wrong, each in one sentence that names the thing and the remedy."""

from __future__ import annotations


class QualcodeError(Exception):
    """Anything qualcode refuses or fails at; its text is meant for the researcher, in one line."""


class ProjectError(QualcodeError):
    """A project file cannot be opened: not a project, made by a newer version, damaged, or busy."""


class UnknownName(QualcodeError):
    """No document, participant, code, coder … answers to the name or GUID given."""


class AmbiguousName(QualcodeError):
    """Several things answer to the name given; the message lists them."""


class InvalidValue(QualcodeError):
    """A value does not fit where it should go: a span outside the text, a colour that is none …"""


class ReadingError(QualcodeError):
    """A file could not be read as a transcript, table or codebook."""


class ImportRefused(QualcodeError):
    """An import stopped before anything was written; `rows` lists what does not fit."""

    def __init__(self, message: str, rows: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.rows = rows


class CannotUndo(QualcodeError):
    """An action cannot be undone or redone because something later depends on it."""
