"""The filters of all tables: `--code --document --participant --coder --speaker --where`."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import click

from qualcode.model import Condition, Scope

CONDITION = re.compile(r"\s*(\S.*?)\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*", re.DOTALL)


class ConditionType(click.ParamType[Condition]):
    """`gender=female`, `age>=30`: an attribute, a comparison and a value."""

    name = "condition"

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> Condition:
        """Return the condition; a text that is none is wrong usage."""
        if isinstance(value, Condition):
            return value
        found = CONDITION.fullmatch(value)
        if found is None:
            self.fail(
                f"“{value}” is no condition; write it as 'gender=female' or 'age>=30'.", parameter, context
            )
        return Condition(*found.groups())


CONDITION_TYPE = ConditionType()


def with_filters(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters of all tables, and hand them to it as `scope`."""

    @functools.wraps(function)
    def run(*args: Any, **options: Any) -> None:
        scope = Scope(
            codes=options.pop("only_code"),
            with_subcodes=options.pop("with_subcodes"),
            documents=options.pop("only_document"),
            participants=options.pop("only_participant"),
            coders=options.pop("only_coder"),
            speakers=options.pop("only_speaker"),
            exclude_speakers=options.pop("exclude_speaker"),
            where=options.pop("where"),
        )
        function(*args, scope=scope, **options)

    for option in reversed(FILTERS):
        run = option(run)
    return run


def repeatable(name: str, *, metavar: str, what: str) -> Callable[[Any], Any]:
    """Return the option that keeps only some of a kind; it may be given several times."""
    return click.option(f"--{name}", f"only_{name}", metavar=metavar, multiple=True, help=what)


FILTERS = [
    repeatable("code", metavar="CODE", what="Only this code; may be repeated, as all filters."),
    click.option("--with-subcodes", is_flag=True, help="A code stands for the codes under it as well."),
    repeatable("document", metavar="DOC", what="Only this document."),
    repeatable("participant", metavar="NAME", what="Only this participant."),
    repeatable("coder", metavar="NAME", what="Only this coder's codings."),
    repeatable("speaker", metavar="LABEL", what="Only what this speaker says."),
    click.option(
        "--exclude-speaker", metavar="LABEL", multiple=True, help="Leave out what this speaker says."
    ),
    click.option(
        "--where",
        type=CONDITION_TYPE,
        metavar="CONDITION",
        multiple=True,
        help="Only where an attribute fits: 'gender=female', 'age>=30'.",
    ),
]
