"""The form of a code: its whole definition, edited in place, and below it what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from qualcode.model import Code
from qualcode.tui.palette import colour_told
from qualcode.tui.transcript.colours import ink, parse
from qualcode.tui.visible import visible
from qualcode.tui.widgets.code_fields import NameField, PressField, TextField
from qualcode.tui.widgets.row_list import Row, RowList

TEXT_FIELDS = (
    ("definition", "Definition", "What the code means, in a sentence or two."),
    ("when_to_use", "When to use", "What is marked with it."),
    ("when_not_to_use", "When not to use", "What looks alike and belongs elsewhere."),
    ("example", "Example", "A passage that shows it; q in the tree takes one from the codings."),
)
MOST_TRAIL_ROWS = 8


class CodeForm(VerticalScroll):
    """Shows one code at a time; `changed` says what is typed and not saved yet."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, can_focus=False)
        self.code: Code | None = None

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        yield Static("", id="code-path", markup=False)
        yield Static("", id="code-remark", markup=False)
        yield from labelled("Name", NameField("name"))
        yield from labelled(
            "Colour", PressField("screen.recolour", id="code-colour", tooltip="Choose another colour")
        )
        for field, title, placeholder in TEXT_FIELDS:
            yield from labelled(title, TextField(field, placeholder))
        yield from labelled(
            "Retired",
            PressField("screen.retire", id="code-retired", tooltip="Retire this code, or bring it back"),
        )
        yield Static("History of this code", classes="trail-title", markup=False)
        yield RowList(id="code-trail")

    @property
    def fields(self) -> list[NameField | TextField]:
        """The fields one types in."""
        return [self.query_one(NameField), *self.query(TextField)]

    @property
    def changed(self) -> dict[str, str]:
        """What is typed and not saved, by field."""
        return {each.code_field: each.written for each in self.fields if each.is_changed}

    def show(self, code: Code | None, remark: str = "") -> None:
        """Show a code; nothing typed may be left unsaved when it is another one than before."""
        is_other = code is None or self.code is None or code.id != self.code.id
        self.code = code
        self.display = code is not None
        if code is None:
            return
        self.query_one("#code-path", Static).update(path_told(code))
        remark_line = self.query_one("#code-remark", Static)
        remark_line.update(visible(remark))
        remark_line.display = bool(remark)
        for field in self.fields:
            if is_other or not field.is_changed:
                field.put(getattr(code, field.code_field))
        self._draw_colour(code)
        mark = "☑ offered no longer" if code.retired else "☐ no"
        self.query_one("#code-retired", Static).update(
            f"{mark}; its codings stay and are counted" if code.retired else mark
        )
        if is_other:
            self.scroll_home(animate=False)

    def _draw_colour(self, code: Code) -> None:
        line = self.query_one("#code-colour", Static)
        colour = ink(parse(code.colour), line.background_colors[1])
        line.update(
            Content.assemble(
                Content.styled("■■■ ", Style(foreground=colour)),
                colour_told(code.colour),
            )
        )

    def show_trail(self, rows: Sequence[Row]) -> None:
        """Show what became of the code."""
        trail = self.query_one("#code-trail", RowList)
        trail.styles.height = max(1, min(len(rows), MOST_TRAIL_ROWS))
        trail.show_rows(rows)

    def restore(self) -> bool:
        """Put back what is stored in the field that has the focus; say whether something had been typed there."""
        field = self.screen.focused
        if isinstance(field, (NameField, TextField)) and field.is_changed:
            field.restore()
            return True
        return False


def labelled(title: str, field: NameField | TextField | PressField) -> ComposeResult:
    """Yield a field with its name beside it, or above it where it is narrow."""
    with Horizontal(classes="code-field"):
        yield Static(title, classes="code-label", markup=False)
        yield field


def path_told(code: Code) -> Content:
    """Return where a code stands."""
    place = visible(code.path) if code.parent_id is not None else "at the top of the codebook"
    return Content.assemble((place, "$foreground 70%"))
