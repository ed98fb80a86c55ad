"""Run a command as a process of its own and measure it from outside."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: wall-clock seconds and the peak of resident memory in megabytes."""

    seconds: float
    megabytes: float


def run(*command: str, times: int = 1) -> Measured:
    """Run a command (its output goes nowhere) and return its fastest run; stops when it fails."""
    runs = [once(*command) for _ in range(times)]
    return min(runs, key=lambda measured: measured.seconds)


def once(*command: str) -> Measured:
    """Run a command once."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{complaint.decode(errors='replace')}")
    return Measured(seconds, megabytes(usage))


def megabytes(usage: resource.struct_rusage) -> float:
    """Return the peak memory of a process; Linux counts in kilobytes, macOS in bytes."""
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def qualcode(*arguments: str, times: int = 1) -> Measured:
    """Run the command line."""
    return run(sys.executable, "-m", "qualcode", *arguments, times=times)


def bare(script: str, *arguments: str, times: int = 1) -> Measured:
    """Run one of the bare scripts that a limit is measured by."""
    return run(sys.executable, "-m", f"benchmarks.bare.{script}", *arguments, times=times)


def told_seconds(module: str, *arguments: str) -> float:
    """Run a module of the benchmarks that prints the seconds its work took, and return them."""
    command = [sys.executable, "-m", module, *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
