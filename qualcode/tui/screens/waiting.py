"""A long change of the study, in a thread of its own: the screen below says so, and keys wait for the end of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.message import Message
from textual.screen import ModalScreen, Screen

from qualcode.tui.notices import report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.widgets.lines import HeaderLine, StatusLine

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.tui.desk import Desk

Result = TypeVar("Result")
SAVING_AFTER_SECONDS = 0.2
TICK_SECONDS = 1.0


def change_beside(
    screen: Screen[Any],
    desk: Desk,
    doing: str,
    job: Callable[[Project], Result],
    show: Callable[[Result], object],
) -> None:
    """Change the study with `job` over a connection of its own, then `show` what it gave on the screen.

    No other change is begun meanwhile, and nothing acts on what is shown but no longer so: keys wait, and act in
    their order once all is drawn. Raises `ProjectError` when the file is not in its place.
    """
    desk.check_place()
    waiting = WaitingScreen(screen, doing)
    path, coder = desk.project.path, desk.project.coder
    screen.app.push_screen(waiting)

    def work() -> None:
        try:
            result = with_own_connection(path, coder, job)
        except Exception as error:
            end = partial(waiting.end, None, error)
        else:
            end = partial(waiting.end, partial(show, result))
        screen.app.call_from_thread(end)

    screen.run_worker(work, thread=True, group="changing", exit_on_error=False)


class WaitingScreen(ModalScreen[None], inherit_bindings=False):
    """Lies unseen over a screen while its study is changed; takes the keys, and gives them back at the end."""

    DEFAULT_CSS = "WaitingScreen { background: transparent; }"

    class Over(Message):
        """The change is made, or refused with an error, and every key typed until now has arrived."""

        def __init__(self, error: Exception | None) -> None:
            self.error = error
            super().__init__()

    def __init__(self, below: Screen[Any], doing: str) -> None:
        super().__init__()
        self._below, self._doing = below, doing
        self._began = time.monotonic()
        self._held: list[events.Key | events.Paste] = []
        self._leave: Callable[[], object] | None = None

    def on_mount(self) -> None:
        """Say what is done; that it is being saved once that takes a moment, and for how long from a second on."""
        self._tell()
        self.set_timer(SAVING_AFTER_SECONDS, partial(self._show_saving, True))
        self.set_interval(TICK_SECONDS, self._tell)

    # -- the end, in three steps: it is drawn; the keys typed until then have arrived; they act

    def end(self, show: Callable[[], object] | None, error: Exception | None = None) -> None:
        """Show what came of it; then the keys that waited act. They do not where the change was refused."""
        self._say(None)
        self._show_saving(False)
        try:
            if show is not None:
                show()
        except Exception as trouble:
            error = trouble
        self.app.call_later(lambda: self.post_message(self.Over(error)))

    def on_waiting_screen_over(self, message: Over) -> None:
        """Go, and let the keys act; they were typed in view of a change, so without it they are dropped."""
        self.dismiss(None)
        if message.error is not None:
            report(self.app, message.error)
            if self._held:
                self._below.query_one(StatusLine).tell("the keys typed meanwhile were dropped")
            self._held = []
        for event in self._held:
            self.app.post_message(event)
        if self._leave is not None:
            self.app.call_later(self._leave)

    def ask_before_leaving(self, leave: Callable[[], object]) -> bool:
        """Leave when the change has come to its end."""
        self._leave = leave
        return True

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Keep a key."""
        event.stop()
        event.prevent_default()
        self._held.append(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Keep what was pasted."""
        event.stop()
        event.prevent_default()
        self._held.append(events.Paste(event.text))

    # -- what the screen below says

    def _tell(self) -> None:
        seconds = int(time.monotonic() - self._began)
        self._say(f"{self._doing} …{f' {seconds} s' if seconds else ''}")

    def _say(self, sentence: str | None) -> None:
        for line in self._below.query(StatusLine):
            line.hold(sentence)

    def _show_saving(self, is_saving: bool) -> None:
        for line in self._below.query(HeaderLine):
            line.saving = is_saving
