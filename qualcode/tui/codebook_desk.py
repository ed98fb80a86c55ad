"""What is done to the codebook on its screen: each as one action, told in a sentence. No widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import Code
from qualcode.project.code_records import Merge, Removal
from qualcode.project.codes import join_path, split_path
from qualcode.text.wording import counted
from qualcode.tui.code_rows import same_named, subtree_of
from qualcode.tui.desk import Desk
from qualcode.tui.palette import colour_told

if TYPE_CHECKING:
    from qualcode.api import Project

FIELD_TITLES = {
    "name": "name",
    "colour": "colour",
    "definition": "definition",
    "when_to_use": "when to use",
    "when_not_to_use": "when not to use",
    "example": "example",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a sentence, and the code to go to."""

    told: str
    code_id: int | None = None


class CodebookDesk:
    """Changes the codebook of the study on the desk; in another thread through the connection of that."""

    def __init__(self, desk: Desk, project: Project | None = None) -> None:
        self.desk = desk
        self.project = project or desk.project

    def code(self, code_id: int) -> Code:
        """Return a code as it is in the file now; raises `UnknownName` when it was removed meanwhile."""
        self.desk.check_place()
        known = self.desk.study.code(code_id)
        try:
            return self.project.codebook.get(code_id)
        except InvalidValue:
            name = known.path if known else "That code"
            raise UnknownName(f"{name} was removed by another program in the meantime.") from None

    # -- making and changing

    def add(self, name: str, parent: Code | None, after: Code | None = None) -> Done:
        """Make a code under a parent (None: at the top), behind a sibling; `Parent > Name` makes both."""
        if not name.strip():
            raise InvalidValue("A code needs a name.")
        first, *inner = split_path(name)
        self.desk.check_place()
        codebook = self.project.codebook
        path = join_path([*(split_path(parent.path) if parent else ()), first, *inner])
        with self.project.action("codebook", f"added the code {path}"):
            code = codebook.add(first, parent, after=after)
            for each in inner:
                code = codebook.add(each, code)
        return Done(f"made {code.path}{self._doubled(code)}", code.id)

    def edit(self, code_id: int, fields: Mapping[str, str]) -> Done:
        """Change what the fields of the form say."""
        before = self.code(code_id)
        after = self.project.codebook.edit(before, **fields)
        if set(fields) == {"name"}:
            return Done(f"renamed {before.name} to {after.name}{self._doubled(after)}", code_id)
        titles = ", ".join(FIELD_TITLES[field] for field in fields)
        return Done(
            f"saved the {titles} of {after.name}{self._doubled(after) if 'name' in fields else ''}", code_id
        )

    def recolour(self, code_id: int, colour: str) -> Done:
        """Give a code another colour."""
        code = self.project.codebook.edit(self.code(code_id), colour=colour)
        return Done(f"{code.name} is {colour_told(code.colour)} now", code_id)

    def retire(self, code_id: int) -> Done:
        """Retire a code, or bring a retired one back; what becomes of those under it is told."""
        code = self.code(code_id)
        self.project.codebook.retire(code, not code.retired)
        below = len(subtree_of(self.desk.study.codes, code)) - 1
        if code.retired:
            back = f" with {counted(below, 'sub-code')}" if below else ""
            return Done(f"brought back {code.path}{back}", code_id)
        with_it = f"; {counted(below, 'sub-code')} under it {_are(below)} not offered either" if below else ""
        return Done(f"retired {code.path}{with_it}; the codings stay and are counted", code_id)

    def passages(self, code_id: int, most: int) -> list[tuple[str, str]]:
        """Return (document, words) of the first so many passages that have a code."""
        code, project = self.code(code_id), self.project
        names = {document.id: document for document in self.desk.study.documents}
        texts: dict[int, str] = {}
        found = []
        for number, start, end in project.codebook.passages(code, most):
            if number not in names:
                continue  # another program brought it in just now
            if number not in texts:
                texts = {number: project.documents.text(names[number])}  # one text in memory at a time
            found.append((names[number].name, texts[number][start:end]))
        return found

    # -- moving

    def path_under(self, code: Code, parent: Code | None) -> str:
        """Return the path that a code would have under a parent (None: at the top)."""
        return join_path([*(split_path(parent.path) if parent else ()), code.name])

    def move(self, code_id: int, parent_id: int | None, position: int | None = None) -> Done:
        """Put a code, with all under it, under a parent (None: at the top)."""
        code = self.code(code_id)
        parent = None if parent_id is None else self.code(parent_id)
        moved = self.project.codebook.move(code, parent, position)
        return Done(f"moved: {moved.path}{self._doubled(moved)}", code_id)

    def move_among(self, code_id: int, step: int, *, retired: bool) -> Done | None:
        """Move a code up (-1) or down (1) among its siblings, past those that are not shown; None at the end."""
        code = self.code(code_id)
        parent = self._parent(code)
        everyone = self.project.codebook.children(parent)
        here = [each.id for each in everyone].index(code_id)
        ways = range(here + step, -1 if step < 0 else len(everyone), step)
        place = next((place for place in ways if retired or not everyone[place].retired), None)
        if place is None:
            return None
        self.project.codebook.move(code, parent, place)
        return Done(f"{code.name} moved {'up' if step < 0 else 'down'}", code_id)

    def indent(self, code_id: int, *, retired: bool) -> Done:
        """Put a code under the sibling above it; raises `InvalidValue` where there is none."""
        code = self.code(code_id)
        above = None
        for each in self.project.codebook.children(self._parent(code)):
            if each.id == code_id:
                break
            above = each if retired or not each.retired else above
        if above is None:
            raise InvalidValue(f"There is no code above {code.name} to put it under.")
        return self.move(code_id, above.id)

    def outdent(self, code_id: int) -> Done:
        """Put a code beside its parent, behind it; raises `InvalidValue` at the top."""
        code = self.code(code_id)
        parent = self._parent(code)
        if parent is None:
            raise InvalidValue(f"{code.name} is at the top of the codebook already.")
        beside = [each.id for each in self.project.codebook.children(self._parent(parent))]
        return self.move(code_id, parent.parent_id, beside.index(parent.id) + 1)

    def _parent(self, code: Code) -> Code | None:
        return None if code.parent_id is None else self.code(code.parent_id)

    # -- merging and deleting

    def may_merge(self, source: Code, target: Code) -> bool:
        """Say whether `source` can go into `target`: not into itself, nor into a code under it."""
        return target.id not in {each.id for each in subtree_of(self.desk.study.codes, source)}

    def merging(self, source: Code, target: Code) -> Merge:
        """Return what a merge would do."""
        return self.project.codebook.merging(self.code(source.id), self.code(target.id))

    def merge(self, source_id: int, target_id: int, *, unite: bool = False) -> Done:
        """Make one of two codes: the name of `target` stays, and every coding, unless the doubles are to be united."""
        source, target = self.code(source_id), self.code(target_id)
        merge = self.project.codebook.merge(source, target, unite=unite)
        doubled = ""
        if merge.united:
            doubled = f", {merge.united:,} became one"
        elif merge.duplicates:
            doubled = f", {merge.duplicates:,} now duplicate"
        return Done(
            f"merged {source.name} into {target.name}: {counted(merge.codings, 'coding')}{doubled}", target_id
        )

    def removal(self, code_id: int) -> Removal:
        """Return what deleting a code would take with it."""
        return self.project.codebook.removal(self.code(code_id))

    def delete(self, code_id: int) -> Done:
        """Delete a code with all under it."""
        code = self.code(code_id)
        gone = self.project.codebook.remove(code)
        return Done(f"deleted {code.path}{_with(gone)}")

    def _doubled(self, code: Code) -> str:
        """Return what is to be pointed out when a sibling has the same name."""
        number = same_named(self.project.codebook.children(self._parent(code)), code)
        return f" · take care: {number + 1} codes here are named so" if number else ""


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _with(gone: Removal) -> str:
    parts = [
        counted(number, word)
        for number, word in ((gone.codes - 1, "sub-code"), (gone.codings, "coding"), (gone.memos, "memo"))
        if number
    ]
    return f" with {', '.join(parts)}" if parts else ""


def merge_told(source: Code, target: Code, merge: Merge, *, unite: bool = False) -> str:
    """Return what becomes of everything when `source` goes into `target`, before it happens."""
    lines = [f"“{target.path}” stays, “{source.path}” goes.", ""]
    if merge.codings == 0:
        lines.append("It has no codings.")
    else:
        verb = "moves" if merge.codings == 1 else "move"
        lines.append(
            f"{counted(merge.codings, 'coding')} {verb}"
            + (_united_told(merge) if unite else _kept_told(merge))
        )
    if merge.subcodes:
        lines.append(f"{counted(merge.subcodes, 'sub-code')} will stand under “{target.name}”.")
    if merge.memos:
        lines.append(f"{counted(merge.memos, 'memo')} on the code itself will be on “{target.name}”.")
    texts = [
        FIELD_TITLES[field]
        for field in ("definition", "when_to_use", "when_not_to_use", "example")
        if getattr(source, field)
    ]
    if texts:
        lines.append(
            f"What “{source.name}” says under {', '.join(texts)} goes with it (undo brings it back)."
        )
    return "\n".join(lines)


def _kept_told(merge: Merge) -> str:
    """Return what becomes of codings that are there already when every coding is kept."""
    doubles = merge.duplicates
    if not doubles:
        return "; none is there already."
    return (
        f"; {doubles:,} of them {_are(doubles)} there already (same coder, same passage). All are kept:"
        f" {'that one counts' if doubles == 1 else 'those count'} as two codings."
    )


def _united_told(merge: Merge) -> str:
    """Return what becomes of codings that are there already when they are united."""
    differ = merge.duplicates - merge.united
    told = (
        f"; {merge.united:,} of them {_are(merge.united)} there already (same coder, same passage) and"
        f" become{'s' if merge.united == 1 else ''} one; memos and weights are kept."
    )
    if differ:
        told += f" {differ:,} more {_are(differ)} there with another weight; both stay."
    return told


def removal_told(code: Code, gone: Removal) -> str:
    """Return what deleting a code would take with it, before it happens."""
    return (
        f"“{code.path}” goes{_with(gone)}.\n\n"
        "Ctrl+Z brings all of it back. A code that is only retired is offered no longer, and its codings stay."
    )
