"""codebook, codings and participants as files: what fits, what does not, and what is told about it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from qualcode.cli.codings import COLUMNS
from qualcode.cli.tables import TEXTS
from qualcode.model import Scope
from qualcode.reports.tables import content_of, write_frame

GOOD = "document,quote,code,coder,memo\nP07,Were you surprised?,Welcome,Olim,\nP12,No.,Rent,Olim,short\n"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_codebook_is_compared_before_it_is_brought_in(run, study, folder):
    (folder / "book.csv").write_text("code,definition,mood\nWelcome,Doors open.,glad\nWelcome > Tea,,\n")
    diff = rows(run("codebook", "diff", "book.csv", "--format", "csv").stdout)
    assert list(diff[0]) == ["change", "code", "field", "before", "after"]
    assert diff[0] == {
        "change": "changed", "code": "Welcome", "field": "definition", "before": "They are received.",
        "after": "Doors open.",
    }  # fmt: skip
    assert ("added", "Welcome > Tea") in [(row["change"], row["code"]) for row in diff]
    tried = run("codebook", "import", "book.csv", "--dry-run", "--format", "csv")
    assert rows(tried.stdout) == diff
    assert "Codes that would be: 1 added, 1 changed, 0 moved, 0 unchanged." in tried.stderr
    done = run("codebook", "import", "book.csv", "--strict", code=3)
    assert "Columns that were not understood and left out: mood." in done.stderr
    again = run("codebook", "diff", "book.csv")
    assert again.stderr == "The file says what the project says already.\n"


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "json"])
def test_a_codebook_goes_out_and_comes_back(run, study, suffix):
    run("codebook", "edit", "Hospitality", "--example", "=1+1 \\ > “x”\n- two lines")
    run("codebook", "retire", "Rent, prices/housing")
    run("codebook", "export", f"book.{suffix}")
    assert rows(run("codebook", "diff", f"book.{suffix}", "--format", "csv").stdout) == []
    run("new", "other.qualcode")
    run("codebook", "import", f"book.{suffix}", "-p", "other.qualcode")
    mine, other = (
        rows(run("codebook", "--format", "csv", "-p", path).stdout)
        for path in ("study.qualcode", "other.qualcode")
    )
    assert [row | {"codings": ""} for row in mine] == [row | {"codings": ""} for row in other]


def test_codings_come_in_as_one_action(run, study, folder, opened):
    (folder / "codings.csv").write_text(GOOD.replace("Rent,Olim", '"Rent, prices/housing",Olim'))
    assert "Would import 2 codings of 2 rows" in run("codings", "import", "codings.csv", "--dry-run").stderr
    assert opened().codings.number() == 3
    assert (
        "Imported 2 codings of 2 rows; 0 were there already."
        in run("codings", "import", "codings.csv").stderr
    )
    assert (
        "Imported 0 codings of 2 rows; 2 were there already."
        in run("codings", "import", "codings.csv").stderr
    )
    assert [coder.name for coder in opened().coders.all()] == ["Amina", "Farrukh", "Olim"]
    run("undo")
    assert opened().codings.number() == 3


def test_rows_that_do_not_fit_stop_it_and_are_listed(run, study, folder, opened):
    text = GOOD + "P07,Rent went up,Welcome,,\nP99,x,Welcome,,\nP07,nowhere,Welcome,,\n"
    (folder / "codings.csv").write_text(text)
    refused = run("codings", "import", "codings.csv", code=1).stderr.splitlines()
    assert len(refused) == 5, refused
    assert all(line.startswith("  ") for line in refused[1:])
    for line, told in ((1, "Rent"), (2, "Rent went up"), (3, "P99"), (4, "nowhere")):
        assert told in refused[line]
    assert opened().codings.number() == 3


def test_rows_that_do_not_fit_can_be_left_out(run, study, folder, opened):
    (folder / "codings.csv").write_text(GOOD)
    done = run("codings", "import", "codings.csv", "--skip-bad")
    assert "Imported 1 coding of 2 rows" in done.stderr
    assert "Left out 1 row that does not fit:\n  " in done.stderr
    run("codings", "import", "codings.csv", "--skip-bad", "--strict", code=3)
    created = run("codings", "import", "codings.csv", "--create", "--strict")
    assert "Codes made: Rent." in created.stderr
    assert opened().codings.number() == 5


def test_rows_without_a_coder_are_by_whoever_works(run, study, folder):
    (folder / "codings.csv").write_text("document,turn,code\nP07,1,Welcome\n")
    run("codings", "import", "codings.csv", "--coder", "Sara")
    listed = rows(run("codings", "list", "--coder", "Sara", "--format", "csv").stdout)
    assert [(row["text"], row["coder"]) for row in listed] == [("Were you surprised?", "Sara")]


def test_list_has_the_promised_columns(run, study):
    listed = json.loads(run("codings", "list", "--format", "json").stdout)
    assert list(listed[0]) == [
        "guid", "document", "participant", "speaker", "section", "start", "end", "code", "coder", "weight", "memo",
        "created", "text",
    ]  # fmt: skip
    first = {
        name: listed[0][name] for name in ("document", "participant", "speaker", "code", "coder", "memo")
    }
    assert first == {
        "document": "P07", "participant": "Anna", "speaker": "P07", "code": "Welcome > Hospitality",
        "coder": "Amina", "memo": "said twice",
    }  # fmt: skip
    assert [row["weight"] for row in listed] == [None, 40, None]
    assert listed[2]["section"] == "Q1"
    assert [row["text"] for row in listed][2] == "Because of the bread."


@pytest.mark.parametrize("filters", [(), ("--coder", "Farrukh"), ("--document", "P07", "--code", "Welcome")])
def test_codings_listed_row_by_row_are_those_of_the_whole_table(run, study, opened, folder, filters):
    scopes = {"": Scope(), "--coder": Scope(coders=("Farrukh",))}
    scope = scopes.get(filters[0] if filters else "", Scope(documents=("P07",), codes=("Welcome",)))
    frame = opened().segments(scope)[list(COLUMNS)]
    assert len(frame) == {(): 3, ("--coder", "Farrukh"): 1}.get(filters, 0)
    for form in ("csv", "tsv", "json"):
        done = run("codings", "list", "--format", form, *filters)
        assert done.stdout == TEXTS[form](*content_of(frame))
        assert done.stderr == frame.attrs["about"] + "\n"
        run("codings", "list", "-o", f"listed.{form}", *filters)
        assert write_frame(frame, f"whole.{form}")
        assert (folder / f"listed.{form}").read_bytes() == (folder / f"whole.{form}").read_bytes()
        assert "listed" in (folder / f"listed.{form}.about.txt").read_text()


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (("--code", "Welcome"), 1),
        (("--code", "Welcome", "--with-subcodes"), 2),
        (("--document", "P07"), 2),
        (("--document", "P07", "--document", "P12"), 3),
        (("--coder", "Farrukh"), 1),
        (("--participant", "Anna"), 2),
        (("--speaker", "P07"), 2),
        (("--exclude-speaker", "P07"), 1),
        (("--where", "age>=35"), 2),
        (("--where", "age<35"), 0),
    ],
)
def test_filters(run, study, filters, number):
    assert len(json.loads(run("codings", "list", "--format", "json", *filters).stdout)) == number
    exported = run("codings", "export", "some.csv", *filters)
    assert exported.stderr == f"Wrote {number} coding{'s' * (number != 1)} to some.csv.\n"


def test_a_filter_by_a_name_that_is_not_there_is_refused(run, study):
    assert "did you mean “Welcome”" in run("codings", "--code", "Welcom", code=1).stderr
    assert "no condition" in run("codings", "--where", "age", code=2).stderr
    assert "There is no" in run("frequency", "--where", "wealth=1", code=1).stderr


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
def test_codings_go_out_and_come_back(run, study, opened, suffix):
    run("codings", "export", f"codings.{suffix}")
    before = opened().codings.all()
    run("codings", "remove", *(coding.guid for coding in before))
    run("codings", "import", f"codings.{suffix}")
    after = opened().codings.all()
    assert [(each.guid, each.start, each.end, each.weight) for each in after] == [
        (each.guid, each.start, each.end, each.weight) for each in before
    ]


def test_participants_go_out_and_come_back(run, study, folder):
    run("participants", "export", "people.csv")
    told = run("participants", "import", "people.csv", "--dry-run").stderr
    assert "0 participants added, 0 changed, 1 unchanged" in told
    (folder / "people.csv").write_text("participant,document,age,city\nAnna,P12,36,Khujand\nOlim,,51,\n")
    run("participants", "import", "people.csv")
    people = rows(run("participants", "--format", "csv").stdout)
    assert [(row["participant"], row["age"], row["city"]) for row in people] == [
        ("Anna", "36", "Khujand"),
        ("Olim", "51", ""),
    ]
    run("undo")
    assert len(rows(run("participants", "--format", "csv").stdout)) == 1


def test_the_theme_table(run, study):
    table = json.loads(run("frequency", "--format", "json").stdout)
    assert list(table[0]) == ["code", "codings", "documents", "participants", "words", "share_of_words"]
    assert {row["code"]: row["codings"] for row in table} == {
        "Welcome": 1, "Welcome > Hospitality": 1, "Rent, prices/housing": 1,
    }  # fmt: skip
    gathered = json.loads(run("frequency", "--with-subcodes", "--format", "json").stdout)
    assert gathered[0]["codings"] == 2
    told = run("frequency").stderr
    assert told.startswith("Units: codings (one code on one span by one coder;")
    assert told.endswith(
        "share of words: those words divided by all words in scope. Everything in the project.\n"
    )
    page = run("frequency", "--format", "md")
    assert page.stdout.endswith(f"\nTable: {told.replace('_', chr(92) + '_')}")
    assert not page.stderr
    wrote = run("frequency", "-o", "themes.csv").stderr
    assert wrote.startswith("Wrote 3 rows to themes.csv and themes.csv.about.txt.")
    assert told in Path("themes.csv.about.txt").read_text(encoding="utf-8")
    assert "%" in run("frequency").stdout


@pytest.mark.parametrize(("by", "columns"), [("coder", ["Amina", "Farrukh"]), ("document", ["P07", "P12"])])
def test_the_theme_table_by_something(run, study, by, columns):
    (first, *_) = json.loads(run("frequency", "--by", by, "--format", "json").stdout)
    assert list(first)[:3] == ["code", *columns]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "json", "xlsx", "md", "html"])
@pytest.mark.parametrize("command", [("frequency",), ("documents",), ("memo",)])
def test_every_table_goes_into_every_kind_of_file(run, study, folder, command, suffix):
    told = run(*command, "-o", f"table.{suffix}")
    assert f"to table.{suffix}" in told.stderr
    assert told.stdout == ""
    assert (folder / f"table.{suffix}").stat().st_size > 0


def test_the_workbook(run, study, folder):
    openpyxl = pytest.importorskip("openpyxl")
    assert run("export", "workbook").stderr.startswith("Wrote the workbook exports")
    (path,) = (folder / "exports").iterdir()
    assert {"Themes", "Segments", "Codebook", "Memos", "About"} <= set(
        openpyxl.load_workbook(path).sheetnames
    )
    assert "is there already" in run("export", "workbook", "-o", str(path), code=1).stderr
    run("export", "workbook", "-o", str(path), "--overwrite")
    assert "a workbook's suffix is .xlsx" in run("export", "workbook", "-o", "x.csv", code=1).stderr


@pytest.mark.parametrize(
    "command",
    [
        ["import-table", "survey.csv", "--id", "Name", "--text", "Q1"],
        ["codebook", "import", "survey.csv", "--dry-run"],
        ["codebook", "diff", "survey.csv"],
        ["import", "survey.md"],
    ],
)
def test_what_is_read_is_never_written_over(run, study, folder, command):
    for name in ("survey.csv", "survey.md"):
        (folder / name).write_text("Name,Q1\nAnna,Bread.\n")
    read = next(part for part in command if part.startswith("survey"))
    refused = run(*command, "-o", f"../{folder.name}/{read}", code=1)
    assert refused.stderr == f"{read} is what is read here; write to another file with -o.\n"
    assert (folder / read).read_text() == "Name,Q1\nAnna,Bread.\n"
    assert "import" not in run("history", "--limit", "1").stdout


def test_memos_are_exported_whole_or_not_at_all(run, study, folder):
    assert run("memo", "export", "nowhere/memos.md", code=1).stderr.startswith("The folder nowhere does not")
    (folder / "memos.md").mkdir()
    assert "is a folder" in run("memo", "export", "memos.md", code=1).stderr
