"""The theme table against the plainest count: every character of every small study looked at one by one."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.analysis.frequency import frequency
from qualcode.analysis.measures import MEASURES
from qualcode.analysis.segments import segments
from qualcode.exchange.codings_export import COLUMNS, coding_rows
from qualcode.model import AttributeType, Condition, Scope, Section, TimeMark, Transcript, Turn
from qualcode.project import ProjectFile
from qualcode.text.words import word_spans

PIECES = ["a", "word", "слово", "é", "👍🏽", "👨‍👩‍👧", "語", " ", " ", "\n", "  ", "[01:02]", "\u200f"]
NONE = "none"


@dataclass
class Text:
    """A document as the plain count sees it."""

    name: str
    text: str
    turns: list[tuple[int, int, str | None]]
    sections: list[tuple[str, int, int]]
    marks: list[tuple[int, int]]
    speakers: dict[str, str | None] = field(default_factory=dict)  # label → participant
    whole: list[str] = field(default_factory=list)  # participants linked as a whole
    site: str | None = None

    def stretches(self) -> list[tuple[int, int, str | None]]:
        return self.turns or [(0, len(self.text), None)]


@dataclass
class Coded:
    """A coding as the plain count sees it."""

    document: Text
    code: str
    coder: str
    start: int
    end: int


def drawn_text(chance: random.Random, name: str) -> Text:
    text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 25))) + "."
    edges = sorted(
        chance.sample(range(len(text) + 1), min(chance.choice([0, 2, 4, 6]), len(text) + 1) // 2 * 2)
    )
    turns = [
        (start, end, chance.choice(["INT", "A", "B", None]))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    if turns and chance.random() < 0.5:  # turns that touch
        turns = [(turns[0][0], turns[-1][1] - 1, "A"), (turns[-1][1] - 1, turns[-1][1], "B")]
        turns = [turn for turn in turns if turn[0] < turn[1]]
    sections = []
    for _ in range(chance.randint(0, 3)):
        start = chance.randrange(len(text))
        sections.append((chance.choice(["Q1", "Q2"]), start, chance.randint(start + 1, len(text))))
    marks = [
        (place, place + 7) for place in range(len(text)) if text.startswith("[01:02]", place)
    ]  # fmt: skip
    return Text(name, text, turns, sections, marks)


@dataclass
class Study:
    """What was put into a project, kept beside it."""

    texts: list[Text]
    codings: list[Coded]
    gender: dict[str, str]


CODES = {"work": None, "pay": "work", "bonus": "pay", "home": None}
PEOPLE = ["Ann", "Ben", "Cem"]


def drawn_study(project: ProjectFile, seed: int) -> Study:
    chance = random.Random(seed)
    texts = [drawn_text(chance, f"D{number}") for number in range(chance.randint(1, 3))]
    gender = {name: chance.choice(["f", "m"]) for name in PEOPLE if chance.random() < 0.7}
    with project.action("test", "drew a study"):
        project.participants.add_attribute("gender", AttributeType.TEXT)
        project.participants.add_attribute("site", AttributeType.INTEGER, of="document")
        people = {name: project.participants.add(name) for name in PEOPLE}
        for name, value in gender.items():
            project.participants.set(people[name], {"gender": value})
        codes: dict = {}
        for name, parent in CODES.items():
            codes[name] = project.codebook.add(name, codes.get(parent))
        coders = {name: project.coders.present(name).id for name in ("Amina", "Farid")}
        codings = []
        for text in texts:
            document = project.documents.add(
                text.name,
                Transcript(
                    text.text,
                    "txt",
                    tuple(Turn(*turn) for turn in text.turns),
                    tuple(Section(*section) for section in text.sections),
                    tuple(TimeMark(*mark, 62.0) for mark in text.marks),
                ),
            )
            for speaker in project.documents.speakers(document):
                who = chance.choice([*PEOPLE, None, None])
                text.speakers[speaker.label] = who
                project.participants.link_speaker(speaker, people[who] if who else None)
            for name in chance.sample(PEOPLE, chance.randint(0, 2)):
                text.whole.append(name)
                project.participants.link_document(document, people[name])
            if chance.random() < 0.6:
                text.site = chance.choice(["2", "10"])
                project.participants.set(document, {"site": text.site})
            rows = set()
            for _ in range(chance.randint(0, 8)):
                start = chance.randrange(len(text.text))
                end = min(len(text.text), start + chance.randint(1, 12))
                rows.add((start, end, chance.choice(list(CODES)), chance.choice(list(coders))))
            for start, end, code, coder in rows:
                codings.append(Coded(text, code, coder, start, end))
            project.codings.apply_many(
                (
                    (document.id, codes[code].id, coders[coder], start, end, None, None, "")
                    for start, end, code, coder in sorted(rows)
                ),
                "drew codings",
            )
    return Study(texts, codings, gender)


class PlainCount:
    """Counts by looking at every character."""

    def __init__(self, study: Study, scope: Scope, by: str | None) -> None:
        self.study, self.scope, self.by = study, scope, by
        wanted = [condition for condition in scope.where if condition.attribute == "gender"]
        self.people = None
        if scope.participants or wanted:
            self.people = {name for name in PEOPLE if not scope.participants or name in scope.participants}
            for condition in wanted:
                self.people &= {name for name, value in study.gender.items() if value == condition.value}
        self.texts = [
            text
            for text in study.texts
            if (not scope.documents or text.name in scope.documents)
            and all(
                text.site == condition.value for condition in scope.where if condition.attribute == "site"
            )
        ]

    def participants(self, text: Text, label: str | None) -> set[str]:
        by_speaker = any(text.speakers.values())
        found = {text.speakers.get(label or "")} if by_speaker else set(text.whole)
        return {name for name in found if name and (self.people is None or name in self.people)}

    def keeps(self, text: Text, label: str | None) -> bool:
        if self.scope.speakers and label not in self.scope.speakers:
            return False
        if label is not None and label in self.scope.exclude_speakers:
            return False
        return self.people is None or bool(self.participants(text, label))

    def stretches(self, coding: Coded) -> list[tuple[int, int, str | None]]:
        """The stretches left in on which a coding lies; between turns there is one for what nobody said."""
        text = coding.document
        touched = [turn for turn in text.stretches() if turn[0] < coding.end and coding.start < turn[1]]
        touched = touched or [(coding.start, coding.end, None)]
        return [turn for turn in touched if self.keeps(text, turn[2])]

    def codings(self) -> list[Coded]:
        return [
            coding
            for coding in self.study.codings
            if coding.document in self.texts
            and (not self.scope.coders or coding.coder in self.scope.coders)
            and self.stretches(coding)
        ]

    def groups(self, text: Text, coder: str, label: str | None, place: int) -> set[str]:
        """The groups of one character that a coder coded."""
        match self.by:
            case "document":
                return {text.name}
            case "coder":
                return {coder}
            case "speaker":
                return {label} if label is not None else set()
            case "participant":
                return self.participants(text, label)
            case "gender":
                return {self.study.gender.get(name, NONE) for name in self.participants(text, label)}
            case "site":
                return {text.site} if text.site else set()
            case "section":
                return {name for name, start, end in text.sections if start <= place < end}
        return {""}

    def belonging(self, coding: Coded) -> set[tuple[str, str | None]]:
        """Pairs of (group, participant or None) of a coding."""
        pairs: set[tuple[str, str | None]] = set()
        for start, end, label in self.stretches(coding):
            for place in range(max(start, coding.start), min(end, coding.end)):
                for group in self.groups(coding.document, coding.coder, label, place):
                    people = self.participants(coding.document, label)
                    if self.by == "participant":
                        people &= {group}
                    if self.by == "gender":
                        people = {name for name in people if self.study.gender.get(name, NONE) == group}
                    pairs |= {(group, None), *((group, name) for name in people)}
        if not pairs:
            people = set().union(
                *(self.participants(coding.document, turn[2]) for turn in self.stretches(coding))
            )
            pairs = {(NONE, None), *((NONE, name) for name in people)}
        return pairs

    def covered(self, codes: set[str], unit: str) -> dict[str, int]:
        """Characters or words per group."""
        who_speaks = self.by in ("speaker", "participant", "gender")
        by_place = bool(self.scope.speakers or self.scope.exclude_speakers or self.people is not None)
        counts: dict[str, int] = defaultdict(int)
        lanes = ["Amina", "Farid"] if self.by == "coder" else [""]
        for text in self.texts:
            for lane in lanes:
                marked: dict[int, set[str]] = {}
                for coding in self.codings():
                    if coding.document is not text or coding.code not in codes:
                        continue
                    if lane and coding.coder != lane:
                        continue
                    for place in range(coding.start, coding.end):
                        turn = next((t for t in text.stretches() if t[0] <= place < t[1]), None)
                        if (who_speaks or by_place) and (turn is None or not self.keeps(text, turn[2])):
                            continue
                        label = turn[2] if turn else None
                        marked[place] = self.groups(text, coding.coder, label, place) or {NONE}
                self.add(counts, text, marked, unit)
        return counts

    def add(self, counts: dict[str, int], text: Text, marked: dict[int, set[str]], unit: str) -> None:
        if unit == "characters":
            for groups in marked.values():
                for group in groups:
                    counts[group] += 1
            return
        for start, end in words_of(text):
            held: dict[str, int] = defaultdict(int)
            for place in range(start, end):
                for group in marked.get(place, ()):
                    held[group] += 1
            for group, number in held.items():
                counts[group] += 2 * number >= end - start

    def words_in_scope(self) -> int:
        total = 0
        for text in self.texts:
            for start, end, label in text.stretches():
                if self.keeps(text, label):
                    total += len(word_spans(text.text, start, end, text.marks))
        return total

    def count(self, codes: set[str], unit: str) -> dict[str, int]:
        if unit in ("words", "characters"):
            return self.covered(codes, unit)
        things: dict[str, set] = defaultdict(set)
        for coding in self.codings():
            if coding.code not in codes:
                continue
            for group, participant in self.belonging(coding):
                if unit == "participants":
                    things[group] |= {participant} - {None}
                else:
                    things[group].add(id(coding) if unit == "codings" else coding.document.name)
        return {group: len(found) for group, found in things.items()}


def words_of(text: Text) -> list[tuple[int, int]]:
    return [
        span for start, end, _ in text.stretches() for span in word_spans(text.text, start, end, text.marks)
    ]


def subtree(code: str) -> set[str]:
    below = {code}
    for name, parent in CODES.items():
        if parent in below:
            below.add(name)
    return below


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    where = draw(
        st.lists(
            st.sampled_from([Condition("gender", "=", "f"), Condition("site", "=", "10")]),
            max_size=1,
        )
    )
    return Scope(
        documents=draw(some(["D0"])),
        participants=draw(some(PEOPLE)) if draw(st.booleans()) else (),
        coders=draw(some(["Amina", "Farid"])),
        speakers=draw(some(["A", "B"])) if draw(st.booleans()) else (),
        exclude_speakers=draw(some(["INT", "A"])),
        where=tuple(where),
    )


BYS = [None, "document", "participant", "coder", "speaker", "section", "gender", "site"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**9),
    queries=st.lists(
        st.tuples(scopes(), st.sampled_from(BYS), st.sampled_from(MEASURES), st.booleans()),
        min_size=12,
        max_size=20,
    ),
)
def test_every_table_equals_the_plain_count(
    tmp_path_factory: pytest.TempPathFactory, seed: int, queries: list
) -> None:
    path: Path = tmp_path_factory.mktemp("drawn") / "study.qualcode"
    with ProjectFile.create(path, coder="Amina") as project:
        study = drawn_study(project, seed)
        labels = {speaker.label for speaker in project.documents.speakers()}
        for scope, by, count, gathers in queries:
            scope = known(scope, labels, study)
            table = frequency(project, by=by, count=count, scope=scope, with_subcodes=gathers)
            compare(table, PlainCount(study, scope, by), by, count, gathers)
            if by is None:
                plain = frequency(project, scope=scope, with_subcodes=gathers)
                total = max(PlainCount(study, scope, None).words_in_scope(), 1)
                assert (plain["share_of_words"] == plain["words"] / total).all()


def known(scope: Scope, labels: set[str], study: Study) -> Scope:
    """Leave out of a scope what this study does not have, which would be refused."""
    return Scope(
        documents=scope.documents,
        participants=scope.participants,
        coders=scope.coders,
        speakers=tuple(label for label in scope.speakers if label in labels),
        exclude_speakers=tuple(label for label in scope.exclude_speakers if label in labels),
        where=tuple(
            each for each in scope.where if each.attribute != "gender" or "f" in study.gender.values()
        ),
    )


def compare(table, plain: PlainCount, by: str | None, count: str, gathers: bool) -> None:
    none = {heading for heading in table.columns if heading.startswith("(no ")}
    paths = {path.split(" > ")[-1]: row for row, path in enumerate(table["code"])}
    assert set(paths) == set(CODES)
    for code, row in paths.items():
        found = {
            NONE if heading in none else "" if by is None else heading: int(table[heading][row])
            for heading in table.columns
            if heading != "code" and table[heading][row]
        }
        wanted = plain.count(subtree(code) if gathers else {code}, count)
        assert found == {group: number for group, number in wanted.items() if number}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), drawn=st.lists(scopes(), min_size=4, max_size=8))
def test_segments_and_exported_codings_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, drawn: list[Scope]
) -> None:
    path: Path = tmp_path_factory.mktemp("drawn") / "study.qualcode"
    with ProjectFile.create(path, coder="Amina") as project:
        study = drawn_study(project, seed)
        labels = {speaker.label for speaker in project.documents.speakers()}
        for scope in (Scope(), *drawn):
            scope = known(scope, labels, study)
            table = segments(project, scope).to_dict("records")
            exported = [dict(zip(COLUMNS, row, strict=True)) for row in coding_rows(project, scope)]
            assert len(table) == len(exported)
            for one, other in zip(table, exported, strict=True):
                for column in ("guid", "document", "speaker", "section", "start", "end", "coder", "text"):
                    assert one[column] == other[column]
                assert set(one["participant"].split("; ")) == set(other["participant"].split("; "))
            assert len(table) == len(PlainCount(study, scope, None).codings())
