"""The command line: parse, call, print. One module for each group of commands, imported when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `qualcode` as the shell called it, and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts and editors all the time, and answered without loading anything.
        from qualcode import __version__

        print(f"qualcode {__version__}")
        return
    from qualcode.cli.root import root

    root(prog_name="qualcode")
