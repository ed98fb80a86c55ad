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
    Command(
        "forget-project",
        "x,delete",
        "screen.forget_project",
        "off the list",
        "Take a recent project off the list; its file is not touched.",
        in_footer=True,
        key_shown="x",
        title="Take a project off the list",
    ),
)
