"""Driving the screen in tests: typing, waiting, and reading what is on it."""

from __future__ import annotations

import asyncio
import threading
import unicodedata
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.timer import Timer

from qualcode.api import Project
from qualcode.tui import background

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

QUIET_ROUNDS = 3
"""How often in a row nothing must be under way."""
SOON_SECONDS = 1.0
"""What is put off for less than this is waited for: it is put off only while keys are pressed."""


async def until(pilot: Pilot[Any], what: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is so; fail when it never comes."""
    ends = monotonic() + seconds
    while not what():
        if monotonic() > ends:
            raise AssertionError("it did not come to pass; on the screen:\n" + on_screen(pilot.app))
        await asyncio.sleep(0.01)
        await at_rest(pilot)


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type a text as fast as a terminal sends it, and let the screen come to rest."""
    for letter in text:
        _send(pilot, KEY_NAMES.get(letter, letter), letter)
    await at_rest(pilot)


async def pressed(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, each when the screen has come to rest after the one before; without keys wait for that alone."""
    if not keys:
        await at_rest(pilot)
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        _send(pilot, name, _character_of(name))
        await at_rest(pilot)


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until every message that is under way has been dealt with, and paint what it changed.

    Textual's own pause waits until the process uses little of the processor, which is long where a thread works in the
    background, and too short where other processes take the processor away.
    """
    quiet = 0
    app, ends = pilot.app, monotonic() + 30
    while quiet < QUIET_ROUNDS and monotonic() < ends and not app._exit:
        await pilot._wait_for_screen()
        await asyncio.sleep(0.002)
        quiet = 0 if _is_at_work(app) else quiet + 1
    while app._exit and app.is_running and monotonic() < ends:  # it was left: what waits is not done any more
        await asyncio.sleep(0.002)
    if not app._exit:
        app.screen._on_timer_update()


def _is_at_work(app: App[Any]) -> bool:
    """Return whether messages, callbacks or repaints wait anywhere, or an animation runs."""
    screen = app.screen
    if app.animator._animations or app.animator._scheduled:
        return True
    if screen._layout_required or screen._repaint_required or screen._dirty_widgets or screen._callbacks:
        return True
    pumps = (app, *app.screen_stack, *screen.walk_children())
    return any(pump.message_queue_size or pump._next_callbacks for pump in pumps)


async def worked_out(pilot: Pilot[Any]) -> None:
    """Wait until the screen rests for good: nothing is counted, read or found beside it, or put off for a moment."""
    quiet = 0
    ends = monotonic() + 60
    while quiet < QUIET_ROUNDS:
        if monotonic() > ends:
            raise AssertionError("it did not come to rest; on the screen:\n" + on_screen(pilot.app))
        await at_rest(pilot)
        quiet = 0 if _is_worked_out_beside(pilot.app) or _is_at_work(pilot.app) else quiet + 1


def _is_worked_out_beside(app: App[Any]) -> bool:
    """Return whether a thread works for the screen, or something on it waits for a moment without keys."""
    if any(not worker.is_finished for worker in app.workers):
        return True
    if any(thread.name == background.NAME for thread in threading.enumerate()):
        return True
    pumps = [app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))]
    return any(_comes_soon(timer) for pump in pumps for timer in pump._timers)


def _comes_soon(timer: Timer) -> bool:
    """Return whether a timer that runs once will do so in a moment."""
    is_waiting = timer._task is not None and not timer._task.done()
    return is_waiting and timer._repeat == 0 and timer._interval < SOON_SECONDS


def _character_of(name: str) -> str | None:
    """Return what a key types, None where it types nothing."""
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        return name if len(name) == 1 else None


def _send(pilot: Pilot[Any], name: str, character: str | None) -> None:
    event = events.Key(name, character)
    event.set_sender(pilot.app)
    pilot.app._driver.send_message(event)  # type: ignore[union-attr]


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
