"""The Segments sheet alone: `rows PROJECT FILE` keeps its rows, `sheet PROJECT ROWS FILE` writes it from them.

`sheet` prints how many seconds the writing took.
"""

from __future__ import annotations

import pickle
import sys
import time
from pathlib import Path

from qualcode.analysis.evidence import study
from qualcode.analysis.segments import segment_headings, segment_rows
from qualcode.api import Project
from qualcode.model import Scope
from qualcode.project.scope import choose
from qualcode.reports import workbook


def keep_rows(project: Project, target: Path) -> None:
    """Gather the rows of all segments into a file."""
    rows = [segment_headings(project), *segment_rows(project, Scope())]
    target.write_bytes(pickle.dumps(rows))


def write_sheet(project: Project, source: Path, target: Path) -> float:
    """Write the sheet from kept rows and return the seconds that it took."""
    rows = pickle.loads(source.read_bytes())[1:]
    workbook.segment_rows = lambda *_: iter(rows)
    writer = workbook.WorkbookWriter(study(project, choose(project, Scope())), Scope())
    started = time.perf_counter()
    writer._segments()
    writer._book.workbook.save(target)
    return time.perf_counter() - started


if __name__ == "__main__":
    job, file, *paths = sys.argv[1:]
    with Project.open(file, read_only=True) as opened:
        if job == "rows":
            keep_rows(opened, Path(paths[0]))
        else:
            print(write_sheet(opened, Path(paths[0]), Path(paths[1])))
