"""Make the captures in this folder anew: `python docs/screens/make.py` (tmux is needed for the .txt files).

`reading.svg` shows the demo project; the numbered .txt files are a first session in a real terminal, each key typed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "tui")]

from terminal_driving import Terminal, prepare, walk  # noqa: E402

from qualcode.api import Project  # noqa: E402
from qualcode.demo import make_demo  # noqa: E402
from qualcode.tui.app import QualcodeApp  # noqa: E402
from qualcode.tui.screens.reading import ReadingScreen  # noqa: E402

WIDE = (140, 45)
NARROW = (80, 24)
SHOWN_DOCUMENT = "P07 Accountant"


def capture_session(folder: Path) -> None:
    """Walk the road of a first session and keep what the terminal shows."""
    for size in (WIDE, NARROW):
        place = folder / f"{size[0]}x{size[1]}"
        prepare(place / "study")
        terminal = Terminal(place / "study", place / "settings", size)
        try:
            for step, screen in walk(terminal):
                if step.capture:
                    kept = "\n".join(line.rstrip() for line in screen.rstrip().splitlines())
                    (HERE / f"{step.capture}-{size[0]}x{size[1]}.txt").write_text(
                        kept + "\n", encoding="utf-8"
                    )
            terminal.press("C-q")
        finally:
            terminal.close()


async def draw_reading(folder: Path) -> None:
    """Draw the reading screen on the demo project."""
    demo = make_demo(folder / "demo")
    with Project.open(demo.project, "Amina") as project:
        app = QualcodeApp(project, "Amina")
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            screen.open_document(project.documents.find(SHOWN_DOCUMENT))
            overlapping = max(
                screen.desk.codings.values(),
                key=lambda one: sum(
                    other.start < one.end and one.start < other.end for other in screen.desk.codings.values()
                ),
            )
            screen.view.go_to(overlapping.start)
            await pilot.pause(1)
            app.save_screenshot("reading.svg", str(HERE))
            app.project = None


def main() -> None:
    """Make everything."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["QUALCODE_CONFIG_DIR"] = str(Path(place) / "settings")
        asyncio.run(draw_reading(Path(place)))
        if shutil.which("tmux"):
            capture_session(Path(place))


if __name__ == "__main__":
    main()
