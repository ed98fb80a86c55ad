"""history, undo, redo, check, backup."""

from __future__ import annotations

import csv
import io
import json
import shutil

from qualcode.project import ProjectFile


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_history_says_who_did_what_newest_first(run, study):
    run("codebook", "add", "Irony", "--coder", "Farrukh")
    trail = rows(run("history", "--format", "csv").stdout)
    assert list(trail[0]) == ["action", "at", "coder", "kind", "summary", "undone", "changes"]
    assert (trail[0]["coder"], trail[0]["summary"]) == ("Farrukh", "added the code Irony")
    assert trail[-1]["summary"] == "made the project"
    assert [int(row["action"]) for row in trail] == sorted(
        (int(row["action"]) for row in trail), reverse=True
    )


def test_history_can_be_limited(run, study):
    assert len(json.loads(run("history", "--limit", "2", "--format", "json").stdout)) == 2
    everything = json.loads(run("history", "--limit", "0", "--format", "json").stdout)
    assert len(everything) > 5


def test_undo_and_redo_go_back_and_forth(run, study, opened):
    run("codebook", "add", "Irony: a Joke")
    undone = run("undo")
    assert undone.stderr.startswith("Undid: added the code Irony: a Joke.")
    assert "Irony: a Joke" not in {code.name for code in opened().codebook.all()}
    assert rows(run("history", "--format", "csv").stdout)[1]["undone"] == "yes"
    assert "Redid: added the code Irony: a Joke." in run("redo").stderr
    assert "Irony: a Joke" in {code.name for code in opened().codebook.all()}
    assert run("redo", code=1).stderr == "There is nothing to redo.\n"


def test_undo_of_a_given_action_refuses_what_later_ones_need(run, study):
    trail = json.loads(run("history", "--format", "json").stdout)
    (added,) = [row["action"] for row in trail if row["summary"] == "added the code Welcome > Hospitality"]
    refused = run("undo", "--action", str(added), code=1)
    assert "Hospitality" in refused.stderr
    assert run("undo", "--action", "9999", code=1).stderr.startswith("There is no action 9999")


def test_undo_back_to_an_action_takes_back_all_since_as_one_action(run, study, opened):
    point, before = opened().history.last(), list(opened().dump())
    run("codebook", "add", "Irony")
    run("codebook", "add", "Memory", "--coder", "Farrukh")
    run("undo")
    run("codebook", "add", "Rivers")
    after = list(opened().dump())
    rehearsed = run("undo", "--back-to", str(point.id), "--dry-run").stderr.splitlines()
    assert rehearsed == [
        f"Would go back to action {point.id}.",
        f"The study becomes what it was right after: Amina {point.summary}.",
        "Taken back: 2 actions (2 of Amina).",
        "What was undone or redone since (1 time) is as it was before that.",
        "What that changes:",
        "  2 codes go",
    ]
    assert list(opened().dump()) == after
    done = run("undo", "--back-to", str(point.id)).stderr
    assert "`qualcode undo` brings everything back" in done
    assert list(opened().dump()) == before
    refused = run("undo", "--back-to", str(opened().history.last().id), code=1).stderr
    assert refused.startswith("Nothing was done after action")
    run("undo")
    assert list(opened().dump()) == after


def test_undo_back_to_what_is_not_there_is_refused(run, study):
    assert run("undo", "--back-to", "9999", code=1).stderr.startswith("There is no action 9999")
    run("undo", "--back-to", "3", "--action", "4", code=2)


def test_undo_dry_run_only_tells(run, study, opened):
    before, trail = list(opened().dump()), list(opened().history.newest_first())
    assert "Would undo action" in run("undo", "--dry-run").stderr
    assert list(opened().dump()) == before
    assert list(opened().history.newest_first()) == trail
    assert run("redo", "--dry-run", code=1).stderr == "There is nothing to redo.\n"


def test_check_of_a_sound_project(run, study):
    sound = run("check")
    assert (sound.stdout, sound.stderr) == ("", "study.qualcode is sound.\n")
    assert "study.qualcode is sound" in run("check", str(study)).stderr


def test_check_finds_what_is_wrong_in_a_file_too_damaged_to_open(run, study):
    data = bytearray(study.read_bytes())
    study.write_bytes(data[: len(data) // 2])
    found = run("check", "study.qualcode", "--format", "csv", code=1)
    assert rows(found.stdout)[0]["rule"] == "file"
    assert run("info", code=1).stderr.count("\n") == 1


def test_repair_makes_a_backup_first_and_names_it(run, study, folder):
    project = ProjectFile.open(study)
    project._database.run("INSERT INTO document_search (document_search) VALUES ('delete-all')")
    project.close()
    found = rows(run("check", "--format", "csv", code=1).stdout)
    assert [(row["rule"], row["repairable"]) for row in found] == [("search", "yes")]
    repaired = run("check", "--repair")
    (backup,) = (folder / "backups").iterdir()
    assert f"A backup was made first: backups/{backup.name}" in repaired.stderr.replace("\\", "/")
    assert "study.qualcode is sound." in repaired.stderr
    run("check", str(backup), code=1)
    run("check")


def test_check_of_something_else_is_refused(run, folder):
    (folder / "notes.qualcode").write_text("just notes")
    assert run("check", "notes.qualcode", code=1).stderr == "notes.qualcode is not a qualcode project.\n"


def test_backup_is_a_project_of_its_own_and_does_not_get_in_the_way(run, study, folder):
    run("backup")
    (copy,) = (folder / "backups").iterdir()
    run("check", str(copy))
    assert "Bread" in run("info").stdout
    shutil.copy(copy, folder / "again.qualcode")
    assert "is there already" in run("backup", "-p", str(study), "-o", "again.qualcode", code=1).stderr


def test_a_dry_run_of_an_undo_refuses_what_undo_refuses(run, study):
    making = run("history", "--format", "csv").stdout.splitlines()[-1].split(",")[0]
    for options in ([], ["--dry-run"]):
        assert "cannot be undone" in run("undo", "--action", making, *options, code=1).stderr
