"""Segments found by a filter, compared with a plain reading of what the filter says."""

from __future__ import annotations

import itertools
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import UnknownName
from qualcode.exchange.attribution import DocumentPlaces
from qualcode.model import AttributeType, Coding, Condition, ReadingState, Transcript, Turn
from qualcode.project import ProjectFile
from qualcode.project.attribution import Attribution
from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery
from qualcode.project.segment_stretches import chosen_people, places_of, united, wording
from qualcode.project.segments import SegmentSearch, Stopped

TEXT = "A: ab aba Bab\nB: ba  ba ab\nA: bb aab\n"
TURNS = (Turn(3, 13, "A"), Turn(17, 26, "B"), Turn(30, 36, "A"))


@dataclass
class Study:
    """A study, and what a plain reading needs to know of it."""

    project: ProjectFile
    texts: dict[int, str]
    below: dict[int, set[int]]
    memos: dict[int, str]
    complete: set[int]

    def found(self, query: SegmentQuery) -> list[int]:
        with SegmentSearch(self.project.path, "Amina") as search:
            return list(search.find(query).ids)

    def plainly(self, query: SegmentQuery) -> list[Coding]:
        """What the filter says, coding by coding."""
        all_codings = [
            each
            for each in self.project.codings.all()
            if query.seen_by is None or each.coder_id == query.seen_by or each.document_id in self.complete
        ]
        return [each for each in all_codings if all(self._tests(each, all_codings, query.filter))]

    def _tests(self, one: Coding, all_codings: list[Coding], asked: SegmentFilter) -> Iterator[bool]:
        def codes(numbers: tuple[int, ...]) -> set[int]:
            chosen = [self.below[each] if asked.with_subcodes else {each} for each in numbers]
            return set().union(*chosen)

        lying = {
            other.code_id
            for other in all_codings
            if other.document_id == one.document_id
            and other.start < one.end
            and other.end > one.start
            and (not asked.same_coder or other.coder_id == one.coder_id)
        }
        yield not asked.any_of or one.code_id in codes(asked.any_of)
        yield bool(asked.any_of) or not asked.all_of or one.code_id in codes(asked.all_of)
        yield all(lying & codes((code,)) for code in asked.all_of)
        yield not lying & codes(asked.none_of)
        yield not asked.coders or one.coder_id in asked.coders
        memo = self.memos.get(one.id, "")
        yield asked.memo.casefold() in memo.casefold()
        yield asked.with_memo is None or asked.with_memo == bool(memo)
        text = self.texts[one.document_id][one.start : one.end]
        pattern = r"\s+".join(map(re.escape, asked.words.split()))
        yield re.search(pattern, text, re.IGNORECASE) is not None
        chosen = chosen_people(self.project, asked)
        yield chosen.documents is None or one.document_id in chosen.documents
        document = self.project.documents.get(one.document_id)
        names = {each.id: each.name for each in self.project.participants.all()}
        places = DocumentPlaces(self.project, document, Attribution(self.project, chosen), names)
        yield places.owners(one.start, one.end) is not None


def spans() -> st.SearchStrategy[tuple[int, int]]:
    """Few edges, so that codings often touch without overlapping."""
    return st.sampled_from(
        [(a, b) for a in (0, 3, 7, 10, 13, 17, 20) for b in (7, 10, 13, 17, 26, 33) if a < b]
    )


CODINGS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 3), st.integers(0, 1), spans(), st.sampled_from(["", "aB c", "x"])
    ),
    max_size=14,
    unique_by=lambda each: each[:4],
)


@st.composite
def filters(draw: st.DrawFn) -> SegmentFilter:
    """A filter over codes 1–4, documents 1–3, participants 1–2 and coders 1–2."""

    def some(most: int, likely: int = 3) -> tuple[int, ...]:
        return (
            tuple(draw(st.sets(st.integers(1, most), max_size=2)))
            if draw(st.integers(0, likely)) == 0
            else ()
        )

    where = st.lists(
        st.builds(
            Condition, st.just("place"), st.sampled_from(["=", "!="]), st.sampled_from(["", "here", "there"])
        ),
        max_size=2,
    )
    return SegmentFilter(
        any_of=some(4),
        all_of=some(4, 1),
        none_of=some(4),
        with_subcodes=draw(st.booleans()),
        same_coder=draw(st.booleans()),
        documents=some(3, 5),
        participants=some(2),
        where=tuple(draw(where)) if draw(st.integers(0, 4)) == 0 else (),
        speakers=draw(st.sampled_from([(), (), (), ("A",), ("a", "B")])),
        coders=some(2, 4),
        memo=draw(st.sampled_from(["", "", "", "Ab", "x"])),
        with_memo=draw(st.sampled_from([None, None, None, True, False])),
        words=draw(st.sampled_from(["", "", "", "ab", "BA ba", "a", "b a"])),
    )


@pytest.fixture(scope="module")
def made() -> Iterator[Callable[[list[tuple[int, int, int, tuple[int, int], str]]], Study]]:
    """Makes studies of three documents: one with linked speakers, one linked as a whole, one nobody's."""
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        opened: list[ProjectFile] = []

        def make(rows: list[tuple[int, int, int, tuple[int, int], str]]) -> Study:
            nonlocal number
            number += 1
            while opened:
                opened.pop().close()
            project = ProjectFile.create(Path(folder) / f"{number}.qualcode", coder="Amina")
            opened.append(project)
            return fill(project, rows)

        yield make
        for project in opened:
            project.close()


def fill(project: ProjectFile, rows: list[tuple[int, int, int, tuple[int, int], str]]) -> Study:
    documents = [project.documents.add(name, Transcript(TEXT, "txt", TURNS)) for name in "LWN"]
    people = [project.participants.add(name) for name in ("Zarina", "Bakhtiyor")]
    project.participants.add_attribute("place", AttributeType.TEXT)
    project.participants.set(people[0], {"place": "here"})
    project.participants.set(people[1], {"place": "there"})
    project.participants.link_speaker(project.documents.speakers(documents[0])[0], people[0])
    for person in people:
        project.participants.link_document(documents[1], person)
    top = project.codebook.add("top")
    codes = [
        top,
        project.codebook.add("under", top),
        project.codebook.add("other"),
        project.codebook.add("last"),
    ]
    project.progress.set(documents[1], ReadingState.COMPLETE)
    coders = [project.coders.present(name).id for name in ("Amina", "Farrukh")]
    memos = {}
    for document, code, coder, (start, end), memo in rows:
        made = project.codings.apply(
            documents[document], codes[code], start, end, memo=memo, coder=("Amina", "Farrukh")[coder]
        )
        if memo:
            memos[made.id] = memo
    assert [each.id for each in codes] == [1, 2, 3, 4]
    assert coders == [1, 2]
    below = {code.id: {each.id for each in project.codebook.subtree(code)} for code in codes}
    return Study(project, {each.id: TEXT for each in documents}, below, memos, {documents[1].id})


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=CODINGS, asked=filters(), blind=st.sampled_from([None, None, 0, 1, 2]))
def test_a_filter_finds_what_it_says(made, rows, asked: SegmentFilter, blind: int | None) -> None:  # type: ignore[no-untyped-def]
    study = made(rows)
    if blind != 1:
        study.complete = study.complete if blind is None else set()
    query = SegmentQuery(asked, seen_by=blind)
    expected = sorted(
        study.plainly(query), key=lambda each: (each.document_id, each.start, each.end, each.id)
    )
    assert study.found(query) == [each.id for each in expected]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=CODINGS,
    order=st.sampled_from(list(Order)),
    backwards=st.booleans(),
    grouping=st.sampled_from(list(Grouping)),
)
def test_orders_and_groups(made, rows, order: Order, backwards: bool, grouping: Grouping) -> None:  # type: ignore[no-untyped-def]
    study = made(rows)
    project = study.project
    names = {each.id: each.name.casefold() for each in project.participants.all()}
    coders = {each.id: each.name.casefold() for each in project.coders.all()}
    rule = Attribution(project, chosen_people(project, SegmentFilter()))

    def people(one: Coding) -> tuple[int, ...]:
        """Of the first turn under the coding that is anybody's; of a document linked as a whole its people."""
        if one.document_id == 2:
            return (1, 2)
        first = (
            turn for turn in TURNS if turn.start < one.end and turn.end > one.start and turn.speaker == "A"
        )
        return (1,) if one.document_id == 1 and next(first, None) else ()

    assert rule.participants(2, 0) == [1, 2]
    behind = [chr(0x10FFFF)]

    def by_name(one: Coding) -> list[str]:
        return [names[each] for each in people(one)] or behind

    group = {
        Grouping.NOTHING: lambda one: 0,
        Grouping.CODE: lambda one: one.code_id,
        Grouping.DOCUMENT: lambda one: one.document_id,
        Grouping.PARTICIPANT: by_name,
        Grouping.CODER: lambda one: coders[one.coder_id],
    }[grouping]
    place = {
        Order.TEXT: lambda one: 0,
        Order.CODE: lambda one: one.code_id,
        Order.PARTICIPANT: by_name,
        Order.LENGTH: lambda one: one.start - one.end,
        Order.DATE: lambda one: 0,
    }[order]
    in_text = sorted(project.codings.all(), key=lambda one: (one.document_id, one.start, one.end, one.id))
    if order is Order.TEXT and backwards:
        in_text.reverse()
    if order is Order.DATE:
        in_text.sort(key=lambda one: (one.created, one.id), reverse=not backwards)
    expected = sorted(in_text, key=place, reverse=False)
    if order in (Order.CODE, Order.PARTICIPANT, Order.LENGTH) and backwards:
        expected = sorted(in_text, key=place, reverse=True)
        expected = [each for _, each in _stable(expected, in_text, place)]
    expected.sort(key=group)
    with SegmentSearch(project.path, "Amina") as search:
        found = search.find(SegmentQuery(order=order, backwards=backwards, grouping=grouping))
    assert list(found.ids) == [each.id for each in expected]
    starts = [group_.start for group_ in found.groups]
    if grouping is Grouping.NOTHING:
        assert starts == []
        return
    runs = [n for n, one in enumerate(expected) if n == 0 or group(one) != group(expected[n - 1])]
    assert starts == runs
    key = {
        Grouping.CODE: lambda one: (one.code_id,),
        Grouping.DOCUMENT: lambda one: (one.document_id,),
        Grouping.PARTICIPANT: people,
        Grouping.CODER: lambda one: (one.coder_id,),
    }[grouping]
    assert [each.key for each in found.groups] == [key(expected[n]) for n in runs]


def _stable(turned, in_text, place):  # type: ignore[no-untyped-def]
    """Equal ones stay in the order of the text, although the order is turned round."""
    rank = {one.id: n for n, one in enumerate(in_text)}
    values = sorted({repr(place(one)): place(one) for one in turned}.values(), reverse=True)
    return sorted(
        ((values.index(place(one)), one) for one in turned), key=lambda each: (each[0], rank[each[1].id])
    )


def test_the_first_rows_come_before_all_of_them(made, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("qualcode.project.segments.FIRST_ROWS", 2)
    study = made([(0, code, 0, (start, start + 2), "") for code in range(2) for start in range(3)])
    with SegmentSearch(study.project.path, "Amina") as search:
        first, whole = search.search(SegmentQuery(grouping=Grouping.CODE))
        assert (len(first.ids), first.is_whole, len(first.groups)) == (2, False, 1)
        assert (len(whole.ids), whole.is_whole, len(whole.groups)) == (6, True, 2)
        assert list(whole.ids[:2]) == list(first.ids)
        # The same search may be asked again for something else.
        assert len(search.find(SegmentQuery(SegmentFilter(any_of=(2,), with_subcodes=False))).ids) == 3


def test_a_search_that_is_stopped_ends(made) -> None:  # type: ignore[no-untyped-def]
    study = made([(0, 0, 0, (3, 5), "")])
    with SegmentSearch(study.project.path, "Amina") as search:
        search.stop()
        with pytest.raises(Stopped):
            search.find(SegmentQuery())


def test_a_code_that_is_gone_finds_nothing(made) -> None:  # type: ignore[no-untyped-def]
    study = made([(0, 0, 0, (3, 5), "")])
    assert study.found(SegmentQuery(SegmentFilter(any_of=(77,)))) == []
    assert study.found(SegmentQuery(SegmentFilter(none_of=(77,)))) == [1]


def test_conditions_on_one_attribute_are_alternatives_and_others_hold_together(made) -> None:  # type: ignore[no-untyped-def]
    study = made([(0, 0, 0, (3, 5), ""), (1, 0, 0, (3, 5), "")])
    here, there = Condition("place", "=", "here"), Condition("place", "=", "there")

    def found(*conditions: Condition) -> list[int]:
        return study.found(SegmentQuery(SegmentFilter(where=conditions)))

    assert found(here) == [1, 2]
    assert found(there) == [2]
    assert found(here, there) == [1, 2]
    assert found(here, replace(there, operator="!=")) == [1, 2]
    assert found(there, replace(there, operator="!=")) == []
    with pytest.raises(UnknownName, match="nowhere"):
        found(replace(here, value="nowhere"))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8))
def test_a_union_covers_the_same_and_is_disjoint(pairs: list[tuple[int, int]]) -> None:
    given_spans = sorted((start, start + length) for start, length in pairs)
    found = list(united(given_spans))
    covered = {at for start, end in given_spans for at in range(start, end)}
    assert {at for start, end in found for at in range(start, end)} == covered
    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))


@given(st.text(alphabet="abB \n", max_size=24), st.sampled_from(["a", "ab", "a b", "aba", "b b"]))
def test_every_place_of_words_is_found(text: str, words: str) -> None:
    pattern = wording(words)
    expected = [match.span() for at in range(len(text)) if (match := pattern.match(text, at))]
    assert list(places_of(pattern, text)) == expected
