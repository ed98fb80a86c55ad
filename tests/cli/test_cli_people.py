"""participants and memo, by hand."""

from __future__ import annotations

import csv
import io
import json


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_participants_with_documents_speakers_and_attributes(run, study):
    (anna,) = rows(run("participants", "list", "--format", "csv").stdout)
    assert list(anna) == ["participant", "guid", "documents", "speakers", "age"]
    assert (anna["participant"], anna["documents"], anna["speakers"], anna["age"]) == (
        "Anna",
        "P07",
        "P07",
        "35",
    )
    assert (
        run("participants", "--format", "csv").stdout == run("participants", "list", "--format", "csv").stdout
    )


def test_attributes_by_hand(run, study, opened):
    run("participants", "set", "Anna", "age=36", "--type", "integer", "children=2")
    assert list(opened().participants.values().values()) == [{"age": "36", "children": "2"}]
    run("participants", "set", "Anna", "age=")
    assert list(opened().participants.values().values()) == [{"children": "2"}]
    assert "does not fit the attribute" in run("participants", "set", "Anna", "age=old", code=1).stderr
    assert (
        "There is no participant attribute “wealth”"
        in run("participants", "set", "Anna", "wealth=1", code=1).stderr
    )
    run("participants", "set", "Anna", code=2)


def test_a_type_is_changed_only_where_every_value_fits(run, study, opened):
    run("participants", "set", "Anna", "--type", "float", "age=36.5")
    assert [attribute.type for attribute in opened().participants.attributes()] == ["float"]
    assert (
        "does not fit"
        in run("participants", "set", "Anna", "--type", "date", "age=2001-01-01", code=1).stderr
    )
    assert [attribute.type for attribute in opened().participants.attributes()] == ["float"]


def test_participants_come_and_go(run, study, opened):
    run("participants", "add", "Olim", "age=51")
    run("participants", "rename", "Olim", "Olim the baker")
    assert [each.name for each in opened().participants.all()] == ["Anna", "Olim the baker"]
    run("memo", "add", "Bakes at four.", "--participant", "Olim the baker")
    told = "Would remove Olim the baker with 1 memo.\n"
    assert run("participants", "remove", "Olim the baker", "--dry-run").stderr == told
    run("participants", "remove", "Olim the baker")
    assert [each.name for each in opened().participants.all()] == ["Anna"]


def test_links(run, study, opened):
    run("participants", "link", "Anna", "P12")
    run("participants", "link", "Anna", "P07", "--speaker", "INTERVIEWER")
    (anna,) = rows(run("participants", "--format", "csv").stdout)
    assert (anna["documents"], anna["speakers"]) == ("P12; P07", "INTERVIEWER; P07")
    run("participants", "link", "Anna", "P12", "--remove")
    run("participants", "link", "Anna", "P07", "--speaker", "INTERVIEWER", "--remove")
    (anna,) = rows(run("participants", "--format", "csv").stdout)
    assert (anna["documents"], anna["speakers"]) == ("P07", "P07")
    refused = run("participants", "link", "Anna", "P07", "--speaker", "P7", code=1)
    assert refused.stderr == "There is no speaker “P7” in P07; its speakers are “INTERVIEWER”, “P07”.\n"


def memos(run, *options: str) -> list[dict[str, object]]:
    return json.loads(run("memo", "list", "--format", "json", *options).stdout)


def test_memos_of_every_kind(run, study, opened):
    coding = opened().codings.all()[1]
    run("memo", "add", "on the document", "--document", "P07")
    run("memo", "add", "on a passage", "--document", "P07", "--span", "24:43")
    run("memo", "add", "on the person", "--participant", "Anna")
    run("memo", "add", "on the code", "--code", "Hospitality")
    run("memo", "add", "on the coding", "--coding", coding.guid)
    run("memo", "add", "-", input="on the project,\nfrom a file\n")
    listed = memos(run)
    assert list(listed[0]) == ["guid", "kind", "on", "start", "end", "coder", "created", "modified", "text"]
    assert [(memo["kind"], memo["on"]) for memo in listed[2:]] == [
        ("document", "P07"),
        ("passage", "P07"),
        ("participant", "Anna"),
        ("code", "Welcome > Hospitality"),
        ("coding", f"Rent, prices/housing in P07 {coding.start}:{coding.end}"),
        ("project", "Bread"),
    ]
    assert listed[-1]["text"] == "on the project,\nfrom a file\n"
    assert [memo["text"] for memo in memos(run, "--kind", "passage")] == ["on a passage"]
    assert [memo["text"] for memo in memos(run, "--document", "P07")] == ["on the document", "on a passage"]


def test_a_memo_is_on_one_thing(run, study):
    run("memo", "add", "x", "--document", "P07", "--code", "Welcome", code=2)
    run("memo", "add", "x", "--span", "1:2", code=2)
    assert "needs some text" in run("memo", "add", "  ", code=1).stderr


def test_earlier_texts_of_a_memo_stay_readable(run, study):
    guid = run("memo", "add", "first thought").stdout.strip()
    assert "never been changed" in run("memo", "show", guid, "--earlier").stdout
    run("memo", "edit", guid, "second thought", "--coder", "Farrukh")
    shown = run("memo", "show", guid, "--earlier").stdout
    assert shown.index("second thought") < shown.index("(Farrukh)") < shown.index("first thought")
    assert "first thought" not in run("memo", "show", guid).stdout
    run("memo", "remove", guid)
    assert "There is no memo" in run("memo", "show", guid, code=1).stderr
    run("undo")
    assert "second thought" in run("memo", "show", guid).stdout


def test_memos_as_pages(run, study, folder):
    run("memo", "add", "First line.\n\n- second line", "--code", "Welcome")
    run("memo", "export", "memos.md", "--kind", "code")
    text = (folder / "memos.md").read_text(encoding="utf-8")
    assert text.startswith("# Memos\n\n## code Welcome — Amina, ")
    assert text.endswith("\n\nFirst line.\n\n- second line\n")
    run("memo", "export")
    assert [path.name for path in (folder / "exports").iterdir()] == ["study memos.md"]
    run("memo", "export")
    assert sorted(path.name for path in (folder / "exports").iterdir()) == [
        "study memos (2).md",
        "study memos.md",
    ]


def test_a_link_to_somebody_else_is_not_taken_away(run, study, opened):
    run("participants", "add", "Olim")
    refused = run("participants", "link", "Olim", "P07", "--speaker", "P07", "--remove", code=1)
    assert refused.stderr == "The speaker P07 in P07 is not linked to Olim.\n"
    run("participants", "link", "Anna", "P12")
    refused = run("participants", "link", "Olim", "P12", "--remove", code=1)
    assert refused.stderr == "P12 as a whole is not linked to Olim.\n"
    project = opened()
    (anna,) = [each for each in project.participants.all() if each.name == "Anna"]
    assert [speaker.participant_id for speaker in project.documents.speakers()] == [None, anna.id]
    assert len(project.participants.document_links()) == 1


def test_capitals_make_no_second_attribute(run, study, opened):
    run("participants", "set", "Anna", "--type", "integer", "AGE=36")
    project = opened()
    assert [attribute.name for attribute in project.participants.attributes()] == ["age"]
    assert [held["age"] for held in project.participants.values().values()] == ["36"]
