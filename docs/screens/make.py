"""Make the captures in this folder anew: `python docs/screens/make.py` (tmux is needed for the .txt files).

The pictures show the demo project; the numbered .txt files are a first session in a real terminal, each key typed.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "tui")]

from screen_driving import pressed, worked_out  # noqa: E402
from terminal_driving import Terminal, prepare, walk  # noqa: E402

from qualcode.api import Project  # noqa: E402
from qualcode.demo import make_demo  # noqa: E402
from qualcode.model import Coding  # noqa: E402
from qualcode.tui.app import QualcodeApp  # noqa: E402
from qualcode.tui.screens.reading import ReadingScreen  # noqa: E402

WIDE = (140, 45)
NARROW = (80, 24)
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"
CELL, ADVANCE = 12.2, 12.04
"""The width of a cell in the SVG, and that of a letter of the first font at the size it is drawn with (20 px)."""
SHOWN_DOCUMENT = "P07 Accountant"
PICTURES = {
    "reading": (),
    "picker": ("c", "h", "o"),
    "find": ("escape", "slash", "g", "u", "e", "s", "t"),
    "help": ("escape", "escape", "f1"),
    "codebook": ("escape", "f3", "down"),
    "documents": ("f4",),
    "segments": ("f5",),
    "tables": ("f6",),
    "memos": ("f7",),
    "history": ("f8",),
}
"""Each picture with the keys that lead there from the one before."""


def capture_session(folder: Path) -> None:
    """Walk the road of a first session and keep what the terminal shows."""
    for size in (WIDE, NARROW):
        place = folder / f"{size[0]}x{size[1]}"
        prepare(place / "study")
        terminal = Terminal(place / "study", place / "settings", size)
        try:
            for step, _ in walk(terminal):
                if step.capture:
                    kept = "\n".join(line.rstrip() for line in terminal.at_rest().rstrip().splitlines())
                    (HERE / f"{step.capture}-{size[0]}x{size[1]}.txt").write_text(
                        kept + "\n", encoding="utf-8"
                    )
            terminal.press("C-q")
        finally:
            terminal.close()


async def draw_screens(folder: Path) -> None:
    """Draw every screen on the demo project."""
    demo = make_demo(folder / "demo")
    with Project.open(demo.project, "Amina") as project:
        app = QualcodeApp(project, "Amina")
        async with app.run_test(size=WIDE) as pilot:
            await worked_out(pilot)
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            screen.open_document(project.documents.find(SHOWN_DOCUMENT))
            shown = passage_to_show(screen)
            screen.view.go_to(shown.start)
            screen.view.focus_coding(shown.id)
            for name, keys in PICTURES.items():
                await pressed(pilot, *keys)
                await worked_out(pilot)
                keep_picture(name, app.export_screenshot(title="qualcode"))
            app.project = None  # the `with` closes it
    app = QualcodeApp()
    async with app.run_test(size=WIDE) as pilot:
        await worked_out(pilot)
        keep_picture("start", app.export_screenshot(title="qualcode"))


def keep_picture(name: str, picture: str) -> None:
    """Keep a picture as SVG, and as PNG where librsvg's `rsvg-convert` is there."""
    drawn = HERE / f"{name}.svg"
    drawn.write_text(with_own_fonts(picture), encoding="utf-8")
    if convert := shutil.which("rsvg-convert"):
        subprocess.run([convert, "-w", "1400", "-o", str(drawn.with_suffix(".png")), str(drawn)], check=True)
    if name != "reading":
        drawn.unlink()  # the README shows the one; of the others the PNG is enough


def passage_to_show(screen: ReadingScreen) -> Coding:
    """Return a coding with a memo, best one that others overlap, and best one not at the top of the document."""
    codings = screen.desk.codings.values()
    with_memo = screen.desk.project.memos.of_codings()

    def worth(coding: Coding) -> tuple[bool, bool, int]:
        overlaps = sum(other.start < coding.end and coding.start < other.end for other in codings)
        return coding.id in with_memo, coding.start > 1500, overlaps

    return max(codings, key=worth)


def with_own_fonts(picture: str) -> str:
    """Return an SVG that loads nothing from anywhere: it takes a monospaced font that is there.

    librsvg drops blanks at the edges of a text, and knows no `textLength`: without both remedies columns and indents
    would not stand where they stand on the screen.
    """
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.S)
    picture = picture.replace("<svg ", '<svg xml:space="preserve" ', 1)
    picture = re.sub(r"(-matrix \{)", rf"\1 letter-spacing: {CELL - ADVANCE:.2f}px;", picture)
    return re.sub(r"font-family: Fira Code[^;]*;", f"font-family: {FONTS};", picture)


def main() -> None:
    """Make everything."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["QUALCODE_CONFIG_DIR"] = str(Path(place) / "settings")
        asyncio.run(draw_screens(Path(place)))
        if shutil.which("tmux"):
            capture_session(Path(place))


if __name__ == "__main__":
    main()
