"""The rows of the memos screen: which memos are shown, in which order, and what a row says. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qualcode.model import ReadingState
from qualcode.project.codes import split_path
from qualcode.project.memo_subjects import KINDS, MemoOn
from qualcode.text.moments import local_time
from qualcode.tui.widgets.row_list import Piece, Row

SORTINGS = ("newest first", "oldest first", "changed last", "by kind", "by code", "by coder")
KIND_WIDTH = max(len(kind) for kind in KINDS) + 2


@dataclass(frozen=True, slots=True)
class MemoView:
    """Which memos are shown, in which order; None and empty stand for all."""

    kind: str | None = None
    coder: str | None = None
    words: str = ""
    sorting: str = SORTINGS[0]

    @property
    def shows_all(self) -> bool:
        """Whether no memo is left out."""
        return (self.kind, self.coder, self.words.strip()) == (None, None, "")

    def told(self) -> str:
        """Return in words what is shown."""
        parts = [self.kind and f"on {KIND_WORDS[self.kind]}", self.coder and f"by {self.coder}"]
        parts.append(f"“{self.words}”" if self.words.strip() else None)
        only = " · ".join(part for part in parts if part)
        return f"only {only} · {self.sorting} · Esc shows all" if only else f"all memos · {self.sorting}"


KIND_WORDS = {
    "project": "the project",
    "document": "documents",
    "passage": "passages",
    "participant": "participants",
    "code": "codes",
    "coding": "codings",
}


def chosen_memos(memos: Iterable[MemoOn], view: MemoView) -> list[MemoOn]:
    """Return the memos that fit a view, in its order."""
    words = view.words.casefold().split()
    fitting = [
        on
        for on in memos
        if view.kind in (None, on.kind)
        and view.coder in (None, on.memo.coder)
        and (not words or all(word in searched(on) for word in words))
    ]
    newest = sorted(fitting, key=lambda on: (on.memo.created, on.memo.id), reverse=True)
    return newest if view.sorting == SORTINGS[0] else sorted(newest, **ORDERS[view.sorting])


ORDERS: dict[str, dict[str, Any]] = {
    "oldest first": {"key": lambda on: (on.memo.created, on.memo.id)},
    "changed last": {"key": lambda on: on.memo.modified, "reverse": True},
    "by kind": {"key": lambda on: KINDS.index(on.kind)},
    "by code": {"key": lambda on: (on.code_id is None, on.name.casefold())},
    "by coder": {"key": lambda on: on.memo.coder.casefold()},
}


def searched(on: MemoOn) -> str:
    """Return everything of a memo in which words are looked for."""
    return f"{on.memo.text} {on.name} {on.document} {on.memo.coder}".casefold()


def not_blind(memos: Iterable[MemoOn], me: str, state: Callable[[int], ReadingState | None]) -> list[MemoOn]:
    """Leave out what others wrote on codings and passages of documents that this coder has not completed."""
    return [
        on
        for on in memos
        if on.memo.coder == me
        or on.kind not in ("coding", "passage")
        or (on.document_id is not None and state(on.document_id) is ReadingState.COMPLETE)
    ]


def memo_list_row(on: MemoOn) -> Row:
    """Return a memo as a line: kind, what it is on, how it begins; who wrote it, and when."""
    beginning = " ".join(on.memo.text.split())
    name = split_path(on.name)[-1] if on.kind in ("code", "coding") else on.name
    left = (
        Piece(f" {on.kind:<{KIND_WIDTH}}", muted=True),
        Piece(f"{name}  ", strong=True),
        Piece(beginning),
    )
    return Row(on.memo.id, left, f"{on.memo.coder} {local_time(on.memo.created)[:10]}")


def about_told(on: MemoOn) -> str:
    """Return what a memo is on, as a title: `Hospitality on a coding in P07`."""
    match on.kind:
        case "coding":
            return f"{on.name} in {on.document}"
        case "passage":
            return f"a passage of {on.document}"
        case "project":
            return "the project"
    return f"the {on.kind} {on.name}"


def dates_told(on: MemoOn) -> str:
    """Return who wrote a memo, when, and when it was changed last."""
    written = f"{on.memo.coder}, {local_time(on.memo.created)}"
    changed = on.memo.modified != on.memo.created
    return f"{written}; changed {local_time(on.memo.modified)}" if changed else written
