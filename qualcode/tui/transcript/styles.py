"""What each kind of text looks like: a book of styles, filled as it is asked and emptied when the theme changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntFlag, auto

from rich.style import Style
from textual.color import Color

from qualcode.tui.transcript.colours import fill, ink, mixed, parse
from qualcode.tui.transcript.records import CodeLook

DIMMED_STRENGTH = 0.22
FOCUSED_STRENGTH = 0.8


class Kind(Enum):
    """What a stretch of text is."""

    SPEECH = auto()
    LABEL = auto()  # the speaker's name before a turn
    ASIDE = auto()  # a turn that is set back, such as the interviewer's
    TIME = auto()
    NUMBER = auto()
    TITLE = auto()  # a section's name


class State(IntFlag):
    """What holds for a stretch of text besides its codings."""

    NONE = 0
    CURSOR = auto()
    SELECTED = auto()
    EDGE = auto()  # the end of the selection that the keys move
    HIT = auto()
    HIT_NOW = auto()
    FOCUSED = auto()  # under the coding that is meant where several are
    NOTED = auto()  # a memo is on the passage


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of the theme that everything is drawn on and with."""

    background: Color = field(default_factory=lambda: Color(18, 18, 18))
    text: Color = field(default_factory=lambda: Color(224, 224, 224))
    muted: Color = field(default_factory=lambda: Color(140, 140, 140))
    accent: Color = field(default_factory=lambda: Color(255, 166, 43))
    selection: Color = field(default_factory=lambda: Color(1, 120, 212))
    hit: Color = field(default_factory=lambda: Color(255, 215, 0))


Coded = tuple[tuple[int, bool], ...]
"""The codes on a stretch of text, each with whether it is dimmed."""


class StyleBook:
    """Styles by kind, codes and state. `looks` may change under it: say so with `forget`."""

    def __init__(self, looks: Mapping[int, CodeLook], ground: Ground | None = None) -> None:
        self.looks = looks
        self.ground = ground or Ground()
        self._plain: Style | None = None
        self._text: dict[tuple[Kind, Coded, State], Style] = {}
        self._margin: dict[tuple[int, bool, bool], Style] = {}

    def forget(self) -> None:
        """Drop what was worked out, because a code's look or the theme changed."""
        self._plain = None
        self._text.clear()
        self._margin.clear()

    @property
    def plain(self) -> Style:
        """The style of empty cells."""
        if self._plain is None:
            self._plain = Style(bgcolor=self.ground.background.rich_color)
        return self._plain

    def text(self, kind: Kind, coded: Coded = (), state: State = State.NONE) -> Style:
        """Return the style of a stretch of text."""
        key = (kind, coded, state)
        if (style := self._text.get(key)) is None:
            style = self._text[key] = self._text_style(kind, coded, state)
        return style

    def margin(self, code_id: int, dimmed: bool, focused: bool) -> Style:
        """Return the style of a lane or a name in the margin."""
        key = (code_id, dimmed, focused)
        if (style := self._margin.get(key)) is None:
            ground = self.ground
            colour = ink(self._colour(code_id), ground.background)
            colour = colour.blend(ground.background, 0.4) if dimmed else colour
            style = Style(
                color=colour.rich_color,
                bgcolor=ground.background.rich_color,
                bold=focused,
                reverse=focused,
            )
            self._margin[key] = style
        return style

    def _colour(self, code_id: int) -> Color:
        look = self.looks.get(code_id)
        return parse(look.colour if look else "")

    def _text_style(self, kind: Kind, coded: Coded, state: State) -> Style:
        ground = self.ground
        behind = self._behind(coded, state)
        colour = {
            Kind.SPEECH: ground.text,
            Kind.LABEL: ground.accent,
            Kind.TITLE: ground.accent,
        }.get(kind, ground.muted)
        if behind != ground.background and kind is not Kind.LABEL:
            colour = ground.text
        return Style(
            color=ink(colour, behind).rich_color,
            bgcolor=behind.rich_color,
            bold=kind in (Kind.LABEL, Kind.TITLE)
            or bool(state & (State.CURSOR | State.HIT_NOW | State.EDGE)),
            italic=bool(state & State.NOTED),
            underline=len(coded) > 1 or bool(state & State.HIT),
            reverse=bool(state & State.EDGE),
        )

    def _behind(self, coded: Coded, state: State) -> Color:
        ground = self.ground
        behind = ground.background
        if coded:
            strength = 0.55 if not all(dimmed for _, dimmed in coded) else DIMMED_STRENGTH
            strength = FOCUSED_STRENGTH if state & State.FOCUSED else strength
            behind = fill(mixed([self._colour(code) for code, _ in coded]), behind, strength)
        if state & State.HIT:
            behind = behind.blend(ground.hit, 0.9 if state & State.HIT_NOW else 0.45)
        if state & State.SELECTED:
            return behind.blend(ground.selection, 0.75)
        if state & State.CURSOR:
            return behind.blend(ground.text, 0.13)
        return behind
