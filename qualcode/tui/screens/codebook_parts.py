"""What the parts of the codebook screen know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Code
from qualcode.tui.codebook_desk import CodebookDesk
from qualcode.tui.keymap import key_of
from qualcode.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from qualcode.tui.code_rows import TreeView
    from qualcode.tui.codebook_desk import Done
    from qualcode.tui.widgets.code_form import CodeForm
    from qualcode.tui.widgets.code_tree import CodeTree


class CodebookParts(PlaceScreen):
    """A place with a tree of codes and a form."""

    tree_view: TreeView

    @property
    def book(self) -> CodebookDesk:
        """What changes the codebook."""
        return CodebookDesk(self.desk)

    if TYPE_CHECKING:

        @property
        def tree_list(self) -> CodeTree:
            """The tree."""

        @property
        def form(self) -> CodeForm:
            """The form."""

        @property
        def current(self) -> Code | None:
            """The code one is at."""

        def draw_form(self) -> None:
            """Show the code one is at in the form."""

        def show_done_at(self, done: Done) -> None:
            """Draw everything anew after something was done, with the cursor on its code."""

        def save_typed(self) -> bool:
            """Save what is typed as one action; say whether nothing is left unsaved."""

    def ready(self) -> Code | None:
        """Return the current code; None where something typed could not be saved.

        Raises `InvalidValue` where there is no code to do anything with.
        """
        if not self.save_typed():
            return None
        if self.current is None:
            raise InvalidValue(f"There is no code here; {key_of(self, 'codebook-new')} makes one.")
        return self.current
