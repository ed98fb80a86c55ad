"""Where someone leaves off is no change of the study: nothing is drawn anew for it."""

from __future__ import annotations

from qualcode.api import Project
from qualcode.model import Span
from qualcode.project.reading_places import ReadingPlace
from qualcode.tui.desk import Desk


def test_a_place_kept_by_anyone_is_no_change_elsewhere(odd_project: Project) -> None:
    desk = Desk(odd_project)
    document = desk.study.documents[0]
    desk.open(document)
    with Project.open(odd_project.path, coder="Farrukh") as other:
        for cursor in range(3):
            assert other.reading_places.keep(document, ReadingPlace(cursor, 0))
            assert not desk.was_changed_elsewhere()
        assert odd_project.reading_places.keep(document, ReadingPlace(5, 0))
        assert not desk.was_changed_elsewhere()
        other.reading_places.keep(document, ReadingPlace(9, 0))
        desk.apply([desk.study.codes[0]], Span(7, 20))
        assert not desk.was_changed_elsewhere()  # it was her own
        other.codebook.add("His")
        other.reading_places.keep(document, ReadingPlace(11, 0))
        assert desk.was_changed_elsewhere()
        desk.apply([desk.study.codes[0]], Span(7, 15))
        assert desk.was_changed_elsewhere()  # his code is not on the desk yet
        desk.refresh()
        assert not desk.was_changed_elsewhere()
