"""What a table says about itself, as a text file beside it where its own format has no room for that.

A csv, tsv or json is read by programs, which take every line for a row: the sentence that says unit, scope and filters
stands in `NAME.csv.about.txt` then.
"""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import InvalidValue
from qualcode.exchange.places import written_whole

SUFFIXES = (".csv", ".tsv", ".json")
ENDING = ".about.txt"
FIRST_LINE = "What {} says (written by qualcode):"


def about_file(path: Path) -> Path:
    """Return the file that tells about a table."""
    return path.with_name(f"{path.name}{ENDING}")


def check_about(path: Path) -> None:
    """Raise `InvalidValue` where the file that would tell about a table is somebody's own."""
    beside = about_file(path)
    if beside.exists() and not _is_ours(beside, path):
        raise InvalidValue(
            f"{beside.name} would be written beside {path.name} to say what it counts, and another file is there:"
            " rename that, or choose another name."
        )


def write_about(path: Path, about: str) -> list[Path]:
    """Write what a table says about itself beside it, and return that file; nothing, and none left, without a text."""
    beside = about_file(path)
    if not about:
        if beside.exists() and _is_ours(beside, path):
            beside.unlink()  # it told of a table that is no longer there
        return []
    with written_whole(beside) as draft:
        draft.write_text(f"{FIRST_LINE.format(path.name)}\n\n{about}\n", encoding="utf-8", newline="\n")
    return [beside]


def _is_ours(beside: Path, path: Path) -> bool:
    try:
        with beside.open(encoding="utf-8") as file:
            return file.readline().rstrip("\n") == FIRST_LINE.format(path.name)
    except (OSError, UnicodeDecodeError):
        return False
