"""`NAME=VALUE` arguments: setting attributes of participants and documents by hand."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from qualcode.errors import UnknownName
from qualcode.model import AttributeType

if TYPE_CHECKING:
    from qualcode.api import Project


def with_values(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command its `NAME=VALUE…` arguments and `--type`, handed on as `values` and `kind`."""

    @click.argument("values", metavar="[NAME=VALUE]…", nargs=-1)
    @click.option(
        "--type",
        "type_name",
        type=click.Choice([kind.value for kind in AttributeType]),
        help="The type of these attributes; makes those that are missing.",
    )
    @functools.wraps(function)
    def run(*args: Any, type_name: str | None, **options: Any) -> None:
        function(*args, kind=AttributeType(type_name) if type_name else None, **options)

    return run


def attribute_values(arguments: Iterable[str]) -> dict[str, str]:
    """Return name → value of `NAME=VALUE` arguments; what is none is wrong usage."""
    values = {}
    for argument in arguments:
        name, sign, value = argument.partition("=")
        if not sign or not name.strip():
            raise click.UsageError(f"“{argument}” does not say NAME=VALUE.")
        values[name.strip()] = value.strip()
    return values


def create_or_retype(project: Project, names: Iterable[str], kind: AttributeType | None, *, of: str) -> None:
    """Give attributes a type, making those that are missing; without a type do nothing.

    Raises `InvalidValue` when a value that is there does not fit the type.
    """
    if kind is None:
        return
    for name in names:
        try:
            attribute = project.participants.attribute(name, of)
        except UnknownName:
            project.participants.add_attribute(name, kind, of)
        else:
            project.participants.set_type(attribute, kind)
