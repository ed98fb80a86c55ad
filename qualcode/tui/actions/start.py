"""What the keys of the start page do."""

from __future__ import annotations

from qualcode.tui.command import Command

START = (
    Command(
        "new-project",
        "n",
        "screen.new_project",
        "New…",
        "Begin a study of your own.",
        in_footer=True,
        title="New project…",
    ),
    Command(
        "open-project",
        "o",
        "screen.open_project",
        "Open…",
        "Open a project file.",
        in_footer=True,
        title="Open a project…",
    ),
    Command(
        "demo-project",
        "d",
        "screen.demo",
        "Demo",
        "Make and open a small complete project to try.",
        in_footer=True,
        title="Demo project",
    ),
)
