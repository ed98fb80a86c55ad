"""What is coded at the cursor, in words: quote, codes with coder and date, and who is speaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.color import Color
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from qualcode.tui.transcript.colours import ink, parse
from qualcode.tui.transcript.margin import MEMO_SIGN
from qualcode.tui.visible import visible, visible_lines

LONGEST_QUOTE = 160
MUTED = "$foreground 70%"
MUTING = 0.3
CODING_ID = "coding"
INDENT = "\u00a0" * 3  # ordinary spaces are dropped where a line begins


@dataclass(frozen=True, slots=True)
class CodedHere:
    """A coding at the cursor, as the panel tells it."""

    coding_id: int
    code: str
    colour: str
    coder: str
    created: str
    weight: int | None
    has_memo: bool
    is_mine: bool
    definition: str = ""


@dataclass(frozen=True, slots=True)
class NotedHere:
    """A memo on the passage at the cursor, as the panel tells it; `mark_id` is that of its mark in the text."""

    mark_id: int
    coder: str
    created: str
    is_mine: bool
    is_meant: bool


@dataclass(frozen=True, slots=True)
class Here:
    """Everything the panel tells."""

    quote: str
    codings: Sequence[CodedHere]
    meant: int | None
    person: str
    attributes: Sequence[tuple[str, str]]
    hidden: str = ""  # what is coded here and not shown, in words
    memos: Sequence[NotedHere] = ()  # on the passage itself

    def in_a_line(self) -> str:
        """Return what is coded here as one plain line, for narrow screens and for those who see no colours."""
        hidden = f" · {self.hidden}" if self.hidden else ""
        told = [self._in_words(each) for each in self.codings]
        told = told or ["nothing shown" if hidden else "nothing coded yet"]
        told += [self._memo_in_words(each) for each in self.memos]
        return f"here: {', '.join(told)}{hidden}"

    def _memo_in_words(self, memo: NotedHere) -> str:
        """Return a memo on the passage as `✎ memo (Amina)`."""
        mark = "▸" if memo.is_meant and len(self.codings) + len(self.memos) > 1 else ""
        return f"{mark}{MEMO_SIGN} memo ({'you' if memo.is_mine else memo.coder})"

    def _in_words(self, coded: CodedHere) -> str:
        """Return a coding as `Hospitality (Amina, weight 40, memo)`; a mark says which one of several is meant."""
        told = ["you" if coded.is_mine else coded.coder]
        told += [f"weight {coded.weight}"] if coded.weight is not None else []
        told += ["memo"] if coded.has_memo else []
        mark = "▸" if coded.coding_id == self.meant and len(self.codings) > 1 else ""
        return f"{mark}{coded.code} ({', '.join(told)})"


Part = Content | str | tuple[str, str]


class HerePanel(VerticalScroll):
    """The panel at the right of the text. A click on a coding means that one; hovering tells the code's definition."""

    DEFAULT_CSS = """
    HerePanel { height: 1fr; scrollbar-size-vertical: 1; background: $surface; padding: 0 1; }
    HerePanel > Static { height: auto; width: 1fr; }
    """

    class Clicked(Message):
        """A coding was clicked."""

        def __init__(self, coding_id: int) -> None:
            self.coding_id = coding_id
            super().__init__()

    def __init__(self, *, id: str | None = None, can_focus: bool = False) -> None:
        super().__init__(id=id, can_focus=can_focus)
        self._definitions: dict[int, str] = {}

    def compose(self):  # type: ignore[no-untyped-def]
        """Yield the text."""
        yield Static("", markup=False, id="here-text")

    def show(self, here: Here) -> None:
        """Tell what is here."""
        self._definitions = {each.coding_id: each.definition.strip() for each in here.codings}
        self.tooltip = None
        behind = self.background_colors[1]
        parts: list[Part] = []
        if here.quote:
            quote = " ".join(here.quote.split())
            quote = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
            parts += [(f"“{visible(quote)}”", "$foreground italic"), "\n\n"]
        for number, coded in enumerate(here.codings, 1):
            parts += self._coded(number, coded, coded.coding_id == here.meant, behind)
        if not here.codings:
            parts.append(("Nothing shown here.\n" if here.hidden else "Nothing coded here.\n", MUTED))
        for memo in here.memos:
            parts += self._noted(memo)
        if here.hidden:
            parts.append((f"{here.hidden}\n", MUTED))
        if here.person:
            parts += ["\n", (visible(here.person), "$foreground bold"), "\n"]
            parts += [
                (f"{visible_lines(name)}: {visible_lines(value)}\n", MUTED) for name, value in here.attributes
            ]
        self.query_one(Static).update(Content.assemble(*parts))

    def _coded(self, number: int, coded: CodedHere, meant: bool, behind: Color) -> list[Part]:
        told = [coded.coder, day(coded.created)]
        told += [f"weight {coded.weight}"] if coded.weight is not None else []
        told += ["memo"] if coded.has_memo else []
        it = Style.from_meta({CODING_ID: coded.coding_id})  # what a click finds
        name = Style(foreground=ink(parse(coded.colour), behind), bold=meant)
        mark = "▸" if meant else INDENT[0]
        muted = Style(foreground=ink(parse(self.styles.color.hex).blend(behind, MUTING), behind))
        return [
            Content.styled(f"{mark}{number} ", it),
            Content.styled(f"■ {visible(coded.code)}\n", it + name),
            Content.styled(f"{INDENT}{visible(' · '.join(told))}\n", it + muted),
        ]

    def _noted(self, memo: NotedHere) -> list[Part]:
        it = Style.from_meta({CODING_ID: memo.mark_id})
        mark = "▸" if memo.is_meant else INDENT[0]
        return [
            Content.styled(f"{mark}{MEMO_SIGN} memo on the passage\n", it + Style(bold=memo.is_meant)),
            (f"{INDENT}{visible(memo.coder)} · {day(memo.created)}\n", MUTED),
        ]

    def on_click(self, event: events.Click) -> None:
        """Let the coding under the mouse be the one that is meant."""
        coding = event.style.meta.get(CODING_ID)
        if isinstance(coding, int):
            self.post_message(self.Clicked(coding))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell the definition of the code under the mouse."""
        definition = self._definitions.get(event.style.meta.get(CODING_ID, 0), "")
        told = Content(visible_lines(definition)) if definition else None
        if told != self.tooltip:
            self.tooltip = told


def day(moment: str) -> str:
    """Return the day of a moment as people write it, in local time: `12 Oct 2022`."""
    try:
        then = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment
    return f"{then.day} {then:%b %Y}"
