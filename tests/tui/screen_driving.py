"""Driving the screen in tests: typing, waiting, and reading what is on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot

from qualcode.api import Project

KEY_NAMES = {
    " ": "space",
    ".": "full_stop",
    ">": "greater_than_sign",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "?": "question_mark",
    "=": "equals_sign",
}


async def until(pilot: Pilot[Any], what: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is so; fail when it never comes."""
    for _ in range(int(seconds / 0.02)):
        if what():
            return
        await asyncio.sleep(0.02)
        await pilot.pause()
    raise AssertionError("it did not come to pass; on the screen:\n" + on_screen(pilot.app))


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type a text as fast as a terminal sends it, and let the screen come to rest."""
    for letter in text:
        event = events.Key(KEY_NAMES.get(letter, letter), letter)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)  # type: ignore[union-attr]
    await pilot.pause()
    await pilot.pause()


async def pressed(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and let the screen come to rest."""
    await pilot.press(*keys)
    await pilot.pause()
    await asyncio.sleep(0.05)
    await pilot.pause()


def on_screen(app: App[Any]) -> str:
    """Return the characters on the screen, row by row."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def stored(project: Project) -> list[tuple[str, str]]:
    """Return (path of the code, text) of every coding in the file, in the order of the text."""
    names = {code.id: code.path for code in project.codebook.all()}
    texts = {document.id: project.documents.text(document) for document in project.documents.all()}
    return [
        (names[coding.code_id], texts[coding.document_id][coding.start : coding.end])
        for coding in project.codings.all()
    ]
