"""codebook import from projects, diff, version, versions, restore, lint."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import docx

from qualcode.api import Project


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_codebook_of_another_project_comes_in_by_rule(run, study, opened, folder):
    with Project.create(folder / "other.qualcode", coder="Farrukh") as other:
        other.codebook.add("Welcome", definition="theirs", example="e")
    arguments = ("-p", "study.qualcode", "codebook", "import", "other.qualcode")
    tried = run(*arguments, "--dry-run", "--format", "csv")
    assert {row["change"] for row in rows(tried.stdout)} == {"added and conflicting name"}
    assert "1 new code stands beside a code of the same name" in tried.stderr
    done = run(*arguments, "--on-conflict", "both", "--match", "names")
    assert done.stderr.startswith("Codes: 0 added, 1 changed, 0 moved, 0 unchanged.")
    with Project.open(study) as project:
        assert project.codebook.find("Welcome").definition == "They are received.\n\ntheirs"
    assert (
        "0 changed, 0 moved, 1 unchanged"
        in run(*arguments, "--match", "names", "--on-conflict", "both").stderr
    )
    run(*arguments, "--on-conflict", "mine", code=2)


def test_an_older_project_is_not_brought_up_to_date_by_the_way(run, study, folder):
    old = Path(__file__).parents[1] / "project" / "version-1.qualcode.gz"
    content = gzip.decompress(old.read_bytes())
    (folder / "old.qualcode").write_bytes(content)
    refused = run("-p", "study.qualcode", "codebook", "import", "old.qualcode", code=1)
    assert "older version" in refused.stderr
    assert (folder / "old.qualcode").read_bytes() == content


def test_versions_are_named_listed_compared_exported_and_restored(run, study, folder):
    assert "No versions yet" in run("codebook", "versions").stderr
    assert "(3 codes) is the version “after pilot”" in run("codebook", "version", "after pilot").stderr
    run("codebook", "edit", "Welcome", "--definition", "")
    run("codebook", "add", "Distance")
    run("codebook", "remove", "Hospitality")
    run("codebook", "version", "late")
    listed = rows(run("codebook", "versions", "--format", "csv").stdout)
    assert [(row["version"], row["coder"], row["codes"]) for row in listed] == [
        ("after pilot", "Amina", "3"), ("late", "Amina", "3"),
    ]  # fmt: skip
    for arguments in (["--version", "after pilot"], ["--version", "after pilot", "--version", "late"]):
        compared = rows(run("codebook", "diff", *arguments, "--format", "csv").stdout)
        assert list(dict.fromkeys((row["change"], row["code"], row["before"]) for row in compared)) == [
            ("changed", "Welcome", "They are received."), ("added", "Distance", ""),
            ("removed", "Welcome > Hospitality", ""),
        ]  # fmt: skip
    run("codebook", "export", "pilot.csv", "--version", "AFTER PILOT")
    run("codebook", "export", "now.csv")
    assert [row["code"] for row in rows((folder / "pilot.csv").read_text("utf-8-sig"))][
        1
    ] == "Welcome > Hospitality"
    assert "removed" in run("codebook", "diff", "pilot.csv", "now.csv").stdout
    assert "say the same" in run("codebook", "diff", "--version", "after pilot", "pilot.csv").stderr
    tried = run("codebook", "restore", "after pilot", "--dry-run")
    assert "Went since, would come back without codings: Welcome > Hospitality." in tried.stderr
    assert "would be retired, with their 0 codings: Distance." in tried.stderr
    assert "Distance" in run("codebook").stdout
    done = run("codebook", "restore", "after pilot")
    assert "Brought back the codebook “after pilot”. `qualcode undo` takes that back." in done.stderr
    with Project.open(study) as project:
        assert [(code.path, code.retired) for code in project.codebook.all()] == [
            ("Welcome", False), ("Welcome > Hospitality", False), ("Rent, prices/housing", False), ("Distance", True),
        ]  # fmt: skip
    assert "already" in run("codebook", "restore", "after pilot").stderr
    assert "did you mean" in run("codebook", "restore", "after pilt", code=1).stderr
    run("codebook", "diff", code=2)
    run("codebook", "diff", "a.csv", "b.csv", "--version", "late", code=2)


def test_lint_lists_remarks_and_is_strict_when_asked(run, study, folder):
    found = rows(run("codebook", "lint", "--format", "csv").stdout)
    assert ("Welcome", "single child") in [(row["code"], row["remark"]) for row in found]
    assert ("Rent, prices/housing", "no definition") in [(row["code"], row["remark"]) for row in found]
    told = run("codebook", "lint", "--strict", code=3)
    assert told.stderr == f"{len(found)} remarks on 3 codes.\n"
    run("new", "empty.qualcode")
    empty = run("-p", "empty.qualcode", "codebook", "lint", "--strict")
    assert empty.stderr == "Nothing to remark.\n"


def test_the_appendix_is_written_by_its_suffix(run, study, folder):
    run("codebook", "export", "appendix.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(folder / "appendix.docx")).paragraphs]
    assert "■ Welcome > Hospitality" in texts
    assert "They are received." in texts
