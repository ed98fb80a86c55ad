"""Every command has help with examples, and stands in docs/commands.md with its options."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click
import pytest

from qualcode.cli.commands import Command, Group, LazyGroup
from qualcode.cli.root import root

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
COMMON = {"--project", "--coder", "--quiet", "--no-color", "--format", "--output", "--help"}


def commands(command: click.Command = root, path: str = "qualcode") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its path."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from commands(child, f"{path} {name}")


ALL = dict(commands())


def words_of(example: str) -> list[str]:
    """Return the words of an example as a shell would: without redirections, and without what it is for."""
    lexer = shlex.shlex(example.split("   ")[0], posix=True, punctuation_chars="<>")
    lexer.whitespace_split = True
    return list(takewhile(lambda word: word not in "<>", lexer))


def section(path: str) -> str:
    """Return the part of the documentation about a command, without that of its subcommands."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    heads = [
        number for number, line in enumerate(lines) if line.lstrip("#").strip() == path and line[0] == "#"
    ]
    assert len(heads) == 1, f"docs/commands.md has {len(heads)} headings for {path}"
    end = next((n for n in range(heads[0] + 1, len(lines)) if lines[n].startswith("#")), len(lines))
    return "\n".join(lines[heads[0] : end])


def test_the_walk_finds_the_commands_of_the_contract():
    assert {path.split()[1] for path in ALL if " " in path} == {
        "demo", "new", "info", "import", "import-table", "documents", "participants", "codebook", "code", "codings",
        "memo", "frequency", "export", "history", "undo", "redo", "check", "backup",
        "config",
    }  # fmt: skip
    assert {path.split()[-1] for path in ALL if path.startswith("qualcode codebook ")} >= {
        "show", "add", "edit", "move", "merge", "retire", "remove", "import", "export", "diff",
    }  # fmt: skip


@pytest.mark.parametrize("path", ALL)
def test_help_has_examples_of_the_command(run, path):
    shown = run(*path.split()[1:], "--help").stdout
    assert run(*path.split()[1:], "-h").stdout == shown
    examples = shown.split("Examples:\n")[1].splitlines()
    assert examples
    assert all(example.strip().startswith("qualcode") for example in examples)
    assert any(example.strip().startswith(path) for example in examples)


@pytest.mark.parametrize("path", ALL)
def test_examples_of_the_help_are_right_usage(path):
    command = ALL[path]
    assert isinstance(command, Command | Group)
    for example in command.examples:
        words = words_of(example)
        found = max((each for each in ALL if words[: len(each.split())] == each.split()), key=len)
        target, rest = ALL[found], words[len(found.split()) :]
        if not isinstance(target, click.Group):
            target.make_context(found, rest)


@pytest.mark.parametrize("path", ALL)
def test_every_option_says_what_it_does(path):
    for parameter in ALL[path].params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert parameter.help[-1] in ".…)" or parameter.help.endswith(".html"), parameter.help


@pytest.mark.parametrize("path", ALL)
def test_every_command_is_documented_with_its_options(path):
    told = section(path)
    text = DOCS.read_text(encoding="utf-8")
    for parameter in ALL[path].params:
        long_names = [name for name in parameter.opts if name.startswith("--")]
        if isinstance(parameter, click.Option) and not set(long_names) & COMMON:
            shared = {"only_", "exclude_", "with_sub", "where"}
            place = text if any((parameter.name or "").startswith(each) for each in shared) else told
            assert any(name in place for name in long_names), long_names


def test_the_lines_of_the_list_are_those_of_the_commands():
    assert isinstance(root, LazyGroup)
    for name, entry in root.entries.items():
        assert entry.help == ALL[f"qualcode {name}"].get_short_help_str(200)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (("docments",), "Did you mean documents?"),
        (("table",), "Did you mean frequency?"),
        (("codebook", "shwo"), "Did you mean show?"),
        (("xyzzy",), "`qualcode --help` lists the commands."),
        (("frequency", "--whree", "a=b"), "--where"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(run, wrong, hint):
    assert hint in run(*wrong, code=2).stderr
