"""Merging and deleting codes: what becomes of everything is told first, and then done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualcode.model import Code
from qualcode.tui.codebook_desk import CodebookDesk, Done, merge_told, removal_told
from qualcode.tui.notices import guarded
from qualcode.tui.screens.code_choice import CodeChoiceScreen
from qualcode.tui.screens.codebook_parts import CodebookParts
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.screens.waiting import change_beside

LEAVE = Answer("leave", "Leave it as it is", "Nothing changes.")
MANY = 5000
"""More codings than this are changed in a thread of its own; fewer are done before one would see it."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to merge two codes: which goes into which, and whether doubles are made one."""

    source: Code
    target: Code
    unite: bool
    told: str

    @property
    def label(self) -> str:
        if self.unite:
            return "as above, and what is there twice becomes one"
        return f"“{self.target.name}” stays, “{self.source.name}” goes"


def _ways(book: CodebookDesk, code: Code, other: Code) -> Iterator[tuple[str, _Way]]:
    """Yield the ways to merge two codes; every coding is kept unless the user chooses that doubles become one."""
    for source, target in ((code, other), (other, code)):
        if not book.may_merge(source, target):
            continue
        merge = book.merging(source, target)
        for unite in (False, True) if merge.united else (False,):
            told = merge_told(source, target, merge, unite=unite)
            yield f"{source.id}-{unite}", _Way(source, target, unite, told)


class CodebookUniting(CodebookParts):
    """What takes a code out of the tree."""

    def carry_out(self, codings: int, doing: str, job: Callable[[CodebookDesk], Done]) -> None:
        """Do what changes so many codings, and tell it; many are changed beside the screen."""
        if codings <= MANY:
            self.show_done_at(job(self.book))
            return
        desk = self.desk
        change_beside(
            self,
            desk,
            f"{doing} {codings:,} codings",
            lambda own: job(CodebookDesk(desk, own)),
            self.show_done_at,
        )

    @guarded
    def action_merge(self) -> None:
        """Choose the code to make one with."""
        if (code := self.ready()) is None:
            return
        counts = self.desk.study.code_counts

        def tell(other: Code | None) -> str:
            both = [each for each in (code, other) if each is not None]
            numbers = " and ".join(f"{each.name} ({counts.get(each.id, 0)})" for each in both)
            return f"{numbers} become one; which name stays is asked next"

        self.app.push_screen(
            CodeChoiceScreen(
                f"Merge “{code.name}” with",
                [each for each in self.desk.study.codes if each.id != code.id],
                counts,
                tell,
            ),
            lambda key: self._ask_merge(code, key) if isinstance(key, int) else None,
        )

    @guarded
    def _ask_merge(self, code: Code, other_id: int) -> None:
        book, counts = self.book, self.desk.study.code_counts
        code, other = book.code(code.id), book.code(other_id)
        ways = dict(_ways(book, code, other))

        @guarded
        def answered(screen: CodebookUniting, way: _Way) -> None:
            source, target = way.source.id, way.target.id
            number = counts.get(source, 0)
            screen.carry_out(number, "merging", lambda book: book.merge(source, target, unite=way.unite))

        self.app.push_screen(
            ConsequencesScreen(
                f"Merge “{code.name}” and “{other.name}”",
                [*(Answer(key, way.label, way.told) for key, way in ways.items()), LEAVE],
            ),
            lambda key: answered(self, ways[key]) if key in ways else None,
        )

    @guarded
    def action_delete(self) -> None:
        """Delete the code; where that touches more than the code, tell it first."""
        if (code := self.ready()) is None:
            return
        gone = self.book.removal(code.id)
        if (gone.codes, gone.codings, gone.memos) == (1, 0, 0):
            self.show_done_at(self.book.delete(code.id))
            return
        told = removal_told(code, gone)
        answers = [
            Answer("delete", "Delete all of it", told),
            LEAVE,
        ]
        if not code.retired:
            answers.insert(1, Answer("retire", "Retire it instead", told))

        @guarded
        def answered(screen: CodebookUniting, key: str) -> None:
            screen.show_done_at(
                screen.book.delete(code.id) if key == "delete" else screen.book.retire(code.id)
            )

        self.app.push_screen(
            ConsequencesScreen(f"Delete “{code.name}”?", answers),
            lambda key: answered(self, key) if key in ("delete", "retire") else None,
        )
