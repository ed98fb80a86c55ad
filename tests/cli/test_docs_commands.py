"""The examples of docs/commands.md run, in their order, on the demo project."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from qualcode.cli.root import root

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CAPTURE = re.compile(r"(\w+)=\$\((.*)\)")


class Shell:
    """Enough of a shell for the documentation: cd, export, a variable set from a command's output."""

    def __init__(self, monkeypatch) -> None:
        self._monkeypatch = monkeypatch
        self._variables: dict[str, str] = {}

    def run(self, line: str) -> None:
        """Run one line and assert that it leaves with 0."""
        words = shlex.split(re.sub(r"\$(\w+)", lambda found: self._variables[found[1]], line))
        if captured := CAPTURE.fullmatch(line):
            self._variables[captured[1]] = self._call(shlex.split(captured[2])).strip()
        elif words[0] == "cd":
            self._monkeypatch.chdir(words[1])
        elif words[0] == "export":
            self._monkeypatch.setenv(*words[1].split("=", 1))
        else:
            self._call(words)

    def _call(self, words: list[str]) -> str:
        assert words[0] == "qualcode", words
        result = CliRunner().invoke(root, words[1:], prog_name="qualcode")
        assert result.exit_code == 0, f"{shlex.join(words)}: {result.exit_code}\n{result.stderr}"
        assert result.stdout or result.stderr
        return result.stdout


def test_the_examples_of_the_documentation_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shell = Shell(monkeypatch)
    lines = [line for block in BLOCK.findall(DOCS.read_text(encoding="utf-8")) for line in block.splitlines()]
    assert len(lines) > 60
    for line in lines:
        shell.run(line)
