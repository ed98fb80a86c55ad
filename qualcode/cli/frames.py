"""DataFrames of the analysis as tables of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.cli.session import Session
from qualcode.cli.tables import Output, print_data, show_table
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

    What it says about itself (unit, scope, filters) is told on stderr, but in Markdown it stands below the table;
    where the file has no place for it, in another one beside that.
    """
    from qualcode.reports.tables import content_of, markdown_caption, write_frame

    about = str(frame.attrs.get("about", ""))
    if output.file:
        written = " and ".join(str(path) for path in write_frame(frame, output.file))
        session.say(f"Wrote {counted(len(frame), 'row')} to {written}.")
    else:
        headings, rows = content_of(frame)
        show_table(session, headings, rows, output, people=people, empty=empty)
        if output.format == "md":
            print_data(markdown_caption(about))
            return
    if about:
        session.say(about)
