"""What a command and a group of commands are here: examples in the help, near names, and imports on demand."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import click

HELP_NAMES = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **options: Any) -> None:
        options.setdefault("context_settings", HELP_NAMES)
        super().__init__(*args, **options)
        self.examples = tuple(examples)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        write_examples(formatter, self.examples)


class Group(click.Group):
    """A group of commands; called without one of them it runs `default`."""

    command_class = Command

    def __init__(
        self, *args: Any, default: str | None = None, examples: Sequence[str] = (), **options: Any
    ) -> None:
        options.setdefault("context_settings", HELP_NAMES)
        options.setdefault("subcommand_metavar", "COMMAND …")
        super().__init__(*args, **options)
        self.default = default
        self.examples = tuple(examples)

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put the default command in front where none is named (not while the shell completes its name)."""
        asks_for_help = bool(args) and args[0] in context.help_option_names
        names_one = bool(args) and not args[0].startswith("-")
        if self.default and not (names_one or asks_for_help or context.resilient_parsing):
            args.insert(0, self.default)
        return super().parse_args(context, args)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with names that look like it."""
        name = args[0]
        command = self.get_command(context, name)
        if command is None and not name.startswith("-"):
            context.fail(no_such_command(name, context.command_path, self.list_commands(context)))
        return super().resolve_command(context, args)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the list of commands."""
        write_examples(formatter, self.examples)


class Entry(NamedTuple):
    """A command that is not imported yet: where it is, and its line in the list of commands."""

    module: str
    help: str


class LazyGroup(Group):
    """A group that knows its commands by name and line of help, and imports one when it is called."""

    def __init__(self, *args: Any, sections: dict[str, dict[str, Entry]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sections = sections
        self.entries = {name: entry for part in sections.values() for name, entry in part.items()}

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return [*self.entries, *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import the module of a command and return the command; it is called `command` there."""
        entry = self.entries.get(name)
        if entry is None:
            return super().get_command(context, name)
        module, _, attribute = entry.module.partition(":")
        command = getattr(importlib.import_module(module), attribute or "command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what they are for, without importing any."""
        for title, entries in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, entry.help) for name, entry in entries.items()])


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write example lines as they are, never wrapped: they are there to be copied."""
    if examples:
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


CALLED = {
    "table": "frequency",
    "tables": "frequency",
    "themes": "frequency",
    "count": "frequency",
    "counts": "frequency",
}
"""What people call a command that has another name."""


def no_such_command(name: str, path: str, known: Sequence[str]) -> str:
    """Return the sentence for a command that does not exist."""
    near = [CALLED[name]] if CALLED.get(name) in known else get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"`{path} --help` lists the commands."
    return f"There is no command “{name}”. {hint}"
