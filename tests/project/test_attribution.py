"""Whose words a stretch is: the speaker's, or where no speaker is known the document's."""

from __future__ import annotations

from qualcode.model import Document
from qualcode.project import ProjectFile
from qualcode.project.attribution import NOBODY, Attribution
from qualcode.project.scope import Chosen


def test_a_document_as_a_whole_counts_until_a_speaker_is_linked(
    project: ProjectFile, document: Document
) -> None:
    anna, olim = project.participants.add("Anna"), project.participants.add("Olim")
    first, second = (speaker.id for speaker in project.documents.speakers(document))
    project.participants.link_document(document, anna)
    rule = Attribution(project, Chosen())
    assert [rule.participants(document.id, each) for each in (first, second, NOBODY)] == [[anna.id]] * 3
    project.participants.link_speaker(project.documents.speakers(document)[1], olim)
    rule = Attribution(project, Chosen())
    assert [rule.participants(document.id, each) for each in (first, second, NOBODY)] == [[], [olim.id], []]


def test_a_scope_leaves_in_whom_it_names(project: ProjectFile, document: Document) -> None:
    olim = project.participants.add("Olim")
    first, second = (speaker.id for speaker in project.documents.speakers(document))
    project.participants.link_speaker(project.documents.speakers(document)[1], olim)

    def kept(**chosen: frozenset[int]) -> list[bool]:
        rule = Attribution(project, Chosen(**chosen))
        return [rule.is_kept(document.id, each) for each in (first, second, NOBODY)]

    assert kept() == [True, True, True]
    assert kept(participants=frozenset([olim.id])) == [False, True, False]
    assert kept(participants=frozenset([olim.id + 1])) == [False, False, False]
    assert kept(speakers=frozenset([first])) == [True, False, False]
    assert kept(excluded_speakers=frozenset([first])) == [False, True, True]
