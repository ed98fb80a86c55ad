"""The screen. `run` opens it; nothing heavy is imported before it is used."""

from __future__ import annotations

from pathlib import Path


def run(path: Path | None, coder: str | None) -> None:
    """Open the screen on a project file, or on the start page; returns when it is left.

    Raises `ProjectError` when the file cannot be opened, before anything is drawn.
    """
    from qualcode.tui.app import run

    run(path, coder)
