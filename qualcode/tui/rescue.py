"""When a mistake in the program ends the screen: what was being written is kept, and one sentence says so."""

from __future__ import annotations

from collections.abc import Iterable

from textual.screen import Screen

from qualcode.settings import settings_folder
from qualcode.tui.notices import write_log
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.memo import MemoPanel

RESCUED = "unsaved-memo.txt"


def last_words(screens: Iterable[Screen[object]], error: BaseException | None) -> str:
    """Write the details to the log and an unsaved memo to a file; return what to tell the researcher."""
    name = type(error).__name__ if error else "an unknown error"
    where = write_log(error) if error else "there are no details"
    told = (
        f"Something unforeseen happened ({name}) and the screen had to close; all codings and saved memos "
        f"are in the project file, and {where}."
    )
    return told + rescue_memo(screens)


def rescue_memo(screens: Iterable[Screen[object]]) -> str:
    """Keep the memo that was being written; return a sentence about it, empty when there was none."""
    try:
        texts = [
            panel.text
            for screen in screens
            if isinstance(screen, ReadingScreen)
            for panel in screen.query(MemoPanel)
            if panel.is_changed
        ]
        if not texts:
            return ""
        path = settings_folder() / RESCUED
        with path.open("a", encoding="utf-8") as file:
            file.write("\n\n".join(texts) + "\n\n")
    except Exception:
        return " The memo that was being written could not be kept."
    return f" The memo that was being written is in {path}."
