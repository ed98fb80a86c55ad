"""Set up qualcode in an environment of its own beside this file and run one job in it.

    python3 run.py demo     install, make the demo project in the folder you are in, and open it
    python3 run.py test     install with the test tools and run the tests
    python3 run.py lint     style, types and import direction, as CI runs them
    python3 run.py bench    the benchmarks of benchmarks/

Everything after the job's name is handed on to it. Needs Python 3.11 or newer and nothing else; the
system's own Python packages are neither used nor changed.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
JOBS = {
    "demo": [],  # see demo()
    "test": [["-m", "pytest", "-n", "auto"]],  # several processes: half the time or less
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
    if job == "demo":
        return demo(rest)
    for command in JOBS[job]:
        code = subprocess.call([str(PYTHON), *command, *rest], cwd=HERE, env=keeping_compiled())
        if code:
            return code
    return 0


def keeping_compiled() -> dict[str, str]:
    """Return an environment in which Python keeps the modules it has compiled, as for an installed program.

    Tests and benchmarks start the program hundreds of times; compiling its modules each time takes longer than it runs.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def demo(rest: list[str]) -> int:
    """Make or open the demo where the user stands, and say how to go on from there."""
    # -P: files of the user's folder are not taken for modules of Python.
    code = subprocess.call([str(PYTHON), "-P", "-m", "qualcode", "demo", *rest])
    if code == 0 and shutil.which("qualcode") is None:
        print(f"So that a terminal finds `qualcode`, first: {activation()}", file=sys.stderr)
    return code


def activation() -> str:
    """Return what to type so that the terminal finds `qualcode`."""
    if os.name == "nt":
        return f'"{BIN / "activate"}"'
    return f"source {shlex.quote(str(BIN / 'activate'))}"


def install(*, with_tools: bool) -> None:
    """Make the environment and install the project in it, unless done for this pyproject.toml in this folder."""
    fingerprint = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    wanted = fingerprint + (" with tools" if with_tools else "")
    stamp = ENVIRONMENT / "qualcode-installed.txt"
    installed = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    folder, _, what = installed.partition("\n")
    # An environment knows itself and the project by their paths: in a folder that was moved it is made anew.
    was_moved = bool(installed) and folder != str(HERE)
    if PYTHON.exists() and what.startswith(wanted) and not was_moved:
        return
    print(
        f"Installing qualcode into {ENVIRONMENT} (once; this takes a minute) …",
        file=sys.stderr,
        flush=True,
    )
    pip = make_environment(anew=was_moved)
    tools = ["--group", f"{HERE / 'pyproject.toml'}:dev"] if with_tools else []
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    subprocess.check_call([*pip, "install", *quiet, "--upgrade", "pip>=25.1"])
    subprocess.check_call([*pip, "install", *quiet, "--editable", str(HERE), *tools])
    stamp.write_text(f"{HERE}\n{wanted}", encoding="utf-8")


def make_environment(*, anew: bool) -> list[str]:
    """Make `.venv` where it is missing or does not work; return the pip command that installs into it."""
    own_pip = [str(PYTHON), "-m", "pip"]
    if not anew and PYTHON.exists() and answers([*own_pip, "--version"]):
        return own_pip
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        return own_pip
    except subprocess.CalledProcessError:
        # Some Linux distributions ship Python without ensurepip; a pip beside it serves as well.
        venv.create(ENVIRONMENT, with_pip=False, clear=True)
        outer_pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
        if answers([*outer_pip, "--version"]):
            return outer_pip
        sys.exit(
            "This Python has neither venv's pip nor a pip of its own: install your system's "
            "package for it (Debian and Ubuntu: python3-venv), then run the same command again."
        )


def answers(command: list[str]) -> bool:
    """Return whether a command works."""
    quiet = subprocess.DEVNULL
    return subprocess.call(command, stdout=quiet, stderr=quiet) == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError:
        sys.exit("Installing failed; the lines above say why. Without a network, run it again when online.")
    except OSError as error:
        sys.exit(f"Installing into {ENVIRONMENT} failed: {error}.")
    except KeyboardInterrupt:
        sys.exit(130)
