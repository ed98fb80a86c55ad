"""The theme table as the screen shows it: what was chosen, what is counted then, and the sentence below."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.model import Scope

if TYPE_CHECKING:
    from pandas import DataFrame

    from qualcode.api import Project

SHARE = "share"
COUNTS = ("codings", "documents", "participants", "words", "characters", SHARE)
GROUPINGS = ("document", "participant", "coder", "speaker", "section")
CODE = "code"
SHARE_OF_WORDS = "share_of_words"
BELOW = "A code counts what is coded with it or with any code under it, nothing twice."
ALONE = "Parents without their sub-codes."


@dataclass(frozen=True, slots=True)
class Choice:
    """What the table shows; `sorted_by` is a column, None the order of the codebook."""

    by: str | None = None
    count: str = "codings"
    with_subcodes: bool = False
    scope: Scope = field(default=Scope())
    sorted_by: str | None = None
    descending: bool = True
    without_zeros: bool = False

    @property
    def title(self) -> str:
        """The table in a few words; the name of its file too."""
        by = f" by {self.by}" if self.by else ""
        below = ", with sub-codes" if self.with_subcodes else ""
        return f"themes{by}, {self.count}{below}"

    @property
    def bars_on(self) -> str | None:
        """The column of the plain table that has the bars; None where all columns have them."""
        if self.by:
            return None
        return SHARE_OF_WORDS if self.count == SHARE else self.count

    @property
    def is_tree(self) -> bool:
        """Whether the codes stand as in the codebook, so that a name set in tells where it belongs."""
        return self.sorted_by is None and not self.without_zeros

    def counts(self) -> tuple[str, ...]:
        """Return the units that can be counted with these columns: shares of a column only for an attribute."""
        return COUNTS[:-1] if self.by in GROUPINGS else COUNTS

    def following(self) -> Choice:
        """Return the choice that counts the next unit."""
        counts = self.counts()
        return self.counting(counts[(counts.index(self.count) + 1) % len(counts)])

    def counting(self, count: str) -> Choice:
        """Return the choice that counts this unit, sorted anew where the columns are others then."""
        return replace(self, count=count, sorted_by=self.sorted_by if self.sorted_by == CODE else None)

    def sorting(self, column: str | None) -> Choice:
        """Return the choice sorted by a column; by the same one again the other way round, then no more."""
        if column is None or column != self.sorted_by:
            return replace(self, sorted_by=column, descending=column != CODE)
        if self.descending == (column != CODE):
            return replace(self, descending=not self.descending)
        return replace(self, sorted_by=None)


def frame_of(project: Project, choice: Choice) -> DataFrame:
    """Count what was chosen, exactly as it is shown: rows in the order chosen, without those left out."""
    scope, below = choice.scope, choice.with_subcodes
    if choice.by and choice.count == SHARE:
        frame = project.crosstab(choice.by, scope=scope, with_subcodes=below)
    elif choice.by:
        frame = project.frequency(choice.by, choice.count, scope=scope, with_subcodes=below)
    elif choice.count == "characters":
        frame = project.frequency(count=choice.count, scope=scope, with_subcodes=below)
    else:
        frame = project.frequency(scope=scope, with_subcodes=below)
    return arranged(frame, choice)


def arranged(frame: DataFrame, choice: Choice) -> DataFrame:
    """Return the rows that are shown, in their order; `attrs["about"]` tells of it."""
    from qualcode.analysis.arranging import sorted_rows, without_zero_rows

    if choice.without_zeros:
        frame = without_zero_rows(frame)
    if choice.sorted_by is not None and choice.sorted_by in frame.columns:
        frame = sorted_rows(frame, choice.sorted_by, descending=choice.descending)
    frame.attrs["about"] = " ".join([str(frame.attrs.get("about", "")), *arrangement(choice)]).strip()
    return frame


def arrangement(choice: Choice) -> list[str]:
    """Return in words what is left out and how the rows are sorted; nothing where all is as in the codebook."""
    told = []
    if choice.without_zeros:
        told.append("Codes of which nothing is counted are left out.")
    if choice.sorted_by == CODE:
        told.append(f"Sorted by name{', the last first' if choice.descending else ''}.")
    elif choice.sorted_by is not None:
        order = "the most first" if choice.descending else "the least first"
        told.append(f"Sorted by {column_name(choice, choice.sorted_by)}, {order}.")
    return told


def column_name(choice: Choice, column: object) -> str:
    """Return a column's heading as people read it."""
    return str(column).replace("_", " ") if choice.by is None else str(column)


def sentence(choice: Choice, left_out: str = "") -> str:
    """Return in words what the table counts, of what, what it leaves out, and how it is sorted."""
    from qualcode.analysis.describe import filters_in_words

    below = BELOW if choice.with_subcodes else ALONE
    told = [_counted(choice), below, filters_in_words(choice.scope), left_out, *arrangement(choice)]
    return " ".join(part for part in told if part)


def _counted(choice: Choice) -> str:
    from qualcode.analysis.describe import UNITS

    if choice.by and choice.count == SHARE:
        return (
            f"Counted: of those who have each value of {choice.by} how many have at least one coding,"
            " and their share of all of that value (n)."
        )
    if choice.by:
        return f"Counted: {UNITS[choice.count]}, by {choice.by}."
    if choice.count == SHARE:
        return f"The bars are shares of all words in scope: {UNITS['words']}."
    more = "" if choice.count == "characters" else "; share of words: of all words in scope"
    return f"The bars count {UNITS[choice.count]}{more}."
