"""Reading the trail: what fits a filter, what touched a document, what a stretch changed."""

from __future__ import annotations

from qualcode.model import Document
from qualcode.project import ProjectFile
from qualcode.project.row_changes import ChangeCount


def last(project: ProjectFile):  # type: ignore[no-untyped-def]
    action = project.history.last()
    assert action
    return action


def summaries(actions) -> list[str]:  # type: ignore[no-untyped-def]
    return [action.summary for action in actions]


def test_actions_are_read_in_parts_and_by_who_kind_and_words(project: ProjectFile) -> None:
    for name in ("Ҳа", "Welcome", "Дом"):
        project.codebook.add(name)
    with ProjectFile.open(project.path, coder="Farrukh") as other:
        other.memos.add("on welcome")
    history = project.history
    assert summaries(history.matching(limit=2, kind="codebook")) == [
        "added the code Дом",
        "added the code Welcome",
    ]
    third = history.matching(limit=2, kind="codebook")[-1]
    assert summaries(history.matching(before=third.id, kind="codebook")) == ["added the code Ҳа"]
    assert summaries(history.matching(words="ҳА")) == ["added the code Ҳа"]
    assert summaries(history.matching(words="WELCOME farrukh")) == ["wrote the memo “on welcome”"]
    assert summaries(history.matching(coder="Farrukh")) == ["wrote the memo “on welcome”"]
    assert "codebook" in history.kinds()
    assert history.coders() == ["Amina", "Farrukh"]
    assert history.number() == len(list(history.newest_first()))


def test_what_touched_a_document_is_found_also_when_it_is_gone(
    project: ProjectFile, document: Document
) -> None:
    other = project.documents.add("P08", project_transcript())
    code = project.codebook.add("A")
    coding = project.codings.apply(document, code, 13, 17)
    project.memos.add("on the coding", coding_id=coding.id)
    project.codings.apply(other, code, 0, 3)
    project.codings.set_weight(coding, 3)
    project.memos.add("on the project")
    touching = project.history.touching(document.id)
    expected = ["set the weight", "wrote the memo “on the coding”", "applied A to “Were”", "imported P07"]
    found = summaries(project.history.matching(among=touching))
    assert [any(each.startswith(start) for each in found) for start in expected] == [True] * 4
    assert len(found) == 4
    project.documents.remove([document])
    found = summaries(project.history.matching(among=project.history.touching(document.id)))
    assert len(found) == 5
    assert found[0].startswith("removed P07")


def project_transcript():  # type: ignore[no-untyped-def]
    from qualcode.model import Transcript

    return Transcript("Something else.", "txt")


def test_rows_before_and_after_an_action_though_much_came_later(
    project: ProjectFile, document: Document
) -> None:
    code = project.codebook.add("A")
    coding = project.codings.apply(document, code, 13, 17)
    applied = last(project)
    project.codings.set_weight(coding, 10)
    first_weight = last(project)
    project.codings.set_weight(project.codings.get(coding.id), 20)
    project.codings.remove([project.codings.get(coding.id)])
    removed = last(project)
    history = project.history

    def weights(action) -> list[tuple[object, object]]:  # type: ignore[no-untyped-def]
        return [
            (row.before and row.before["weight"], row.after and row.after["weight"])
            for row in history.rows(history.stretch(action), ["coding"], 9)
        ]

    assert weights(first_weight) == [(None, 10)]
    assert weights(removed) == [(20, None)]
    (made,) = history.rows(history.stretch(applied), ["coding"], 9)
    assert made.before is None
    assert made.after is not None
    assert (made.after["start"], made.after["weight"]) == (13, None)
    assert history.counts(history.stretch(applied)) == [ChangeCount("coding", 1, 0, 0)]
    assert history.counts(history.stretch(removed)) == [ChangeCount("coding", 0, 0, 1)]
    known = history.known("coding", coding.id)
    assert known is not None
    assert known["weight"] == 20
    assert history.known("coding", 999) is None


def test_what_was_done_since_comes_to_what_differs(project: ProjectFile, document: Document) -> None:
    code = project.codebook.add("A")
    old = project.codings.apply(document, code, 13, 17)
    point = last(project)
    new = project.codings.apply(document, code, 18, 21)
    project.codings.remove([new])  # came and went
    project.codings.remove([old])
    project.codebook.edit(code, name="B")
    project.undo()
    with ProjectFile.open(project.path, coder="Farrukh") as other:
        other.memos.add("a memo")
    since = project.history.since(point)
    assert since.by_coder == {"Amina": 3, "Farrukh": 1}
    assert since.reversals == 1
    assert since.coders == ("Farrukh",)
    assert since.last_seen == last(project).id
    found = {count.table: (count.added, count.changed, count.removed) for count in since.counts}
    assert found["coding"] == (0, 0, 1)
    assert found["memo"] == (1, 0, 0)
    project.go_back(point.id, last_seen=since.last_seen)
    assert [coding.id for coding in project.codings.all()] == [old.id]
