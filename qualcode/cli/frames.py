"""DataFrames of the analysis as tables of the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.cli.session import Session
from qualcode.cli.tables import Output, show_table

if TYPE_CHECKING:
    from pandas import DataFrame


def show_frame(
    session: Session,
    frame: DataFrame,
    output: Output,
    *,
    people: Sequence[str] | None = None,
    empty: str = "",
) -> None:
    """Print a DataFrame, or write it to a file; its index is no part of it.

    What it says about itself (unit, scope, filters) is told on stderr.
    """
    if output.file:
        from qualcode.reports.tables import write_frame

        write_frame(frame, output.file)
        session.say(f"Wrote {len(frame)} rows to {output.file}.")
    else:
        headings = [str(name) for name in frame.columns]
        show_table(session, headings, rows_of(frame), output, people=people, empty=empty)
    if about := frame.attrs.get("about"):
        session.say(str(about))


def rows_of(frame: DataFrame) -> Iterator[Sequence[Any]]:
    """Yield the rows with Python's own values; what is missing is None."""
    present = frame.notna()
    for values, there in zip(
        frame.itertuples(index=False, name=None), present.itertuples(index=False, name=None), strict=True
    ):
        yield [own(value) if is_there else None for value, is_there in zip(values, there, strict=True)]


def own(value: Any) -> Any:
    """Return a number of numpy as a number of Python."""
    return value.item() if hasattr(value, "item") else value
