"""A Textual app with one empty `ScrollView`: tells by a byte on the file descriptor given when it was painted."""

import os
import sys

from textual.app import App, ComposeResult
from textual.scroll_view import ScrollView


class BareApp(App[None]):
    """Nothing but an empty view."""

    def compose(self) -> ComposeResult:
        yield ScrollView()

    def on_mount(self) -> None:
        self.call_after_refresh(lambda: os.write(int(sys.argv[1]), b"!"))


BareApp().run()
