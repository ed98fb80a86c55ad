"""Set up qualcode in an environment of its own beside this file and run one job in it.

    python3 run.py demo     install, make the demo project and open it
    python3 run.py test     install with the test tools and run the tests
    python3 run.py lint     style, types and import direction, as CI runs them
    python3 run.py bench    the benchmarks of benchmarks/

Everything after the job's name is handed on to it. Needs Python 3.11 or newer and nothing else; the
system's own Python packages are neither used nor changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
JOBS = {
    "demo": [["-m", "qualcode", "demo"]],
    "test": [["-m", "pytest"]],
    "lint": [
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
        ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
    ],
    "bench": [["-m", "benchmarks"]],
}


def main(arguments: list[str]) -> int:
    """Install what the job needs, run it, and return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what tells people with an older Python)
        print(
            f"qualcode needs Python 3.11 or newer; this is {sys.version.split()[0]}.",
            file=sys.stderr,
        )
        return 1
    if not arguments or arguments[0] not in JOBS:
        print(__doc__, file=sys.stderr)
        return 2
    job, *rest = arguments
    install(with_tools=job != "demo")
    for command in JOBS[job]:
        code = subprocess.call([str(PYTHON), *command, *rest], cwd=HERE)
        if code:
            return code
    return 0


def install(*, with_tools: bool) -> None:
    """Make the environment and install the project in it, unless done for this pyproject.toml."""
    fingerprint = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    wanted = fingerprint + (" with tools" if with_tools else "")
    stamp = ENVIRONMENT / "qualcode-installed.txt"
    installed = stamp.read_text() if stamp.exists() else ""
    if PYTHON.exists() and installed.startswith(wanted):
        return
    print(
        f"Installing qualcode into {ENVIRONMENT} (once; this takes a minute) …",
        file=sys.stderr,
        flush=True,
    )
    pip = make_environment()
    tools = ["--group", f"{HERE / 'pyproject.toml'}:dev"] if with_tools else []
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    subprocess.check_call([*pip, "install", *quiet, "--upgrade", "pip>=25.1"])
    subprocess.check_call([*pip, "install", *quiet, "--editable", str(HERE), *tools])
    stamp.write_text(wanted)


def make_environment() -> list[str]:
    """Make `.venv` where it is missing; return the pip command that installs into it."""
    own_pip = [str(PYTHON), "-m", "pip"]
    if PYTHON.exists() and subprocess.call([*own_pip, "--version"], stdout=subprocess.DEVNULL) == 0:
        return own_pip
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        return own_pip
    except subprocess.CalledProcessError:
        # Some Linux distributions ship Python without ensurepip; a pip beside it serves as well.
        venv.create(ENVIRONMENT, with_pip=False, clear=True)
        outer_pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
        if subprocess.call([*outer_pip, "--version"], stdout=subprocess.DEVNULL) == 0:
            return outer_pip
        sys.exit(
            "This Python has neither venv's pip nor a pip of its own: install your system's "
            "package for it (Debian and Ubuntu: python3-venv), then run the same command again."
        )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"Installing failed ({error}); the lines above say why. Run it again when online.")
    except KeyboardInterrupt:
        sys.exit(130)
