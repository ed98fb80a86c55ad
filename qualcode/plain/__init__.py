"""The linear mode for screen readers and dumb terminals: prompts, numbered lists, sentences. Nothing is drawn."""

from __future__ import annotations

from pathlib import Path


def run(path: Path | None, coder: str | None) -> bool:
    """Talk over the standard streams until the user leaves; return whether everything asked for was done.

    Begins with a project file, or (None) with the choice of one. Raises `ProjectError` when it cannot be opened.
    """
    from qualcode.plain.session import Session
    from qualcode.plain.talking import standard_talk

    return Session(standard_talk(), coder).run(path)
