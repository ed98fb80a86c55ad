"""Which labels are speakers: evidence over the whole file, then the pattern that explains most of it.

A colon is weak evidence, a label that comes back is strong. Wrong is worse than none: what does not reach
the threshold is rejected with a reason, for the researcher to decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qualcode.text import labels
from qualcode.text.evidence import ENOUGH, Body, Ground
from qualcode.text.headers import Header
from qualcode.text.lexicon import QUESTION_STEMS

_COVERED = 0.6  # share of the text under accepted labels
_THINLY_COVERED = 0.05  # … that is enough when the labels are beyond doubt and come often
_SMALL = 12  # lines: in so short a file nothing can come back


@dataclass(frozen=True, slots=True)
class Rejected:
    """A label that was not taken for a speaker, how often it stands there, and why not."""

    label: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The headers of one pattern that are accepted, and what was rejected beside them."""

    headers: tuple[Header, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    once: tuple[str, ...] = ()  # labels accepted though they occur once
    doubtful: tuple[str, ...] = ()  # labels rejected though they look like the accepted ones


def choose(candidates: Sequence[Header], ground: Ground) -> Choice:
    """Accept the headers of the pattern that explains most; reject all where none explains enough."""
    by_kind: dict[str, list[Header]] = defaultdict(list)
    for header in candidates:
        by_kind[header.kind].append(header)
    best = Choice()
    rejected: dict[str, Rejected] = {}
    for headers in by_kind.values():
        choice = _choose_kind(headers, ground)
        if len(choice.headers) > len(best.headers):
            best = choice
        for one in choice.rejected:
            rejected.setdefault(labels.normal_form(one.label), one)
    taken = {header.key for header in best.headers}
    left = tuple(one for key, one in rejected.items() if key not in taken)
    return Choice(best.headers, left, best.once, best.doubtful)


def rising_headings(candidates: Sequence[Header]) -> list[Header]:
    """Headers such as `Q1:`, `Q2:`: a known stem, each number once, rising; headings of sections."""
    groups: dict[str, list[tuple[int, Header]]] = defaultdict(list)
    for header in candidates:
        stem, number = _numbered(header.key)
        if number is not None and header.time is None:
            groups[stem].append((number, header))
    found = []
    for group in groups.values():
        numbers = [number for number, _ in group]
        if len(numbers) > 1 and numbers == sorted(set(numbers)):
            found += [header for _, header in group]
    return found


@lru_cache(maxsize=4096)
def _numbered(key: str) -> tuple[str, int | None]:
    """A question's stem and number; the number is None for other labels."""
    stem, _, number = key.rpartition(" ")
    if not stem:
        stem = key.rstrip("0123456789")
        number = key[len(stem) :]
    return stem, int(number) if stem in QUESTION_STEMS and number.isdecimal() else None


def _choose_kind(headers: list[Header], ground: Ground) -> Choice:
    body = Body(headers, ground)
    reasons: dict[str, str] = {}
    core = set()
    for key, group in body.groups.items():
        why = body.objection(key)
        if why is None and body.points(key) >= ENOUGH:
            core.add(key)
        else:
            reasons[key] = why or ("it stands there once" if len(group) == 1 else "too little speaks for it")
    core = core or _small_file(body)
    accepted = [header for header in body.headers if header.key in core]
    rare, once, doubtful = _rare(body, accepted, core) if accepted else ([], [], [])
    if rare:
        accepted = sorted(accepted + rare, key=lambda header: header.start)
    if not _enough(accepted, ground):
        thin = [key for key in body.groups if key in core]  # in the text's order, not the set's
        reasons = {**dict.fromkeys(thin, "too little of the text stands under such labels"), **reasons}
        accepted, once, doubtful = [], [], []
    taken = {header.key for header in accepted}
    rejected = [
        Rejected(body.groups[key][0].label, len(body.groups[key]), why)
        for key, why in reasons.items()
        if key not in taken
    ]
    return Choice(tuple(accepted), tuple(rejected), _labels(once), _labels(doubtful))


def _labels(headers: list[Header]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(header.label for header in headers))


def _small_file(body: Body) -> set[str]:
    """In a file of a few lines labels cannot come back: roles, codes and bold names at each paragraph do."""
    ground = body.ground
    if ground.lines > _SMALL or any(len(group) > 2 for group in body.groups.values()):
        return set()
    sure = [
        header
        for header in body.headers
        if not labels.is_metadata(header.label)
        and not labels.is_unsure(header.label)
        and (labels.is_role(header.label) or labels.shape(header.label) == "code" or header.bold)
        and header.kind in ("colon", "timed")
        and (header.paragraph or ground.paragraphs <= 2)
    ]
    keys = {header.key for header in sure}
    return (
        keys
        if len(keys) > 1 and 2 * len(sure) > (ground.paragraphs if ground.paragraphs > 2 else ground.lines)
        else set()
    )


def _rare(body: Body, accepted: list[Header], core: set[str]) -> tuple[list[Header], ...]:
    """Labels that look exactly like the sure ones and stand between them: a third person who speaks once.

    Returns all of them, those that nothing but their look speaks for, and those for which that is too little.
    """
    sure = _Sure(body, accepted, core)
    found, alone, doubtful = [], [], []
    for header in body.headers:
        if header.key in core or not sure.looks_like_them(header):
            continue
        if sure.known_otherwise(header):
            sure.learn(header.key)
        elif sure.between(header) and sure.fits(header):
            if not sure.proves(header):
                doubtful.append(header)
                continue
            sure.learn(header.key)
            alone.append(header)
        else:
            continue
        found.append(header)
    return found, alone, doubtful


class _Sure:
    """The labels accepted so far, and what they have in common."""

    def __init__(self, body: Body, accepted: list[Header], core: set[str]) -> None:
        self._body = body
        self._first, self._last = accepted[0].start, accepted[-1].start
        self._looks = {header.look for header in accepted}
        self._timed = all(header.time is not None for header in accepted)
        names = {header.label for header in accepted}
        self._shapes = set(map(labels.shape, names))
        self._named = any(
            labels.shape(name) in ("name", "capitals") and not labels.is_role(name) for name in names
        )
        self._several = len(core) > 2 or _in_nearly_all_cues(body)
        self._known = core | body.ground.announced
        self._skeletons = set(map(labels.skeleton, self._known)) - {""}

    def learn(self, key: str) -> None:
        """Take a label for a speaker's."""
        self._known.add(key)
        self._skeletons.add(labels.skeleton(key))

    def between(self, header: Header) -> bool:
        """Whether a header stands between accepted ones."""
        return self._first < header.start < self._last

    def looks_like_them(self, header: Header) -> bool:
        """Whether a header is written as the accepted ones are, at a place where those stand."""
        if header.look not in self._looks or (self._timed and header.time is None):
            return False
        if labels.is_metadata(header.label) or labels.says(header.label):
            return False
        if self._body.at_paragraphs and not header.paragraph:
            return False
        return header.start > self._first or header.key in self._body.ground.announced

    def known_otherwise(self, header: Header) -> bool:
        """Whether more than its look speaks for a label: the head, its likeness to known ones, its meaning."""
        label = header.label
        if header.key in self._body.ground.announced or labels.is_group(label):
            return True
        if labels.joins(label, self._known) or labels.skeleton(header.key) in self._skeletons:
            return True
        return labels.is_role(label) and labels.name_like(label) and not self._body.goes_on(header)

    def fits(self, header: Header) -> bool:
        """Whether a label is of the kind of the accepted ones and is followed by a new sentence."""
        label, shape = header.label, labels.shape(header.label)
        if self._body.goes_on(header) or labels.is_unsure(label) or shape not in self._shapes:
            return False
        if shape == "code":
            return len(header.key) > 1 or (label.isupper() and header.key != "q")
        cased = label.lower() != label.upper()
        return shape != "words" and len(label.split()) <= 3 and self._named and cased

    def proves(self, header: Header) -> bool:
        """Whether the common look is more than a colon, or so many people speak that one more is no surprise."""
        return header.bold or header.time is not None or header.label.isupper() or self._several


def _in_nearly_all_cues(body: Body) -> bool:
    if not body.ground.cues:
        return False
    return sum(labels.possible(header.label) for header in body.headers) >= 0.8 * body.ground.cues


def _enough(accepted: list[Header], ground: Ground) -> bool:
    """The threshold: two labels or one three times, and most of the text under them."""
    counts = Counter([header.key for header in accepted])
    if not accepted or (len(counts) < 2 and len(accepted) < 3):
        return False
    weak = accepted[0].kind not in ("colon", "timed")
    if weak and (len(counts) < 2 or len(accepted) < 4 or len(accepted) * 10 < ground.paragraphs):
        return False
    names = {header.label for header in accepted}
    telling = {name for name in names if labels.is_role(name) or labels.shape(name) == "code"}
    beyond_doubt = sum([h.time is not None or h.bold or h.label in telling for h in accepted])
    covered = (ground.characters - accepted[0].start) / max(1, ground.characters - ground.head_end)
    if beyond_doubt >= 0.4 * len(accepted):
        return covered >= (_THINLY_COVERED if len(accepted) >= 6 else _COVERED / 2)
    return covered >= _COVERED and len(accepted) * 20 >= ground.paragraphs
