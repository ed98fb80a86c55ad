"""Measure qualcode against the limits of the machine it runs on, and print a table of ratios.

    python3 run.py bench                 everything
    python3 run.py bench start import    only these: start, import, codings, frequency, sheet, screen

The made-up corpora M (300 transcripts) and L (300 transcripts, 1,000,000 codings) are written once, with the
generator in the reference data beside the project (or the one named by QUALCODE_GENERATOR), to benchmarks/data/.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import bare, qualcode, run, told_seconds

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
GENERATOR = HERE.parents[1] / "shared" / "bench" / "gen.py"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, what it was, the limit, and the two as a ratio."""

    what: str
    measured: float
    limit: float
    unit: str
    note: str

    @property
    def ratio(self) -> float:
        """Measured divided by the limit: at most 1 is good."""
        return self.measured / self.limit


def start() -> Iterator[Line]:
    """`--version` and `--help`: 0.15 s, and ten times a bare Python."""
    nothing = run(sys.executable, "-c", "pass", times=9).seconds
    for option in ("--version", "--help"):
        seconds = qualcode(option, times=9).seconds
        yield Line(f"qualcode {option}", seconds, 0.15, "s", "0.15 s")
        yield Line(f"qualcode {option}", seconds, 10 * nothing, "s", f"10 × bare Python ({nothing:.3f} s)")


def transcripts() -> Iterator[Line]:
    """Importing the 300 transcripts of M: three times writing the texts into SQLite with FTS5."""
    corpus = made("M")
    folder = str(corpus / "transcripts")
    seconds, limits = float("inf"), {"plain": float("inf"), "external": float("inf")}
    for _ in range(5):
        for shape in limits:
            bare_run = bare("texts", folder, str(corpus / "bare.db"), shape).seconds
            limits[shape] = min(limits[shape], bare_run)
        project = empty_project(corpus)
        seconds = min(seconds, qualcode("-p", project, "--quiet", "import", folder).seconds)
    for shape, told in (("plain", "an FTS5 table"), ("external", "a table and an FTS5 index over it")):
        note = f"3 × writing the texts into {told} ({limits[shape]:.2f} s)"
        yield Line("import of M's 300 transcripts", seconds, 3 * limits[shape], "s", note)


def codings() -> Iterator[Line]:
    """A million codings: four times the bare table; 500 MB; undo no slower than the import."""
    corpus = made("L")
    project = with_codes(corpus)
    source = str(corpus / "codings.csv")
    limit = min(bare("codings", source, str(corpus / "bare.db")).seconds for _ in range(2))
    done = qualcode("-p", project, "--quiet", "codings", "import", source)
    yield Line(
        "codings import of L's 1,000,000 rows",
        done.seconds,
        4 * limit,
        "s",
        f"4 × bare table ({limit:.2f} s)",
    )
    yield Line("  its memory", done.megabytes, 500, "MB", "500 MB")
    counted = str(corpus / "counted.qualcode")
    shutil.copy(project, counted)
    undone = qualcode("-p", project, "--quiet", "undo")
    yield Line("  its undo", undone.seconds, done.seconds, "s", "the import itself")
    yield Line("  memory of its undo", undone.megabytes, 500, "MB", "500 MB")


def frequency() -> Iterator[Line]:
    """The theme table of a million codings by document: twice the GROUP BY, plus start-up; 400 MB."""
    corpus = made("L")
    project = with_codings(corpus)
    empty = empty_project(corpus)
    starting = qualcode("-p", empty, "frequency", "--by", "document", "--format", "csv", times=3).seconds
    python = run(sys.executable, "-c", "import sqlite3", times=3).seconds
    grouping = bare("group_by", str(project), times=3).seconds - python
    table = qualcode("-p", str(project), "frequency", "--by", "document", "--format", "csv", times=3)
    limit = 2 * grouping + starting
    note = f"2 × GROUP BY ({grouping:.2f} s) + start-up ({starting:.2f} s)"
    yield Line("frequency --by document on L", table.seconds, limit, "s", note)
    yield Line("  its memory", table.megabytes, 400, "MB", "400 MB")
    plain = qualcode("-p", str(project), "frequency", "--format", "csv")
    yield Line("  memory of the plain form, with words", plain.megabytes, 400, "MB", "400 MB")


def sheet() -> Iterator[Line]:
    """The Segments sheet of 60,000 rows: 1.3 times openpyxl's write-only mode on the same rows."""
    corpus = made("M")
    project = with_codes(corpus)
    rows, target = str(corpus / "segments.pickle"), str(corpus / "segments.xlsx")
    qualcode("-p", project, "--quiet", "codings", "import", str(corpus / "codings.csv"))
    run(sys.executable, "-m", "benchmarks.segments", "rows", project, rows)
    limit, done = float("inf"), float("inf")
    for _ in range(3):
        limit = min(limit, told_seconds("benchmarks.bare.sheet", rows, target))
        done = min(done, told_seconds("benchmarks.segments", "sheet", project, rows, target))
    note = f"1.3 × openpyxl write-only on the same rows ({limit:.2f} s)"
    yield Line("Segments sheet, 60,000 rows", done, 1.3 * limit, "s", note)


def screen() -> Iterator[Line]:
    """The reading screen: starting, moving, scrolling, applying, resizing, opening."""
    from benchmarks.screen import figures

    for what, seconds, limit, note in figures(with_codes(made("M"))):
        yield Line(what, seconds, limit, "s", note)


def picker() -> Iterator[Line]:
    """A key in the code picker with 5,000 codes: 30 ms beyond the bare event loop, and no single one over 60 ms."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.picker", "--json"], check=True, capture_output=True, text=True
    )
    keys = json.loads(told.stdout)
    limit = 30 + keys["bare"]
    note = f"30 ms + the same key in a bare line ({keys['bare']:.1f} ms)"
    yield Line("code picker key, 5,000 codes", keys["median"], limit, "ms", note)
    yield Line("  the slowest key", keys["slowest"], limit + 30, "ms", note.replace("30", "60", 1))


def segments_screen() -> Iterator[Line]:
    """The segments screen over L's codings: first rows in 0.5 s, another filter in 1 s, 400 MB."""
    module = "benchmarks.segments_screen"
    command = [sys.executable, "-m", module, str(with_codings(made("L")))]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        yield Line(*json.loads(line))


def codebooks() -> Iterator[Line]:
    """The preview of a codebook of 5,000 codes against a project of 5,000: 1 s."""
    DATA.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.codebooks", str(DATA)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        yield Line(*json.loads(line))


JOBS: dict[str, Callable[[], Iterator[Line]]] = {
    "start": start,
    "import": transcripts,
    "codings": codings,
    "frequency": frequency,
    "sheet": sheet,
    "screen": screen,
    "segments-screen": segments_screen,
    "picker": picker,
    "codebook": codebooks,
}


def made(size: str) -> Path:
    """Return the folder of a made-up corpus, writing it first where it is missing."""
    folder = DATA / size
    if not (folder / "codings.csv").exists():
        generator = Path(os.environ.get("QUALCODE_GENERATOR", GENERATOR))
        if not generator.exists():
            sys.exit("The corpus generator is not here: name it in the variable QUALCODE_GENERATOR.")
        print(f"Writing the corpus {size} …", file=sys.stderr)
        subprocess.run(
            [sys.executable, str(generator), size, str(folder)], check=True, stdout=subprocess.DEVNULL
        )
    return folder


def empty_project(corpus: Path) -> str:
    """Make an empty project in a corpus folder and return its path."""
    project = corpus / "empty.qualcode"
    project.unlink(missing_ok=True)
    qualcode("new", str(project))
    return str(project)


def with_codes(corpus: Path) -> str:
    """Make a project with the transcripts and the codebook of a corpus and return its path."""
    project = corpus / "coded.qualcode"
    project.unlink(missing_ok=True)
    qualcode("new", str(project))
    qualcode("-p", str(project), "--quiet", "import", str(corpus / "transcripts"))
    qualcode("-p", str(project), "--quiet", "codebook", "import", str(corpus / "codebook.csv"))
    return str(project)


def with_codings(corpus: Path) -> Path:
    """Return a project with the transcripts and codings of a corpus, making it where there is none of today's form."""
    project = corpus / "counted.qualcode"
    command = [sys.executable, "-m", "qualcode", "-p", str(project), "check"]
    if not project.exists() or subprocess.run(command, capture_output=True, check=False).returncode:
        prepared = with_codes(corpus)
        qualcode("-p", prepared, "--quiet", "codings", "import", str(corpus / "codings.csv"))
        shutil.copy(prepared, project)
    return project


def main(names: list[str]) -> int:
    """Run the jobs named (all by default) and print the table; return 1 when a limit was passed."""
    if unknown := set(names) - set(JOBS):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(JOBS)}.")
    passed = True
    # Programs are measured as they start for their users: from modules that were compiled before.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{'what':42} {'measured':>12} {'limit':>12} {'ratio':>6}  the limit is")
    for name in names or JOBS:
        for line in JOBS[name]():
            passed &= line.ratio <= 1
            sizes = f"{line.measured:9.3f} {line.unit:2} {line.limit:9.3f} {line.unit:2}"
            print(f"{line.what:42} {sizes} {line.ratio:6.2f}  {line.note}", flush=True)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
