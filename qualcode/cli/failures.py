"""What a user sees when something is refused, goes wrong, or is stopped: one sentence and an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from qualcode.errors import ImportRefused, QualcodeError
from qualcode.text.visible import visible, visible_lines

DONE, REFUSED, WRONG_USAGE, SOMETHING_LEFT_OUT = 0, 1, 2, 3
ROWS_SHOWN = 20
LOG_NAME = "errors.log"
LOG_SIZE = 1_000_000


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command and return its exit code; whatever it raises becomes a line on stderr."""
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output (`| head`) had enough; what was to be done is done.
        discard_output()
        return DONE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        complain("Stopped; nothing half-done was kept.")
        return REFUSED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(file=told)
        click.echo(visible_lines(told.getvalue()), err=True, nl=False)
        return error.exit_code
    except ImportRefused as error:
        complain(str(error), *refused_rows(error))
        return REFUSED
    except QualcodeError as error:
        complain(str(error))
        return REFUSED
    except OSError as error:
        complain(refusal_of_system(error))
        discard_what_cannot_be_written()
        return REFUSED
    except Exception as error:
        complain(unexpected(error))
        return REFUSED
    return code if isinstance(code, int) else DONE


def refused_rows(error: ImportRefused) -> list[str]:
    """Return the first rows that do not fit, and a line that says how many more there are.

    A single one stands in the sentence already.
    """
    if len(error.rows) == 1 and error.rows[0].rstrip(".").removeprefix("line ") in str(error):
        return []
    lines = [f"  {row}" for row in error.rows[:ROWS_SHOWN]]
    if len(error.rows) > ROWS_SHOWN:
        lines.append(f"  … and {len(error.rows) - ROWS_SHOWN} more")
    return lines


def refusal_of_system(error: OSError) -> str:
    """Return the sentence for a file that the system would not open, read or write."""
    name = error.filename or "A file"
    return f"{name} could not be read or written: {error.strerror or error}."


def unexpected(error: Exception) -> str:
    """Write the traceback to the log and return the sentence that says where it is."""
    told = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    try:
        place = write_log(error)
    except OSError:
        return f"Something went wrong inside qualcode ({told}); its log could not be written."
    return f"Something went wrong inside qualcode ({told}); nothing half-done was kept. Details: {place}"


def write_log(error: Exception) -> str:
    """Append the traceback to the log in the settings folder and return its path; old entries make room."""
    from qualcode import __version__
    from qualcode.settings import settings_folder

    path = settings_folder() / LOG_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_SIZE:
        os.replace(path, path.with_suffix(".old.log"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"\n{now} qualcode {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n")
        log.write(f"{sys.argv[1:3]}\n")
        log.write("".join(traceback.format_exception(error)))
    return str(path)


def complain(*lines: str) -> None:
    """Write lines to stderr; what a file put into them cannot steer the terminal."""
    for line in lines:
        click.echo(visible(line), err=True)


def discard_what_cannot_be_written() -> None:
    """Forget output that the system does not take, such as on a full disk, which was told already."""
    try:
        sys.stdout.flush()
    except OSError:
        discard_output()


def discard_output() -> None:
    """Point stdout at nothing, so that Python's own flush at exit does not complain either."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
