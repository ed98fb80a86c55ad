"""The command line: parse, call, print. One module for each group of commands, imported when it is called."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run `qualcode` as the shell called it, and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts and editors all the time, and answered without loading anything.
        from qualcode import __version__

        print(f"qualcode {__version__}")
        return
    from qualcode.cli.root import root

    replace_closed_streams()
    speak_utf8()
    root(prog_name="qualcode")


def replace_closed_streams() -> None:
    """Put nothing in the place of an end that the caller has closed (`>&-`), where Python has no stream at all."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def speak_utf8() -> None:
    """Read and write pipes in UTF-8 on every system; never fail on what a terminal cannot show."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "PYTHONIOENCODING" not in os.environ:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(
                encoding=encoding, errors="backslashreplace" if stream.writable() else "strict"
            )
