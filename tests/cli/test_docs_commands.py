"""The examples of docs/commands.md run, in their order, on the demo project."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from qualcode.cli.root import root

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
HEADING = re.compile(r"^#+ (.*)\n", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
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


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that help lists, under its whole name."""
    yield " ".join(("qualcode", *path)), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from commands(inner, *path, name)


def sections() -> dict[str, str]:
    """Return the sections of the documentation by their headings."""
    parts = HEADING.split(DOCS.read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_command_has_a_section_that_names_its_options_and_no_others():
    documented = sections()
    shared = set(OPTION.findall(documented["What all commands share"]))
    known = dict(commands(root))
    told = {name for name in documented if name.startswith("qualcode")}
    assert told == known.keys(), told ^ known.keys()
    for name, command in known.items():
        options = [
            option for option in command.params if isinstance(option, click.Option) and not option.hidden
        ]
        words = {word for option in options for word in (*option.opts, *option.secondary_opts)}
        named = set(OPTION.findall(documented[name]))
        missing = {option.name for option in options if not {*option.opts} & (named | shared)}
        assert not missing, f"{name}: {missing}"
        if not isinstance(command, click.Group):  # examples, which may be of other commands, are run above
            told = set(OPTION.findall(BLOCK.sub("", documented[name])))
            assert told <= words | shared, f"{name}: {told - words - shared}"
