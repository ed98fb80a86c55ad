"""The session of docs/plain.md: what is typed in it. Run as a program it writes anew what is said."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path

from qualcode.demo import PROJECT_NAME, make_demo
from qualcode.plain.session import Session
from qualcode.plain.talking import Talk
from qualcode.text.sentences import load_rules

DOCS = Path(__file__).parents[2] / "docs" / "plain.md"
BLOCK = re.compile(r"(```text\n).*?(\n```)", re.DOTALL)
TYPED = (
    "d", "7", "", "", "4", "", "", "s words", "s words 2-4", "c obl", "5", "m Duty, or a game with it?", "w 70", "h",
    "n coding", "c Distance > Self-mockery", "y", "u", "y", "", "f typing", "p", "k", "0", "t", "0",
    "b gender", "0", "e gender.csv", "0", "s self-mockery", "1", "?", "0", "q",
)  # fmt: skip


def record(folder: Path) -> str:
    """Return all that is said, with what is typed, on a demo project made in a new folder."""
    make_demo(folder)
    load_rules("en")  # a wait would be told
    target = io.StringIO()
    typed = io.StringIO("".join(f"{line}\n" for line in TYPED))
    Session(Talk(typed, target, page=20, echo=True), "Zuhra").run(folder / PROJECT_NAME)
    return "\n".join(line.rstrip() for line in target.getvalue().splitlines())


def documented() -> str:
    """Return the session as the documentation has it."""
    found = BLOCK.search(DOCS.read_text(encoding="utf-8"))
    assert found is not None
    return found[0].removeprefix(found[1]).removesuffix(found[2])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        said = record(Path(place) / "demo")
    text = DOCS.read_text(encoding="utf-8")
    DOCS.write_text(BLOCK.sub(lambda found: found[1] + said + found[2], text, count=1), encoding="utf-8")
    sys.stdout.write(f"wrote {DOCS}\n")
