"""Where in a document: `--quote`, `--span`, `--turn` or `--section` as a span of its text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Document, Span
from qualcode.text.quotes import places_of, shortened
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.api import Project

PLACES_LISTED = 10


class SpanType(click.ParamType[Span]):
    """`120:185`: the first character and the one behind the last."""

    name = "span"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Span:
        """Return the span; a text that is none is wrong usage."""
        if isinstance(value, Span):
            return value
        found = re.fullmatch(r"\s*(\d{1,18})\s*:\s*(\d{1,18})\s*", value, re.ASCII)
        if found is None:
            self.fail(f"“{value}” is no span; write it as 120:185.", parameter, context)
        return Span(int(found[1]), int(found[2]))


SPAN_TYPE = SpanType()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document as the user named it; one of the fields is set, or none."""

    quote: str | None = None
    span: Span | None = None
    turn: int | None = None
    section: str | None = None

    def is_given(self) -> bool:
        """Return whether the user named a place."""
        return any(value is not None for value in (self.quote, self.span, self.turn, self.section))


def with_place(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the four ways to name a place, and hand on the chosen one as `place`."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @click.option("--quote", metavar="TEXT", help="The passage itself; it must stand there once.")
        @click.option(
            "--span", type=SPAN_TYPE, metavar="A:B", help="From character A up to, not including, B."
        )
        @click.option("--turn", type=int, metavar="N", help="The turn with this number, from 1.")
        @click.option(
            "--section", metavar="NAME", help="The section of this name, such as a survey question."
        )
        @functools.wraps(function)
        def run(*args: Any, **options: Any) -> None:
            place = Place(*(options.pop(name) for name in ("quote", "span", "turn", "section")))
            number = sum(value is not None for value in (place.quote, place.span, place.turn, place.section))
            if number > 1 or (required and not number):
                raise click.UsageError("Name the passage by one of --quote, --span, --turn, --section.")
            function(*args, place=place, **options)

        return run

    return decorate


def span_of(project: Project, document: Document, place: Place) -> Span:
    """Return the span of a place; raises `InvalidValue` or `UnknownName` when it is nowhere or not certain."""
    if place.span is not None:
        return place.span
    if place.turn is not None:
        return turn_span(project, document, place.turn)
    if place.section is not None:
        return section_span(project, document, place.section)
    return quote_span(project, document, place.quote or "")


def turn_span(project: Project, document: Document, number: int) -> Span:
    """Return the span of the turn with that number, from 1."""
    turns = project.documents.turns(document)
    if not 1 <= number <= len(turns):
        raise InvalidValue(f"{document.name} has {counted(len(turns), 'turn')}; there is no turn {number}.")
    return Span(turns[number - 1].start, turns[number - 1].end)


def section_span(project: Project, document: Document, name: str) -> Span:
    """Return the span of the one section of that name."""
    sections = project.documents.sections(document)
    matches = [section for section in sections if section.name == name.strip()]
    if len(matches) == 1:
        return Span(matches[0].start, matches[0].end)
    if matches:
        spans = ", ".join(f"{section.start}:{section.end}" for section in matches)
        raise InvalidValue(f"{document.name} has several sections “{name}”: {spans}; name one with --span.")
    listed = ", ".join(f"“{section.name}”" for section in sections) or "none"
    raise UnknownName(f"There is no section “{name}” in {document.name}; its sections are {listed}.")


def quote_span(project: Project, document: Document, quote: str) -> Span:
    """Return where a quote stands; one that stands nowhere or more than once is refused, never guessed."""
    text = project.documents.text(document)
    places = places_of(quote, text)
    if len(places) == 1:
        return Span(*places[0])
    if not places:
        raise InvalidValue(f"“{shortened(quote)}” does not stand in {document.name}.")
    listed = ", ".join(
        f"{start}:{end} (line {text.count(chr(10), 0, start) + 1})" for start, end in places[:PLACES_LISTED]
    )
    more = f" and {len(places) - PLACES_LISTED} more" if len(places) > PLACES_LISTED else ""
    raise InvalidValue(
        f"“{shortened(quote)}” stands {len(places)} times in {document.name}: {listed}{more};"
        " name one with --span, or give more of its words."
    )
