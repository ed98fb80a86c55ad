"""DataFrames of the analysis as tables of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.cli.session import Session
from qualcode.cli.tables import Output, show_table
from qualcode.text.wording import counted

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
    from qualcode.reports.tables import content_of, write_frame

    if output.file:
        write_frame(frame, output.file)
        session.say(f"Wrote {counted(len(frame), 'row')} to {output.file}.")
    else:
        headings, rows = content_of(frame)
        show_table(session, headings, rows, output, people=people, empty=empty)
    if about := frame.attrs.get("about"):
        session.say(str(about))
