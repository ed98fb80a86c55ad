"""The preview of a codebook of 5,000 codes against a project of 5,000: what is new, changed, moved, and named alike.

`python -m benchmarks.codebooks FOLDER` makes both in a folder and prints, as JSON, the fastest of five previews in
seconds for each form of the codebook: as a csv file and as another project. Reading it is part of the preview.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from benchmarks.picker import CODES, codebook
from qualcode.api import Project
from qualcode.exchange.codebook_choices import Choices
from qualcode.exchange.codebook_files import import_codebook
from qualcode.exchange.codebook_sources import table_of
from qualcode.model import Code
from qualcode.project.guids import new_guid

TIMES = 5


def made(folder: Path) -> Path:
    """Make a project of 5,000 codes and beside it a changed one and its csv; return the first."""
    for old in folder.glob("codebook-*"):
        old.unlink()
    codes = [replace(code, guid=new_guid()) for code in codebook()]
    ours = project_of(codes, folder / "codebook-ours.qualcode")
    theirs = project_of(changed(codes, random.Random(2)), folder / "codebook-theirs.qualcode")
    with Project.open(theirs, read_only=True) as project:
        project.export_codebook(folder / "codebook-theirs.csv")
    return ours


def project_of(codes: list[Code], path: Path) -> Path:
    """Make a project with these codes."""
    with Project.create(path, coder="A") as project:
        import_codebook(project, table_of("made up", codes))
    return path


def changed(codes: list[Code], rng: random.Random) -> list[Code]:
    """Return the codes with a tenth of them changed, a tenth moved, a tenth gone, and as many new ones."""
    tops = [code for code in codes if not code.depth]
    kinds = {code.id: rng.randrange(10) for code in codes if code.depth}
    after = []
    for code in codes:
        kind = kinds.get(code.id)
        if kind == 0:
            code = replace(code, definition="otherwise")
        elif kind == 1:
            code = replace(code, parent_id=rng.choice(tops).id)
        elif kind == 2:
            code = replace(code, id=code.id + CODES, guid=new_guid(), name=f"{code.name} anew")
        after.append(code)
    return after


def preview(ours: Path, source: Path, choices: Choices) -> float:
    """Return the seconds from asking for a preview until it can be shown; nothing is kept."""
    with Project.open(ours, coder="A") as project:
        started = perf_counter()
        report = project.import_codebook(source, choices, dry_run=True)
        seconds = perf_counter() - started
    if min(report.number(kind) for kind in ("added", "changed", "moved", "same")) < CODES // 20:
        sys.exit("The preview does not tell what was made.")
    return seconds


def main(folder: Path) -> None:
    """Print what was measured."""
    ours = made(folder)
    for suffix in (".csv", ".qualcode"):
        for match in ("guids", "names"):
            source = folder / f"codebook-theirs{suffix}"
            seconds = min(preview(ours, source, Choices(match)) for _ in range(TIMES))
            what = f"codebook preview, {suffix}, by {match}"
            print(json.dumps([what, seconds, 1.0, "s", f"1 s, {CODES:,} codes against {CODES:,}"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
