"""Work that nobody who leaves has to wait for: a thread that may be abandoned at any moment."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App

from qualcode.tui.notices import write_log

NAME = "qualcode-background"
SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter against another that wants it. With Python's 5 ms a screen that waits for
its turn many times in a row, as when it is resized beside the search for sentences, takes twice as long."""


def begin(app: App[Any], work: Callable[[], None]) -> None:
    """Do some work in a thread that does not keep the program; it must leave nothing half-done when it is cut off."""

    def carry_out() -> None:
        try:
            work()
        except Exception as error:
            if app.is_running:  # what fails because the app is gone is no mistake
                write_log(error)

    sys.setswitchinterval(SWITCH_SECONDS)
    threading.Thread(target=carry_out, name=NAME, daemon=True).start()


def leave_at_once(code: int) -> None:
    """End the process here and now where such a thread still runs; without one, do nothing.

    To end an interpreter around a thread that is deep in a compiled library (spaCy's import) can take seconds, or
    abort. All files are closed by now.
    """
    if any(thread.name == NAME for thread in threading.enumerate()):
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
